"""Operators: who was seen, or may still sign in, after having left; how many use a machine.

Nobody is ranked and nobody's days are told: what is found is about stores and machines.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from fingerprints import Identifier, identify
from linkscan.engine import Engine
from linkscan.machines.machines import NO_MACHINE, NOT_RECORDED
from linkscan.machines.staff import Staff
from linkscan.masking import Mask
from linkscan.sources import PERMISSION

OPERATOR = "operator"
SEVERAL = 2
"""People on one machine from which on it is told."""


def find_left(
    engine: Engine, staff: Staff, kinds: Sequence[str], now: datetime, mask: Mask
) -> None:
    """Create `left_rows`: rows by people who had left, and permissions that they still have.

    A row of a log counts from the end of the last day on; a permission that is listed counts
    where that is past, and says no machine and no time. `kinds` are those of the columns of
    `events`.
    """
    _put_leavers(engine, staff, kinds, mask)
    seen = f"""
        SELECT input, record, r.account, coalesce(m.machine, {NOT_RECORDED}) AS machine, text,
               label, '' AS role, observed_at
        FROM events e JOIN leavers l ON l.raw = e.{OPERATOR} AND e.observed_at >= l.gone_at
        JOIN account_refs r USING (account_ref)
        LEFT JOIN machine_refs m ON m.raw = e.machine AND m.machine_named = e.machine_named
    """
    permitted = f"""
        SELECT input, record, r.account, {NO_MACHINE} AS machine, text, label, role,
               CAST(NULL AS TIMESTAMP) AS observed_at
        FROM papers p JOIN leavers l USING (raw) JOIN account_refs r USING (account_ref)
        WHERE p.kind = '{OPERATOR}' AND p.role = '{PERMISSION}'
          AND l.gone_at <= TIMESTAMP '{_naive(now).isoformat(" ")}'
    """
    engine.create(
        "left_rows", " UNION ALL ".join([seen, permitted] if OPERATOR in kinds else [permitted])
    )
    engine.drop("leavers")


def _put_leavers(engine: Engine, staff: Staff, kinds: Sequence[str], mask: Mask) -> None:
    """Create `leavers`: every written form of somebody who has left, and since when."""
    written = [
        f"SELECT DISTINCT raw FROM papers WHERE kind = '{OPERATOR}' AND role = '{PERMISSION}'"
    ]
    if OPERATOR in kinds:
        written.append(f"SELECT {OPERATOR} FROM events WHERE {OPERATOR} IS NOT NULL")
    names = engine.rows(" UNION ".join(written)) if staff.gone else []
    engine.put(
        "leavers",
        {"raw": "VARCHAR", "text": "VARCHAR", "label": "VARCHAR", "gone_at": "TIMESTAMP"},
        [(raw, who.key, mask.label(who.kind, who.key, who.label),
          _naive(staff.gone[who.kind, who.key]))
         for (raw,) in names
         for who in [identify(OPERATOR, raw)]
         if isinstance(who, Identifier) and (who.kind, who.key) in staff.gone],
    )  # fmt: skip


def _naive(at: datetime) -> datetime:
    """A time as the engine has it: UTC, without saying so."""
    return at.astimezone(UTC).replace(tzinfo=None)


def agency_keys(engine: Engine, staff: Staff) -> frozenset[int]:
    """The keys, by number, of operators and logins that are an agency's."""
    if not staff.agencies:
        return frozenset()
    people = engine.rows("SELECT key, kind, text FROM keys WHERE kind IN ('operator', 'login')")
    return frozenset(key for key, *who in people if tuple(who) in staff.agencies)


def shared_machines(engine: Engine, kinds: Sequence[str], most: int) -> list[tuple[str, int]]:
    """Named or derived machines that several operators used: id and how many, by id."""
    if OPERATOR not in kinds:
        return []
    engine.create(
        "operated",
        f"""
        SELECT DISTINCT m.machine, e.{OPERATOR} AS raw
        FROM (SELECT DISTINCT machine, machine_named, {OPERATOR} FROM events
              WHERE {OPERATOR} IS NOT NULL) e
        JOIN machine_refs m ON m.raw = e.machine AND m.machine_named = e.machine_named
        """,
    )
    # Most machines of a long log have one name of one person: only the others are looked at.
    names = engine.rows(f"""
        SELECT DISTINCT raw FROM operated JOIN (
            SELECT machine FROM operated GROUP BY machine HAVING count(*) >= {SEVERAL}
        ) USING (machine)
    """)
    engine.put(
        "operator_names",
        {"raw": "VARCHAR", "who": "VARCHAR"},
        [(raw, f"{who.kind} {who.key}") for (raw,) in names
         for who in [identify(OPERATOR, raw)] if isinstance(who, Identifier)],
    )  # fmt: skip
    found = engine.rows(f"""
        SELECT id, count(DISTINCT who) FROM operated JOIN operator_names USING (raw)
        JOIN machines USING (machine)
        GROUP BY machine, id HAVING count(DISTINCT who) >= {SEVERAL} ORDER BY id LIMIT {most}
    """)
    engine.drop("operated")
    engine.drop("operator_names")
    return found
