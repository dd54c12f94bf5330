"""A store that was met in one file only is never clear, and every report says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import linkscan
from linkscan.model import NotChecked, Report
from tests.scanning import SETTINGS, levels, scan_log

LOG = "account,platform,ip\nSunrise Toys,amazon,203.0.113.1\nb,amazon,203.0.113.2"
STORES = "store,platform,status,uscc"
LICENCE = "91440300MA5DEM01X1"


def unmet(report: Report) -> dict[str, NotChecked]:
    """Accounts that were not met, by id."""
    return {one.id: one for one in report.not_checked if one.subject == "account"}


def test_met_everywhere() -> None:
    """Stores that stand in both files are met, and nothing is left unchecked."""
    report = scan_log(LOG, stores=f"{STORES}\nsunrise  toys,amazon,active,\nB,亚马逊,active,")
    assert unmet(report) == {}
    assert [(one.accounts, one.accounts_met, one.accounts_unmet) for one in report.inputs] == [
        (2, 2, 0), (2, 2, 0),
    ]  # fmt: skip


def test_unmet_with_nearest_candidate() -> None:
    """A name that is nearly that of another file is listed with it, and is not merged."""
    report = scan_log(LOG, stores=f"{STORES}\nSunrise Toy,amazon,suspended,\nb,amazon,active,")
    assert {id_: (one.reason, one.candidates[:1]) for id_, one in unmet(report).items()} == {
        "amazon/Sunrise Toys": ("unmet", ("amazon/Sunrise Toy",)),
        "amazon/Sunrise Toy": ("unmet", ("amazon/Sunrise Toys",)),
    }
    assert levels(report) == {
        "amazon/Sunrise Toy": "not-checked",
        "amazon/Sunrise Toys": "not-checked",
        "amazon/b": "clear",
    }
    assert [(one.accounts_met, one.accounts_unmet) for one in report.inputs] == [(1, 1), (1, 1)]


def test_no_candidate_is_invented() -> None:
    """Names that have nothing in common are no candidates."""
    report = scan_log(LOG, stores=f"{STORES}\nqqq,amazon,active,\nb,amazon,active,")
    assert unmet(report)["amazon/qqq"].candidates == ()


def test_two_lines_of_one_list_are_no_candidates() -> None:
    """Stores that one list names side by side are two, however alike their names."""
    report = scan_log(LOG, stores=f"{STORES}\nSunrise 1,amazon,active,\nSunrise 2,amazon,active,")
    assert unmet(report)["amazon/Sunrise 1"].candidates == ("amazon/Sunrise Toys",)


def test_ambiguous_name() -> None:
    """A log without platforms, a list with the name on two: joined with neither, and told; it
    is compared wherever it meets a store."""
    report = scan_log(
        "account,ip\nx,203.0.113.1\ny,203.0.113.1",
        stores=f"{STORES}\nx,amazon,suspended,\nx,douyin,active,\ny,amazon,active,",
    )
    assert (unmet(report)["x"].reason, unmet(report)["x"].candidates) == (
        "ambiguous", ("amazon/x", "douyin/x"),
    )  # fmt: skip
    assert levels(report)["x"] == "medium"
    assert unmet(report)["amazon/x"].reason == "unmet"


def test_records_that_meet_each_other_only() -> None:
    """Papers and list share a misspelt name that no log knows: told although both meet."""
    report = scan_log(
        LOG,
        papers=f"store,uscc\nSunrise Toy,{LICENCE}\nb,91440300MA5DEMA2YX",
        stores="store,platform,status\nSunrise Toy,amazon,suspended\nb,amazon,active",
    )
    assert unmet(report)["amazon/Sunrise Toy"].reason == "no-logins"


@pytest.mark.parametrize("text", ["account,ip\na,203.0.113.1\nb,203.0.113.2"])
def test_one_file_asks_no_question(text: str) -> None:
    """With files of one role nobody is unmet; two logs are of one role."""
    report = scan_log(text, more="account,ip\nc,203.0.113.3")
    assert unmet(report) == {}
    assert [(one.accounts_met, one.accounts_unmet) for one in report.inputs] == [(None, None)] * 2


def test_suspended_store_on_a_ghost_is_told_everywhere(tmp_path: Path) -> None:
    """A suspended store's papers under a name that no log knows stand in JSON, text and HTML."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "logins.csv").write_text(LOG + "\n")
    (tmp_path / "in" / "stores.csv").write_text(
        f"{STORES}\nSunrise Toy Shop,amazon,suspended,{LICENCE}\nb,amazon,active,\n"
    )
    with linkscan.scan(tmp_path / "in", settings=SETTINGS) as result:
        result.write(tmp_path / "out", "en", ("html", "csv", "text"))
    tree = json.loads((tmp_path / "out" / "report.json").read_text())
    listed = [one for one in tree["not_checked"] if one["id"] == "amazon/Sunrise Toy Shop"]
    assert [(one["reason"], one["candidates"]) for one in listed] == [
        ("unmet", ["amazon/Sunrise Toys"])
    ]
    for name in ("report.txt", "index.html"):
        page = (tmp_path / "out" / name).read_text()
        assert "Sunrise Toy Shop" in page, name
        assert "Sunrise Toys" in page, name
