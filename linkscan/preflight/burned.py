"""Burned papers: what planned stores would use again of stores that used it up."""

from __future__ import annotations

from dataclasses import dataclass

from linkscan.engine import Engine
from linkscan.linking.links import PAPERS_JOINED
from linkscan.scanned import Scanned
from linkscan.stores.standing import Spent, spent_by


@dataclass(frozen=True, slots=True)
class Burned:
    """How stores used up their papers, by number; what for, by that state and the key."""

    spent: dict[int, Spent]
    roles: dict[tuple[Spent, int], tuple[str, ...]]


def find_burned(scanned: Scanned) -> Burned:
    """Stores whose papers are used up, of all that exist. Creates `spent`; reads `planned`."""
    spent = {n: state for n, one in enumerate(scanned.joined)
             if not one.planned and (state := spent_by(one))}  # fmt: skip
    scanned.engine.put("spent", {"account": "INTEGER", "state": "VARCHAR"}, list(spent.items()))
    return Burned(spent, _read_roles(scanned.engine))


def _read_roles(engine: Engine) -> dict[tuple[Spent, int], tuple[str, ...]]:
    found: dict[tuple[Spent, int], tuple[str, ...]] = {}
    for state, key, role in engine.rows(f"""
        SELECT DISTINCT s.state, v.key, p.role
        FROM {PAPERS_JOINED} JOIN value_keys v USING (value)
        JOIN spent s ON s.account = r.account
        WHERE p.role <> '' AND v.key IN (
            SELECT t.key FROM planned JOIN tied USING (account) JOIN ties t USING (tie))
        ORDER BY 1, 2, 3
    """):
        found[state, key] = (*found.get((state, key), ()), role)
    return found
