"""Web pages: each table of HTML, which many back offices call an Excel file.

A page is taken apart by its tags alone, in one pass: the time that this takes grows with
the size of the page, whatever is in it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.merges import Merge, fill_merges
from linkscan.sources.sheets import Sheet, read_sheets
from linkscan.sources.source import EmptyTable, Source
from linkscan.sources.table import Skipped, Table

_NAME = re.compile(r"(/?)([a-z][a-z0-9:-]*)", re.I)
_SPAN = re.compile(r"""(rowspan|colspan)\s*=\s*["']?\s*(\d{1,6})""", re.I)
_RAW = {name: re.compile(f"</{name}", re.I) for name in ("script", "style", "template", "noscript")}
"""Elements whose content is no text of the page, and what ends them."""
_BREAKS = ("br", "p", "div", "li")
_SPACE = re.compile(r"[ \t\r\n\f]+")  # not the no-break space, which is a cell's own
_BLANK = re.compile(r"(?:\s|&nbsp;|&#160;)*\Z")


@dataclass(slots=True)
class _Table:
    """A table on its way: finished rows, and the row and the cell that are open."""

    rows: list[list[str] | str] = field(default_factory=list)  # str: why it is none
    merges: dict[int, list[Merge]] = field(default_factory=dict)
    row: list[str] | None = None
    cell: list[str] | None = None
    spent: int = 0  # cells written because one spans columns
    spans: tuple[int, int] = 1, 1  # rows and columns of the open cell
    taken: dict[int, int] = field(default_factory=dict)  # column -> last row that a cell covers


def read_webpage(source: Source, encoding: str) -> tuple[list[Table], list[Skipped]]:
    """The tables of a page, and those that mean nothing to linkscan.

    Raises:
        LinkscanError: The page is too large, holds no table, or none that linkscan knows.
    """
    most = source.options.bounds.document_bytes
    if source.path.stat().st_size > most:
        raise LinkscanError(
            _("{where}: a web page of more than {most} bytes; open it and save it as .xlsx."),
            where=source.name,
            most=most,
        )
    found = _tables(source.path.read_text(encoding, errors="replace"), source)
    filled = [table for table in found if table.rows]
    if not filled:
        raise EmptyTable(source.name)
    titles = ("",) if len(filled) == 1 else (f"table {n}" for n in range(1, len(filled) + 1))
    sheets = (
        Sheet(title, fill_merges(enumerate(table.rows, 1), table.merges))
        for title, table in zip(titles, filled, strict=True)
    )
    return read_sheets(source, "html", sheets, encoding)


def _tables(text: str, source: Source) -> Iterator[_Table]:
    """The tables in the order in which they start; one inside a cell stands alone."""
    found: list[_Table] = []
    open_tables: list[_Table] = []
    for close, name, attributes, before in _pieces(text):
        table = open_tables[-1] if open_tables else None
        if table and table.cell is not None:
            table.cell.append(before)
        elif table and not _BLANK.match(before) and not (close and name == "caption"):
            table.rows.append("outside-table")
        if table is None and name in ("tr", "td", "th") and not close:
            # Rows behind the end of a table, or without one: browsers show them all the same.
            if not found:
                found.append(_Table())
            table = found[-1]
            open_tables.append(table)
        if name == "table":
            if not close:
                open_tables.append(_Table())
                found.append(open_tables[-1])
            elif open_tables:
                _end_row(open_tables.pop())
        elif table is None:
            continue
        elif name in ("td", "th"):
            _end_cell(table)
            if not close:
                _begin_cell(table, attributes, source)
        elif name == "tr":
            _end_row(table)
            table.row = None if close else []
        elif name in _BREAKS and table.cell is not None:
            table.cell.append(" ")
    for table in open_tables:
        _end_row(table)
    yield from found


def _pieces(text: str) -> Iterator[tuple[bool, str, str, str]]:
    """Each tag: whether it closes, its name and attributes, and the text before it.

    A comment or a script that never ends hides nothing: browsers drop the rest of such a page,
    and its rows with it.
    """
    at = 0
    before: list[str] = []
    endless: set[str] = set()  # what is searched for in vain once is not searched for again
    while (start := text.find("<", at)) >= 0:
        before.append(text[at:start])
        if text.startswith("<!--", start):
            end = -1 if "-->" in endless else text.find("-->", start + 2)
            at = end + 3 if end >= 0 else start + 4
            endless |= {"-->"} if end < 0 else set()
            continue
        named = _NAME.match(text, start + 1)
        if not named and text[start + 1 : start + 2] not in ("!", "?"):
            before.append("<")
            at = start + 1
            continue
        if (end := text.find(">", start)) < 0:
            return
        at = end + 1
        if not named:
            continue
        close, name, attributes = bool(named[1]), named[2].lower(), text[named.end() : end]
        if name in _RAW and not close and not attributes.endswith("/") and name not in endless:
            if ending := _RAW[name].search(text, at):
                at = ending.start()
            else:
                endless.add(name)
        yield close, name, attributes, "".join(before)
        before.clear()


def _begin_cell(table: _Table, attributes: str, source: Source) -> None:
    if table.row is None:
        table.row = []
    number = len(table.rows) + 1
    while table.taken.get(len(table.row), 0) >= number:
        table.row.append("")  # a cell of a row above reaches down to here
    spans = {name.lower(): int(count) for name, count in _SPAN.findall(attributes)}
    most = source.options.bounds.columns
    across = max(1, spans.get("colspan", 1))
    if len(table.row) + across > most:
        raise LinkscanError(
            _("{where}: {count} columns, at most {most} are allowed; delete the others."),
            where=f"{source.name}:{number}",
            count=len(table.row) + across,
            most=most,
        )
    table.spent += across - 1
    bounds = source.options.bounds
    if table.spent > max(bounds.inflation_free_bytes, source.path.stat().st_size):
        raise LinkscanError(
            _("{where}: rows or cells repeat too often; export the sheet as CSV."),
            where=source.name,
        )
    table.cell, table.spans = [], (max(1, spans.get("rowspan", 1)), across)


def _end_cell(table: _Table) -> None:
    if table.cell is None or table.row is None:
        return
    number, column = len(table.rows) + 1, len(table.row)
    down, across = table.spans
    text = html.unescape(_SPACE.sub(" ", "".join(table.cell))).strip()
    table.row += [text, *[""] * (across - 1)]
    if down > 1 or across > 1:
        merge = Merge(column, column + across - 1, number + down - 1)
        table.merges.setdefault(number, []).append(merge)
    if down > 1:
        table.taken.update(dict.fromkeys(range(column, column + across), number + down - 1))
    table.cell = None


def _end_row(table: _Table) -> None:
    _end_cell(table)
    if table.row is not None:
        table.rows.append(table.row)
        table.row = None
