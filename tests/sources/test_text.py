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
from linkscan.sources.ditto import is_ditto
from linkscan.sources.text import read_cells
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
        ("account,ip\n", Bounds(), "a.csv: only a header row"),
        ("\n\n", Bounds(), "a.csv: empty:"),
        ("foo,bar\n1,2\n", Bounds(), "a.csv:1: no column that names the store; found foo, bar"),
        (
            "title\n\n账号,foo\n1,2\n",
            Bounds(),
            "a.csv:3: nothing but the account is recognised; found 账号, foo",
        ),
        (REGULAR, Bounds(columns=1), "a.csv:1: 2 columns, at most 1"),
        (REGULAR + "x" * 50 + ",\n\n1\n", Bounds(cell_chars=40), "a.csv:4: a cell is longer"),
        ('account,ip\n"' + "x" * 140_000 + '"\n', Bounds(), "a.csv:2: a cell is longer"),
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


_CELL = st.text("ab\" ;,\t店\n\r'#\\", max_size=5).filter(lambda text: not is_ditto([text]))


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


def test_the_cells_of_any_text(tmp_path: Path) -> None:
    """Header and records without their meaning: preamble and blank lines left out."""
    path = tmp_path / "a.csv"
    path.write_text('PREAMBLE,,\n,,\nx;y,z,"u"\n1,"2,3",4\n\n5,6\n', "utf-8")
    cells = read_cells(path)
    assert (cells.encoding, cells.dialect.delimiter) == ("utf-8", ",")
    assert cells.header == ("x;y", "z", "u")
    assert cells.records == (("1", "2,3", "4"), ("5", "6"))


@pytest.mark.parametrize("text", ["", "\n\n", "\0"])
def test_the_cells_of_nothing(tmp_path: Path, text: str) -> None:
    """An empty file has no header and no records."""
    path = tmp_path / "a.csv"
    path.write_text(text, "utf-8")
    assert read_cells(path).records == ()


@pytest.mark.parametrize("ragged", ["", "x\n"])
def test_a_table_without_header_says_so_and_shows_no_cell(tmp_path: Path, ragged: str) -> None:
    """Its first row is data of people, passwords among it."""
    text = "hunter2,203.0.113.1,2026-01-02\nsecret3,203.0.113.2,2026-01-03\n" + ragged
    with pytest.raises(LinkscanError, match=r"a\.csv:1: holds data where the names") as caught:
        read_one(tmp_path, "a.csv", text)
    assert "hunter2" not in str(caught.value)
    path = tmp_path / "a.csv"
    assert read_cells(path).header == ()
    assert read_cells(path).records[0][0] == "hunter2"


@pytest.mark.parametrize(
    ("data", "last"),
    [
        ("account^ip\na^203.0.113.1\n", ["a", "203.0.113.1", "2"]),
        ("account, ip\na, 203.0.113.1\n", ["a", "203.0.113.1", "2"]),
        ("account|ip\n'a|b'|203.0.113.1\n'c|d'|203.0.113.2\n", ["c|d", "203.0.113.2", "3"]),
        ('account,ip\n"a \\"b\\" c",203.0.113.1\n', ['a "b" c', "203.0.113.1", "2"]),
        ("account\x1fip\x1ea\x1f203.0.113.1\x1e", ["a", "203.0.113.1", "2"]),
        ("account,ip\na,203.0.113.1\nb;203.0.113.2\n", ["b;203.0.113.2", "", "3"]),
        ('account,ip,note\n"a,203.0.113.1,x\nb,203.0.113.2,"y\n', ["b", "203.0.113.2", '"y', "3"]),
        ("account,ip,\n店,203.0.113.1,\n".encode("utf-16-le").decode("latin-1"), None),
    ],
)
def test_odd_dialects_are_copied(tmp_path: Path, data: str, last: list[str] | None) -> None:
    """What the engine could not read as it stands becomes a regular copy, with its lines."""
    raw = data.encode("latin-1" if last is None else "utf-8")
    table = read_one(tmp_path, "a.csv", raw)
    if not table.proved:
        table = normalise(table, workdir(tmp_path))
    assert copied_rows(table)[-1] == (last or ["店", "203.0.113.1", "2"])


# name -> delimiter, columns, records; of the rest of csvkit's files the csv module is right.
_IRREGULAR = {
    "bad.csv": (",", 3, 3),
    "bad_skip_lines.csv": (",", 3, 3),
    "blanks_converted.csv": (",", 6, 0),
    "empty.csv": (",", 0, 0),
    "no_header_row3.csv": (",", 0, 2),
    "test_empty_columns.csv": (",", 5, 2),
    "test_skip_lines.csv": (",", 3, 1),
}


@pytest.mark.corpus
def test_files_of_csvkit() -> None:
    """Each is read with the records that it has."""
    for path in sorted((CORPUS / "badinput" / "csvkit" / "examples").glob("*.csv")):
        cells = read_cells(path)
        found = (cells.dialect.delimiter, len(cells.header), len(cells.records))
        if path.name in _IRREGULAR:
            assert found == _IRREGULAR[path.name], path.name
            continue
        with path.open(encoding=cells.encoding, newline="") as file:
            rows = list(csv.reader(file))
        assert [list(cells.header), *map(list, cells.records)] == rows, path.name


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "delimiter", "columns"),
    [("airedale.csv", ",", 8), ("imdb.csv", ",", 44), ("milk.csv", "\t", 23)],
)
def test_files_of_clevercsv(name: str, delimiter: str, columns: int) -> None:
    """Their dialect is found, and most records are as wide as the header."""
    cells = read_cells(CORPUS / "badinput" / "clevercsv" / name)
    assert (cells.dialect.delimiter, len(cells.header)) == (delimiter, columns)
    wide = sum(len(row) == columns for row in cells.records)
    assert 2 * wide > len(cells.records) > 50
