"""A report read back: from its file alone, and nothing else taken for one."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.errors import LinkscanError
from linkscan.i18n import LANGUAGES
from linkscan.model import FORMAT, Report
from linkscan.report.folder import report_files
from linkscan.report.forms import FORMS
from linkscan.report.forms.json import to_dict, write_json
from linkscan.report.reading import check_apart, read_json, read_report, report_path
from tests.golden.scenarios import SCENARIOS
from tests.report import factory
from tests.strategies import examples

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_report_of_a_sample_is_read_and_written_alike(scenario: str) -> None:
    """Nothing of a report gets lost on the way: written again it is the same file."""
    data = (GOLDEN / scenario / "report.json").read_bytes()
    assert write_json(read_json(data, "report.json")) == data


@pytest.mark.parametrize("make", [factory.full_report, factory.empty_report, factory.clear_report])
def test_a_report_is_read_as_it_was(make: object) -> None:
    """Every record, hostile text included, also when an editor has set the file anew."""
    assert callable(make)
    report: Report = make()
    assert read_json(write_json(report), "x") == report
    again = json.dumps(to_dict(report), indent=4).encode("utf-8-sig")
    assert read_json(again, "x") == report


def test_a_report_of_an_earlier_linkscan_is_read(full_report: Report) -> None:
    """What joined the format later, with a default, may be missing."""
    tree = to_dict(replace(full_report, health=(), days=()))
    del tree["health"], tree["days"]
    read = read_json(json.dumps(tree).encode(), "x")
    assert read == replace(full_report, health=(), days=())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", r"^x\.json:1: not a whole report\.json, its JSON breaks off in column 1;"),
        (b'{"format": 1,\n"linkscan"', r"^x\.json:2: not a whole report\.json"),
        (b"time,account\n1,2\n", r"^x\.json:1: not a whole report\.json"),
        (b"[]", r"^x\.json: not a report of linkscan; name the report\.json"),
        (b"{}", "not a report of linkscan"),
        (b"\xff", "not a report of linkscan"),
        (b"[" * 100_000, "not a report of linkscan"),
        (b'{"format": 1, "tool": "other"}', "not a report of linkscan"),
        (b'{"format": 1, "linkscan": 5}', r"^x\.json: linkscan is 5, which no report holds there:"),
        (b'{"format": 1, "linkscan": "1"}', r"^x\.json: generated_at is missing:"),
        (
            b'{"format": 99, "linkscan": "9"}',
            rf"^x\.json: a report of format 99, and this linkscan reads format {FORMAT}; take the",
        ),
        (b'{"format": [1, 2], "linkscan": "9"}', r"a report of format \[1,2\],"),
    ],
)
def test_what_is_no_report_is_refused(data: bytes, said: str) -> None:
    """A foreign, broken, changed or newer file: one sentence that names it and the way out."""
    with pytest.raises(LinkscanError, match=said) as refused:
        read_json(data, "x.json")
    assert refused.value.text("zh").startswith("x.json")


def test_a_report_cut_anywhere_is_refused(full_report: Report) -> None:
    """Half a report is never taken for a small one."""
    data = write_json(full_report)
    for end in range(0, len(data) - 2, len(data) // 40):
        with pytest.raises(LinkscanError, match=r"^x"):
            read_json(data[:end], "x")


@examples(30)
@given(rng=st.randoms(use_true_random=False))
def test_a_changed_report_is_refused_or_shown(rng: Random) -> None:
    """Whatever somebody edits: one sentence, or every form of what stands there now."""
    tree = to_dict(factory.full_report())
    for _ in range(rng.randrange(1, 6)):
        _edit(tree, rng)
    try:
        report = read_json(json.dumps(tree).encode(), "x")
    except LinkscanError:
        return
    assert all(data for _name, data in report_files(report, rng.choice(LANGUAGES), FORMS))


def _edit(tree: Any, rng: Random) -> None:
    """Change, remove or repeat something somewhere in a report."""
    place = rng.choice(list(tree) if isinstance(tree, dict) else range(len(tree)))
    found = tree[place]
    if found and isinstance(found, dict | list) and rng.random() < 0.9:
        _edit(found, rng)
    elif isinstance(tree, list):
        tree[place : place + 1] = rng.choice(([], [found, found]))
    elif isinstance(found, str):
        tree[place] = rng.choice(("", "x", "\x00é", found[::-1]))
    else:
        tree[place] = rng.choice((None, 0, -1, 10**18, 1e300, [], {}))


@pytest.mark.parametrize("times", [0, -1, "NaN"])
def test_what_nothing_can_be_divided_by(full_report: Report, times: object) -> None:
    """A number that makes no sense is told by its place."""
    tree = to_dict(full_report)
    tree["findings"][0]["variants"] = [{"times": times, "bits": 1, "level": "low"}]
    with pytest.raises(LinkscanError, match=r"findings\[0\]\.variants\[0\]\.times is"):
        read_json(json.dumps(tree).encode(), "x")


def test_a_report_is_named_by_its_folder(tmp_path: Path, clear_report: Report) -> None:
    """A folder stands for the report.json in it."""
    (tmp_path / "report.json").write_bytes(write_json(clear_report))
    assert report_path(tmp_path) == tmp_path / "report.json"
    assert report_path(tmp_path / "report.json") == tmp_path / "report.json"
    assert read_report(report_path(tmp_path)) == clear_report


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """One sentence, in which the system's reason stands."""
    with pytest.raises(LinkscanError, match=r"none\.json: no such file or folder"):
        read_report(tmp_path / "none.json")


def test_a_report_is_not_replaced_by_its_forms(tmp_path: Path) -> None:
    """The tables beside it cannot be made again without the logs."""
    check_apart(tmp_path / "a" / "report.json", tmp_path / "b")
    with pytest.raises(LinkscanError, match="the report itself stands there"):
        check_apart(tmp_path / "a" / "report.json", tmp_path / "b" / ".." / "a")
