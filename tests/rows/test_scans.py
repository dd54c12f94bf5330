"""Scanned files are compared by what they hold, and nothing outside the folder is opened."""

from __future__ import annotations

import os
import tempfile
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import linkscan
from linkscan.model import Report
from linkscan.report.forms.json import write_json
from linkscan.rows.scans import REFUSALS, find_inside
from tests.scanning import SETTINGS

pytestmark = pytest.mark.scans


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of records with scans in it, and a file and a folder beside it."""
    records = tmp_path / "records"
    (records / "scans" / "deep").mkdir(parents=True)
    (records / "scans" / "licence.jpg").write_bytes(b"a licence")
    (records / "scans" / "deep" / "张三 身份证.jpg").write_bytes(b"a licence")
    (records / "other.jpg").write_bytes(b"another")
    (records / "empty.jpg").touch()
    (tmp_path / "secret.txt").write_bytes(b"a licence")
    (tmp_path / "records2").mkdir()
    (tmp_path / "records2" / "licence.jpg").write_bytes(b"a licence")
    return records


def scan(folder: Path, first: str, second: str = "scans/licence.jpg") -> Report:
    """The report on two stores with a scan each."""
    text = f'store,platform,status,扫描件\na,amazon,active,"{first}"\nb,amazon,active,"{second}"\n'
    (folder / "stores.csv").write_text(text, encoding="utf-8")
    with linkscan.scan(folder, settings=SETTINGS) as result:
        return result.report


def tied(report: Report) -> list[str]:
    """The kinds by which the two stores are tied."""
    return [kind for one in report.findings for kind in one.kinds]


def reasons(report: Report) -> list[str]:
    """Why scans were refused: what is not checked, and what the warnings say."""
    found = [
        one.reason for one in report.not_checked if (one.subject, one.id) == ("identifier", "file")
    ]
    told = [dict(one.params)["reason"] for one in report.warnings if one.code == "bad-value"]
    assert told == [reason for reason in found if reason != "placeholder"]
    return found


@pytest.mark.parametrize(
    "path",
    ["scans/licence.jpg", "scans/deep/张三 身份证.jpg", r"scans\deep\张三 身份证.jpg",
     "./scans/licence.jpg", "scans/deep/../licence.jpg", "../records/scans/licence.jpg",
     " scans/licence.jpg "],
)  # fmt: skip
def test_equal_files_tie(folder: Path, path: str) -> None:
    """Two paths tie their stores if the files hold the same bytes, wherever they lie below."""
    report = scan(folder, path)
    assert tied(report) == ["file"]
    (found,) = [one for one in report.identifiers if one.kind == "file"]
    assert found.id == f"file:{sha256(b'a licence').hexdigest()}"
    assert report.findings[0].grade == "A"
    assert [(where.input, where.line) for one in report.links for where in one.evidence] == [
        ("stores.csv", 2), ("stores.csv", 3)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("../secret.txt", "outside-folder"),
        ("../records2/licence.jpg", "outside-folder"),  # begins like the folder's own name
        ("scans/../../secret.txt", "outside-folder"),
        ("../no-such-file", "outside-folder"),  # nor is it said what is not there
        ("/etc/hostname", "outside-folder"),
        (r"\\host\share\licence.jpg", "outside-folder"),
        ("//host/share/licence.jpg", "outside-folder"),
        (r"C:\scans\licence.jpg", "outside-folder"),
        ("C:licence.jpg", "outside-folder"),
        ("https://scans.invalid/licence.jpg", "outside-folder"),
        ("file:///etc/hostname", "outside-folder"),
        ("scans/none.jpg", "file-missing"),
        (sha256(b"a licence").hexdigest(), "file-missing"),  # a digest is a path like any other
        ("scans", "file-unreadable"),
        ("scans/..", "file-unreadable"),
        ("scans/" + "x" * 300, "file-unreadable"),  # longer than a name may be
        ("empty.jpg", "placeholder"),
        ("-", "placeholder"),
        ("无", "placeholder"),
    ],
)
def test_what_is_not_read_is_told(folder: Path, path: str, reason: str) -> None:
    """A path that leads elsewhere, or to nothing that can be read, ties nothing and is told."""
    report = scan(folder, path)
    assert not report.findings
    assert reasons(report) == [reason]


def test_links_that_lead_outside(folder: Path) -> None:
    """A symbolic link is followed before it is asked where the file lies."""
    (folder / "inside.jpg").symlink_to(folder / "scans" / "licence.jpg")
    (folder / "outside.jpg").symlink_to(folder.parent / "secret.txt")
    (folder / "far").symlink_to(folder.parent)
    assert tied(scan(folder, "inside.jpg")) == ["file"]
    for path in ("outside.jpg", "far/secret.txt"):
        assert reasons(scan(folder, path)) == ["outside-folder"]


_PARTS = st.sampled_from(("..", ".", "scans", "/", "\\", "C:", "//", "~", "\0", " ", "x", "far"))


@given(st.lists(_PARTS | st.text(max_size=3), max_size=8))
def test_no_path_leads_outside(parts: list[str]) -> None:
    """Whatever a cell holds, what is opened lies in the folder, links followed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve() / "records"
        folder.mkdir()
        (folder / "far").symlink_to(folder.parent)
        found = find_inside(folder, "".join(parts))
        assert found in REFUSALS or Path(found).resolve().is_relative_to(folder)


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    """What is no regular file is not opened."""
    os.mkfifo(folder / "pipe.jpg")
    assert reasons(scan(folder, "pipe.jpg")) == ["file-unreadable"]


def test_large_files_are_not_read(folder: Path) -> None:
    """A file above the bound is refused by its size."""
    with (folder / "film.mov").open("wb") as file:
        file.truncate(200_000_001)
    assert reasons(scan(folder, "film.mov")) == ["too-long"]


def test_one_path_in_two_folders(tmp_path: Path) -> None:
    """A path is read from the folder of its own file: the same words may mean two files."""
    for name, content in (("one", b"first"), ("two", b"second")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "scan.jpg").write_bytes(content)
        text = f"store,platform,status,scan\n{name},amazon,active,scan.jpg\n"
        (tmp_path / name / "stores.csv").write_text(text, encoding="utf-8")
    with linkscan.scan(tmp_path, settings=SETTINGS) as result:
        report = result.report
    assert not report.findings
    assert len([one for one in report.identifiers if one.kind == "file"]) == 2


def test_a_long_list(folder: Path) -> None:
    """A list of kind and value may name scans, too."""
    text = "account,paper kind,value\na,营业执照扫描件,other.jpg\nb,attachment,other.jpg\n"
    (folder / "papers.csv").write_text(text, encoding="utf-8")
    with linkscan.scan(folder, settings=SETTINGS) as result:
        assert tied(result.report) == ["file"]


def test_a_workbook(folder: Path) -> None:
    """Paths in a workbook are read from the folder in which it lies."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (("店铺", "平台", "状态", "扫描件"), ("a", "amazon", "正常", "other.jpg"),
                ("b", "amazon", "正常", "scans/../other.jpg")):  # fmt: skip
        book.active.append(row)
    book.save(folder / "stores.xlsx")
    with linkscan.scan(folder, settings=SETTINGS) as result:
        assert tied(result.report) == ["file"]


def test_no_path_is_shown(folder: Path) -> None:
    """A path often holds a name: the report shows the digest, or the reason and a number."""
    found = write_json(scan(folder, "scans/deep/张三 身份证.jpg", "scans/李四.jpg")).decode()
    assert "file-missing" in found
    assert "李四" not in found
    assert "张三" not in found


def test_a_scan_is_no_file_left_out(folder: Path) -> None:
    """A scan that was read is not told as a file that linkscan cannot read; another one is."""
    report = scan(folder, "scans/licence.jpg")
    skipped = {dict(one.params)["input"] for one in report.warnings if one.code == "skipped"}
    assert skipped == {"other.jpg", "empty.jpg", "scans/deep/张三 身份证.jpg"}
