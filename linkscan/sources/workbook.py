"""Workbooks (XLSX, XLSM): their cells as text, as a person would write it.

Dates come in ISO form, whole numbers without fraction. The value of merged cells stands in
each of their rows; to the right of it the cells are `Covered`. Sheets that the file hides are
left out; rows and columns that it hides count, because a filter hides them by the thousand.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Protocol, cast
from xml.etree import ElementTree

from linkscan.errors import LinkscanError
from linkscan.sources.copying import Row
from linkscan.sources.merges import Merge, fill_merges
from linkscan.sources.package import DAMAGED, unreadable
from linkscan.sources.sheets import Sheet, number_text, read_sheets
from linkscan.sources.source import Source
from linkscan.sources.table import Skipped, Table

if TYPE_CHECKING:
    from openpyxl import Workbook


class _Sheet(Protocol):
    """What is used of openpyxl's streaming sheet, whose stubs are incomplete."""

    title: str
    sheet_state: str
    _worksheet_path: str

    def reset_dimensions(self) -> None: ...
    def iter_rows(self, *, values_only: bool) -> Iterator[tuple[object, ...]]: ...


_ERRORS = frozenset(
    ("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!")
)
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CHUNK_BYTES, _OVERLAP_BYTES = 1 << 20, 256
_BROKEN = (*DAMAGED, ElementTree.ParseError, AttributeError, IndexError, KeyError, TypeError)
"""What openpyxl lets out of a damaged file."""


def read_workbook(source: Source) -> tuple[list[Table], list[Skipped]]:
    """The tables of a workbook whose package was checked, and the sheets that are none.

    Raises:
        LinkscanError: The file is no workbook or exceeds a limit, or none of its sheets is
            a table that linkscan knows.
    """
    with warnings.catch_warnings():
        # openpyxl warns of styles and extensions that it drops; cells are all we want.
        warnings.simplefilter("ignore")
        import openpyxl

        with source.path.open("rb") as file:  # of a path, openpyxl would judge by its suffix
            try:
                book = openpyxl.load_workbook(
                    file, read_only=True, data_only=True, keep_links=False
                )
            except _BROKEN as error:
                raise unreadable(source, error) from error
            return read_sheets(source, "xlsx", _sheets(source, book))


def _sheets(source: Source, book: Workbook) -> Iterator[Sheet]:
    for sheet in cast("list[_Sheet]", book.worksheets):
        hidden = sheet.sheet_state != "visible"
        serials = 1904 if book.epoch.year == 1904 else 1900
        yield Sheet(sheet.title, _rows(source, sheet), hidden=hidden, serials=serials)


def _rows(source: Source, sheet: _Sheet) -> Iterator[Row]:
    """The rows of a sheet by their number."""
    try:
        merges = _merges(source, sheet)
        sheet.reset_dimensions()  # the range that the file states may be too small
        rows = (
            (number, [_text(value) for value in values])
            for number, values in enumerate(sheet.iter_rows(values_only=True), 1)
        )
        yield from fill_merges(rows, merges)
    except LinkscanError:
        raise
    except _BROKEN as error:
        raise unreadable(source, error) from error


def _merges(source: Source, sheet: _Sheet) -> dict[int, list[Merge]]:
    """Merged ranges by their first row.

    They stand behind the rows in the XML of the sheet, and openpyxl's streaming reader, the
    only one that is bounded, leaves them out.
    """
    found: dict[int, list[Merge]] = {}
    with zipfile.ZipFile(source.path) as archive, archive.open(sheet._worksheet_path) as file:
        tail = b""
        while chunk := file.read(_CHUNK_BYTES):
            text = tail + chunk
            end = 0
            for match in _MERGED.finditer(text):
                end = match.end()
                left, top, right, bottom = match.groups()
                merge = Merge(_column(left), _column(right), int(bottom))
                found.setdefault(int(top), []).append(merge)
            tail = text[max(end, len(text) - _OVERLAP_BYTES) :]
    return found


def _column(letters: bytes) -> int:
    number = 0
    for code in letters:
        number = number * 26 + code - ord("A") + 1
    return number - 1


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        if "_x" in value:
            value = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
        return "" if value in _ERRORS else value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.isoformat(" ", "milliseconds" if value.microsecond else "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float):
        return number_text(value)
    return str(value)
