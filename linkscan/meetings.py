"""Which accounts of one file were met in the files of another role, and which were not.

An account that was met nowhere else is not "clear": its papers, its status or its logins
are unknown. It is listed with the nearest names of the other files, never merged by guess.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linkscan.accounts import Joined
from linkscan.events import Loaded
from linkscan.model import NotChecked

CANDIDATES = 3
CANDIDATE_SCORE = 60.0
"""Least likeness, of 100, for a name to be offered as what may have been meant (ours)."""
COMPARISONS = 5_000_000
"""Most names compared to find candidates: bounds the time on logs of very many accounts."""
LISTED = 500


@dataclass(frozen=True, slots=True)
class Meetings:
    """What was met, by input number, and what was not."""

    counts: Mapping[int, tuple[int, int | None, int | None]]  # accounts, met, unmet
    unmet: frozenset[str]  # ids of accounts that stay not-checked for it
    not_checked: tuple[NotChecked, ...]


def find_meetings(accounts: Sequence[Joined], inputs: Sequence[Loaded]) -> Meetings:
    """Where each account is known from, and what follows.

    With files of one role only the question does not arise: met and unmet are None.
    """
    roles = {one.number: one.table.mapping.role for one in inputs if "account" in one.columns}
    asked = len(set(roles.values())) > 1
    counts = {number: [0, 0] for number in roles}
    unmet: list[tuple[Joined, list[int]]] = []
    for account in accounts:
        where = sorted({mention.input for mention in account.mentions})
        met = len({roles[number] for number in where}) > 1
        for number in where:
            counts[number][0] += 1
            counts[number][1] += met
        if account.ambiguous or (asked and not met):
            unmet.append((account, where))
    names = {one.number: one.table.name for one in inputs}
    return Meetings(
        counts={number: (total, met if asked else None, total - met if asked else None)
                for number, (total, met) in counts.items()},
        unmet=frozenset(account.id for account, _where in unmet),
        not_checked=tuple(_listed(accounts, unmet, roles, names)),
    )  # fmt: skip


def _listed(
    accounts: Sequence[Joined],
    unmet: Sequence[tuple[Joined, list[int]]],
    roles: Mapping[int, str],
    names: Mapping[int, str],
) -> list[NotChecked]:
    same_name: dict[str, list[str]] = defaultdict(list)
    by_role: dict[str, dict[str, str]] = defaultdict(dict)
    for account in accounts if unmet else ():
        same_name[account.key].append(account.id)
        for role in {roles[mention.input] for mention in account.mentions}:
            by_role[role][account.id] = account.key
    listed = []
    others: dict[frozenset[str], dict[str, str]] = {}
    compared = 0
    for account, where in unmet[:LISTED]:
        own = frozenset(roles[number] for number in where)
        if own not in others:
            others[own] = {id_: key for role, known in by_role.items() if role not in own
                           for id_, key in known.items()}  # fmt: skip
        if account.ambiguous:
            candidates = [one for one in same_name[account.key] if one != account.id]
        else:
            compared += len(others[own])
            candidates = _nearest(account.key, others[own]) if compared <= COMPARISONS else []
        reason = "ambiguous" if account.ambiguous else "unmet"
        inputs = tuple(sorted({names[number] for number in where}))
        listed.append(NotChecked("account", account.id, reason, 1, inputs, tuple(candidates)))
    return listed


def _nearest(key: str, others: Mapping[str, str]) -> list[str]:
    """Ids of the accounts whose names are most like `key`, nearest first."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        key, others, scorer=fuzz.WRatio, limit=CANDIDATES, score_cutoff=CANDIDATE_SCORE
    )
    return [id_ for _name, _score, id_ in sorted(found, key=lambda hit: (-hit[1], hit[2]))]
