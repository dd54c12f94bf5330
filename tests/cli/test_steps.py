"""`linkscan steps`: what it prints, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.whatifs import SUSPENDED, write


def test_text(run: Run, tmp_path: Path) -> None:
    """The steps are text on stdout, nothing is written, and the code is 0."""
    write(tmp_path)
    ran = run("steps", ".")
    assert ran.code == 0
    assert "Separates 2 of 4 stores." in ran.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["logins.csv", "stores.csv"]


def test_json(run: Run, tmp_path: Path) -> None:
    """--format json: one object on stdout; a suspended store is an answer, too."""
    write(tmp_path, stores=SUSPENDED)
    ran = run("steps", ".", "--format", "json")
    assert ran.code == 0
    assert json.loads(ran.out)["groups"][0]["first_step"] == "official-route"


def test_chinese(run: Run, tmp_path: Path) -> None:
    """--lang zh answers in Chinese."""
    write(tmp_path)
    assert "可分开 4 家店铺中的 2 家" in run("steps", ".", "--lang", "zh").out


def test_same_bytes(run: Run, tmp_path: Path) -> None:
    """Two runs give the same bytes."""
    write(tmp_path)
    assert run("steps", ".").out == run("steps", ".").out


def test_no_input(run: Run) -> None:
    """Without files there is nothing to rank."""
    assert run("steps").code == 2
