"""Every sample scenario gives its golden report, byte for byte.

A report that differs is kept in tests/golden/.out with a diff; README.md beside this file
tells how to accept it.
"""

from __future__ import annotations

import difflib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from linkscan.cli import cli
from tests.golden.scenarios import PROJECT, SCENARIOS, arguments

GOLDEN = Path(__file__).parent
OUT = GOLDEN / ".out"
FILES = ("report.json", "report.txt")


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_report_equals_the_golden_one(
    scenario: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report of a scenario is exactly the one that was last accepted."""
    monkeypatch.chdir(PROJECT)
    out = tmp_path / "report"
    run = CliRunner().invoke(
        cli, [*arguments(scenario), "--out", str(out), "--format", "json,text"]
    )
    assert run.exit_code == 0, run.output
    shutil.rmtree(OUT / scenario, ignore_errors=True)
    changed = [file for file in FILES if _differs(out / file, scenario)]
    assert not changed, f"see tests/golden/.out/{scenario}, then tests/golden/README.md"


def _differs(written: Path, scenario: str) -> bool:
    """Compare with the golden file; keep what differs, and a diff, in `.out`."""
    golden = GOLDEN / scenario / written.name
    old = golden.read_bytes() if golden.exists() else b""
    new = written.read_bytes()
    if old == new:
        return False
    kept = OUT / scenario
    kept.mkdir(parents=True, exist_ok=True)
    (kept / written.name).write_bytes(new)
    before, after = (text.decode("utf-8").splitlines(keepends=True) for text in (old, new))
    diff = difflib.unified_diff(before, after, f"golden/{written.name}", f"now/{written.name}")
    (kept / f"{written.name}.diff").write_text("".join(diff), encoding="utf-8")
    return True


def test_hash_seed_changes_nothing(tmp_path: Path) -> None:
    """Two processes with different hash seeds write the same folder, byte for byte."""
    folders = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        command = [sys.executable, "-m", "linkscan", *arguments("small_company")]
        subprocess.run(
            [*command, "--out", str(folder)],
            cwd=PROJECT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
        folders.append(_contents(folder))
    assert folders[0] == folders[1]
    assert "report.json" in folders[0]


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
