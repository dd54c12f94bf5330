"""What is found: accounts that a shared value, or a set of values, ties together.

One finding per set of accounts, whatever the number of values that they share: ninety
addresses of one dynamic office line are one finding, never one per pair or per address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from fingerprints import KINDS
from linkscan.engine import Engine
from linkscan.links import CONTEXT
from linkscan.model import Level

FINDINGS_SHOWN = 500
LINKS_SHOWN = 20_000
ACCOUNTS_OF_CUT = 200
IDENTIFIERS_OF_CUT = 20
"""Bounds of DESIGN.md, section 8. Up to `LINKS_SHOWN` nothing is cut; beyond, a finding shows
its first accounts (barred ones first) and values, and says how many there are."""

RANKS: tuple[Level, ...] = ("critical", "high", "medium", "low")
"""Levels of findings by rank: the number under which the tables keep them."""

_LEVEL_RANK = f"""CASE WHEN scope = '{CONTEXT}' THEN 3
                 WHEN barred > 0 AND barred < accounts THEN CASE WHEN strong THEN 0 ELSE 1 END
                 WHEN strong THEN 1 ELSE 2 END"""
"""Section 7 of DESIGN.md. Strong is a document or a device. Barred stores tied to each other
alone are no contagion, and count as the healthy do."""


@dataclass(frozen=True, slots=True)
class Group:
    """A finding before it is told: numbers of accounts and keys, most serious first."""

    level: Level
    scope: str
    accounts: tuple[int, ...]
    accounts_total: int
    keys: tuple[int, ...]
    keys_total: int
    barred: int
    strengths: tuple[str, ...]
    grade: str


@dataclass(frozen=True, slots=True)
class Groups:
    """The most serious findings, how many there are of each level, and how bad accounts are."""

    shown: tuple[Group, ...]
    totals: dict[Level, int]


def find_groups(engine: Engine, cut: bool) -> Groups:
    """Create `findings` (one row per set of accounts), and read the most serious ones.

    With `cut`, a finding is read with its first accounts and values only.
    """
    engine.create(
        "findings",
        f"""
        SELECT CAST(row_number() OVER (
                   ORDER BY level, barred DESC, accounts DESC, least, first_tie) AS INTEGER)
                   AS finding, *
        FROM (
            SELECT *, CAST({_LEVEL_RANK} AS INTEGER) AS level FROM (
                SELECT scope, accounts, barred, least, set_xor, set_sum, min(tie) AS first_tie,
                       count(*) AS ties, bool_or(strength <> 'address') AS strong,
                       min(grade) AS grade
                FROM ties GROUP BY scope, accounts, barred, least, set_xor, set_sum
            )
        )
        """,
    )
    engine.create(
        "finding_ties",
        """
        SELECT f.finding, f.level, f.scope, t.tie, t.key, t.strength FROM findings f JOIN ties t
        ON t.scope = f.scope AND t.accounts = f.accounts AND t.barred = f.barred
        AND t.least = f.least AND t.set_xor = f.set_xor AND t.set_sum = f.set_sum
        """,
    )
    totals: dict[int, int] = dict(
        engine.rows("SELECT level, count(*) FROM findings GROUP BY level")
    )
    return Groups(
        shown=_read(engine, cut),
        totals={level: totals.get(rank, 0) for rank, level in enumerate(RANKS)},
    )


def _read(engine: Engine, cut: bool) -> tuple[Group, ...]:
    most_accounts = ACCOUNTS_OF_CUT if cut else LINKS_SHOWN
    most_keys = IDENTIFIERS_OF_CUT if cut else LINKS_SHOWN
    keys: dict[int, list[int]] = defaultdict(list)
    strengths: dict[int, set[str]] = defaultdict(set)
    for finding, key, strength in engine.rows(f"""
        SELECT finding, key, strength FROM finding_ties
        WHERE finding <= {FINDINGS_SHOWN} ORDER BY finding, key
    """):
        strengths[finding].add(strength)
        if len(keys[finding]) < most_keys:
            keys[finding].append(key)
    accounts: dict[int, list[int]] = defaultdict(list)
    for finding, account in engine.rows(f"""
        SELECT finding, account FROM (
            SELECT finding, account, row_number() OVER (
                       PARTITION BY finding ORDER BY a.barred DESC, account) AS place
            FROM findings JOIN tied ON tied.tie = findings.first_tie
            JOIN accounts a USING (account) WHERE finding <= {FINDINGS_SHOWN}
        ) WHERE place <= {most_accounts} ORDER BY finding, account
    """):
        accounts[finding].append(account)
    return tuple(
        Group(
            level=RANKS[level],
            scope=scope,
            accounts=tuple(accounts[finding]),
            accounts_total=count,
            keys=tuple(keys[finding]),
            keys_total=ties,
            barred=barred,
            strengths=tuple(sorted(strengths[finding])),
            grade=grade,
        )
        for finding, level, scope, count, ties, barred, grade in engine.rows(f"""
            SELECT finding, level, scope, accounts, ties, barred, grade FROM findings
            WHERE finding <= {FINDINGS_SHOWN} ORDER BY finding
        """)
    )


def is_cut(engine: Engine, everything: bool) -> bool:
    """Whether there is more than a report can show."""
    links = engine.rows("SELECT count(*) FROM (SELECT DISTINCT account, key FROM links)")[0][0]
    return not everything or int(links) > LINKS_SHOWN


def finding_id(
    accounts: Sequence[str], identifiers: Sequence[tuple[str, str]], size: str = ""
) -> str:
    """A name that stays while the accounts and the evidence stay: new evidence, new name.

    A masked value enters as a 16-bit digest: a digest of a whole phone number could be
    turned back by trying all of them. `size` tells sets apart of which only the beginning
    is shown.
    """
    digest = sha256("\n".join([size, *sorted(accounts)]).encode())
    for kind, key in sorted(identifiers):
        value = sha256(f"{kind}:{key}".encode()).hexdigest()
        digest.update((value[:4] if KINDS[kind].masked else value).encode())
    return "f-" + digest.hexdigest()[:12]
