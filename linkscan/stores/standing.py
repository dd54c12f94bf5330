"""What became of a store, and with it of its papers: checklists answered, papers used up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from linkscan.accounts.accounts import Joined
from linkscan.model import Check, CheckState
from linkscan.rules.checklists import Item, Name, checklist
from linkscan.rules.vocabulary import meaning

Spent = Literal["suspended", "rejected", "left-badly", "closed", "certification-failed"]
"""How the papers of a store came to be used up: registration material is used once (R3)."""

_WORDS: dict[Name, tuple[CheckState, CheckState]] = {
    "readiness": ("ready", "missing"),
    "closing": ("done", "open"),
}


def check(one: Joined, name: Name, platform: str) -> tuple[Check, ...]:
    """The items of a checklist as the files answer them for a store on `platform`.

    What no file answers is not recorded, never done. An item of another platform is listed
    only where a file answers it.
    """
    yes, no = _WORDS[name]
    states: dict[bool | None, CheckState] = {True: yes, False: no, None: "not-recorded"}
    answered = {column for mention in one.mentions for column in mention.details}
    return tuple(
        Check(item.id, states[_answer(one, item)])
        for item in checklist(name)
        if item.applies(platform) or item.id in answered
    )


def left_badly(one: Joined) -> tuple[str, ...]:
    """Items of the closing checklist that a file says were not done for a store that is closed.

    A store left like that gets no new application (R24); one that is still closing is not left.
    """
    if one.status != "closed":
        return ()
    return tuple(found.item for found in check(one, "closing", "") if found.state == "open")


def spent_by(one: Joined) -> Spent | None:
    """How the papers of a store came to be used up; None while it is in use.

    A store that failed certification used its papers, whatever else is said of it (R23).
    """
    if one.status in ("suspended", "rejected"):
        return one.status
    if one.status == "closed":
        return "left-badly" if left_badly(one) else "closed"
    if one.barred:
        return "suspended"  # a reason for a ban beside no status that is known
    return "certification-failed" if one.certification == "failed" else None


def _answer(one: Joined, item: Item) -> bool | None:
    """Whether an item is done. Where files disagree it is not."""
    said = set(answers(one.values(item.id)))
    return False if "no" in said else True if "yes" in said else None


def answers(texts: Iterable[str]) -> Iterable[str]:
    """What cells of a checklist say: "yes" or "no"; unknown words say nothing."""
    return filter(None, (meaning("answer", text) for text in texts))
