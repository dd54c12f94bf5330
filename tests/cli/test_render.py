"""`linkscan render`: the forms that analyze would have written, from report.json alone."""

from __future__ import annotations

import io
import sys
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

import linkscan
from linkscan.report.forms import FORMS, USUAL
from linkscan.report.forms.json import write_json
from tests.cli.conftest import Run
from tests.golden.scenarios import NOW, SAMPLES, SCENARIOS, settings

OPTIONS = ("--now", NOW, "--tz", "Asia/Shanghai", "--lang", "zh")


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but the Parquet tables."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.suffix != ".parquet"
    }


@cache
def report_of_a_sample() -> bytes:
    """A report.json, written once for all tests."""
    scenario = "reused_licence"
    with linkscan.scan(SAMPLES / scenario, settings=settings(scenario)) as result:
        return write_json(result.report)


@pytest.fixture
def report(run: Run) -> Path:
    """A report folder of a sample in the folder one is in, with report.json alone."""
    folder = Path("report")
    folder.mkdir()
    (folder / "report.json").write_bytes(report_of_a_sample())
    return folder


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_forms_are_those_of_analyze(run: Run, scenario: str) -> None:
    """Whatever form is made later has the bytes that it would have had at once."""
    every = ",".join(FORMS)
    first = run("analyze", SAMPLES / scenario, "--out", "a", "--format", every, *OPTIONS)
    assert first.code == 0, first.err
    ran = run("render", "a/report.json", "--out", "b", "--format", every, "--lang", "zh")
    assert ran.code == 0, ran.err
    assert files(Path("b")) == files(Path("a"))


def test_what_is_written_is_named(run: Run, report: Path) -> None:
    """The files on stdout, one a line; on stderr what is not among them."""
    ran = run("render", report, "--format", "markdown", "--out", "forms")
    assert ran.code == 0
    assert ran.out.splitlines() == [str(Path("forms/report.json")), str(Path("forms/report.md"))]
    assert ran.why == "The Parquet tables are not among them: only analyze writes these."


def test_the_usual_forms(run: Run, report: Path) -> None:
    """Without --format there are those that analyze writes, in a folder of their own."""
    assert run("render", report).code == 0
    made = {path.name for path in Path("linkscan-forms").iterdir()}
    assert {"index.html", "report.json", "csv", "report.txt"} <= made
    assert len(USUAL) == 4


def test_from_standard_input(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report may come through a pipe."""
    data = (report / "report.json").read_bytes()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert run("render", "-", "--format", "json", "--out", "forms").code == 0
    assert Path("forms/report.json").read_bytes() == data


def test_the_folder_of_the_report_is_not_replaced(run: Run, report: Path) -> None:
    """To write over it would lose its tables."""
    before = files(report)
    ran = run("render", report, "--out", report)
    assert (ran.code, files(report)) == (2, before)
    assert "the report itself stands there" in ran.why


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.json",), "none.json: no such file or folder"),
        (("log.csv",), "log.csv:1: not a whole report.json"),
        (("report", "--format", "pdf"), "--format: 'pdf' is no form of report; allowed are html"),
    ],
)
def test_wrong_use(run: Run, report: Path, arguments: tuple[str, ...], said: str) -> None:
    """Exit 2, and nothing is written."""
    Path("log.csv").write_text("time,account\n", encoding="utf-8")
    ran = run("render", *arguments)
    assert ran.code == 2
    assert said in ran.why
    assert not Path("linkscan-forms").exists()
