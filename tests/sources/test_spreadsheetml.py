"""SpreadsheetML 2003, which many call `.xls`."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkscan.errors import LinkscanError
from tests.sources.reading import copied_rows, read_all, read_one

HEAD = (
    '<?xml version="1.0"{}?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
)


def data(text: str, form: str = "String", more: str = "") -> str:
    """A cell."""
    return f'<Cell {more}><Data ss:Type="{form}">{text}</Data></Cell>'


def book(*rows: str, name: str = "登录", visible: str = "SheetVisible", encoding: str = "") -> str:
    """A workbook of one sheet."""
    said = f' encoding="{encoding}"' if encoding else ""
    return (
        HEAD.format(said) + f'<Worksheet ss:Name="{name}"><Table>{"".join(rows)}</Table>'
        f"<WorksheetOptions><Visible>{visible}</Visible></WorksheetOptions></Worksheet></Workbook>"
    )


HEADER = f"<Row>{data('账号')}{data('登录IP')}</Row>"


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "utf-16"])
def test_rows_are_read_in_the_declared_encoding(tmp_path: Path, encoding: str) -> None:
    """In those, too, that XML parsers do not know."""
    text = book(HEADER, f"<Row>{data('青禾')}{data('203.0.113.1')}</Row>", encoding=encoding)
    table = read_one(tmp_path, "a.xls", text.encode(encoding))
    assert copied_rows(table) == [["青禾", "203.0.113.1", "2"]]
    assert (table.format, table.sheet) == ("xml", "登录")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (data("13800138000", "Number"), "13800138000"),
        (data("6222020000000000123", "Number"), "6.22202E+18"),
        (data("x", "Number"), "x"),
        (data("2026-01-02T09:05:00.000", "DateTime"), "2026-01-02 09:05:00"),
        (data("1", "Boolean"), "TRUE"),
        (data("#N/A", "Error"), ""),
        (data("a <B>b</B>"), "a b"),
        ("<Cell/>", ""),
    ],
)
def test_cells_are_text_as_written(tmp_path: Path, cell: str, text: str) -> None:
    """As in any other workbook."""
    table = read_one(tmp_path, "a.xls", book(HEADER, f"<Row>{data('a')}{cell}</Row>"))
    assert copied_rows(table) == [["a", text, "2"]]


def test_cells_and_rows_have_their_places(tmp_path: Path) -> None:
    """An index skips some; merged cells fill their rows."""
    rows = (
        f'<Row ss:Index="4">{data("b", more="ss:Index=" + chr(34) + "2" + chr(34))}</Row>',
        f"<Row>{data('a')}{data('c', more='ss:MergeDown=' + chr(34) + '1' + chr(34))}</Row>",
        f"<Row>{data('d')}</Row>",
    )
    table = read_one(tmp_path, "a.xls", book(HEADER, *rows))
    assert copied_rows(table) == [["", "b", "4"], ["a", "c", "5"], ["d", "c", "6"]]


def test_a_hidden_sheet_is_told(tmp_path: Path) -> None:
    """The file says so behind its rows."""
    rows = HEADER, f"<Row>{data('a')}{data('x')}</Row>"
    text = book(*rows, name="旧", visible="SheetHidden").removesuffix("</Workbook>")
    reading = read_all(tmp_path, "a.xls", text + book(*rows).removeprefix(HEAD.format("")))
    assert [one.sheet for one in reading.tables] == ["登录"]
    assert [(one.sheet, one.reason) for one in reading.skipped] == [("旧", "hidden-sheet")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (book(HEADER)[:-9], "a.xls: cannot be read as XML"),
        (
            book(HEADER).replace("<Workbook", '<!DOCTYPE x [<!ENTITY a "b">]><Workbook'),
            "a.xls: cannot be read as XML (document type)",
        ),
        (
            book(HEADER, f"<Row>{data('a', more='ss:Index=' + chr(34) + '99999' + chr(34))}</Row>"),
            "a.xls:2: 99998 columns",
        ),
        (book(HEADER), "a.xls[登录]: only a header row"),
    ],
    ids=range(4),
)
def test_refusals(tmp_path: Path, text: str, sentence: str) -> None:
    """What is cut off, declares entities or is far too wide is one sentence."""
    with pytest.raises(LinkscanError) as caught:
        read_one(tmp_path, "a.xls", text)
    assert str(caught.value).startswith(sentence)
