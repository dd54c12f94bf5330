"""Which files an INPUT stands for."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from linkscan.errors import LinkscanError
from linkscan.sources import discover


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as people have it."""
    for name in (
        *("b.csv", "a.xlsx", "sub/c.csv.gz", "sub/d.PARQUET", "notes.docx", ".hidden.csv"),
        *("~$a.xlsx", ".git/x.csv", "old/report.json", "old/csv/links.csv"),
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    (tmp_path / "old/report.json").write_text('{"format": 1, "linkscan": "0.1.0"}')
    return tmp_path


def test_a_folder_is_walked_in_order(folder: Path) -> None:
    """Names are relative to the folder; hidden and lock files are passed over in silence."""
    found = discover([folder])
    assert [file.name for file in found.files] == [
        "a.xlsx",
        "b.csv",
        "sub/c.csv.gz",
        "sub/d.PARQUET",
    ]
    assert not any(file.given for file in found.files)


def test_what_is_left_out_is_listed(folder: Path) -> None:
    """Files of unknown suffix and linkscan's own reports are skipped with their reason."""
    skipped = discover([folder]).skipped
    assert [(s.name, s.reason) for s in skipped] == [
        ("notes.docx", "unknown-suffix"),
        ("old", "own-report"),
    ]


def test_a_file_met_twice_is_one(folder: Path) -> None:
    """A file given by name and met again in its folder is read once, as given."""
    found = discover([folder / "b.csv", folder, str(folder / "*.csv")])
    assert [f.path.name for f in found.files] == ["b.csv", "a.xlsx", "c.csv.gz", "d.PARQUET"]
    assert found.files[0].given
    assert found.files[0].name == (folder / "b.csv").as_posix()


def test_a_glob_takes_its_matches_in_order(folder: Path) -> None:
    """`**` goes into folders; hidden files do not match."""
    found = discover([str(folder / "**" / "*.c*")])
    assert [f.path.name for f in found.files] == ["b.csv", "links.csv", "c.csv.gz"]


def test_a_name_with_glob_characters_is_a_name(tmp_path: Path) -> None:
    """A file that exists is never taken for a pattern."""
    path = tmp_path / "log[1].csv"
    path.write_text("x")
    assert [f.path for f in discover([path]).files] == [path]


def test_equal_names_of_two_folders_stay_apart(tmp_path: Path) -> None:
    """Two files that would be shown alike are shown with their folders."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "log.csv").write_text("x")
    names = [f.name for f in discover([tmp_path / "a", tmp_path / "b"]).files]
    assert names == [(tmp_path / n / "log.csv").as_posix() for n in ("a", "b")]


def test_a_role_is_kept() -> None:
    """What the user says a file is goes with it."""
    assert [f.role for f in discover([__file__], role="accounts").files] == ["accounts"]


def test_a_loop_of_links_ends(folder: Path) -> None:
    """A link to the folder itself is not walked."""
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    assert len(discover([folder]).files) == 4


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("nope.csv", "nope.csv: no such file or folder"),
        ("nope*.csv", "nope*.csv: no file matches"),
        ("void", "void: no file to read in this folder"),
        ("pipe", "pipe: neither a file nor a folder"),
    ],
)
def test_nothing_to_read_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, sentence: str
) -> None:
    """A missing file, an empty match, an empty folder and a pipe are errors."""
    monkeypatch.chdir(tmp_path)
    Path("void").mkdir()
    os.mkfifo("pipe")
    with pytest.raises(LinkscanError) as caught:
        discover([given])
    assert str(caught.value).startswith(sentence)
    assert "\n" not in str(caught.value)


def test_standard_input_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-`, read once however often it is named or scanned; it must hold a table."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"account,ip\na,x\n")))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (found,) = discover(["-", "-"]).files
    assert (found.name, found.given) == ("stdin", True)
    assert found.path.read_bytes() == b"account,ip\na,x\n"
    assert found.path.parent == tmp_path
    assert discover(["-"]).files == (found,)


def test_sheets_and_archives_are_found(tmp_path: Path) -> None:
    """Whatever may hold a table, and what must be saved in another form before."""
    names = ("a.xls", "b.ods", "c.zip", "d.html", "e.csv.xz", "f.log", "g.xlsb", "h.XML")
    for name in names:
        (tmp_path / name).write_text("x")
    assert tuple(file.name for file in discover([tmp_path]).files) == names
