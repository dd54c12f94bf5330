"""The store matrix as shown: which store has what, and what of it others have too."""

from __future__ import annotations

from linkscan.i18n import _
from linkscan.model import MatrixCell, MatrixRow, MatrixValue
from linkscan.report import words
from linkscan.report.views import notes
from linkscan.report.views.facts import Facts, barred_stores
from linkscan.report.views.parts import badge
from linkscan.report.views.shown import MatrixBox, MatrixEntry, MatrixLine, MatrixView

ROWS = 100
"""Stores on one page; `report.json`, `csv/` and `report.xlsx` hold more."""

NAMELESS = {"machine": "machine", "line": "ip", "licence": "uscc", "legal-person": "resident_id",
            "phone": "phone", "bank": "card", "email": "email"}  # fmt: skip
"""The kind that goes without saying in its column."""


def matrix_view(facts: Facts, most: int = ROWS) -> MatrixView:
    """The first `most` stores; a column of which none has anything is named, not drawn."""
    report = facts.report
    shown = report.matrix[:most]
    filled = [
        column
        for column in words.MATRIX_COLUMNS
        if any(cell.column == column and cell.values for row in shown for cell in row.cells)
    ]
    absent = [column for column in words.MATRIX_COLUMNS if column not in filled]
    barred = barred_stores(report)
    return MatrixView(
        headings=tuple(_heading(facts, column) for column in filled),
        lines=tuple(_line(facts, row, filled, row.account in barred) for row in shown),
        cut=facts.total("matrix", len(report.matrix)) - len(shown),
        absent=notes.listed((_heading(facts, column) for column in absent), facts),
    )


def _heading(facts: Facts, column: str) -> str:
    return words.word(words.MATRIX_COLUMNS, column, facts.lang)


def _line(facts: Facts, row: MatrixRow, columns: list[str], barred: bool) -> MatrixLine:
    return MatrixLine(
        store=row.account,
        level=badge(facts, row.level),
        status=words.word(words.STATUSES, row.status, facts.lang),
        barred=barred,
        boxes=tuple(_box(facts, cell) for cell in row.cells if cell.column in columns),
    )


def _box(facts: Facts, cell: MatrixCell) -> MatrixBox:
    return MatrixBox(
        heading=_heading(facts, cell.column),
        entries=tuple(_entry(facts, value, NAMELESS[cell.column]) for value in cell.values),
        cut=cell.values_total - len(cell.values),
        shared=any(value.shared for value in cell.values),
    )


def _entry(facts: Facts, value: MatrixValue, nameless: str) -> MatrixEntry:
    kind = words.kind_word(value.kind, facts.lang)
    return MatrixEntry(
        kind="" if value.kind == nameless and value.label else kind,
        label=facts.labels.get(value.identifier, value.label),
        remark=_remark(facts, value),
        shared=value.shared,
    )


def _remark(facts: Facts, value: MatrixValue) -> str:
    if value.reason:
        return words.word(words.REASONS, value.reason, facts.lang)
    elsewhere = value.others_anywhere - value.others
    said = (
        (_("other stores: {n}"), value.others),
        (_("on other platforms: {n}"), elsewhere),
    )
    return notes.listed((facts.say(message, n=n) for message, n in said if n), facts)
