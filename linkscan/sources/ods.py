"""ODS workbooks (LibreOffice, WPS): `content.xml` read as a stream, row by row.

A sheet repeats a row or a cell by a number, which may be a million: blank repeats cost
nothing, others are written out and bounded by the inflation that is allowed.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.merges import Merge, fill_merges
from linkscan.sources.package import DAMAGED, unreadable
from linkscan.sources.sheets import Sheet, number_text, read_sheets
from linkscan.sources.source import Source
from linkscan.sources.table import Skipped, Table
from linkscan.sources.xmlstream import CHUNK_BYTES, Event, xml_events

_CELLS = ("table:table-cell", "table:covered-table-cell")
# A comment or a picture inside a cell has text of its own.
_ASIDE = ("office:annotation", "draw:frame", "draw:custom-shape", "table:shapes")


def read_ods(source: Source) -> tuple[list[Table], list[Skipped]]:
    """The tables of an ODS file whose package was checked, and the sheets that are none.

    Raises:
        LinkscanError: The file is damaged or exceeds a limit, or none of its sheets is a
            table that linkscan knows.
    """
    try:
        with zipfile.ZipFile(source.path) as archive, archive.open("content.xml") as file:
            chunks = iter(lambda: file.read(CHUNK_BYTES), b"")
            return read_sheets(source, "ods", _sheets(source, xml_events(chunks)))
    except LinkscanError:
        raise
    except (*DAMAGED, KeyError) as error:
        raise unreadable(source, error) from error


def _sheets(source: Source, events: Iterator[Event]) -> Iterator[Sheet]:
    hidden: set[str] = set()  # styles of tables that are not displayed
    style = ""
    for kind, name, attributes in events:
        if kind != "start":
            continue
        if name == "style:style":
            style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            hidden.add(style)
        elif name == "table:tracked-changes":
            _pass(events, name)
        elif name == "table:table":
            reader = _Reader(source, events)
            title = attributes.get("table:name", "")
            rows = fill_merges(reader.rows(), reader.merges)
            yield Sheet(title, rows, hidden=attributes.get("table:style-name") in hidden)
            for _rest in rows:  # up to the end of the sheet, wherever its reader stopped
                pass


def _pass(events: Iterator[Event], name: str) -> None:
    """Read on to the end of an element."""
    depth = 1
    for kind, inner, _attributes in events:
        if inner == name and kind != "text":
            depth += 1 if kind == "start" else -1
        if not depth:
            return


@dataclass(slots=True)
class _Reader:
    """Reads the rows of one table; fills `merges` before the row in which a range starts."""

    source: Source
    events: Iterator[Event]
    merges: dict[int, list[Merge]] = field(default_factory=dict)
    reach: int = 0  # the last row of all merged ranges
    spent: int = 0  # characters written because something repeats

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        number = written = 0
        for kind, name, attributes in self.events:
            if kind == "start" and name == "table:table-row":
                cells = self._row(number + 1)
                first, number = number, number + _count(attributes, "table:number-rows-repeated")
                if not any(cells) and first >= self.reach:
                    continue
                # Blank rows are written once a row follows that says something.
                self._spend(first - written + (number - first - 1) * (len("".join(cells)) + 1))
                yield from ((blank + 1, []) for blank in range(written, first))
                yield from ((row + 1, list(cells)) for row in range(first, number))
                written = number
            elif kind == "start" and name in _ASIDE:
                _pass(self.events, name)
            elif kind == "end" and name == "table:table":
                return

    def _row(self, number: int) -> list[str]:
        cells: list[str] = []
        blank = 0
        for kind, name, attributes in self.events:
            if kind == "start" and name in _CELLS:
                text = self._cell(name, attributes)
                repeats = _count(attributes, "table:number-columns-repeated")
                if not text:
                    blank += repeats
                    continue
                self._merge(number, len(cells) + blank, attributes)
                if len(cells) + blank + repeats > self.source.options.bounds.columns:
                    raise self._too_wide(number, len(cells) + blank + repeats)
                self._spend(blank + (repeats - 1) * (len(text) + 1))
                cells += [""] * blank + [text] * repeats
                blank = 0
            elif kind == "end" and name == "table:table-row":
                break
        return cells

    def _merge(self, number: int, column: int, attributes: dict[str, str]) -> None:
        down = _count(attributes, "table:number-rows-spanned")
        right = _count(attributes, "table:number-columns-spanned")
        if down > 1 or right > 1:
            merge = Merge(column, column + right - 1, number + down - 1)
            self.merges.setdefault(number, []).append(merge)
            self.reach = max(self.reach, merge.bottom)

    def _cell(self, element: str, attributes: dict[str, str]) -> str:
        """The value of a cell; the events go on behind its end."""
        most = self.source.options.bounds.cell_chars + 1
        texts: list[str] = []
        size = paragraphs = 0
        for kind, name, inner in self.events:
            if kind == "text":
                piece = name if paragraphs else ""
            elif kind == "end":
                if name == element:
                    break
                continue
            elif name in _ASIDE:
                _pass(self.events, name)
                continue
            else:
                piece = " " * min(_count(inner, "text:c"), most) if name == "text:s" else ""
                if name in ("text:tab", "text:line-break") or (name == "text:p" and paragraphs):
                    piece = " "
                paragraphs += name == "text:p"
            if size < most:
                texts.append(piece)
                size += len(piece)
        return _value(attributes, "".join(texts))

    def _spend(self, characters: int) -> None:
        self.spent += characters
        bounds = self.source.options.bounds
        packed = self.source.path.stat().st_size if self.spent > bounds.inflation_free_bytes else 0
        if packed and self.spent > packed * bounds.inflation:
            raise LinkscanError(
                _("{where}: rows or cells repeat too often; export the sheet as CSV."),
                where=self.source.name,
            )

    def _too_wide(self, number: int, count: int) -> LinkscanError:
        return LinkscanError(
            _("{where}: {count} columns, at most {most} are allowed; delete the others."),
            where=f"{self.source.name}:{number}",
            count=count,
            most=self.source.options.bounds.columns,
        )


def _value(attributes: dict[str, str], text: str) -> str:
    kind = attributes.get("office:value-type", "")
    if attributes.get("calcext:value-type") == "error" or not kind:
        return "" if text.startswith(("#", "Err:")) else text
    if kind in ("float", "currency"):
        try:
            return number_text(float(attributes["office:value"]))
        except (KeyError, ValueError, OverflowError):
            return text
    if kind == "date":
        return attributes.get("office:date-value", text).replace("T", " ", 1)
    if kind == "boolean":
        return attributes.get("office:boolean-value", text).upper()
    # A percentage and a time of day are as people write them: 1.3%, 09:05:00.
    return text or attributes.get("office:string-value", "")


def _count(attributes: dict[str, str], name: str) -> int:
    """A number of repeats; what is none is once."""
    text = attributes.get(name, "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else 1
