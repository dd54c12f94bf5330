"""Values that name something and could not be compared: in plans, and of suspended stores."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from fingerprints import KINDS
from linkscan.engine.base import quoted
from linkscan.findings.evidence import citation
from linkscan.linking.links import PAPERS_JOINED
from linkscan.model import Citation, Warning
from linkscan.scanned import Scanned

ATTESTED = ("A", "B")
"""Grades of what may stop a plan: the platform's own words, and of those who see its notices."""

SAYS_NOTHING = ("empty", "placeholder")
"""Reasons of cells that are as good as blank."""
NAMED = 10


@dataclass(frozen=True, slots=True)
class Refused:
    """Cells of a plan that hold no value of their kind, why, and where; never what they hold."""

    kind: str
    reason: str
    where: tuple[Citation, ...]


def attested_kinds() -> tuple[str, ...]:
    """Kinds that tie by themselves and that somebody attests."""
    return tuple(n for n, kind in KINDS.items() if kind.tie == "hard" and kind.grade in ATTESTED)


def refused_in_plans(scanned: Scanned) -> dict[int, tuple[Refused, ...]]:
    """By planned store; reads `planned`."""
    inputs = {one.number: one for one in scanned.inputs}
    found: dict[int, dict[tuple[str, str], list[Citation]]] = defaultdict(dict)
    for account, kind, reason, number, record in scanned.engine.rows(f"""
        SELECT DISTINCT account, i.kind_read, i.reject, p.input, p.record
        FROM {PAPERS_JOINED} SEMI JOIN planned USING (account)
        WHERE {_is_refused()} ORDER BY ALL
    """):
        where = found[account].setdefault((kind, reason), [])
        where.append(citation(inputs[number], record))
    return {
        account: tuple(Refused(*why, tuple(where)) for why, where in cells.items())
        for account, cells in found.items()
    }


def refused_of_barred(scanned: Scanned) -> list[Warning]:
    """What suspended stores have on record that cannot be compared."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, reason, account in scanned.engine.rows(f"""
        SELECT DISTINCT i.kind_read, i.reject, account FROM {PAPERS_JOINED}
        WHERE {_is_refused()} AND a.barred AND NOT a.planned ORDER BY ALL
    """):
        found[kind, reason].append(scanned.joined[account].id)
    return [
        Warning(
            "barred-not-compared",
            (("kind", kind), ("reason", reason), ("accounts", _named(stores))),
            (),
            len(stores),
        )
        for (kind, reason), stores in found.items()
    ]


def _is_refused() -> str:
    """SQL of whether an identifier of a kind that can stop a plan names something after all."""
    kinds, nothing = (", ".join(map(quoted, texts)) for texts in (attested_kinds(), SAYS_NOTHING))
    return f"i.kind_read IN ({kinds}) AND i.reject IS NOT NULL AND i.reject NOT IN ({nothing})"


def _named(stores: list[str]) -> str:
    return ", ".join(stores[:NAMED]) + (", …" if len(stores) > NAMED else "")
