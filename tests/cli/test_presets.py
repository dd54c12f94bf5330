"""`linkscan presets`, and how a report tells which preset read a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linkscan.sources.presets import PRESETS, recognise
from tests.cli.conftest import Run
from tests.sources.presets.test_nginx import COMBINED
from tests.sources.presets.test_slack import SAMPLES


def test_lists_every_preset(run: Run) -> None:
    """Each with what it is known by, and on what it was tried."""
    ran = run("presets", "--lang", "en")
    assert ran.code == 0
    assert len(ran.out.splitlines()) == 3 * len(PRESETS)
    assert "okta: Okta System Log\n  known by: eventType" in ran.out
    unverified = sum(preset.verified is None for preset in PRESETS)
    assert ran.out.count("  tried on: unverified\n") == unverified > 0
    assert "  试用样本：" in run("presets", "--lang", "zh").out


@pytest.mark.parametrize("verified", [True, False])
def test_a_report_names_the_preset(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verified: bool
) -> None:
    """At the input; and a warning if it was never tried on a sample."""
    if not verified:
        from dataclasses import replace

        presets = tuple(replace(preset, verified=None) for preset in PRESETS)
        monkeypatch.setattr(recognise, "PRESETS", presets)
    (tmp_path / "audit.log").write_text(SAMPLES["lines"], encoding="utf-8")
    run("analyze", "audit.log", "--out", "out", "--format", "json,text", "--lang", "en")
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    (told,) = report["inputs"]
    assert (told["preset"], told["verified"], told["format"]) == ("slack", verified, "jsonl")
    assert (told["rows_read"], told["rows_used"], told["failures"]) == (3, 2, 1)
    assert ("unverified-preset" in {one["code"] for one in report["warnings"]}) is not verified


def test_the_rule_of_a_config(run: Run, tmp_path: Path) -> None:
    """[account_rule] says where an access log names its account."""
    (tmp_path / "access.log").write_text(COMBINED, encoding="utf-8")
    (tmp_path / "linkscan.toml").write_text('[account_rule]\nquery = "shop"\n', encoding="utf-8")
    run("analyze", "access.log", "--out", "out", "--format", "json")
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert {one["name"] for one in report["accounts"]} == {"S-1", "ana"}
    assert report["settings"]["account_rule.query"] == "shop"


def test_a_rule_that_is_none(run: Run, tmp_path: Path) -> None:
    """Exit 2 and what is allowed."""
    (tmp_path / "access.log").write_text(COMBINED, encoding="utf-8")
    (tmp_path / "linkscan.toml").write_text('[account_rule]\nfield = "shop"\n', encoding="utf-8")
    ran = run("analyze", "access.log", "--lang", "en")
    assert ran.code == 2
    assert 'linkscan.toml: [account_rule] takes query = "shop"' in ran.err
