"""The report as a workbook, to filter and to hand on: how its sheets look.

No cell computes: whatever looks like a formula or an error is a text, and stays one when it is
edited. The same report gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, tzinfo
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from linkscan.i18n import translate
from linkscan.model import Report
from linkscan.report.forms.headers import header
from linkscan.report.forms.sheets import SHEETS, TIES, Filled, Sheet, Value, rows
from linkscan.report.views.clock import on_clocks
from linkscan.report.views.facts import Facts
from linkscan.report.visible import clip, visible, width

if TYPE_CHECKING:
    from openpyxl.packaging.core import DocumentProperties

CELL_CHARS = 32_767
"""What a cell of a workbook holds at most; `report.json` has it whole."""

SHEET_ROWS = 1_048_575
"""What a sheet holds at most below its header."""

WIDTHS = (8, 48)
"""Columns of text that a column of a sheet is wide, at least and at most."""

SAMPLE = 200
"""Rows that the width of a column is taken from."""

EXACT = 10**15
"""Whole numbers from here on lose digits in a workbook: they stand as text."""

FIRST_DAY = datetime(1900, 3, 1)  # as a workbook has it, without a zone
"""Before this day programs disagree on what a number of days means."""

FILLS = {
    "critical": ("8E1B2E", "FFFFFF"),
    "high": ("A8480A", "FFFFFF"),
    "medium": ("F7E9B5", "493900"),
    "low": ("E4EBF3", "2A3F56"),
    "clear": ("E0F1EC", "124C3E"),
    "not-checked": ("FFFFFF", "5B6675"),
    TIES: ("FFF1C9", "000000"),
}
"""Colours of a cell and of its text, those of the pages; the text says the same."""

TIME_WIDTH = 19
"""Columns that a time takes."""

_TAKEN = ("=", "+", "-", "@", "#")
"""How texts begin that a workbook may take for a formula or an error."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_PROPERTIES = "docProps/core.xml"


def write_xlsx(report: Report, lang: str) -> bytes:
    """`report.xlsx`, in one language."""
    from openpyxl import Workbook

    facts = Facts.of(report, lang)
    book = Workbook(write_only=True)
    pen = _Pen()
    for sheet in SHEETS.values():
        _write_sheet(book, pen, sheet, facts)
    at = report.generated_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.properties.creator = f"linkscan {visible(report.linkscan)}"
    book.properties.created = at
    packed = io.BytesIO()
    book.save(packed)
    return _settled(packed, book.properties, at)


def _write_sheet(book: Any, pen: _Pen, sheet: Sheet, facts: Facts) -> None:
    from openpyxl.utils import get_column_letter

    zone = facts.report.display_zone
    headers = [header(name, facts.lang, zone) for name in sheet.columns]
    drawn = book.create_sheet(translate(sheet.title, facts.lang))
    found = islice(rows(sheet, facts), SHEET_ROWS)
    sample = list(islice(found, SAMPLE))
    for number, wide in enumerate(_widths(headers, sample), 1):
        drawn.column_dimensions[get_column_letter(number)].width = wide
    drawn.freeze_panes = "B2"
    drawn.append([pen.text(drawn, text, bold=True) for text in headers])
    count = 1
    for row in chain(sample, found):
        drawn.append([_cell(drawn, pen, value, facts.zone) for value in row])
        count += 1
    drawn.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{count}"


def _widths(header: Sequence[str], sample: Iterable[Sequence[Value]]) -> Iterator[int]:
    low, high = WIDTHS
    for column in zip(header, *sample, strict=True):
        # Two more: the arrow of the filter covers the end of a header.
        yield min(max(max(map(_width, column)) + 2, low), high)


def _width(value: Value) -> int:
    if isinstance(value, datetime):
        return TIME_WIDTH
    text = value.text if isinstance(value, Filled) else value
    return 0 if text is None else width(visible(str(text)[: WIDTHS[1]]))


def _cell(sheet: Any, pen: _Pen, value: Value, zone: tzinfo) -> Any:
    """A value as a cell: numbers as numbers, times of the zone as times, any other as text."""
    if isinstance(value, Filled):
        return pen.text(sheet, value.text, colour=value.colour) if value.text else None
    if isinstance(value, datetime):
        at = on_clocks(value, zone).replace(tzinfo=None)
        return at if at >= FIRST_DAY else at.isoformat(" ")
    if isinstance(value, date):
        return value if value >= FIRST_DAY.date() else value.isoformat()
    if isinstance(value, int | float):
        return value if abs(value) < EXACT else str(value)
    if not value:
        return None
    text = _text(value)
    return pen.text(sheet, text) if text.startswith(_TAKEN) else text


def _text(value: str) -> str:
    return clip(visible(value), CELL_CHARS)


class _Pen:
    """Writes texts in bold or in a colour; each manner is put together once, for that is slow."""

    def __init__(self) -> None:
        self._styles: dict[tuple[bool, str, bool], Any] = {}

    def text(self, sheet: Any, value: str, bold: bool = False, colour: str = "") -> Any:
        """A text as a cell; one that looks like a formula or an error stays a text."""
        from openpyxl.cell import WriteOnlyCell

        text = _text(value)
        cell: Any = WriteOnlyCell(sheet, text)
        cell.data_type = "s"
        manner = (bold, colour, text.startswith(_TAKEN))
        if manner not in self._styles:
            _style(cell, *manner)
            self._styles[manner] = cell._style
        cell._style = self._styles[manner]
        return cell


def _style(cell: Any, bold: bool, colour: str, taken: bool) -> None:
    from openpyxl.styles import Font, PatternFill

    # Whoever edits the cell by hand does not make it compute either.
    cell.quotePrefix = taken
    if bold:
        cell.font = Font(bold=True)
    if colour:
        ground, ink = FILLS[colour]
        cell.fill = PatternFill("solid", fgColor=ground)
        cell.font = Font(color=ink)


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
