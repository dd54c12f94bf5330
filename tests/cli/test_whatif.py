"""`linkscan whatif`: what it prints, what it refuses, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.whatifs import SUSPENDED, write


def test_text(run: Run, tmp_path: Path) -> None:
    """The comparison is text on stdout, nothing is written, and the code is 0."""
    write(tmp_path)
    ran = run("whatif", "logins.csv", "stores.csv", "--without", "ip:203.0.113.1")
    assert ran.code == 0
    assert "This separates 2 of 4 stores." in ran.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["logins.csv", "stores.csv"]


def test_json(run: Run, tmp_path: Path) -> None:
    """--format json: one object on stdout."""
    write(tmp_path)
    ran = run("whatif", ".", "--move", "b=PC-90", "--format", "json")
    assert ran.code == 0
    assert json.loads(ran.out)["separated"] == 1


def test_chinese(run: Run, tmp_path: Path) -> None:
    """--lang zh answers in Chinese."""
    write(tmp_path)
    ran = run("whatif", ".", "--without", "ip:203.0.113.1", "--lang", "zh")
    assert "可分开 4 家店铺中的 2 家" in ran.out


def test_a_machine_with_an_equals_sign(run: Run, tmp_path: Path) -> None:
    """The text is parted where a store stands before the sign."""
    write(tmp_path)
    ran = run("whatif", ".", "--move", "b=PC=90")
    assert ran.code == 0
    assert "b on PC=90 " in ran.out


def test_a_store_with_an_equals_sign(run: Run, tmp_path: Path) -> None:
    """The same of a store whose name has one."""
    log = "account,time,ip\na=b,2026-01-02 09:05:00,203.0.113.1\n"
    (tmp_path / "logins.csv").write_text(log, encoding="utf-8")
    ran = run("whatif", ".", "--move", "a=b=PC=90")
    assert ran.code == 0
    assert "a=b on PC=90 " in ran.out


def test_refused(run: Run, tmp_path: Path) -> None:
    """What ties to a suspended store: the official route on stdout, code 1, and why."""
    write(tmp_path, stores=SUSPENDED)
    ran = run("whatif", ".", "--move", "y=PC-99")
    assert (ran.code, ran.why) == (1, "Exit 1: what ties to a suspended store is not tried.")
    assert "official route" in ran.out
    assert "separates" not in ran.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "Error: nothing to try: "),
        (("--without", "ip:203.0.113.9"), "Error: --without: 'ip:203.0.113.9' is in none"),
        (
            ("--without", "mac:00:00:5e:00:53:01"),
            "Error: --without: 'mac:00:00:5e:00:53:01' is in none of the files.",
        ),
        (("--move", "nobody=PC=1"), "Error: no store 'nobody' in this input"),
        (("--without", "red"), "Error: --without: 'red' names no identifier"),
        (("--move", "nobody=PC-01"), "Error: no store 'nobody' in this input"),
        (("--move", "a"), "Error: --move: 'a' names no store and machine"),
    ],
)
def test_wrong(run: Run, tmp_path: Path, arguments: tuple[str, ...], sentence: str) -> None:
    """What names nothing is one sentence, nothing on stdout, code 2."""
    write(tmp_path)
    ran = run("whatif", ".", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.why.startswith(sentence)
