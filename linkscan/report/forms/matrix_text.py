"""The store matrix as text, below the summary in `report.txt`: a few lines for each store.

In lines of 100 columns, in characters that a GBK console can print; `*` marks a value that
ties the store to others.
"""

from __future__ import annotations

from collections.abc import Sequence

from linkscan.i18n import _
from linkscan.model import Report
from linkscan.report.forms.text import COLUMNS, fit
from linkscan.report.views.facts import Facts
from linkscan.report.views.ledger import ledger_view
from linkscan.report.views.matrix import matrix_view
from linkscan.report.views.notes import listed
from linkscan.report.views.shown import LedgerView, MatrixBox, MatrixEntry, MatrixLine
from linkscan.report.visible import console, width

STORES, PAPERS = 200, 100
LINES = 20
"""Entries of each part, and the lines that one of them may take."""
INDENT = "      "


def matrix_text(report: Report, lang: str) -> str:
    """The first stores of the matrix, and the papers that were used for several stores."""
    facts = Facts.of(report, lang)
    view = matrix_view(facts, STORES)
    if not view.lines:
        return ""
    lines = ["", facts.say(_("Store matrix (* = ties the store to others of its platform):"))]
    for line in view.lines:
        lines += _store(facts, line)
    if view.cut > 0:
        lines += fit(facts.say(_("and {n} more"), n=view.cut), 1, "  ")
    if view.absent:
        message = _("Not on record for any of these stores: {names}")
        lines += fit(facts.say(message, names=view.absent), 2, "  ")
    lines += _papers(facts, ledger_view(facts))
    return "\n".join(lines) + "\n"


def _store(facts: Facts, line: MatrixLine) -> list[str]:
    head = facts.say(
        _("[{level}] {store} ({status})"),
        level=line.level.word,
        store=line.store,
        status=line.status,
    )
    boxes = [_box(facts, box) for box in line.boxes if box.entries]
    return [*fit(head, 1, "  "), *_packed(boxes)]


def _packed(boxes: Sequence[str]) -> list[str]:
    """As many boxes on a line as it holds, none of them torn that fits on one."""
    lines: list[str] = []
    for box in boxes:
        joined = f"{lines[-1]}   {console(box)}" if lines else ""
        if lines and width(joined) <= COLUMNS:
            lines[-1] = joined
        else:
            lines += fit(box, LINES, INDENT)
    return lines


def _box(facts: Facts, box: MatrixBox) -> str:
    entries = [_entry(facts, entry) for entry in box.entries]
    if box.cut > 0:
        entries.append(facts.say(_("and {n} more"), n=box.cut))
    return facts.say(_("{name}: {text}"), name=box.heading, text=listed(entries, facts))


def _entry(facts: Facts, entry: MatrixEntry) -> str:
    mark = "*" if entry.shared else ""
    return _with(facts, mark + " ".join(filter(None, (entry.kind, entry.label))), entry.remark)


def _with(facts: Facts, name: str, remark: str) -> str:
    return facts.say(_("{name} ({reason})"), name=name, reason=remark) if remark else name


def _papers(facts: Facts, ledger: LedgerView) -> list[str]:
    """Only what is not used once: the rest is in the other forms."""
    if not ledger.broken:
        return []
    message = _("Registration details used for several stores: {n} of {total}")
    lines = ["", facts.say(message, n=ledger.broken, total=ledger.total)]
    broken = [row for row in ledger.rows if row.broken][:PAPERS]
    for row in broken:
        uses = [
            _with(
                facts, use.store, listed(filter(None, (use.status, use.used_as, use.where)), facts)
            )
            for use in row.uses
        ]
        if row.uses_cut > 0:
            uses.append(facts.say(_("and {n} more"), n=row.uses_cut))
        text = facts.say(_("{name}: {text}"), name=row.value, text=listed(uses, facts))
        lines += fit(text, LINES, "  ")
    if ledger.broken > len(broken):
        lines += fit(facts.say(_("and {n} more"), n=ledger.broken - len(broken)), 1, "  ")
    return lines
