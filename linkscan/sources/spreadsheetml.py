"""SpreadsheetML 2003: the XML that many back offices call `.xls`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.merges import Merge, fill_merges
from linkscan.sources.sheets import Sheet, number_text, read_sheets
from linkscan.sources.source import Source
from linkscan.sources.table import Skipped, Table
from linkscan.sources.xmlstream import CHUNK_BYTES, DeclaredType, Event, xml_events

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_HIDDEN = ("SheetHidden", "SheetVeryHidden")
_MOST_ROWS = 1 << 20
"""Of a sheet in any version of Excel."""


def read_spreadsheetml(source: Source, encoding: str) -> tuple[list[Table], list[Skipped]]:
    """The tables of a SpreadsheetML file, and the sheets that are none.

    Raises:
        LinkscanError: The file is damaged, declares entities or exceeds a limit, or none of
            its sheets is a table that linkscan knows.
    """
    try:
        with source.path.open(encoding=encoding) as file:
            hidden = _hidden_sheets(_events(file))
        with source.path.open(encoding=encoding) as file:
            return read_sheets(source, "xml", _sheets(source, _events(file), hidden), encoding)
    except (expat.ExpatError, DeclaredType, UnicodeError) as error:
        raise LinkscanError(
            _("{where}: cannot be read as XML ({error}); open it and save it as .xlsx."),
            where=source.name,
            error=error,
        ) from error


def _events(file: IO[str]) -> Iterator[Event]:
    """Elements by their local names; text goes in as characters, whatever the file declares."""
    for kind, name, attributes in xml_events(iter(lambda: file.read(CHUNK_BYTES), "")):
        if kind == "text":
            yield kind, name, attributes
        else:
            local = {key.rpartition(":")[2]: value for key, value in attributes.items()}
            yield kind, name.rpartition(":")[2], local


def _hidden_sheets(events: Iterator[Event]) -> set[int]:
    """The numbers of sheets that are hidden, which the file says behind their rows."""
    hidden: set[int] = set()
    number, inside = -1, False
    for kind, name, _attributes in events:
        if kind == "text":
            if inside and name.strip() in _HIDDEN:
                hidden.add(number)
            continue
        inside = kind == "start" and name == "Visible"
        number += kind == "start" and name == "Worksheet"
    return hidden


def _sheets(source: Source, events: Iterator[Event], hidden: set[int]) -> Iterator[Sheet]:
    number, title = -1, ""
    for kind, name, attributes in events:
        if kind == "start" and name == "Worksheet":
            number, title = number + 1, attributes.get("Name", "")
        elif kind == "start" and name == "Table":
            merges: dict[int, list[Merge]] = {}
            rows = fill_merges(_rows(source, events, merges), merges)
            yield Sheet(title, rows, hidden=number in hidden)
            for _rest in rows:
                pass


def _rows(
    source: Source, events: Iterator[Event], merges: dict[int, list[Merge]]
) -> Iterator[tuple[int, list[str]]]:
    number = 0
    for kind, name, attributes in events:
        if kind == "start" and name == "Row":
            index = min(_count(attributes, "Index", number + 1), _MOST_ROWS)
            yield from ((blank, []) for blank in range(number + 1, index))
            number = max(number + 1, index)
            yield number, _cells(source, events, number, merges)
        elif kind == "end" and name == "Table":
            return


def _cells(
    source: Source, events: Iterator[Event], number: int, merges: dict[int, list[Merge]]
) -> list[str]:
    most = source.options.bounds.columns
    cells: list[str] = []
    for kind, name, attributes in events:
        if kind == "start" and name == "Cell":
            index = _count(attributes, "Index", len(cells) + 1) - 1
            across, down = _count(attributes, "MergeAcross", 0), _count(attributes, "MergeDown", 0)
            if max(index, across) > most:
                raise LinkscanError(
                    _("{where}: {count} columns, at most {most} are allowed; delete the others."),
                    where=f"{source.name}:{number}",
                    count=max(index, across),
                    most=most,
                )
            cells += [""] * (index - len(cells))
            at = len(cells)
            cells.append(_cell(events, source.options.bounds.cell_chars + 1))
            if across or down:
                merges.setdefault(number, []).append(Merge(at, at + across, number + down))
                cells += [""] * across
        elif kind == "end" and name == "Row":
            break
    return cells


def _cell(events: Iterator[Event], most: int) -> str:
    form, inside, texts, size = "", False, [], 0
    for kind, name, attributes in events:
        if kind == "text":
            if inside and size < most:
                texts.append(name)
                size += len(name)
        elif name == "Data":
            inside = kind == "start"
            form = attributes.get("Type", form)
        elif kind == "end" and name == "Cell":
            break
    return _value(form, "".join(texts))


def _value(form: str, text: str) -> str:
    if form == "Error":
        return ""
    if form == "Number":
        try:
            return number_text(float(text))
        except (ValueError, OverflowError):
            return text
    if form == "DateTime":
        return text.replace("T", " ", 1).removesuffix(".000")
    if form == "Boolean":
        return {"1": "TRUE", "0": "FALSE"}.get(text.strip(), text)
    return text


def _count(attributes: dict[str, str], name: str, default: int) -> int:
    text = attributes.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default
