"""Forms of several sheets: every visible sheet that has rows is a table."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.bounds import Bounds
from linkscan.sources.copying import Row, write_copy
from linkscan.sources.saved import with_saved
from linkscan.sources.source import EmptyTable, Source, UnknownTable, copied_table, reason_of
from linkscan.sources.table import Skipped, Table

EXACT_BELOW = 10**15
"""Spreadsheets keep 15 digits of a number."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its title, "" if it has none; its rows are read once, before the next sheet's."""

    title: str
    rows: Iterable[Row]
    hidden: bool = False
    serials: int = 1900  # or 1904: from when on its numbers count days


def read_sheets(
    source: Source, form: str, sheets: Iterable[Sheet], encoding: str | None = None
) -> tuple[list[Table], list[Skipped]]:
    """The tables of a file, and its sheets that are none.

    Raises:
        LinkscanError: A limit is exceeded, or no sheet is a table that linkscan knows.
    """
    tables: list[Table] = []
    skipped: list[Skipped] = []
    failure: LinkscanError = EmptyTable(source.name)
    for sheet in sheets:
        title = sheet.title or None
        if sheet.hidden:
            skipped.append(Skipped(source.name, "hidden-sheet", title))
            continue
        try:
            tables.append(_table(source, form, sheet, encoding))
        except EmptyTable as error:
            failure = error if error.header else failure
            skipped.append(Skipped(source.name, reason_of(error), title))
        except UnknownTable as error:
            failure = error
            skipped.append(Skipped(source.name, "no-columns", title, error.columns))
    if not tables:
        raise failure
    return tables, skipped


def number_text(value: float) -> str:
    """A number as a person would write it.

    One of more than 15 digits was rounded by the spreadsheet. It is written with an exponent,
    so that nobody takes it for the card or licence that it once was.
    """
    if not math.isfinite(value):
        return ""
    if abs(value) >= EXACT_BELOW:
        return f"{value:.5E}"
    return str(int(value)) if value == int(value) else repr(value)


def _bounded(rows: Iterable[Row], where: str, bounds: Bounds) -> Iterator[Row]:
    for line, cells in rows:
        if line > bounds.rows:
            raise LinkscanError(
                _("{where}: more than {most} rows, which no sheet has; export it as CSV."),
                where=where,
                most=bounds.rows,
            )
        yield line, cells


def _table(source: Source, form: str, sheet: Sheet, encoding: str | None) -> Table:
    where = f"{source.name}[{sheet.title}]" if sheet.title else source.name
    source = with_saved(source, where)
    copy = write_copy(
        _bounded(sheet.rows, where, source.options.bounds),
        source.new_path(".csv"),
        where,
        source.options.bounds,
        tuple(source.options.columns.values()),
        given=source.path.stat().st_size,
    )
    table = copied_table(source, copy, form, sheet=sheet.title or None, encoding=encoding)
    return replace(table, serials=sheet.serials)
