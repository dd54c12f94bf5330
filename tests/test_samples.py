"""Every sample says what its README promises, and its data is what make.py writes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

import linkscan
from linkscan.cli import cli
from tests.golden.scenarios import PROJECT, SAMPLES, SCENARIOS, expected, settings

pytestmark = pytest.mark.scans


@cache
def report(scenario: str) -> Any:
    """The report of a scenario, as JSON."""
    return json.loads(linkscan.scan([SAMPLES / scenario], settings=settings(scenario)).to_json())


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_findings(scenario: str) -> None:
    """The findings are those that the README names, and no others."""
    said = {_finding(one) for one in report(scenario)["findings"]}
    assert said == {_finding(one) for one in expected(scenario)["findings"]}


def _finding(one: dict[str, Any]) -> tuple[str, frozenset[str], frozenset[str]]:
    return one["level"], frozenset(one["accounts"]), frozenset(one["kinds"])


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_dates_of_findings(scenario: str) -> None:
    """Where the README gives the dates of a finding, the report has them in UTC."""
    said = {_finding(one): one for one in report(scenario)["findings"]}
    for one in expected(scenario)["findings"]:
        for key in ("first_seen", "last_seen"):
            assert said[_finding(one)][key] == one.get(key, said[_finding(one)][key])


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_components(scenario: str) -> None:
    """The components are the sets of accounts that the README names."""
    said = {frozenset(one["accounts"]) for one in report(scenario)["components"]}
    assert said == set(map(frozenset, expected(scenario)["components"]))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_levels(scenario: str) -> None:
    """Every account has the level that the README gives it; there are no other accounts."""
    said = {one["id"]: one["level"] for one in report(scenario)["accounts"]}
    assert said == expected(scenario)["levels"]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_health(scenario: str) -> None:
    """The limits that stores break are those that the README names; only there are any."""
    said = {(one["account"], one["rule"], one["weak"]) for one in report(scenario)["health"]}
    wanted = expected(scenario).get("health", [])
    assert said == {(one["account"], one["rule"], one["weak"]) for one in wanted}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_closing(scenario: str) -> None:
    """The stores being left are those that the README names, with what is not done."""
    said = [(one["account"], one["left_badly"], _open(one)) for one in report(scenario)["closing"]]
    wanted = expected(scenario).get("closing", [])
    assert said == [(one["account"], one["left_badly"], one["open"]) for one in wanted]


def _open(one: dict[str, Any]) -> list[str]:
    return [check["item"] for check in one["items"] if check["state"] == "open"]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_not_checked(scenario: str) -> None:
    """What could not be compared is named, with its reason and the nearest candidate."""
    said = report(scenario)["not_checked"]
    wanted = expected(scenario)["not_checked"]
    assert {_subject(one) for one in said} == {_subject(one) for one in wanted}
    for one in wanted:
        (match,) = (other for other in said if _subject(other) == _subject(one))
        assert match["candidates"][:1] == one.get("candidates", match["candidates"])[:1]


def _subject(one: dict[str, Any]) -> tuple[str, str, str]:
    return one["subject"], one["id"], one["reason"]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_warnings(scenario: str) -> None:
    """The warnings are those that the README names, beside the files that hold no data."""
    said = {one["code"] for one in report(scenario)["warnings"]} - {"skipped"}
    assert said == set(expected(scenario)["warnings"])


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_rows_add_up(scenario: str) -> None:
    """Every row of every file is accounted for; no sample row is rejected."""
    for one in report(scenario)["inputs"]:
        assert one["rows_read"] == one["rows_used"] + one["rows_ignored"]
        assert one["rows_rejected"] == 0


def test_machine_not_recorded() -> None:
    """A log that names neither machine nor device gives one report, under that name."""
    said = [one["id"] for one in report("no_machines")["machines"]]
    assert said == expected("no_machines")["machines"]


@pytest.mark.parametrize(("name", "lang"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_run_shown_in_the_readme(
    name: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the README shows of a run is what the program prints today."""
    (tmp_path / "sample_logs").symlink_to(SAMPLES)
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(cli, ["analyze", "sample_logs/small_company", "--lang", lang])
    shown = re.search(
        r"^```text\n(.*?)^```", (PROJECT / name).read_text(encoding="utf-8"), re.M | re.S
    )
    assert shown
    assert shown[1] == run.output


def test_every_sample_is_described() -> None:
    """Each scenario has a README in both languages, and each folder is a scenario."""
    folders = {folder.name for folder in SAMPLES.iterdir() if (folder / "README.md").exists()}
    assert folders == set(SCENARIOS)
    for scenario in SCENARIOS:
        assert "## 中文" in (SAMPLES / scenario / "README.md").read_text(encoding="utf-8")


def test_data_is_what_make_writes(tmp_path: Path) -> None:
    """The committed data equals the output of sample_logs/make.py (workbooks by their cells)."""
    subprocess.run(
        [sys.executable, "-m", "sample_logs.make", str(tmp_path)], cwd=PROJECT, check=True
    )
    made = {file.relative_to(tmp_path): file for file in tmp_path.rglob("*.*")}
    assert {path.parent.name for path in made} == set(SCENARIOS)
    for path, file in made.items():
        assert _data(SAMPLES / path) == _data(file), path


def _data(file: Path) -> object:
    if file.suffix != ".xlsx":
        return file.read_bytes()
    return {sheet.title: list(sheet.values) for sheet in openpyxl.load_workbook(file)}
