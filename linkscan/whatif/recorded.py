"""What stays on record: ties to a barred store (suspended, rejected, closed for cause).

No edit that touches such a tie is tried, and none after which one would weigh less is told.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from linkscan.scanned import Scanned
from linkscan.whatif.proposed import Found

ROUNDING = 1e-9


def barred_by(scanned: Scanned, found: Found) -> tuple[set[int], set[int]]:
    """Barred accounts to which what goes ties another one: by itself, or in their group."""
    holders: dict[int, set[int]] = defaultdict(set)
    keys = ", ".join(map(str, sorted(found.keys))) or "NULL"
    alone: dict[int, bool] = {}
    for key, account, how in scanned.engine.rows(f"""
        SELECT DISTINCT l.key, l.account, k.tie FROM links l JOIN keys k USING (key)
        WHERE l.key IN ({keys})
    """):
        holders[key].add(account)
        alone[key] = how in ("hard", "operator")
    barred = {n for n, one in enumerate(scanned.joined) if one.barred}
    tied: set[int] = set()
    chained: set[int] = set()
    for key, accounts in holders.items():
        if found.account is not None and found.account not in accounts:
            continue
        if alone[key] and len(accounts) > 1:
            tied |= accounts & barred
        groups: dict[int, int] = defaultdict(int)
        for account in accounts:
            for group in scanned.components_of(account):
                groups[group] += 1
        held = {group for group, n in groups.items() if n > 1}
        chained |= {n for n in barred if scanned.components_of(n) & held}
    return tied, chained


def weaker_ties(before: Scanned, after: Scanned) -> set[int]:
    """Barred accounts in whose groups a store would hang on them less than it does.

    What goes may loosen a tie that it is no part of: the card of a cloned device, say.
    """
    exposed = before.exposures.probabilities > 0
    exposed &= ~np.asarray([one.barred for one in before.joined], dtype=np.bool_)
    less = after.exposures.probabilities < before.exposures.probabilities - ROUNDING
    less |= after.exposures.ranks() > before.exposures.ranks()
    less |= after.verdicts.accounts > before.verdicts.accounts
    groups = {
        group for n in np.flatnonzero(exposed & less) for group in before.components_of(int(n))
    }
    return {
        n for n, one in enumerate(before.joined) if one.barred and before.components_of(n) & groups
    }
