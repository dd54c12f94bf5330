"""The report as a workbook: the tables of `csv/` as sheets, to filter and to hand on.

Every cell is a text, so that nothing computes and no long number is rounded. The same report
gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from linkscan.i18n import translate
from linkscan.model import MatrixRow, Report
from linkscan.report.forms.csv import TABLES, rows
from linkscan.report.forms.headers import HEADERS, SHEETS
from linkscan.report.visible import clip, width

if TYPE_CHECKING:
    from openpyxl.packaging.core import DocumentProperties

CELL_CHARS = 32_767
"""What a cell of a workbook holds at most; `report.json` has it whole."""

WIDTHS = (8, 48)
"""Columns of text that a column of a sheet is wide, at least and at most."""

SAMPLE = 200
"""Rows that the width of a column is taken from."""

SHARED_FILL = "FFF1C9"
"""Colour of a cell of the matrix with a value that ties; its text is marked too, see `csv`."""

_TAKEN = ("=", "+", "-", "@", "#")
"""How texts begin that a workbook may take for a formula or an error."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_PROPERTIES = "docProps/core.xml"


def write_xlsx(report: Report, lang: str) -> bytes:
    """`report.xlsx`, with headers in one language."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name in SHEETS:
        _write_sheet(book, name, report, lang)
    at = report.generated_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.properties.creator = f"linkscan {report.linkscan}"
    book.properties.created = at
    packed = io.BytesIO()
    book.save(packed)
    return _settled(packed, book.properties, at)


def _write_sheet(book: Any, name: str, report: Report, lang: str) -> None:
    from openpyxl.utils import get_column_letter

    header = [translate(HEADERS.get(field, field), lang) for field in TABLES[name]]
    sheet = book.create_sheet(translate(SHEETS[name], lang))
    sample = islice(rows(name, report), SAMPLE)
    for number, wide in enumerate(_widths(header, sample), 1):
        sheet.column_dimensions[get_column_letter(number)].width = wide
    sheet.freeze_panes = "B2"
    sheet.append([_cell(sheet, text, bold=True) for text in header])
    for row, shared in zip(rows(name, report), _marks(name, report), strict=True):
        sheet.append([
            _cell(sheet, text, filled=field in shared)
            for field, text in zip(TABLES[name], row, strict=True)
        ])  # fmt: skip
    count = len(getattr(report, name)) + 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{count}"


def _widths(header: Sequence[str], sample: Iterable[Sequence[str]]) -> list[int]:
    low, high = WIDTHS
    widest = [max(map(width, column)) for column in zip(header, *sample, strict=True)]
    # Two more: the arrow of the filter covers the end of a header.
    return [min(max(wide + 2, low), high) for wide in widest]


def _marks(name: str, report: Report) -> Iterator[frozenset[str]]:
    """The columns of each row that hold a shared value; only the matrix has any."""
    for record in getattr(report, name):
        yield _shared(record) if isinstance(record, MatrixRow) else frozenset()


def _shared(row: MatrixRow) -> frozenset[str]:
    return frozenset(
        cell.column.replace("-", "_")
        for cell in row.cells
        if any(value.shared for value in cell.values)
    )


def _cell(sheet: Any, text: str, bold: bool = False, filled: bool = False) -> Any:
    """A text as a cell; one that looks like a formula or an error stays a text."""
    text = clip(text, CELL_CHARS)
    if not (bold or filled or text.startswith(_TAKEN)):
        return text or None
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font, PatternFill

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    # Whoever edits the cell by hand does not make it compute either.
    cell.quotePrefix = text.startswith(_TAKEN)
    if bold:
        cell.font = Font(bold=True)
    if filled:
        cell.fill = PatternFill("solid", fgColor=SHARED_FILL)
    return cell


def _settled(packed: io.BytesIO, properties: DocumentProperties, at: datetime) -> bytes:
    """The same workbook with the time of the report wherever the clock has left its own."""
    from openpyxl.xml.functions import tostring

    properties.modified = at
    fresh = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = tostring(properties.to_tree()) if name == _PROPERTIES else old.read(name)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, data)
    return fresh.getvalue()
