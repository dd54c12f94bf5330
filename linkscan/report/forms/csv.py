"""The report as CSV tables for a spreadsheet: UTF-8 with BOM, CRLF, no cell that computes.

Names of columns are those of `report.json`. Lists stand in one cell, `; ` between.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, get_args

from linkscan.model import (
    Account,
    CheckState,
    Citation,
    Closing,
    Finding,
    Input,
    MatrixCell,
    MatrixColumn,
    MatrixRow,
    MatrixValue,
    Paper,
    Report,
    Warning,
)
from linkscan.report.views.facts import place
from linkscan.report.visible import visible

Column = Callable[[Any], object]

_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)*")
_COMPUTES = tuple("=+-@＝＋－＠")
"""What a spreadsheet takes for the start of a formula, in either width."""


def csv_tables(report: Report) -> Iterator[tuple[str, bytes]]:
    """Every table as (path inside the report folder, content)."""
    for name in TABLES:
        yield f"csv/{name}.csv", _table(name, report)


def cell(value: object) -> str:
    """A value as a cell: nothing hidden in it, and nothing that a spreadsheet would compute.

    A text that starts like a formula gets a leading apostrophe, unless it is a plain number; so
    does each text of a list, for where `;` is what a spreadsheet parts cells by.
    """
    if isinstance(value, tuple):
        return "; ".join(map(cell, value))
    return _harmless(visible(_text(value)))


def _harmless(text: str) -> str:
    if text[:1].isalnum():
        return text
    if text.lstrip().startswith(_COMPUTES) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, Citation):
        return place(value)
    return str(value)


def _table(name: str, report: Report) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(TABLES[name])
    columns = TABLES[name].values()
    for record in getattr(report, name):
        writer.writerow(cell(column(record)) for column in columns)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _fields(*names: str) -> dict[str, Column]:
    return {name: attrgetter(name) for name in names}


def _exposure(name: str) -> Column:
    def column(account: Account) -> object:
        return getattr(account.exposure, name) if account.exposure else None

    return column


def _accepted(name: str) -> Column:
    def column(finding: Finding) -> object:
        return getattr(finding.accepted, name) if finding.accepted else None

    return column


def _weights(finding: Finding) -> object:
    return tuple(f"{one.identifier} {one.bits:g}" for one in finding.weights)


def _lines(finding: Finding) -> object:
    return tuple(citation for link in finding.evidence for citation in link.evidence)


def _counts(name: str) -> Column:
    def column(one: Input) -> object:
        return tuple(f"{reason} {count}" for reason, count in getattr(one, name))

    return column


def _checks(state: CheckState) -> Column:
    def items(one: Closing) -> object:
        return tuple(check.item for check in one.items if check.state == state)

    return items


def _params(warning: Warning) -> object:
    return tuple(f"{name} {value}" for name, value in warning.params)


def _columns_read(one: Input) -> object:
    return tuple(f"{header} -> {field}" for header, field in one.columns)


def _shared(row: MatrixRow) -> object:
    return tuple(box.column for box in row.cells if any(one.shared for one in box.values))


def _box(column: MatrixColumn) -> Column:
    """The values of a cell of the matrix; with how many other stores each is, `*` if it ties."""

    def values(row: MatrixRow) -> object:
        return tuple(map(_held, _cell_of(row, column).values))

    return values


def _total(column: MatrixColumn) -> Column:
    def total(row: MatrixRow) -> object:
        return _cell_of(row, column).values_total

    return total


def _cell_of(row: MatrixRow, column: MatrixColumn) -> MatrixCell:
    boxes = (box for box in row.cells if box.column == column)
    return next(boxes, MatrixCell(column, (), 0))


def _held(one: MatrixValue) -> str:
    label = one.label or one.kind
    if one.reason:
        return f"{label} ({one.reason})"
    count = f" ({one.others_anywhere})" if one.others_anywhere else ""
    return f"{'* ' if one.shared else ''}{label}{count}"


def _uses(paper: Paper) -> object:
    return tuple(f"{use.account} ({use.status})" for use in paper.uses)


def _roles(paper: Paper) -> object:
    return tuple(sorted({role for use in paper.uses for role in use.roles}))


def _lines_of_uses(paper: Paper) -> object:
    return tuple(use.where for use in paper.uses)


TABLES: dict[str, dict[str, Column]] = {
    "matrix": {
        **_fields("account", "level", "status"),
        "shared": _shared,
        **{
            name: column
            for one in get_args(MatrixColumn)
            for field in [one.replace("-", "_")]
            for name, column in ((field, _box(one)), (f"{field}_total", _total(one)))
        },
    },
    "ledger": {
        **_fields("identifier", "kind", "label", "used_once"),
        "roles": _roles,
        "stores_total": attrgetter("uses_total"),
        "stores": _uses,
        "where": _lines_of_uses,
    },
    "accounts": {
        **_fields("id", "name", "platform", "region", "sites", "client", "entity"),
        **_fields("status", "status_word", "ban_reason", "certification", "opened_at", "closed_at"),
        **_fields("component", "level", "machines", "operators", "logins", "failures"),
        "exposure_level": _exposure("level"),
        "exposure_nearest": _exposure("nearest"),
        "exposure_path": _exposure("path"),
        "exposure_strength": _exposure("strength"),
        "exposure_bits": _exposure("bits"),
        "exposure_probability": _exposure("probability"),
        **_fields("spellings"),
    },
    "findings": {
        **_fields("id", "level", "scope", "platform", "reason", "first_step", "grade"),
        **_fields("strength", "bits"),
        **_fields("accounts_total", "accounts", "suspended", "kinds", "roles", "identifiers"),
        **_fields("machines", "first_seen", "last_seen", "relation"),
        "accepted_reason": _accepted("reason"),
        "accepted_owner": _accepted("owner"),
        "accepted_expires": _accepted("expires"),
        "weights": _weights,
        "evidence": _lines,
    },
    "links": _fields(
        "account", "identifier", "machines", "first_seen", "last_seen", "n", "evidence"
    ),
    "identifiers": {
        **_fields("id", "kind", "label"),
        "class": attrgetter("cls"),
        **_fields("roles", "accounts_total", "accounts", "ties", "reason"),
    },
    "machines": {
        **_fields("id", "source", "kind", "site", "user", "level", "accounts_total", "accounts"),
        **_fields("operators", "logins", "first_seen", "last_seen", "findings"),
    },
    "health": {
        **_fields("account", "rule", "metric", "value", "comparison", "limit", "mark", "weak"),
        **_fields("date", "citation"),
    },
    "closing": {
        **_fields("account", "left_badly"),
        "done": _checks("done"),
        "open": _checks("open"),
        "not_recorded": _checks("not-recorded"),
    },
    "components": _fields(
        "id",
        "platform",
        "level",
        "accounts_total",
        "accounts",
        "identifiers",
        "articulation_points",
        "weak_total",
        "weak",
    ),
    "not_checked": _fields("subject", "id", "reason", "count", "inputs", "candidates"),
    "warnings": {"code": attrgetter("code"), "params": _params, **_fields("where", "count")},
    "inputs": {
        **_fields("name", "sheet", "member", "role", "format", "preset", "encoding", "sha256"),
        **_fields("zone", "date_order"),
        **_fields("rows_read", "rows_used", "rows_ignored", "rows_rejected"),
        "ignored": _counts("ignored"),
        "rejected": _counts("rejected"),
        **_fields("failures", "accounts", "accounts_met", "accounts_unmet"),
        "columns": _columns_read,
        **_fields("unmapped", "dropped"),
    },
}
"""Each table by the name of its list in the report: its columns and where they come from."""
