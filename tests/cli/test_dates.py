"""`--date-order`: asked for, taken for one file or for all."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

LOG = "time,account,ip\n3/4/2026 9:05,a,203.0.113.1\n"


def test_an_order_on_the_command_line(run: Run, tmp_path: Path) -> None:
    """`--date-order` is asked for with exit code 2, and taken for one file or for all."""
    (tmp_path / "log.csv").write_text(LOG, encoding="utf-8")
    asked = run("analyze", "log.csv")
    assert (asked.code, "--date-order dmy|mdy" in asked.why) == (2, True)
    assert run("analyze", "log.csv", "--date-order", "log.csv=dmy").code == 0
    assert run("analyze", "log.csv", "--date-order", "mdy").code == 0
    missing = run("analyze", "log.csv", "--date-order", "other.csv=mdy")
    assert "--date-order other.csv=...: no input has this name" in missing.why
    (tmp_path / "linkscan.toml").write_text('[date_order]\n"l*.csv" = "mdy"\n')
    assert run("analyze", "log.csv").code == 0
