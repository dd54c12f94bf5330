"""What a record is wrapped in: answers of services, and the objects of log collectors."""

from __future__ import annotations

import json

from linkscan.sources.presets.fields import folded, opened

Record = dict[str, object] | str
"""A JSON object or a row, or a line of text."""

LISTS = frozenset(
    ("records", "value", "items", "activities", "hits", "results", "result", "entries", "logs",
     "logins", "rows", "list", "data", "events", "response", "content", "auditlogrecords")
)  # fmt: skip
"""Folded names under which services put a list of records."""

_WRAPPED = (
    "_source", "_raw", "event.original", "CloudTrailEvent", "result", "detail", "jsonPayload",
    "textPayload", "data", "message", "MESSAGE", "@message", "log", "line", "body", "event", "raw",
    "rawLog", "full_log",
)  # fmt: skip
"""Names under which a collector keeps the event as it came: Elastic, Splunk, EventBridge, Google
Cloud, journald, CloudWatch, Docker, Loki, Wazuh."""


def unwrapped(record: Record) -> list[Record]:
    """The records inside a record; none if it wraps nothing."""
    if isinstance(record, str):
        return _object_in(record)
    for name, value in record.items():
        if isinstance(value, dict | list) and folded(name) in LISTS:
            found = _listed(value)
            if found:
                return found
    for name in _WRAPPED:
        inner = opened(record.get(name))
        if isinstance(inner, dict):
            return [inner]
        if isinstance(inner, str) and inner.strip():
            return [inner]
    return []


def _listed(value: object) -> list[Record]:
    """The records of a list, also of one inside an object: hits.hits, data.list."""
    if isinstance(value, list):
        return [one for one in value if isinstance(one, dict)]
    assert isinstance(value, dict)  # noqa: S101
    for name, inner in value.items():
        if isinstance(inner, list) and folded(name) in LISTS:
            return _listed(inner)
    return []


def _object_in(line: str) -> list[Record]:
    """The object that a line ends with, after what a collector wrote before it."""
    start = line.find("{")
    if start < 0:
        return []
    try:
        value, _end = json.JSONDecoder().raw_decode(line, start)
    except (ValueError, RecursionError):
        return []
    return [value] if isinstance(value, dict) else []
