"""The document ledger: every paper and way of contact, and which stores it was used for.

Sellers are told that registration material is used once (DOMAIN.md, R3): closed, rejected and
suspended stores count, and it never expires. Whether it was is judged on each platform, which
knows its own stores only; planned stores are told apart, because there is still time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from fingerprints import KINDS
from linkscan.assemble.names import read_keys
from linkscan.engine import Engine
from linkscan.findings.evidence import citation
from linkscan.linking.links import PAPERS_JOINED
from linkscan.model import Paper, PaperUse, UsedOnce
from linkscan.scanned import Scanned

PAPERS_SHOWN = 500
USES_SHOWN = 50
"""Bounds of the ledger; ours, for a page that can be read. What is cut is counted."""

STATES: tuple[UsedOnce, ...] = ("broken", "planned", "platforms", "kept")
"""In the order of the ledger: what wants a look first."""


def find_ledger(scanned: Scanned) -> tuple[tuple[Paper, ...], dict[str, int]]:
    """The first papers of the ledger; and how many there are, and of these not used once."""
    engine = scanned.engine
    _find_papers(engine)
    shown = engine.rows(f"""
        SELECT key, state, uses FROM ledger ORDER BY state, uses DESC, key LIMIT {PAPERS_SHOWN}
    """)
    engine.put("ledger_shown", {"key": "INTEGER"}, [(key,) for key, *_rest in shown])
    uses = _read_uses(scanned)
    names = read_keys(engine, (key for key, *_rest in shown), scanned.settings.mask)
    papers = tuple(
        Paper(
            identifier=names[key].id,
            kind=names[key].kind,
            label=names[key].label,
            used_once=STATES[state],
            uses=tuple(uses[key]),
            uses_total=total,
        )
        for key, state, total in shown
    )
    counted = f"count(*), count(*) FILTER (state = {STATES.index('broken')})"
    total, broken = engine.rows(f"SELECT {counted} FROM ledger")[0]
    return papers, {"ledger": total, "ledger.broken": broken}


def _find_papers(engine: Engine) -> None:
    """Create `ledger`: for each paper how it was used (index into `STATES`), how many stores."""
    kinds = ", ".join(f"'{name}'" for name, kind in KINDS.items()
                      if kind.tie == "hard" and kind.strength == "document")  # fmt: skip
    engine.create(
        "ledger",
        f"""
        SELECT key, CAST(sum(at_home) AS BIGINT) AS uses,
               CASE WHEN max(existing) > 1 THEN {STATES.index("broken")}
                    WHEN max(uses) > 1 THEN {STATES.index("planned")}
                    WHEN count(*) FILTER (at_home > 0) > 1 THEN {STATES.index("platforms")}
                    ELSE {STATES.index("kept")} END AS state
        FROM (
            SELECT key, p.scope, count(*) AS uses, count(*) FILTER (place = account) AS at_home,
                   count(*) FILTER (NOT planned AND status <> 'planned') AS existing
            FROM (SELECT DISTINCT account, key FROM links)
            JOIN (SELECT key FROM keys WHERE kind IN ({kinds})) USING (key)
            JOIN places p USING (account) JOIN accounts USING (account) GROUP BY key, p.scope
        ) GROUP BY key
        """,
    )


def _read_uses(scanned: Scanned) -> Mapping[int, Iterable[PaperUse]]:
    """The stores of each shown paper, by id, with the first row that names it."""
    by_number = {one.number: one for one in scanned.inputs}
    uses: dict[int, list[PaperUse]] = defaultdict(list)
    for key, account, roles, (number, record) in scanned.engine.rows(f"""
        SELECT key, account, roles, place FROM (
            SELECT key, account, roles, place,
                   row_number() OVER (PARTITION BY key ORDER BY account) AS nth
            FROM (
                SELECT v.key, r.account, min((p.input, p.record)) AS place,
                       list_sort(list(DISTINCT p.role) FILTER (p.role <> '')) AS roles
                FROM {PAPERS_JOINED} JOIN value_keys v USING (value)
                SEMI JOIN ledger_shown ON ledger_shown.key = v.key
                GROUP BY v.key, r.account
            )
        ) WHERE nth <= {USES_SHOWN} ORDER BY key, account
    """):
        one = scanned.joined[account]
        uses[key].append(
            PaperUse(one.id, one.status, tuple(roles or ()), citation(by_number[number], record))
        )
    return uses
