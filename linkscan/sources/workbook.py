"""Workbooks: every visible sheet that has rows is a table, behind a check of the zip.

Cells become text as a person would write it: dates in ISO form, whole numbers without
fraction. A number of more than 15 digits was rounded by the spreadsheet; it is written with
an exponent, so that nobody takes it for the card or licence that it once was. The value of
cells merged downwards stands in each of their rows.
"""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol, cast
from xml.etree import ElementTree

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.bounds import Bounds
from linkscan.sources.copying import Row, write_copy
from linkscan.sources.source import EmptyTable, Source, UnknownTable, copied_table
from linkscan.sources.table import Skipped, Table

if TYPE_CHECKING:
    from openpyxl import Workbook


class _Sheet(Protocol):
    """What is used of openpyxl's streaming sheet, whose stubs are incomplete."""

    title: str
    _worksheet_path: str

    def reset_dimensions(self) -> None: ...
    def iter_rows(self, *, values_only: bool) -> Iterator[tuple[object, ...]]: ...


EXACT_BELOW = 10**15
"""Spreadsheets keep 15 digits of a number."""

_ERRORS = frozenset(("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"))
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)"')
_CHUNK_BYTES, _OVERLAP_BYTES = 1 << 20, 256
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What openpyxl lets out of a damaged file."""


def read_workbook(source: Source) -> tuple[list[Table], list[Skipped]]:
    """The tables of a workbook, and the sheets that are none.

    Raises:
        LinkscanError: The file is no workbook or exceeds a limit, or none of its sheets is
            a table that linkscan knows.
    """
    _check_zip(source)
    with warnings.catch_warnings():
        # openpyxl warns of styles and extensions that it drops; cells are all we want.
        warnings.simplefilter("ignore")
        return _sheets(source)


def _sheets(source: Source) -> tuple[list[Table], list[Skipped]]:
    import openpyxl

    with source.path.open("rb") as file:  # of a path, openpyxl would judge by its suffix
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except _BROKEN as error:
            raise _unreadable(source, error) from error
        return _tables(source, book)


def _tables(source: Source, book: Workbook) -> tuple[list[Table], list[Skipped]]:
    tables: list[Table] = []
    skipped: list[Skipped] = []
    failure: LinkscanError = EmptyTable(source.name)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            skipped.append(Skipped(source.name, "hidden-sheet", sheet.title))
            continue
        try:
            tables.append(_table(source, cast(_Sheet, sheet)))
        except EmptyTable:
            skipped.append(Skipped(source.name, "empty", sheet.title))
        except UnknownTable as error:
            failure = error
            skipped.append(Skipped(source.name, "no-columns", sheet.title, error.columns))
    if not tables:
        raise failure
    return tables, skipped


def _table(source: Source, sheet: _Sheet) -> Table:
    where = f"{source.name}[{sheet.title}]"
    known = tuple(source.options.columns.values())
    copy = write_copy(
        _rows(source, sheet), source.new_path(".csv"), where, source.options.bounds, known
    )
    return copied_table(source, copy, "xlsx", sheet=sheet.title)


def _rows(source: Source, sheet: _Sheet) -> Iterator[Row]:
    """The rows of a sheet by their number, cells merged downwards filled."""
    try:
        merged = _merged_down(source, sheet)
        sheet.reset_dimensions()  # the range that the file states may be too small
        open_until: dict[int, tuple[int, str]] = {}  # column -> last row, value
        for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = [_text(value) for value in values]
            if merged:
                _fill(cells, number, merged.pop(number, {}), open_until)
            elif open_until:
                _fill(cells, number, {}, open_until)
            yield number, cells
    except LinkscanError:
        raise
    except _BROKEN as error:
        raise _unreadable(source, error) from error


def _fill(
    cells: list[str], number: int, starting: dict[int, int], open_until: dict[int, tuple[int, str]]
) -> None:
    for column in [column for column, (last, _v) in open_until.items() if last < number]:
        del open_until[column]
    for column, (_last, value) in open_until.items():
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = cells[column] or value
    for column, last in starting.items():
        if column < len(cells) and cells[column]:
            open_until[column] = last, cells[column]


def _merged_down(source: Source, sheet: _Sheet) -> dict[int, dict[int, int]]:
    """Merged ranges of two or more rows: first row -> column (from 0) -> last row.

    They stand behind the rows in the XML of the sheet, and openpyxl's streaming reader, the
    only one that is bounded, leaves them out.
    """
    found: dict[int, dict[int, int]] = {}
    with zipfile.ZipFile(source.path) as archive, archive.open(sheet._worksheet_path) as file:
        tail = b""
        while chunk := file.read(_CHUNK_BYTES):
            text = tail + chunk
            for letters, first, last in _MERGED.findall(text):
                if int(last) > int(first):
                    found.setdefault(int(first), {})[_column(letters.decode())] = int(last)
            tail = text[-_OVERLAP_BYTES:]
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return "" if value in _ERRORS else value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.isoformat(" ", "milliseconds" if value.microsecond else "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value)
    return str(value)


def _number(value: float) -> str:
    if abs(value) >= EXACT_BELOW:
        return f"{value:.5E}"
    return str(int(value)) if value == int(value) else repr(value)


def _check_zip(source: Source) -> None:
    """Refuse what is small on disk and huge in memory, before anything is unpacked."""
    try:
        with zipfile.ZipFile(source.path) as archive:
            members = archive.infolist()
            for member in members:
                _check_member(member, source, archive)
            names = {member.filename for member in members}
    except _BROKEN as error:
        raise _unreadable(source, error) from error
    if sum(member.file_size for member in members) > source.options.bounds.workbook_bytes:
        raise _too_large(source)
    if "[Content_Types].xml" not in names or "xl/workbook.bin" in names:
        raise LinkscanError(
            _("{where}: holds no .xlsx workbook (ODS, XLSB, packed files?); save it as .xlsx."),
            where=source.name,
        )


def _check_member(member: zipfile.ZipInfo, source: Source, archive: zipfile.ZipFile) -> None:
    bounds: Bounds = source.options.bounds
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or member.flag_bits & 1:
        raise LinkscanError(
            _("{where}: not a plain workbook (protected, or with unsafe names); save it again."),
            where=source.name,
        )
    if member.file_size > max(bounds.inflation_free_bytes, member.compress_size * bounds.inflation):
        raise _too_large(source)
    if name.suffix in (".xml", ".rels"):
        with archive.open(member) as file:
            # A document type is where entities are declared; no workbook has one.
            if b"<!DOCTYPE" in file.read(1024):
                raise _unreadable(source, ValueError("document type in " + member.filename))


def _too_large(source: Source) -> LinkscanError:
    bounds = source.options.bounds
    return LinkscanError(
        _(
            "{where}: unpacks to more than {inflation} times its size or {most} bytes; "
            "export the sheet as CSV."
        ),
        where=source.name,
        inflation=bounds.inflation,
        most=bounds.workbook_bytes,
    )


def _unreadable(source: Source, error: Exception) -> LinkscanError:
    return LinkscanError(
        _("{where}: cannot be read as a workbook ({error}); save it again as .xlsx."),
        where=source.name,
        error=str(error) or type(error).__name__,
    )
