"""The workbook: the rows of the CSV tables, nothing that computes, the same bytes each time."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from linkscan.model import Report
from linkscan.report.forms.csv import TABLES, rows
from linkscan.report.forms.headers import HEADERS, SHEETS
from linkscan.report.forms.xlsx import CELL_CHARS, write_xlsx
from tests.report import factory


def sheets(report: Report, lang: str = "en") -> Iterator[tuple[str, Any]]:
    """The sheets of the workbook by name of the table, read back."""
    book = load_workbook(io.BytesIO(write_xlsx(report, lang)))
    yield from zip(SHEETS, book.worksheets, strict=True)


def test_rows_are_those_of_the_csv_tables(full_report: Report) -> None:
    """One source of rows: a sheet differs from its CSV table by the header alone."""
    for name, sheet in sheets(full_report):
        read = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=2)]
        assert read == list(rows(name, full_report)), name


def test_no_cell_computes(full_report: Report) -> None:
    """Names that look like formulas or errors are texts, and stay so when edited."""
    hostile = ("=1+1", "+1", "-1", "@A1", "#N/A", factory.FORMULA)
    accounts = tuple(replace(full_report.accounts[0], name=name) for name in hostile)
    report = replace(full_report, accounts=accounts)
    for name, sheet in sheets(report):
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n"}, name
            assert all(cell.value is None for cell in row if cell.data_type == "n"), name
            texts = [cell for cell in row if str(cell.value or "").startswith(tuple("=+-@#"))]
            assert all(cell.quotePrefix for cell in texts)
    stored = dict(sheets(report))["accounts"]
    assert [row[1].value for row in stored.iter_rows(min_row=2)] == list(hostile)


def test_hidden_characters_are_visible(full_report: Report) -> None:
    """What XML refuses would make the file unreadable; it stands as its code point."""
    report = replace(
        full_report, accounts=(replace(full_report.accounts[0], name="a\x00b\x1bc\ud800\ufffe"),)
    )
    stored = dict(sheets(report))["accounts"]
    assert stored["B2"].value == "a⟨U+0000⟩b⟨U+001B⟩c⟨U+D800⟩⟨U+FFFE⟩"


def test_long_texts_fit_a_cell(full_report: Report) -> None:
    """A cell that is too long would have to be repaired on opening."""
    long = replace(full_report.accounts[0], name="x" * (CELL_CHARS + 1))
    stored = dict(sheets(replace(full_report, accounts=(long,))))["accounts"]
    assert len(stored["B2"].value) == CELL_CHARS


def test_shared_cells_are_filled_and_marked(full_report: Report) -> None:
    """Colour and text say the same."""
    sheet = dict(sheets(full_report))["matrix"]
    filled = {
        (cell.row, cell.column_letter)
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type == "solid"
    }
    marked = {
        (cell.row, cell.column_letter)
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if str(cell.value or "").startswith("* ")
    }
    assert filled == marked
    assert sheet["E2"].value == "* PC-01 (2)"


@pytest.mark.parametrize(
    ("lang", "title", "header"),
    [("zh", "店铺矩阵", "店铺"), ("en", "Store matrix", "Store")],
)
def test_headers_are_of_the_language(
    full_report: Report, lang: str, title: str, header: str
) -> None:
    """They stay in sight, and each can be filtered."""
    sheet = dict(sheets(full_report, lang))["matrix"]
    assert (sheet.title, sheet["A1"].value, sheet["A1"].font.bold) == (title, header, True)
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:R{len(full_report.matrix) + 1}"
    assert sheet.column_dimensions["A"].width > len("amazon/us/Fir")


def test_every_header_is_one_of_a_column() -> None:
    """No word is left over from a column that is gone."""
    assert {*HEADERS} <= {field for name in SHEETS for field in TABLES[name]}


def test_an_empty_report_has_headers(empty_report: Report) -> None:
    """Every sheet is there, with its header alone."""
    for _name, sheet in sheets(empty_report):
        assert sheet.max_row == 1


def test_the_same_report_gives_the_same_bytes(
    full_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the clock nor the zip remembers when it was written."""
    first = write_xlsx(full_report, "zh")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 86_400)
    assert write_xlsx(full_report, "zh") == first
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = load_workbook(io.BytesIO(first)).properties
    made = full_report.generated_at.replace(tzinfo=None)
    assert (properties.created, properties.modified) == (made, made)
