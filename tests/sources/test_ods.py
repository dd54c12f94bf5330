"""ODS workbooks."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from linkscan.errors import LinkscanError
from linkscan.sources import Bounds, ReadOptions
from tests.sources.reading import copied_rows, read_all, read_one

MIME = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("calcext", "calcext"),
        ("draw", "drawing"),
    )
)
HEADER = "<table:table-row>{}{}</table:table-row>".format(
    *(
        f'<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>'
        for name in ("店铺", "营业执照号")
    )
)


def ods(tables: str, styles: str = "", mime: str = MIME, head: str = "") -> bytes:
    """An ODS file of these tables."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content {NAMES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mime)
        archive.writestr("content.xml", content)
    return out.getvalue()


def table(rows: str, name: str = "表", style: str = "ta1") -> str:
    """A table of these rows below the header."""
    return (
        f'<table:table table:name="{name}" table:style-name="{style}">{HEADER}{rows}</table:table>'
    )


def row(*cells: str, more: str = "") -> str:
    """A row of cells."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(text: str, more: str = "") -> str:
    """A cell of text."""
    return (
        f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


COVERED = "<table:covered-table-cell/>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (cell("a<text:span>b</text:span>c"), "abc"),
        (cell('a<text:s text:c="3"/>b<text:tab/>c'), "a   b c"),
        (cell("a</text:p><text:p>b"), "a b"),
        (cell("<text:a>link</text:a>"), "link"),
        (
            '<table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p>'
            "</office:annotation><text:p>a</text:p></table:table-cell>",
            "a",
        ),
        (
            '<table:table-cell office:value-type="float" office:value="13800138000">'
            "<text:p>1.38E+10</text:p></table:table-cell>",
            "13800138000",
        ),
        (
            '<table:table-cell office:value-type="float" office:value="6222020000000000123"/>',
            "6.22202E+18",
        ),
        ('<table:table-cell office:value-type="float" office:value="1e999"/>', ""),
        (
            '<table:table-cell office:value-type="date" office:date-value="2026-01-02T09:05:00"/>',
            "2026-01-02 09:05:00",
        ),
        (
            '<table:table-cell office:value-type="percentage" office:value="0.013">'
            "<text:p>1.3%</text:p></table:table-cell>",
            "1.3%",
        ),
        ('<table:table-cell office:value-type="boolean" office:boolean-value="true"/>', "TRUE"),
        (
            '<table:table-cell office:value-type="string" calcext:value-type="error">'
            "<text:p>#N/A</text:p></table:table-cell>",
            "",
        ),
    ],
)
def test_cells_are_text_as_written(tmp_path: Path, content: str, text: str) -> None:
    """Numbers whole, dates in ISO form, notes left out, errors blank."""
    read = read_one(tmp_path, "a.ods", ods(table(row(cell("s"), content))))
    assert copied_rows(read) == [["s", text, "2"]]
    assert (read.format, read.sheet) == ("ods", "表")


def test_rows_and_cells_repeat(tmp_path: Path) -> None:
    """Blank repeats cost nothing, and every row keeps its number."""

    def block(text: str, across: int, down: int) -> str:
        wide = f'table:number-columns-repeated="{across}"'
        return row(cell(text, wide), more=f'table:number-rows-repeated="{down}"')

    rows = block("", 16384, 3) + block("a", 2, 2) + block("", 9, 1048000)
    read = read_one(tmp_path, "a.ods", ods(table(rows)))
    assert copied_rows(read) == [["a", "a", "5"], ["a", "a", "6"]]
    assert read.ignored == (("blank", 3),)


def test_merged_cells_fill_their_rows(tmp_path: Path) -> None:
    """Down, though the cells below are not blank but covered."""
    rows = (
        row(cell("a"), cell("L-1", 'table:number-rows-spanned="3"'))
        + row(cell("b"), COVERED)
        + row(cell("c"), COVERED)
        + row(cell("d"), cell(""))
    )
    read = read_one(tmp_path, "a.ods", ods(table(rows)))
    assert [cells[:2] for cells in copied_rows(read)] == [
        ["a", "L-1"],
        ["b", "L-1"],
        ["c", "L-1"],
        ["d", ""],
    ]


def test_each_visible_sheet_is_a_table(tmp_path: Path) -> None:
    """Hidden sheets are told; old states of a file that tracks changes are no rows."""
    hidden = (
        '<style:style style:name="ta2">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    rows = row(cell("a"), cell("L-1"))
    deleted = f"<table:tracked-changes>{table(rows, 'deleted')}</table:tracked-changes>"
    data = ods(deleted + table(rows, "旧", "ta2") + table(rows, "新"), hidden)
    reading = read_all(tmp_path, "a.ods", data)
    assert [one.sheet for one in reading.tables] == ["新"]
    assert [(one.sheet, one.reason) for one in reading.skipped] == [("旧", "hidden-sheet")]


WIDE = row(cell("a", 'table:number-columns-repeated="99999"'))
LONG = row(cell("a"), cell("b"), more='table:number-rows-repeated="1000000"')


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (ods(table(WIDE)), "a.ods:2: 99999 columns, at most 2000"),
        (ods(table(LONG)), "a.ods: rows or cells repeat too often"),
        (
            ods(table(""), mime="application/vnd.oasis.opendocument.text"),
            "a.ods: a document without",
        ),
        (ods("</x>"), "a.ods: cannot be read as a workbook (mismatched tag"),
        (ods(table(""), head="<!DOCTYPE x>"), "a.ods: cannot be read as a workbook (document type"),
        (ods(""), "a.ods: empty"),
    ],
    ids=range(6),
)
def test_refusals(tmp_path: Path, data: bytes, sentence: str) -> None:
    """What repeats without end, is damaged, or holds no sheet is one sentence."""
    with pytest.raises(LinkscanError) as caught:
        read_one(tmp_path, "a.ods", data, ReadOptions(bounds=Bounds(inflation_free_bytes=1 << 16)))
    assert str(caught.value).startswith(sentence)
    assert "\n" not in str(caught.value)


def test_a_protected_file_is_named(tmp_path: Path) -> None:
    """By its manifest, for what is encrypted is no XML."""
    out = io.BytesIO(ods(table("")))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    with pytest.raises(LinkscanError, match=r"a\.ods: protected by a password"):
        read_one(tmp_path, "a.ods", out.getvalue())
