"""The records of a log file: lines, JSON, CSV, XML events or Zeek tables, one after the other."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from linkscan.sources.bounds import Bounds
from linkscan.sources.copying import long_line
from linkscan.sources.dialect import Dialect, is_blank, read_records
from linkscan.sources.presets.document import document_values
from linkscan.sources.presets.envelope import Record

Form = Literal["lines", "json", "csv", "xml", "zeek"]

BAD_JSON = "bad-json"
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
_ARRAY = re.compile(r"\s*\[\s*(?:[\[{\]]|$)")
_XML = re.compile(r"[\s-]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:\w+:)?Events?[\s>]", re.S)
_EVENT = re.compile(r"<(?:\w+:)?Event[\s>].*?</(?:\w+:)?Event>", re.S)
_CLOSE = re.compile(r"</(?:\w+:)?Event>")
_OPEN = re.compile(r"<(?:\w+:)?Event[\s>]")
_SYSTEM = re.compile(r"<(EventID|Computer|Channel|EventRecordID)(?:\s[^>]*)?>([^<]*)<")
_CREATED = re.compile(r"""SystemTime\s*=\s*["']([^"']+)""")
_DATA = re.compile(r"""<Data\s+Name\s*=\s*["'](\w+)["']\s*>([^<]*)<""")
_DOCUMENT_SHARE = 4  # one value of a document may take so large a part of what a document may
_DELIMITERS = (",", "\t", ";", "|")
_TITLES = 5  # lines above the header of an export


@dataclass(frozen=True, slots=True)
class Log:
    """A text file as a sequence of records."""

    path: Path
    name: str  # as shown
    encoding: str
    form: Form
    bounds: Bounds
    dialect: Dialect | None = None


Entry = tuple[int, Record | None]
"""The line on which a record starts, and the record; None: it is broken JSON."""


def form_of(head: str) -> Form:
    """The form that the start of a file shows; "lines" for text that may be a CSV as well."""
    if head.startswith(("#separator", "#fields")):
        return "zeek"
    if _XML.match(head):
        return "xml"
    if _ARRAY.match(head):
        return "json"
    first, _end, more = head.lstrip(" \t\r\n\x1e").partition("\n")
    if not first.startswith("{"):
        return "lines"
    if _object(first.strip(" \r\0\x1e")) is not None:
        return "lines" if more.strip() else "json"
    return "lines" if _has_object_lines(head) else "json"


def records(log: Log) -> Iterator[Entry]:
    """Every record of a file. Blank lines are none, and what cannot be decoded becomes `\\x..`."""
    # A log of an attacked server holds names in any bytes; they must not lose the rest of it.
    newline = "" if log.form == "csv" else None
    with log.path.open(encoding=log.encoding, errors="backslashreplace", newline=newline) as file:
        if log.form == "json":
            most = log.bounds.document_bytes // _DOCUMENT_SHARE
            for number, value in document_values(file, log.name, most):
                yield number, value if isinstance(value, dict) else None
        elif log.form == "csv":
            yield from _rows(_lines(file, log), log.dialect or Dialect())
        elif log.form == "zeek":
            yield from _zeek(_lines(file, log))
        elif log.form == "xml":
            yield from _events(_lines(file, log), log)
        else:
            for number, line in enumerate(_lines(file, log), 1):
                if text := line.strip(" \t\r\n\0\x1e\ufeff"):
                    yield number, _object(text) if text.startswith("{") else text


def head_records(log: Log, head: str, most: int) -> list[Record]:
    """The first records, from the start of the file alone where that is possible."""
    if log.form == "json":
        return [record for _line, record in islice(records(log), most) if record is not None]
    lines = iter(head.splitlines(keepends=True))
    if log.form == "csv":
        found = _rows(lines, log.dialect or Dialect())
    elif log.form == "zeek":
        found = _zeek(lines)
    elif log.form == "xml":
        found = _events(lines, log)
    else:
        texts = (line.strip(" \t\r\n\0\x1e\ufeff") for line in lines)
        found = ((0, _object(text) if text.startswith("{") else text) for text in texts if text)
    return [record for _line, record in islice(found, most) if record is not None]


def csv_dialect(head: str) -> Dialect:
    """How the fields of an export are parted, as its header shows: cells may hold anything."""
    for line in head.splitlines():
        parts = {delimiter: line.count(delimiter) for delimiter in _DELIMITERS}
        best = max(parts, key=parts.__getitem__)
        if parts[best] >= 2:
            return Dialect(best)
    return Dialect()


def _has_object_lines(head: str) -> bool:
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    return 2 * sum(_object(line) is not None for line in lines) >= len(lines)


def _object(text: str) -> Record | None:
    try:
        value = _DECODER.decode(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _lines(file: Iterator[str], log: Log) -> Iterator[str]:
    most = log.bounds.line_bytes
    readline = file.readline  # type: ignore[attr-defined]
    number = 0
    while line := readline(most + 1):
        number += 1
        if len(line) > most:
            raise long_line(log.name, number, log.bounds)
        yield line


def _rows(lines: Iterator[str], dialect: Dialect) -> Iterator[Entry]:
    """The rows below the first that is wide enough for a header, by its names.

    Cells beyond the header count on: the message of an Event Viewer export has no name.
    """
    header: list[str] | None = None
    above = 0
    for line, cells in read_records(lines, dialect):
        if is_blank(cells):
            continue
        if header is None:
            above += 1
            if sum(1 for cell in cells if cell.strip()) > 1:
                header = _distinct([cell.strip(" \ufeff") for cell in cells])
            elif above > _TITLES:
                return
            continue
        names = [*header, *(f"#{n + 1}" for n in range(len(header), len(cells)))]
        yield line, dict(zip(names, cells, strict=False))


def _distinct(header: list[str]) -> list[str]:
    seen: set[str] = set()
    names = []
    for n, name in enumerate(header, 1):
        names.append(name if name and name not in seen else f"#{n}")
        seen.add(name)
    return names


def _zeek(lines: Iterator[str]) -> Iterator[Entry]:
    """Rows of a Zeek table, by the names in its `#fields` line; other `#` lines are about it."""
    names: list[str] = []
    for number, line in enumerate(lines, 1):
        text = line.rstrip("\r\n")
        if text.startswith("#fields"):
            names = re.split(r"[\t ]+", text)[1:]
        elif text and not text.startswith("#"):
            cells = text.split("\t")
            yield number, dict(zip(names, cells, strict=False)) if names else text


def _events(lines: Iterator[str], log: Log) -> Iterator[Entry]:
    """The `Event` elements of a Windows event log, as flat records."""
    held, start = "", 0
    for number, line in enumerate(lines, 1):
        if not held:
            if not _OPEN.search(line):
                continue
            start = number
        held += line
        if len(held) > log.bounds.line_bytes:
            raise long_line(log.name, start, log.bounds)
        if not _CLOSE.search(line):
            continue
        while match := _EVENT.search(held):
            begun = list(_OPEN.finditer(match[0]))
            yield from ((start, None) for _cut in begun[1:])  # another began before it ended
            yield start, _event(match[0][begun[-1].start() :])
            held = held[match.end() :]
            start = number
        if not _OPEN.search(held):
            held = ""
    if held.strip():
        yield start, None  # cut off


def _event(text: str) -> Record:
    found: dict[str, object] = {}
    for name, value in (*_SYSTEM.findall(text), *_DATA.findall(text)):
        found.setdefault(name, html.unescape(value).strip())
    if created := _CREATED.search(text):
        found["SystemTime"] = created[1]
    return found
