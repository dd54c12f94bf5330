"""Workbooks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from linkscan.errors import LinkscanError
from linkscan.sources import Bounds, ReadOptions
from tests.sources.reading import copied_rows, read_all, read_one, scanned_rows


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(*rows: list[object]) -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return saved(book)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("203.0.113.1", "203.0.113.1"),
        (13800138000, "13800138000"),
        (13800138000.0, "13800138000"),
        (1.5, "1.5"),
        (-3, "-3"),
        (999999999999999, "999999999999999"),
        (6222020000000000123, "6.22202E+18"),  # rounded by the spreadsheet: no card any more
        (datetime(2026, 1, 2, 9, 5), "2026-01-02 09:05:00"),
        (date(2026, 1, 2), "2026-01-02 00:00:00"),
        (time(9, 5), "09:05:00"),
        (True, "TRUE"),
        ("#N/A", ""),
        ("a\nb", "a b"),
    ],
)
def test_cells_are_text_as_written(tmp_path: Path, value: object, text: str) -> None:
    """Dates in ISO form, whole numbers whole, rounded numbers recognisable."""
    table = read_one(tmp_path, "a.xlsx", sheet_of(["account", "ip"], ["a", value]))
    assert copied_rows(table) == [["a", text, "2"]]
    assert (table.format, table.sheet, table.encoding) == ("xlsx", "Sheet", None)


def test_rows_keep_their_number(tmp_path: Path) -> None:
    """The row that the spreadsheet shows, title, blank and missing rows counted."""
    book = Workbook()
    sheet = book.worksheets[0]
    for place, value in {
        "B2": "店铺登记",
        "B4": "店铺",
        "C4": "登录IP",
        "B9": "a",
        "C9": "x",
    }.items():
        sheet[place] = value
    sheet["B12"].font = Font(bold=True)
    table = read_one(tmp_path, "a.xlsx", saved(book))
    assert copied_rows(table) == [["", "a", "x", "9"]]
    assert table.ignored == (("blank", 6), ("title", 1))
    assert scanned_rows(table) == [("", "a", "x", "9")]


def test_cells_merged_downwards_fill_their_rows(tmp_path: Path) -> None:
    """A licence merged over the sites of a store is the licence of each."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["店铺", "站点", "营业执照号"],
        ["A", "US", "L-1"],
        [None, "UK", None],
        [None, "DE", None],
        ["B", "US", "L-2"],
        ["C", "US", None],
    ):
        sheet.append(row)
    for cells in ("A2:A4", "C2:C4", "B6:C6", "C5:C6"):
        sheet.merge_cells(cells)
    table = read_one(tmp_path, "a.xlsx", saved(book))
    assert [row[:3] for row in copied_rows(table)] == [
        ["A", "US", "L-1"],
        ["A", "UK", "L-1"],
        ["A", "DE", "L-1"],
        ["B", "US", "L-2"],
        ["C", "US", "L-2"],
    ]


def test_cells_merged_to_the_right_fill_columns_of_their_kind(tmp_path: Path) -> None:
    """A phone over two columns of phones is both; a title names no column, a remark no value."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["店铺登记", None, None, None],
        ["店铺", "联系电话", "验证手机", "登录IP"],
        ["A", "13800138000", None, None],
        ["B", "13900139000", None, "x"],
        ["以下暂停", None, None, None],
    ):
        sheet.append(row)
    for cells in ("A1:D1", "B3:D3", "B4:C4", "A5:D5"):
        sheet.merge_cells(cells)
    table = read_one(tmp_path, "a.xlsx", saved(book))
    assert [row[:4] for row in copied_rows(table)] == [
        ["A", "13800138000", "13800138000", ""],
        ["B", "13900139000", "13900139000", "x"],
        ["以下暂停", "", "", ""],
    ]


def test_dates_of_1904(tmp_path: Path) -> None:
    """Workbooks of old Macs count their days from there."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0].append(["account", "time"])
    book.worksheets[0].append(["a", datetime(2026, 1, 2, 9, 5)])
    assert copied_rows(read_one(tmp_path, "a.xlsx", saved(book)))[0][1] == "2026-01-02 09:05:00"


def test_rich_and_inline_strings(tmp_path: Path) -> None:
    """Pieces in several fonts are one text, and so is one that stands in its cell."""
    book = Workbook(write_only=False)
    sheet = book.worksheets[0]
    sheet.append(["account", "ip"])
    sheet.append([CellRichText("a", TextBlock(InlineFont(b=True), "b")), "203.0.113.1_x000D_"])
    data = saved(book)
    assert b"inlineStr" in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert [cell.strip() for cell in copied_rows(read_one(tmp_path, "a.xlsx", data))[0]] == [
        "ab",
        "203.0.113.1",
        "2",
    ]


def test_each_visible_sheet_is_a_table(tmp_path: Path) -> None:
    """Hidden, empty and foreign sheets are skipped and listed; each table has its role."""
    book = Workbook()
    book.worksheets[0].title = "登录"
    book.worksheets[0].append(["账号", "登录IP"])
    book.worksheets[0].append(["a", "203.0.113.1"])
    for title, header in (("店铺", ["店铺", "平台", "营业执照号"]), ("其他", ["foo", "bar"])):
        book.create_sheet(title).append(header)
        book[title].append(["a", "b", "c"][: len(header)])
    book.create_sheet("空")
    book.create_sheet("旧").sheet_state = "hidden"
    reading = read_all(tmp_path, "a.xlsx", saved(book))
    assert [(t.sheet, t.mapping.role) for t in reading.tables] == [
        ("登录", "logins"),
        ("店铺", "registrations+accounts"),
    ]
    assert [(s.sheet, s.reason, s.columns) for s in reading.skipped] == [
        ("其他", "no-columns", ("foo", "bar")),
        ("空", "empty", ()),
        ("旧", "hidden-sheet", ()),
    ]


def test_secret_columns_are_not_copied(tmp_path: Path) -> None:
    """Not into the copy, not into the sample."""
    table = read_one(tmp_path, "a.xlsx", sheet_of(["账号", "密码", "IP"], ["a", "hunter2", "x"]))
    assert (table.mapping.secret, table.sample) == (("密码",), (("a", "x"),))
    assert "hunter2" not in table.scan.path.read_text("utf-8")


def _zip(change: Callable[[zipfile.ZipFile], None]) -> bytes:
    out = io.BytesIO(sheet_of(["account", "ip"], ["a", "203.0.113.1"]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        change(archive)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04 and no zip", "a.xlsx: cannot be read as a workbook"),
        (sheet_of(["account", "ip"], ["a", "x"])[:-30], "a.xlsx: cannot be read as a workbook"),
        (_zip(lambda z: z.writestr("../x.xml", "<x/>")), "a.xlsx: refused whole"),
        (_zip(lambda z: z.writestr("/x.xml", "<x/>")), "a.xlsx: refused whole"),
        (_zip(lambda z: z.writestr("xl/x.bin", bytes(8 << 20))), "a.xlsx: unpacks to more than"),
        (_zip(lambda z: z.writestr("xl/x.xml", "<!DOCTYPE x><x/>")), "a.xlsx: cannot be read"),
        (_zip(lambda z: z.writestr("xl/workbook.bin", b"")), "a.xlsx: an XLSB workbook"),
        (sheet_of(), "a.xlsx: empty"),
        (sheet_of(["foo", "bar"], [1, 2]), "a.xlsx[Sheet]:1: no column that names"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "a.xlsx: an old Office file"),
    ],
    ids=range(10),
)
def test_refusals(tmp_path: Path, data: bytes, sentence: str) -> None:
    """Damaged, dangerous, empty and foreign workbooks are one sentence."""
    with pytest.raises(LinkscanError) as caught:
        read_one(tmp_path, "a.xlsx", data)
    assert str(caught.value).startswith(sentence)
    assert "\n" not in str(caught.value)


def test_the_size_is_bounded(tmp_path: Path) -> None:
    """What the file says that it unpacks to counts, all members together."""
    data = sheet_of(["account", "ip"], ["a", "x"])
    with pytest.raises(LinkscanError, match="unpacks to more than 200 times its size or 999"):
        read_one(tmp_path, "a.xlsx", data, ReadOptions(bounds=Bounds(workbook_bytes=999)))
