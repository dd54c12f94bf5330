"""The report folder: whole or not at all, and never in place of somebody's files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linkscan.errors import LinkscanError
from linkscan.model import Report
from linkscan.report.folder import check_folder, write_folder


def content(path: Path) -> dict[str, bytes]:
    """Every file below `path`."""
    return {
        file.relative_to(path).as_posix(): file.read_bytes()
        for file in path.rglob("*")
        if file.is_file()
    }


def test_the_folder_holds_every_form(tmp_path: Path, full_report: Report) -> None:
    """JSON, HTML, CSV and text stand where the design says, and nothing is left beside."""
    out = tmp_path / "linkscan-report"
    written = write_folder(full_report, out, "zh")
    names = {path.relative_to(out).as_posix() for path in written}
    assert names == set(content(out))
    assert {
        "report.json",
        "report.txt",
        "index.html",
        "accounts.html",
        "machines/PC-01.html",
        "machines/笔记本.html",
        "csv/accounts.csv",
        "csv/not_checked.csv",
    } <= names
    assert [path.name for path in tmp_path.iterdir()] == ["linkscan-report"]


def test_the_same_report_gives_the_same_bytes(tmp_path: Path, full_report: Report) -> None:
    """Two folders of one report are equal, file by file."""
    write_folder(full_report, tmp_path / "a", "en")
    write_folder(full_report, tmp_path / "b", "en")
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_formats_choose_the_forms(tmp_path: Path, full_report: Report) -> None:
    """`report.json` is always there: it is how a report folder is known."""
    write_folder(full_report, tmp_path / "a", "en", ("text",))
    assert set(content(tmp_path / "a")) == {"report.json", "report.txt"}


def test_missing_parents_are_made(tmp_path: Path, clear_report: Report) -> None:
    """`--out a/b/c` needs no `mkdir`."""
    write_folder(clear_report, tmp_path / "a/b/c", "en")
    assert (tmp_path / "a/b/c/index.html").exists()


def test_extra_files_come_with_the_folder(tmp_path: Path, clear_report: Report) -> None:
    """Tables of the engine are there the moment the folder is."""

    def tables(path: Path) -> None:
        assert not (tmp_path / "out").exists()
        (path / "tables").mkdir()
        (path / "tables/links.parquet").write_bytes(b"x")

    written = write_folder(clear_report, tmp_path / "out", "en", extra=tables)
    assert tmp_path / "out/tables/links.parquet" in written


def test_an_older_report_is_replaced_as_a_whole(
    tmp_path: Path, full_report: Report, clear_report: Report
) -> None:
    """No page of the older report is left behind."""
    out = tmp_path / "out"
    write_folder(full_report, out, "en")
    (out / ".DS_Store").write_bytes(b"")
    write_folder(clear_report, out, "en")
    assert not (out / "machines/笔记本.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_empty_folder_is_taken(tmp_path: Path, clear_report: Report) -> None:
    """A folder that somebody made for the report is used."""
    (tmp_path / "out").mkdir()
    write_folder(clear_report, tmp_path / "out", "en")
    assert (tmp_path / "out/report.json").exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("taxes.xlsx", ""),
        ("report.json", "{}"),
        ("report.json", "not json"),
        ("report.json", '["linkscan"]'),
    ],
)
def test_a_folder_of_other_things_is_refused(
    tmp_path: Path, full_report: Report, name: str, text: str
) -> None:
    """Only a folder with a report of linkscan's own is ever replaced."""
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_text(text, "utf-8")
    with pytest.raises(LinkscanError, match="nothing that linkscan wrote with --out"):
        write_folder(full_report, out, "en")
    assert content(out) == {name: text.encode()}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["notes.txt", "csv/mine.xlsx", "machines/deep/x.html", "x/y.html"])
def test_a_report_with_a_file_of_somebody_is_refused(
    tmp_path: Path, clear_report: Report, name: str
) -> None:
    """A file that a person put into a report folder is never deleted."""
    out = tmp_path / "out"
    write_folder(clear_report, out, "en")
    (out / name).parent.mkdir(exist_ok=True)
    (out / name).write_text("mine", "utf-8")
    with pytest.raises(LinkscanError, match=f"holds '{name}', which linkscan did not write"):
        write_folder(clear_report, out, "en")
    assert (out / name).read_text("utf-8") == "mine"


def test_a_file_in_the_way_is_refused(tmp_path: Path, clear_report: Report) -> None:
    """A file is never replaced by a folder."""
    (tmp_path / "out").write_text("mine", "utf-8")
    with pytest.raises(LinkscanError, match="already there"):
        write_folder(clear_report, tmp_path / "out", "en")


def test_the_folder_one_is_in_is_refused(
    tmp_path: Path, clear_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Replacing the current folder would leave the shell nowhere."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LinkscanError, match=r"^\.: linkscan needs a folder of its own"):
        check_folder(Path())
    with pytest.raises(LinkscanError, match="needs a folder of its own"):
        write_folder(clear_report, tmp_path.parent, "en")


def test_a_failure_leaves_the_older_report(
    tmp_path: Path, full_report: Report, clear_report: Report
) -> None:
    """Whatever fails while writing, the report that stood there stands."""
    out = tmp_path / "out"
    write_folder(full_report, out, "en")
    before = content(out)

    def disk_full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(LinkscanError, match=r"cannot be written \(No space left on device\)"):
        write_folder(clear_report, out, "en", extra=disk_full)
    assert content(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_bug_while_writing_leaves_nothing(tmp_path: Path, clear_report: Report) -> None:
    """An error that is ours keeps its traceback and leaves no half folder."""

    def bug(_path: Path) -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        write_folder(clear_report, tmp_path / "out", "en", extra=bug)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_swap_puts_the_older_report_back(
    tmp_path: Path, full_report: Report, clear_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows a folder with an open file cannot be renamed: nothing is lost then."""
    out = tmp_path / "out"
    write_folder(full_report, out, "en")
    before = content(out)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.suffix == ".new":
            raise PermissionError(13, "in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(LinkscanError, match="in use"):
        write_folder(clear_report, out, "en")
    assert content(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_link_to_a_report_is_followed(
    tmp_path: Path, full_report: Report, clear_report: Report
) -> None:
    """The link stays, and what it points to is replaced."""
    write_folder(full_report, tmp_path / "real", "en")
    (tmp_path / "out").symlink_to(tmp_path / "real")
    write_folder(clear_report, tmp_path / "out", "en")
    assert (tmp_path / "out").is_symlink()
    tree = json.loads((tmp_path / "real/report.json").read_bytes())
    assert len(tree["accounts"]) == len(clear_report.accounts)


def test_the_report_is_known_by_its_json(tmp_path: Path, clear_report: Report) -> None:
    """The key that marks a report is written by the writer itself."""
    write_folder(clear_report, tmp_path / "out", "en")
    check_folder(tmp_path / "out")
