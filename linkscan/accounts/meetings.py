"""Which accounts of one file were met in the files of another role, and which were not.

An account that was met nowhere else is not "clear": its papers, its status or its logins
are unknown. It is listed with the nearest names of the other files, never merged by guess.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linkscan.accounts.accounts import Joined
from linkscan.model import REST, NotChecked
from linkscan.rows.loading import Loaded

CANDIDATES = 3
CANDIDATE_SCORE = 60.0
"""Least likeness, of 100, for a name to be offered as what may have been meant (ours)."""
COMPARISONS = 5_000_000
"""Most names compared to find candidates: bounds the time on logs of very many accounts."""
LISTED = 500
METRICS = "metrics"


@dataclass(frozen=True, slots=True)
class Meetings:
    """What was met, by input number, and what was not."""

    counts: Mapping[int, tuple[int, int | None, int | None]]  # accounts, met, unmet
    unmet: frozenset[str]  # ids of accounts that stay not-checked for it
    not_checked: tuple[NotChecked, ...]


def find_meetings(accounts: Sequence[Joined], inputs: Sequence[Loaded]) -> Meetings:
    """Where each account is known from, and what follows.

    Met is an account that stands in files of two roles; with files of one role only the
    question does not arise, and met and unmet are None. Figures of a store say nothing that
    could tie it: they have to be met, and meet nobody. Papers and a list of stores may
    share a slip of the pen, so an account that no log knows is told as well where there are
    logs, though records meet each other.
    """
    roles = {one.number: one.table.mapping.role for one in inputs
             if "account" in one.columns and not one.is_plan}  # fmt: skip
    records = {*roles.values()} - {METRICS}
    asked = {role: len(records | {role}) > 1 for role in roles.values()}
    counts = {number: [0, 0] for number in roles}
    alone: list[tuple[Joined, str]] = []
    for account in accounts:
        if account.planned:
            continue
        where = {mention.input for mention in account.mentions}
        known = {roles[number] for number in where} - {METRICS}
        for number in where:
            counts[number][0] += 1
            counts[number][1] += len(known | {roles[number]}) > 1
        if account.ambiguous:
            alone.append((account, "ambiguous"))
        elif len(known) < min(2, len(records)):
            alone.append((account, "unmet"))
        elif "logins" in roles.values() and "logins" not in known:
            alone.append((account, "no-logins"))
    names = {one.number: one.table.name for one in inputs}
    return Meetings(
        counts={
            number: (total, met, total - met) if asked[roles[number]] else (total, None, None)
            for number, (total, met) in counts.items()
        },
        unmet=frozenset(account.id for account, _reason in alone),
        not_checked=tuple(_listed(accounts, alone, names)),
    )


def _inputs_of(account: Joined) -> frozenset[int]:
    return frozenset(mention.input for mention in account.mentions)


def _listed(
    accounts: Sequence[Joined], alone: Sequence[tuple[Joined, str]], names: Mapping[int, str]
) -> list[NotChecked]:
    """Entries for those that stand alone, each with what may have been meant.

    That is an account which stands in no file together with it: two lines of one list are
    two stores, however alike their names. Barred ones come first; what is too much to list
    is one entry for each reason, with its count.
    """
    known: dict[frozenset[int], list[Joined]] = defaultdict(list)
    for account in accounts if alone else ():
        known[_inputs_of(account)].append(account)
    same_name = Counter(account.key for account in accounts) if alone else Counter()
    ordered = sorted(alone, key=lambda one: (not one[0].barred, one[0].id))
    listed = []
    compared = 0
    for account, reason in ordered[:LISTED]:
        where = _inputs_of(account)
        candidates: list[str] = []
        if account.ambiguous and same_name[account.key] > 1:
            candidates = [one.id for group in known.values() for one in group
                          if one.key == account.key and one is not account]  # fmt: skip
        elif not account.ambiguous:
            apart = [group for inputs, group in known.items() if inputs.isdisjoint(where)]
            compared += sum(map(len, apart))
            if compared <= COMPARISONS:
                candidates = _nearest(account, [one for group in apart for one in group])
        inputs = tuple(sorted({names[number] for number in where}))
        listed.append(NotChecked("account", account.id, reason, 1, inputs, tuple(candidates)))
    rest = Counter(reason for _account, reason in ordered[LISTED:])
    return [
        *listed,
        *(NotChecked("account", REST, reason, n) for reason, n in sorted(rest.items())),
    ]


def _nearest(account: Joined, others: Sequence[Joined]) -> list[str]:
    """Ids of the accounts whose names are most like it, nearest first."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        account.key,
        {one.id: one.key for one in others},
        scorer=fuzz.WRatio,
        limit=CANDIDATES,
        score_cutoff=CANDIDATE_SCORE,
    )
    return [id_ for _name, _score, id_ in sorted(found, key=lambda hit: (-hit[1], hit[2]))]
