"""JSON lines and JSON arrays: an object is a row, nested names are joined by dots."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.copying import Row, long_line, write_copy
from linkscan.sources.source import Source, UnknownTable, copied_table
from linkscan.sources.table import Table

_SPACE = re.compile(r"[\s,]*")
# Numbers stay as written: 622202000000000001 would not survive a float.
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)

Item = tuple[int, dict[str, str] | str]
"""A line and the flat object on it, or the reason why it is none."""


def read_json(source: Source) -> Table:
    """The table of a file of JSON objects, one a line or in one array.

    Raises:
        LinkscanError: It holds no object, is too large for an array, or is not recognised.
    """
    with source.path.open("rb") as file:
        array = file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"["
    # The columns are known only at the end, so the file is read twice.
    header: dict[str, None] = {}
    for _line, item in _items(source, array=array):
        if isinstance(item, dict):
            header.update(dict.fromkeys(item))
            if len(header) > source.options.bounds.columns:
                break  # write_copy says so
    if not header:
        message = _(
            "{where}: neither one JSON object a line nor an array of objects; export it so."
        )
        raise UnknownTable(LinkscanError(message, where=source.name), ())
    copy = write_copy(
        _rows(source, tuple(header), array=array),
        source.new_path(".csv"),
        source.name,
        source.options.bounds,
        header=tuple(header),
    )
    return copied_table(source, copy, "json" if array else "jsonl", encoding="utf-8")


def _rows(source: Source, header: tuple[str, ...], *, array: bool) -> Iterator[Row]:
    for line, item in _items(source, array=array):
        yield line, item if isinstance(item, str) else [item.get(name, "") for name in header]


def _items(source: Source, *, array: bool) -> Iterator[Item]:
    return _array_items(source) if array else _line_items(source)


def _line_items(source: Source) -> Iterator[Item]:
    most = source.options.bounds.line_bytes
    with source.path.open("rb") as file:
        number = 0
        while line := file.readline(most + 1):
            number += 1
            if len(line) > most:
                raise long_line(source.name, number, source.options.bounds)
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if line.strip():
                yield number, _item(line)


def _item(line: bytes) -> dict[str, str] | str:
    try:
        return _flat_object(_DECODER.decode(line.decode("utf-8")))
    except (ValueError, RecursionError):
        return "bad-json"


def _array_items(source: Source) -> Iterator[Item]:
    """The objects of an array, each with the line on which it starts."""
    most = source.options.bounds.document_bytes
    if source.path.stat().st_size > most:
        raise LinkscanError(
            _("{where}: a JSON array of more than {most} bytes; write one object a line (JSONL)."),
            where=source.name,
            most=most,
        )
    try:
        text = source.path.read_text("utf-8-sig").strip("\r\t ")
        at, line, counted = text.index("[") + 1, 1, 0
        while True:
            at = _after_space(text, at)
            if text[at : at + 1] == "]":
                return
            line, counted = line + text.count("\n", counted, at), at
            value, at = _DECODER.raw_decode(text, at)
            yield line, _flat_object(value)
    except (ValueError, RecursionError) as error:
        raise LinkscanError(
            _("{where}: not valid JSON: {error}; export it again."),
            where=source.name,
            error=str(error) or "nested too deeply",
        ) from error


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _flat_object(value: object) -> dict[str, str] | str:
    if not isinstance(value, dict):
        return "not-an-object"
    flat: dict[str, str] = {}
    _flatten(value, "", flat)
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
