"""The report as JSON: the one form that holds everything; the others are views of it.

The tree is that of `linkscan.model`, field by field, with three differences: `cls` is
named "class", pairs (settings, totals, counts by reason, warning parameters) are objects,
and `columns` is a list of `{header, field}`, because a file may repeat a header. Times are
UTC, `2026-01-02T03:04:05Z`. `schema.json` beside this file is the published contract.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from math import isfinite
from types import NoneType
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from linkscan.model import Report
from linkscan.report.views.clock import zone_of
from linkscan.report.visible import clip, escaped, visible

Convert = Callable[[Any], Any]

FOUND_CHARS = 60
"""Longest part of a value that an error quotes."""

_NAMES = {"cls": "class"}
_PAIRS = (tuple[tuple[str, str], ...], tuple[tuple[str, int], ...])
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_dict(report: Report) -> dict[str, Any]:
    """The report as the plain values that JSON knows, in a fixed order of names."""
    written: dict[str, Any] = _codec(Report).encode(report)
    return written


def plain(record: object) -> dict[str, Any]:
    """Any record of frozen values, such as an explanation, written down as a report is."""
    kind: Any = type(record)
    written: dict[str, Any] = _codec(kind).encode(record)
    return written


def from_dict(tree: Mapping[str, Any]) -> Report:
    """The report that `to_dict` wrote down; names that are not known are passed over.

    Raises:
        Misfit: a name without a default is missing, or its value is none that the schema allows.
    """
    report: Report = _codec(Report).decode(tree)
    return report


def write_json(report: Report) -> bytes:
    """`report.json`: UTF-8, one record a line, so that two reports can be compared by line."""
    members = (f"{_write(name)}: {_lines(value)}" for name, value in to_dict(report).items())
    # A lone surrogate (a JSONL log may hold one) has no UTF-8 form; its escape is JSON's own.
    return escaped("{\n" + ",\n".join(members) + "\n}\n").encode("utf-8", "backslashreplace")


def quoted(tree: Any) -> str:
    """A value as an error shows it: as JSON writes it, cut short."""
    return clip(visible(_write(tree)), FOUND_CHARS)


def _lines(value: Any) -> str:
    """A list with one entry a line, anything else on one line."""
    if not isinstance(value, list) or not value:
        return _write(value)
    return "[\n" + ",\n".join(map(_write, value)) + "\n]"


class Misfit(ValueError):
    """A value that no report holds at its place, `accounts[3].level`; "" if it is missing."""

    def __init__(self, found: str, place: str = "") -> None:
        super().__init__(f"{place}: {found or 'missing'}")
        self.found = found
        self.place = place

    def below(self, step: str) -> Misfit:
        """The same, seen from one step further up."""
        joint = "." if self.place and not self.place.startswith("[") else ""
        return Misfit(self.found, f"{step}{joint}{self.place}")


class _Codec(NamedTuple):
    """How values of one type are written and read."""

    encode: Convert
    decode: Convert


@cache
def _codec(hint: Any) -> _Codec:
    """The codec of a type of `linkscan.model`, put together from its annotations once."""
    if hint is datetime:
        return _Codec(_encode_time, _decode_time)
    if is_dataclass(hint):
        return _record_codec(hint)
    if hint in _PAIRS:
        return _pairs_codec(get_args(get_args(hint)[0])[1])
    if get_origin(hint) is tuple:
        return _list_codec(_codec(get_args(hint)[0]))
    if get_origin(hint) is Literal:
        return _Codec(_same, _one_of(get_args(hint)))
    if NoneType in get_args(hint):
        return _optional_codec(_codec(get_args(hint)[0]))
    return _Codec(_same, _instance_of(hint))


def _record_codec(record: Any) -> _Codec:
    hints = get_type_hints(record)
    members = [
        (
            field.name,
            _NAMES.get(field.name, field.name),
            _SPECIAL.get(field.name) or _codec(hints[field.name]),
        )
        for field in fields(record)
    ]
    # Most members are plain text and numbers: they are copied without a call.
    plain = [(name, key) for name, key, codec in members if codec.encode is _same]
    nested = [(name, key, codec.encode) for name, key, codec in members if codec.encode != _same]
    order = [key for _, key, _ in members]
    # What joined the format later has a default: an older report is read without it.
    optional = {field.name for field in fields(record) if field.default is not MISSING}

    def encode(value: Any) -> dict[str, Any]:
        written: dict[str, Any] = dict.fromkeys(order)
        for name, key in plain:
            written[key] = getattr(value, name)
        for name, key, convert in nested:
            written[key] = convert(getattr(value, name))
        return written

    def decode(tree: Any) -> Any:
        if not isinstance(tree, Mapping):
            raise _misfit(tree)
        values = {}
        for name, key, codec in members:
            if key not in tree:
                if name in optional:
                    continue
                raise Misfit("", key)
            try:
                values[name] = codec.decode(tree[key])
            except Misfit as error:
                raise error.below(key) from error
        return record(**values)

    return _Codec(encode, decode)


def _list_codec(item: _Codec) -> _Codec:
    def decode(tree: Any) -> tuple[Any, ...]:
        values = []
        for number, one in enumerate(_list(tree)):
            try:
                values.append(item.decode(one))
            except Misfit as error:
                raise error.below(f"[{number}]") from error
        return tuple(values)

    if item.encode is _same:
        return _Codec(list, decode)
    return _Codec(lambda values: [item.encode(value) for value in values], decode)


def _pairs_codec(value: Any) -> _Codec:
    check = _instance_of(value)

    def decode(tree: Any) -> tuple[tuple[str, Any], ...]:
        if not isinstance(tree, Mapping):
            raise _misfit(tree)
        return tuple((key, check(value)) for key, value in tree.items())

    return _Codec(dict, decode)


def _optional_codec(inner: _Codec) -> _Codec:
    def decode(tree: Any) -> Any:
        return None if tree is None else inner.decode(tree)

    if inner.encode is _same:
        return _Codec(_same, decode)
    return _Codec(lambda value: None if value is None else inner.encode(value), decode)


def _encode_columns(columns: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"header": header, "field": field} for header, field in columns]


def _decode_columns(tree: Any) -> tuple[tuple[str, str], ...]:
    try:
        return tuple((_text(column["header"]), _text(column["field"])) for column in _list(tree))
    except (KeyError, TypeError) as error:
        raise _misfit(tree) from error


def _encode_time(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _decode_time(tree: Any) -> datetime:
    try:
        time = datetime.fromisoformat(_text(tree))
        if time.tzinfo is not None:
            return time.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _misfit(tree) from error
    raise _misfit(tree)


def _same(value: Any) -> Any:
    return value


def _misfit(tree: Any) -> Misfit:
    return Misfit(quoted(tree))


def _list(tree: Any) -> list[Any]:
    if not isinstance(tree, list):
        raise _misfit(tree)
    return tree


def _one_of(allowed: tuple[str, ...]) -> Convert:
    def check(value: Any) -> Any:
        if value not in allowed:
            raise _misfit(value)
        return value

    return check


def _instance_of(kind: type) -> Convert:
    accepted = (int, float) if kind is float else kind

    def check(value: Any) -> Any:
        if not isinstance(value, accepted) or (isinstance(value, bool) and kind is not bool):
            raise _misfit(value)
        if isinstance(value, float) and not isfinite(value):
            raise _misfit(value)
        if kind is int and isinstance(value, int) and value < 0:  # all are counts or lines
            raise _misfit(value)
        return value

    return check


def _zone(tree: Any) -> Any:
    try:
        zone_of(_text(tree))
    except (KeyError, ValueError, OSError) as error:
        raise _misfit(tree) from error
    return tree


def _positive(tree: Any) -> Any:
    if _number(tree) <= 0:
        raise _misfit(tree)
    return tree


_text = _instance_of(str)
_number = _instance_of(float)
_SPECIAL = {
    "columns": _Codec(_encode_columns, _decode_columns),
    "display_zone": _Codec(_same, _zone),
    "times": _Codec(_same, _positive),
}
"""Fields that their type does not tell all of."""
