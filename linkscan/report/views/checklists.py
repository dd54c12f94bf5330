"""What is said of checklists: how their items stand, and who says that they are asked for."""

from __future__ import annotations

from collections.abc import Iterable

from linkscan.i18n import _, translate
from linkscan.model import Check, CheckState, Closing
from linkscan.report import words
from linkscan.report.views.facts import Facts
from linkscan.report.views.notes import listed
from linkscan.report.views.shown import ClosingRow
from linkscan.rules.checklists import items

ROWS = 100
"""Stores in the table of the index."""


def closing_rows(facts: Facts) -> tuple[ClosingRow, ...]:
    """Stores that are being left, first those that were left with something not done."""
    ordered = sorted(facts.report.closing, key=lambda one: not one.left_badly)
    return tuple(_row(facts, one) for one in ordered[:ROWS])


def closing_text(facts: Facts, row: ClosingRow) -> str:
    """A store that is being left, on one line."""
    parts = ((_("not done: {items}"), row.open), (_("not recorded: {items}"), row.unrecorded))
    said = [facts.say(message, items=names) for message, names in parts if names]
    rest = facts.say(_("; ")).join(said) or facts.say(_("all done"))
    return facts.say(_("{store} ({status}): {rest}"), store=row.store, status=row.status, rest=rest)


def check_text(check: Check, lang: str) -> str:
    """An item and how it stands."""
    return translate(_("{item} {state}"), lang).format(
        item=words.item_word(check.item, lang), state=words.word(words.CHECKS, check.state, lang)
    )


def by_source(checks: Iterable[Check]) -> dict[str, list[Check]]:
    """Items by who says that they are asked for: a key of `words.ATTESTED`.

    An item that another version of linkscan has written down may be none of ours.
    """
    found: dict[str, list[Check]] = {}
    for check in checks:
        if known := items().get(check.item):
            found.setdefault(known.attested, []).append(check)
    return found


def _row(facts: Facts, one: Closing) -> ClosingRow:
    account = facts.accounts.get(one.account)
    status = words.word(words.STATUSES, account.status, facts.lang) if account else ""
    return ClosingRow(
        store=one.account,
        status=facts.say(_("left badly")) if one.left_badly else status,
        left_badly=one.left_badly,
        done=_named(facts, one, "done"),
        open=_named(facts, one, "open"),
        unrecorded=_named(facts, one, "not-recorded"),
        said_by=listed(
            (words.word(words.ATTESTED, source, facts.lang) for source in by_source(one.items)),
            facts,
        ),
    )


def _named(facts: Facts, one: Closing, state: CheckState) -> str:
    named = [words.item_word(check.item, facts.lang) for check in one.items if check.state == state]
    return listed(named, facts)
