"""CSV and its kin, as they stand and copied."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.errors import LinkscanError
from linkscan.sources import Bounds, ReadOptions, normalise, prove
from linkscan.sources.copying import SAMPLE_ROWS
from linkscan.sources.dialect import find_dialect, header_index, read_records
from tests.conftest import CORPUS
from tests.sources.reading import copied_rows, read_one, scanned_rows, workdir

REGULAR = "account,ip\na,203.0.113.1\nb,203.0.113.2\n"


@pytest.mark.parametrize(
    ("data", "encoding", "form", "skip", "ignored"),
    [
        (REGULAR, "utf-8", "csv", 1, ()),
        ("\ufeff" + REGULAR, "utf-8-sig", "csv", 1, ()),
        (REGULAR.replace(",", "\t"), "utf-8", "tsv", 1, ()),
        (REGULAR.replace(",", ";"), "utf-8", "csv", 1, ()),
        (REGULAR.replace("\n", "\r\n"), "utf-8", "csv", 1, ()),
        (REGULAR + "\n\n", "utf-8", "csv", 1, ()),
        (REGULAR.rstrip("\n"), "utf-8", "csv", 1, ()),
        ("登录记录\n\n" + REGULAR, "utf-8", "csv", 3, (("blank", 1), ("title", 1))),
    ],
)
def test_a_regular_file_is_scanned_as_it_stands(
    tmp_path: Path, data: str, encoding: str, form: str, skip: int, ignored: object
) -> None:
    """The scan is the user's own file; engine and proof agree on the count of records."""
    table = read_one(tmp_path, "a.csv", data)
    assert table.scan.path == tmp_path / "a.csv"
    assert (table.encoding, table.format, table.scan.skip) == (encoding, form, skip)
    assert (table.proved, table.sha256, table.ignored) == (False, None, ignored)
    assert table.sample == (("a", "203.0.113.1"), ("b", "203.0.113.2"))
    proof = prove(table)
    rows = scanned_rows(table)
    assert proof.ok
    assert len(rows) == proof.lines - table.scan.skip - proof.trailing_blank == 2
    assert rows == list(table.sample)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (REGULAR.encode("utf-16"), "utf-16"),
        (REGULAR.replace("a,", "店,").encode("gbk"), "gb18030"),
        (REGULAR + '"c\nd",203.0.113.3\ne,203.0.113.4\n', "utf-8"),
        (REGULAR + "c\n", "utf-8"),
        (REGULAR.replace("\na", "\n\na"), "utf-8"),
    ],
)
def test_an_irregular_head_is_copied_at_once(
    tmp_path: Path, data: bytes | str, encoding: str
) -> None:
    """Another encoding, ragged rows, blank lines and quoted newlines cost no failed scan."""
    table = read_one(tmp_path, "a.csv", data)
    assert (table.proved, table.scan.lines, table.encoding) == (True, True, encoding)
    assert table.path == tmp_path / "a.csv"
    assert table.sha256 is not None
    assert scanned_rows(table) == [tuple(row) for row in copied_rows(table)]


def test_a_quoted_newline_at_the_end_shows_in_the_count(tmp_path: Path) -> None:
    """The last record of a file is checked by counting: it makes one record of two lines."""
    table = read_one(tmp_path, "a.csv", REGULAR + '"c\nd",203.0.113.3\n')
    proof = prove(table)
    assert len(scanned_rows(table)) != proof.lines - table.scan.skip - proof.trailing_blank
    table = normalise(table, workdir(tmp_path))
    assert copied_rows(table)[-1] == ["c d", "203.0.113.3", "4"]


def test_normalising_finds_what_the_head_did_not_show(tmp_path: Path) -> None:
    """A file that turns out irregular behind its head is copied whole, with its lines."""
    head = "account,ip,密码\n" + "a,203.0.113.1,pw\n" * 70_000
    data = head.encode("gbk") + "店,203.0.113.2,pw\n\n".encode("gbk") + b"b\nc,d,e,f\n"
    table = read_one(tmp_path, "a.csv", data, ReadOptions(encoding="gbk"))
    assert table.encoding == "gbk"
    assert copied_rows(table)[-2:] == [["店", "203.0.113.2", "70002"], ["b", "", "70004"]]
    assert (table.ignored, table.rejected) == ((("blank", 1),), (("extra-cells", 1),))


def test_normalising_decides_the_encoding_anew(tmp_path: Path) -> None:
    """A head of ASCII says nothing; GB18030 further down is found by the proof."""
    data = (REGULAR + "a,203.0.113.1\n" * 80_000).encode() + "店,203.0.113.3\n".encode("gbk")
    table = read_one(tmp_path, "a.csv", data)
    assert prove(table).why == "not-utf-8"
    table = normalise(table, workdir(tmp_path))
    assert (table.encoding, table.proved) == ("gb18030", True)
    assert copied_rows(table)[-1] == ["店", "203.0.113.3", "80004"]


def test_a_lone_return_ends_a_line(tmp_path: Path) -> None:
    """Old Mac lines are records, each with its line."""
    table = normalise(read_one(tmp_path, "a.csv", REGULAR.replace("\n", "\r")), workdir(tmp_path))
    assert copied_rows(table) == [["a", "203.0.113.1", "2"], ["b", "203.0.113.2", "3"]]


def test_only_the_head_of_a_regular_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the size, and the sample is bounded."""
    monkeypatch.setattr("linkscan.sources.text.HEAD_BYTES", 4096)
    table = read_one(tmp_path, "a.csv", REGULAR + "a,203.0.113.1\n" * 5000 + "broken")
    assert not table.proved
    assert 100 < len(table.sample) <= 4096 // 10
    monkeypatch.undo()
    assert len(read_one(tmp_path, "a.csv", REGULAR * SAMPLE_ROWS).sample) == SAMPLE_ROWS


def test_secret_cells_are_in_no_sample(tmp_path: Path) -> None:
    """The column keeps its place in the user's file, its cells are not shown."""
    table = read_one(tmp_path, "a.csv", "account,密码,ip\na,hunter2,203.0.113.1\n")
    assert table.scan.columns == ("account", "密码", "ip")
    assert table.sample == (("a", "", "203.0.113.1"),)
    assert table.mapping.secret == ("密码",)


@pytest.mark.parametrize(
    ("data", "bounds", "sentence"),
    [
        ("", Bounds(), "a.csv: empty:"),
        ("account,ip\n", Bounds(), "a.csv: empty:"),
        ("\n\n", Bounds(), "a.csv: empty:"),
        ("foo,bar\n1,2\n", Bounds(), "a.csv:1: no column that names the store; found foo, bar"),
        (
            "title\n\n账号,foo\n1,2\n",
            Bounds(),
            "a.csv:1: no column that names the store; found title",
        ),
        (REGULAR, Bounds(columns=1), "a.csv:1: 2 columns, at most 1"),
        (REGULAR + "x" * 50 + ",\n\n1\n", Bounds(cell_chars=40), "a.csv:4: a cell is longer"),
        ('account,ip\n"' + "x" * 140_000 + '"\n', Bounds(), "a.csv: the record after line 1 is no"),
        (REGULAR + "x" * 99 + "\n", Bounds(line_bytes=90), "a.csv:4: a line is longer than 90"),
        ("x" * (3 << 20), Bounds(), "a.csv:1: a line is longer"),
    ],
)
def test_refusals(tmp_path: Path, data: str, bounds: Bounds, sentence: str) -> None:
    """One sentence with the place and the way out."""
    with pytest.raises(LinkscanError) as caught:
        read_one(tmp_path, "a.csv", data, ReadOptions(bounds=bounds))
    assert str(caught.value).startswith(sentence)
    assert "\n" not in str(caught.value)


_CELL = st.text("ab\" ;,\t店\n\r'#\\", max_size=5)


@given(st.lists(st.tuples(_CELL, _CELL), min_size=1, max_size=10))
def test_the_copy_is_what_the_engine_reads(rows: list[tuple[str, str]]) -> None:
    """A written table, normalised and scanned strictly, is the table (breaks are spaces)."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([("account", "ip"), ("a", "b"), *rows])
    with tempfile.TemporaryDirectory() as folder:
        table = read_one(Path(folder), "a.csv", out.getvalue())
        scanned = [row[:2] for row in scanned_rows(normalise(table, workdir(Path(folder))))]
    plain = [
        tuple(cell.replace("\r\n", " ").replace("\n", " ").replace("\r", " ") for cell in row)
        for row in [("a", "b"), *rows]
        if any(cell.strip() for cell in row)
    ]
    assert scanned == plain


# Its JSON has another telephone number than its CSV.
_ODD_ONE = ("location_coordinates", "Contact Phone Number", "2095257564")


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name",
    ["comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "location_coordinates",
     "newlines", "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8"],
)  # fmt: skip
def test_csv_spectrum(tmp_path: Path, name: str) -> None:
    """Each file of csv-spectrum, copied, equals its JSON (breaks in cells are spaces)."""
    folder = CORPUS / "badinput" / "csv-spectrum"
    wanted = json.loads((folder / "json" / f"{name}.json").read_text("utf-8"))
    data = (folder / "csvs" / f"{name}.csv").read_bytes()
    header = next(iter(csv_header(data.decode())))
    options = ReadOptions(columns={"account": header[0], "ip": header[-1]})
    table = read_one(tmp_path, "a.csv", data, options)
    if not table.proved:
        table = normalise(table, workdir(tmp_path))
    found = [dict(zip(table.scan.columns, row, strict=False)) for row in copied_rows(table)]
    rows = [wanted] if isinstance(wanted, dict) else wanted
    for row in rows:
        for column, value in row.items():
            row[column] = value.replace("\r\n", " ").replace("\n", " ")
        if name == _ODD_ONE[0]:
            row[_ODD_ONE[1]] = _ODD_ONE[2]
    assert found == rows


def csv_header(text: str) -> list[list[str]]:
    """The header of a text, as a list of one."""
    rows = [cells for _line, cells in read_records(io.StringIO(text), find_dialect(text))]
    return rows[header_index(rows) :][:1]
