"""`linkscan template`: what it writes, and how it ends."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_files(run: Run, tmp_path: Path) -> None:
    """The files are named on stdout, and what to do next on stderr; a second time is refused."""
    ran = run("template", "new", "--lang", "zh")
    assert ran.code == 0
    assert sorted(ran.out.split()) == sorted(
        str(path.relative_to(tmp_path)) for path in tmp_path.glob("new/*")
    )
    assert "linkscan analyze new" in ran.why
    again = run("template", "new", "--lang", "zh")
    assert (again.code, again.out) == (2, "")


def test_a_file_is_no_folder(run: Run, tmp_path: Path) -> None:
    """What is no folder is refused."""
    tmp_path.joinpath("x").touch()
    assert run("template", "x").code == 2
