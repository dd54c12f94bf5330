"""JSON in every form in which logs come: an object is a row, nested names are joined by dots.

One object a line (JSONL) is read line by line, however long the file; any other form is a
document: an array, objects one after the other, or an answer of a service, whose records
stand in a list inside an object ({"code": 0, "data": {"list": [...]}}).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.aliases import field_of, fold
from linkscan.sources.copying import Row, long_line, too_wide, write_copy
from linkscan.sources.encoding import file_encoding, head_encoding, known_encoding
from linkscan.sources.source import Source, UnknownTable, copied_table
from linkscan.sources.table import Table

_SPACE = re.compile(r"[\s,\x1e]*")  # RFC 7464 parts documents by a record separator
# Numbers stay as written: 622202000000000001 would not survive a float.
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
_HEAD_CHARS = 1 << 16
_OBJECT_SHARE = 4
"""One value of a document may be as long as this part of it: as objects it takes far more room."""

_WRAPPERS = frozenset(
    ("records", "record", "data", "items", "item", "value", "values", "list", "rows", "results",
     "result", "events", "entries", "logs", "hits", "response", "content", "page", "body")
)  # fmt: skip
"""Folded names under which services put their records."""
_WRAPPER_NAMES = 100  # of an object that wraps records; one with more is none
_WHO = ("account", "store", "login", "operator", "user", "ip", "device_id")
"""Fields of a record: an object that has one is no wrapper."""

Item = tuple[int, dict[str, str] | str]
"""A line and the flat object on it, or the reason why it is none."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A JSON file and how to read it."""

    source: Source
    encoding: str
    lines: bool  # one value a line


def read_json(source: Source) -> Table:
    """The table of a file of JSON objects.

    Raises:
        LinkscanError: It holds no object, is too large for a document, or is not recognised.
    """
    encoding = _encoding(source)
    text = _Text(source, encoding, _is_lines(source, encoding))
    # The columns are known only at the end, so the file is read twice.
    header: dict[str, None] = {}
    for line, item in _items(text):
        if isinstance(item, dict):
            header.update(dict.fromkeys(item))
            if len(header) > source.options.bounds.columns:
                raise too_wide(len(header), f"{source.name}:{line}", source.options.bounds)
    if not header:
        message = _(
            "{where}: neither one JSON object a line nor an array of objects; export it so."
        )
        raise UnknownTable(LinkscanError(message, where=source.name), ())
    copy = write_copy(
        _rows(text, tuple(header)),
        source.new_path(".csv"),
        source.name,
        source.options.bounds,
        header=tuple(header),
        given=source.path.stat().st_size,
    )
    form = "jsonl" if text.lines else "json"
    table = copied_table(source, copy, form, encoding=encoding.removesuffix("-sig"))
    return replace(table, header_line=None)


def _encoding(source: Source) -> str:
    if wanted := source.options.encoding:
        return file_encoding(source.path, source.name, known_encoding(wanted))
    with source.path.open("rb") as file:
        head = file.read(_HEAD_CHARS)
    if shown := head_encoding(head):
        return shown
    # JSON is UTF-8; a line that is damaged is rejected alone, where the others show that.
    odd = [line for line in head.splitlines()[:-1] if not line.isascii()]
    whole = sum(head_encoding(line) == "utf-8" for line in odd)
    return "utf-8" if 2 * whole > len(odd) else file_encoding(source.path, source.name)


def _is_lines(source: Source, encoding: str) -> bool:
    """Whether every line is a value of its own: the first value, or any, ends with its line."""
    # What cannot be decoded becomes `\\x..`, which no JSON text may hold.
    with source.path.open(encoding=encoding, errors="backslashreplace") as file:
        head = file.read(_HEAD_CHARS).lstrip()
        first = head + file.readline(source.options.bounds.line_bytes)
        more = bool(file.read(1))
    if not head.startswith("{"):
        return not head.startswith("[")
    try:
        _value, end = _DECODER.raw_decode(first)
    except (ValueError, RecursionError):
        lines = [line for line in first.splitlines() if line.strip()]
        return 2 * sum(isinstance(_decoded(line), dict) for line in lines) >= len(lines)
    # A single line that goes on and on is a document, and may be longer than a line may.
    return "\n" not in first[:end] and ("\n" in first or not more)


def _rows(text: _Text, header: tuple[str, ...]) -> Iterator[Row]:
    for line, item in _items(text):
        yield line, item if isinstance(item, str) else [item.get(name, "") for name in header]


def _items(text: _Text) -> Iterator[Item]:
    for line, value in _line_values(text) if text.lines else _document_values(text):
        for record in _records(value):
            yield line, _flat_object(record)


def _line_values(text: _Text) -> Iterator[tuple[int, object]]:
    bounds = text.source.options.bounds
    with text.source.path.open(encoding=text.encoding, errors="backslashreplace") as file:
        number = 0
        while line := file.readline(bounds.line_bytes + 1):
            number += 1
            if len(line) > bounds.line_bytes:
                raise long_line(text.source.name, number, bounds)
            if line.strip(" \t\r\n\0"):
                yield number, _decoded(line)


def _decoded(line: str) -> object:
    try:
        return _DECODER.decode(line.strip(" \t\r\n\0\x1e"))
    except (ValueError, RecursionError):
        return "bad-json"


def _document_values(text: _Text) -> Iterator[tuple[int, object]]:
    """The values of a document, those of an array one by one, each with its line."""
    source = text.source
    most = source.options.bounds.document_bytes
    if source.path.stat().st_size > most:
        raise _too_long(source, most)
    try:
        content = source.path.read_text(text.encoding).rstrip("\0")
        at, line, counted, inside = 0, 1, 0, False
        while (at := _after_space(content, at)) < len(content):
            if content[at] == ("]" if inside else "["):
                at, inside = at + 1, not inside
                continue
            line, counted = line + content.count("\n", counted, at), at
            value, end = _DECODER.raw_decode(content, at)
            if end - at > most // _OBJECT_SHARE:
                raise _too_long(source, most // _OBJECT_SHARE)
            at = end
            yield line, value
        if inside:
            raise ValueError("the array does not end")
    except (ValueError, RecursionError) as error:
        raise LinkscanError(
            _("{where}: not valid JSON: {error}; export it again."),
            where=source.name,
            error=str(error) or "nested too deeply",
        ) from error


def _too_long(source: Source, most: int) -> LinkscanError:
    return LinkscanError(
        _("{where}: a JSON array of more than {most} bytes; write one object a line (JSONL)."),
        where=source.name,
        most=most,
    )


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _records(value: object) -> list[object]:
    """The records that an answer wraps; a value that wraps none is its own record."""
    inner, depth = value, 0
    while isinstance(inner, dict) and depth < 3 and len(inner) <= _WRAPPER_NAMES:
        if any(field_of(name)[0] in _WHO for name, v in inner.items() if isinstance(v, str)):
            break
        lists = [(name, v) for name, v in inner.items() if isinstance(v, dict | list) and v]
        if len(lists) != 1 or fold(lists[0][0]) not in _WRAPPERS:
            break
        inner, depth = lists[0][1], depth + 1
    if isinstance(inner, list) and any(isinstance(one, dict) for one in inner):
        return inner
    return [value]


def _flat_object(value: object) -> dict[str, str] | str:
    if not isinstance(value, dict):
        return "bad-json" if value == "bad-json" else "not-an-object"
    flat: dict[str, str] = {}
    try:
        _flatten(value, "", flat)
    except RecursionError:
        return "bad-json"
    return flat


def _flatten(value: dict[str, object], prefix: str, flat: dict[str, str]) -> None:
    for name, inner in value.items():
        if isinstance(inner, dict):
            _flatten(inner, f"{prefix}{name}.", flat)
        else:
            flat[prefix + name] = _text(inner)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(json.dumps(v) if isinstance(v, dict) else _text(v) for v in value)
    return str(value)
