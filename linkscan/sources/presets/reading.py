"""From a file that a preset knows to its table: every record a row, set aside, or rejected."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.columns import named_column
from linkscan.sources.copying import Copy, Row, write_copy
from linkscan.sources.encoding import file_encoding, head_encoding, is_wide, known_encoding
from linkscan.sources.presets.envelope import Record
from linkscan.sources.presets.forms import (
    BAD_JSON,
    Form,
    Log,
    csv_dialect,
    form_of,
    head_records,
    records,
)
from linkscan.sources.presets.preset import FAILURE, Event, Preset
from linkscan.sources.presets.recognise import marked, outcomes, recognise
from linkscan.sources.proof import file_digest
from linkscan.sources.source import Source, UnknownTable
from linkscan.sources.table import Mapping, Table

HEAD_BYTES = 1 << 18
HEAD_RECORDS = 300
NO_SIGN_IN = "no-sign-in"
_UNNAMED_FAILURE, _UNNAMED_USE = "unnamed-failure", "unnamed-use"


def read_preset(source: Source) -> Table | None:
    """The sign-ins of a log that a preset knows; None: it is no such log.

    Raises:
        UnknownTable: It is one, and none of its records is a sign-in that names an account.
        LinkscanError: It is damaged, or exceeds a limit.
    """
    if source.role not in (None, "logins"):
        return None
    raw = _head(source)
    if not marked(raw.replace(b"\0", b"").decode("utf-8", "replace")):
        return None  # nearly every file: known before anything is decoded
    encoding = _encoding(source, raw)
    head = raw.decode(encoding, errors="backslashreplace").lstrip("\ufeff")
    if len(raw) == HEAD_BYTES and "\n" in head:
        head = head[: head.rindex("\n") + 1]
    for log in _logs(source, encoding, head):
        preset = recognise(head_records(log, head, HEAD_RECORDS), marked(head))
        if preset is not None:
            return _table(source, log, preset, head)
    return None


def _head(source: Source) -> bytes:
    with source.path.open("rb") as file:
        return file.read(HEAD_BYTES)


def _encoding(source: Source, raw: bytes) -> str:
    if wanted := source.options.encoding:
        return file_encoding(source.path, source.name, known_encoding(wanted))
    marked_as = head_encoding(raw)
    if marked_as is None and not any(byte > 0x7F for byte in raw[:4096]):
        return "utf-8"  # one name in odd bytes far down says nothing of the others
    found = marked_as or file_encoding(source.path, source.name)
    return found if is_wide(found) or found != "ascii" else "utf-8"


def _logs(source: Source, encoding: str, head: str) -> Iterator[Log]:
    """The ways to read a file; text is taken for lines first, then for a CSV."""
    log = Log(source.path, source.name, encoding, form_of(head), source.options.bounds)
    yield log
    if log.form == "lines" and not head.lstrip().startswith("{"):
        yield replace(log, form="csv", dialect=csv_dialect(head))


def _table(source: Source, log: Log, preset: Preset, head: str) -> Table:
    aside: Counter[str] = Counter()
    headers = tuple(preset.columns.values())
    copy = write_copy(
        _rows(source, log, preset, aside),
        source.new_path(".csv"),
        source.name,
        source.options.bounds,
        header=headers,
        exact=True,
    )
    if copy is None or (not copy.rows and not copy.rejected):
        raise _no_sign_in(source, preset, aside)
    return Table(
        name=source.name,
        path=source.original,
        format=_format(log.form, head),
        scan=copy.scan,
        mapping=_mapping(source, preset),
        sample=copy.sample,
        proved=True,
        encoding=log.encoding.removesuffix("-sig"),
        sha256=source.sha256 or file_digest(source.original),
        ignored=_together(copy, aside),
        rejected=copy.rejected,
        rejects=copy.rejects,
        options=source.options,
        forced=source.role,
        preset=preset.name,
        verified=preset.verified is not None,
    )


def _format(form: Form, head: str) -> str:
    """The form as the report names it."""
    if form == "lines":
        return "jsonl" if head.lstrip().startswith("{") else "log"
    return form


def _mapping(source: Source, preset: Preset) -> Mapping:
    """The meaning of the columns: the preset's, unless the user names another for one of them."""
    headers = tuple(preset.columns.values())
    fields = {"observed_at" if name == "time" else name: n for n, name in enumerate(preset.columns)}
    for name, header in source.options.columns.items():
        column = named_column(headers, header)
        if column is not None:
            fields[name] = column
    return Mapping("logins", fields)


def _rows(source: Source, log: Log, preset: Preset, aside: Counter[str]) -> Iterator[Row]:
    """The rows of the table; what is none is counted in `aside`."""
    names = tuple(preset.columns)
    for line, record in records(log):
        if record is None:
            yield line, BAD_JSON
            continue
        for outcome in outcomes(preset, record):
            event = _named(source, preset, record, outcome) if isinstance(outcome, Event) else None
            if event is None:
                aside[_reason(preset, outcome)] += 1
                continue
            yield line, [getattr(event, name) for name in names]


def _named(source: Source, preset: Preset, record: Record, event: Event) -> Event | None:
    """The event with its account; None: nobody can say whose it is."""
    if preset.by_rule:
        text = record if isinstance(record, str) else json.dumps(record, ensure_ascii=False)
        event = replace(event, account=source.options.rule.account(text) or event.account)
        return event if event.account else None
    return None if event.outcome == FAILURE and not event.account else event


def _reason(preset: Preset, outcome: object) -> str:
    if isinstance(outcome, Event):
        return _UNNAMED_USE if preset.by_rule else _UNNAMED_FAILURE
    return str(getattr(outcome, "reason"))  # noqa: B009


def _together(copy: Copy, aside: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((Counter(dict(copy.ignored)) + aside).items()))


def _no_sign_in(source: Source, preset: Preset, aside: Counter[str]) -> UnknownTable:
    message = _(
        "{where}: {title}, {count} records, and none of them is a sign-in of a named account; "
        "export the sign-in events."
    )
    if preset.by_rule:
        message = _(
            "{where}: {title}, {count} records, and none of them names an account; say where it "
            "stands with [account_rule] in linkscan.toml."
        )
    error = LinkscanError(message, where=source.name, title=preset.title, count=aside.total())
    return UnknownTable(error, (), NO_SIGN_IN)
