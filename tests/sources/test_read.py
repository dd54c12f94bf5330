"""From files to tables."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkscan.errors import LinkscanError
from linkscan.sources import Found, ReadOptions, discover, normalise, read_tables
from linkscan.sources.discover import SUFFIXES
from tests.sources.reading import copied_rows, read_all, read_one, scanned_rows, workdir

LOG = "account,ip\na,203.0.113.1\n"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "a.csv: empty"),
        (b" \r\n\t\n", "a.csv: empty"),
        (bytes(500), "a.csv: empty"),
        (b"\x89PNG\r\n\x1a\n" + b"IHDR" * 50, "a.csv: a picture"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a.csv: a picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "a.csv: a picture"),
        (b"%PDF-1.7\n1 0 obj\n", "a.csv: a PDF file"),
        (b"Rar!\x1a\x07\x01\0", "a.csv: an archive that linkscan does not open"),
        (b"a.csv".ljust(257, b"\0") + b"ustar\0", "a.csv: an archive that linkscan does not open"),
        (b"\x09\x08\x08\x00\x00\x05\x05\x00", "a.csv: an old Excel file"),
        (b"\xd4\xc3\xb2\xa1\x02\x00\x04\x00", "a.csv: captured packets, no table"),
        (b"\n\r\r\n\x1c\x00\x00\x00\x4d\x3c\x2b\x1a", "a.csv: captured packets, no table"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "a.csv: an old Excel file"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.csv: protected by"),
        (bytes(range(256)) * 8, "a.csv: a binary file"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "a.csv: an old Office file"),
        (b"PK\x05\x06" + bytes(18), "a.csv: empty"),
        (b"<html><body>Not found</body></html>", "a.csv: empty"),
        (b'<?xml version="1.0"?>\n<events/>', "a.csv: XML without a table"),
        (b'<x:root a="1" xmlns:x="urn:x"/>', "a.csv: XML without a table"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, data: bytes, sentence: str) -> None:
    """By what the file holds, whatever its name."""
    with pytest.raises(LinkscanError) as caught:
        read_one(tmp_path, "a.csv", data)
    assert str(caught.value).startswith(sentence)
    assert "\n" not in str(caught.value)


def test_a_nul_in_a_cell_makes_no_binary_file(tmp_path: Path) -> None:
    """Some exports pad cells with it."""
    table = read_one(tmp_path, "a.csv", "account,ip,x\na,203.0.113.1,\0\n")
    assert normalise(table, workdir(tmp_path)).sample == (("a", "203.0.113.1", " "),)


def test_a_name_in_angle_brackets_makes_no_web_page(tmp_path: Path) -> None:
    """A header such as `<account>` is text like any other."""
    assert read_one(tmp_path, "a.csv", "<account>,ip\na,203.0.113.1\n").sample


def test_the_content_says_the_form(tmp_path: Path) -> None:
    """A JSON file named .csv is JSON."""
    assert read_one(tmp_path, "a.csv", '{"account": "a", "ip": "203.0.113.1"}').format == "jsonl"


def test_in_a_folder_what_is_no_table_is_skipped(tmp_path: Path) -> None:
    """Empty and unrecognised files are listed, the others are read."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in {"a.csv": LOG, "b.csv": "", "c.csv": "foo,bar\n1,2\n"}.items():
        (folder / name).write_text(text)
    reading = read_tables(discover([folder]).files, ReadOptions(), workdir(tmp_path))
    assert [table.name for table in reading.tables] == ["a.csv"]
    assert [(s.name, s.reason, s.columns) for s in reading.skipped] == [
        ("b.csv", "empty", ()),
        ("c.csv", "no-columns", ("foo", "bar")),
    ]
    (folder / "a.csv").unlink()
    with pytest.raises(LinkscanError, match=r"b\.csv: empty"):
        read_tables(discover([folder]).files, ReadOptions(), workdir(tmp_path))


def test_a_damaged_file_in_a_folder_stops(tmp_path: Path) -> None:
    """What could not be read might have held the tie: never all clear."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.csv").write_text(LOG)
    (folder / "b.csv.gz").write_bytes(b"\x1f\x8b\x08")
    with pytest.raises(LinkscanError, match=r"b\.csv\.gz: "):
        read_tables(discover([folder]).files, ReadOptions(), workdir(tmp_path))


def test_a_file_is_read_once(tmp_path: Path) -> None:
    """The mention with a role counts before the one without."""
    path = tmp_path / "a.csv"
    path.write_text("account,status\na,正常\n")
    files = [Found(path, "a.csv"), Found(path, "a.csv", role="logins")]
    (table,) = read_tables(files, ReadOptions(), workdir(tmp_path)).tables
    assert (table.mapping.role, table.forced) == ("logins", "logins")


def test_columns_can_be_named(tmp_path: Path) -> None:
    """For one of several files; the name is matched as written or folded."""
    options = ReadOptions(columns={"account": "Wer ", "ip": "woher"})
    table = read_one(tmp_path, "a.csv", "wer,Woher,x\na,203.0.113.1,1\n", options)
    assert dict(table.mapping.fields) == {"account": 0, "ip": 1}


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"acount": "x"}, "--map: 'acount' is no field; allowed are account, "),
        ({"mac": "网卡"}, "--map mac=网卡: no input has a column '网卡'"),
    ],
)
def test_a_slip_in_a_name_is_an_error(
    tmp_path: Path, columns: dict[str, str], sentence: str
) -> None:
    """An unknown field and a column that no input has are never ignored."""
    with pytest.raises(LinkscanError) as caught:
        read_all(tmp_path, "a.csv", LOG, ReadOptions(columns=columns))
    assert str(caught.value).startswith(sentence)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), suffix=st.sampled_from(SUFFIXES))
def test_any_bytes_are_a_table_or_one_sentence(tmp_path: Path, data: bytes, suffix: str) -> None:
    """Nothing but LinkscanError comes out of a stranger's file."""
    with suppress(LinkscanError):
        read_all(tmp_path, "a" + suffix, data)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 200), byte=st.binary(min_size=0, max_size=3))
def test_a_polluted_log_is_a_table_or_one_sentence(tmp_path: Path, at: int, byte: bytes) -> None:
    """Any bytes put anywhere into a log."""
    log = ("登录时间,账号,登录IP\n" + "2026-01-02 09:05,晨星店,203.0.113.7\n" * 3).encode()
    with suppress(LinkscanError):
        table = normalise(
            read_one(tmp_path, "a.csv", log[:at] + byte + log[at:]), workdir(tmp_path)
        )
        assert scanned_rows(table) == [tuple(row) for row in copied_rows(table)]


def test_a_platform_that_is_a_system(tmp_path: Path) -> None:
    """Salesforce calls the operating system `Platform`: no part of an account."""
    log = "Username,Login Time,Source IP,Platform\na,2026-01-02 09:05,203.0.113.7,{}\n"
    table = read_one(tmp_path, "a.csv", log.format("Windows 10"))
    assert ("platform" in table.mapping.fields, table.mapping.unmapped) == (False, ("Platform",))
    assert "platform" in read_one(tmp_path, "b.csv", log.format("eBay")).mapping.fields
