"""Archives: the files in a `.zip`."""

from __future__ import annotations

import gzip
import hashlib
import io
import stat
import zipfile
from pathlib import Path

import pytest

from linkscan.errors import LinkscanError
from linkscan.sources import Bounds, ReadOptions, normalise
from tests.sources.reading import copied_rows, read_all, read_one, workdir

LOG = b"account,ip\na,203.0.113.1\n"


def packed(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    """An archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def test_each_file_is_a_table(tmp_path: Path) -> None:
    """Named by archive and member; the digest is that of the archive."""
    data = packed(
        ("logs/b.csv.gz", gzip.compress(LOG)),
        ("a.xls", "账号\t登录IP\na\tx\n".encode("gbk")),
        ("c.json", b'[{"account": "a", "ip": "x"}]'),
    )
    reading = read_all(tmp_path, "a.zip", data)
    assert [(one.name, one.member, one.format) for one in reading.tables] == [
        ("a.zip", "a.xls", "tsv"),
        ("a.zip", "c.json", "json"),
        ("a.zip", "logs/b.csv.gz", "csv"),
    ]
    assert {one.sha256 for one in reading.tables} == {hashlib.sha256(data).hexdigest()}
    assert copied_rows(normalise(reading.tables[2], workdir(tmp_path)))[0][:2] == [
        "a",
        "203.0.113.1",
    ]


def test_what_holds_no_table_is_told(tmp_path: Path) -> None:
    """Files that computers add are passed over in silence."""
    data = packed(
        ("a.csv", LOG),
        ("b.csv", b"foo,bar\n1,2\n"),
        ("empty.csv", b""),
        ("inner.zip", packed(("a.csv", LOG))),
        ("scan.jpg", b"\xff\xd8\xff"),
        ("readme.md", b"# a"),
        ("__MACOSX/._a.csv", b"\0"),
        (".DS_Store", b"\0"),
        ("sub/", b""),
        ("zipped.csv", packed(("a.csv", LOG))),
    )
    reading = read_all(tmp_path, "a.zip", data)
    assert [one.member for one in reading.tables] == ["a.csv"]
    assert [(one.name, one.reason) for one in reading.skipped] == [
        ("a.zip[b.csv]", "no-columns"),
        ("a.zip[empty.csv]", "empty"),
        ("a.zip[inner.zip]", "nested-archive"),
        ("a.zip[scan.jpg]", "unknown-suffix"),
        ("a.zip[zipped.csv]", "no-table"),
    ]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_chinese_names_are_read(tmp_path: Path, encoding: str) -> None:
    """Windows packs them in GBK, and others in UTF-8, without saying so."""
    name = "登录记录.csv"
    raw = name.encode(encoding)
    data = packed((raw.decode("latin-1").replace("/", "_"), LOG))
    # zipfile writes what is not ASCII as UTF-8 and says so: put the bytes of the name in place.
    stand_in = "x" * len(raw)
    data = packed((stand_in, LOG)).replace(stand_in.encode(), raw)
    assert read_one(tmp_path, "a.zip", data).member == name


def _link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("link.csv")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def _encrypted() -> bytes:
    data = bytearray(packed(("a.csv", LOG)))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (packed(("../a.csv", LOG), ("b.csv", LOG)), "a.zip: refused whole: '../a.csv'"),
        (packed(("/etc/a.csv", LOG)), "a.zip: refused whole: '/etc/a.csv'"),
        (packed(("a\\..\\..\\a.csv", LOG)), "a.zip: refused whole: "),
        (packed(("C:/a.csv", LOG)), "a.zip: refused whole: 'C:/a.csv'"),
        (packed((_link(), b"/etc/passwd")), "a.zip: refused whole: 'link.csv'"),
        (_encrypted(), "a.zip: protected by a password"),
        (packed(("a.csv", bytes(2 << 20))), "a.zip: unpacks to more than 200 times"),
        (packed(*((f"{n}.csv", LOG) for n in range(9))), "a.zip: 9 files in it, at most 8"),
        (packed(("a.csv", LOG))[:-9], "a.zip: the zip file is cut off or damaged"),
        (packed(("a.csv", LOG)).replace(LOG[:4], b"\0\0\0\0"), "a.zip[a.csv]"),
        (packed(("a.txt.numbers", LOG), ("Index/Document.iwa", b"")), "a.zip: a Numbers document"),
        (packed(("[Content_Types].xml", b"<a/>"), ("word/document.xml", b"<a/>")), "a.zip: a doc"),
        (packed(("a.jpg", b"")), "a.zip: empty"),
        (packed(("a.csv", b"%PDF-1.7")), "a.zip[a.csv]: a PDF file"),
    ],
    ids=range(14),
)
def test_refusals(tmp_path: Path, data: bytes, sentence: str) -> None:
    """An unsafe member refuses the archive whole; nothing is written but to the working folder."""
    if sentence == "a.zip[a.csv]":  # stored, so that its bytes can be found and changed
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("a.csv", LOG)
        data, sentence = out.getvalue().replace(LOG, LOG.upper()), "a.zip: the zip file is cut off"
    with pytest.raises(LinkscanError) as caught:
        read_one(tmp_path, "a.zip", data, ReadOptions(bounds=Bounds(members=8)))
    assert str(caught.value).startswith(sentence)
    assert "\n" not in str(caught.value)
    assert {path.name for path in tmp_path.iterdir()} <= {"a.zip", "work"}


def test_names_that_repeat_are_refused(tmp_path: Path) -> None:
    """What one program reads, another would not see."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = packed(("a.csv", LOG), ("a.csv", LOG.replace(b"203", b"198")))
    with pytest.raises(LinkscanError, match="members repeat or overlap"):
        read_one(tmp_path, "a.zip", data)
