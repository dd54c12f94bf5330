"""Evidence of the links that a report shows, down to the rows that say so.

Only shown links are looked up, in a second pass over the tables: to carry line numbers
through the whole scan would cost every link of a big log what a few need.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from linkscan.engine import Engine
from linkscan.linking.links import MACHINE, PAPERS_JOINED
from linkscan.linking.ties import LEFT
from linkscan.machines.machines import NO_MACHINE
from linkscan.model import Citation
from linkscan.rows.events import seen_kinds
from linkscan.rows.loading import Loaded

ROWS_CITED = 3
"""Rows named for each link (DESIGN.md, section 8): the earliest ones."""


@dataclass(slots=True)
class Shown:
    """A link that the report shows: an account and a key, by number."""

    machines: set[int] = field(default_factory=set)
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    n: int = 0
    evidence: tuple[Citation, ...] = ()


def read_links(
    engine: Engine, wanted: Iterable[tuple[int, int]], inputs: Sequence[Loaded]
) -> dict[tuple[int, int], Shown]:
    """The wanted links (account, key) with their dates, machines and cited rows."""
    engine.put("shown", {"account": "INTEGER", "key": "INTEGER"}, sorted(wanted))
    found: dict[tuple[int, int], Shown] = defaultdict(Shown)
    for account, key, machine, first, last, n in engine.rows("""
        SELECT account, key, machine, first_seen, last_seen, n
        FROM links JOIN shown USING (account, key) ORDER BY account, key, machine
    """):
        link = found[account, key]
        if machine != NO_MACHINE:
            link.machines.add(machine)
        link.first_seen = min(filter(None, (link.first_seen, utc(first))), default=None)
        link.last_seen = max(filter(None, (link.last_seen, utc(last))), default=None)
        link.n += n
    for where, citations in _cited(engine, inputs).items():
        found[where].evidence = tuple(citations)
    return dict(found)


def utc(at: datetime | None) -> datetime | None:
    """A time of the engine (UTC, without saying so) as an aware one."""
    return at.replace(tzinfo=UTC) if at else None


def _cited(
    engine: Engine, inputs: Sequence[Loaded]
) -> Mapping[tuple[int, int], Sequence[Citation]]:
    by_number = {one.number: one for one in inputs}
    cited: dict[tuple[int, int], list[Citation]] = defaultdict(list)
    for account, key, number, record in engine.rows(f"""
        SELECT account, key, input, record FROM (
            SELECT account, key, input, record, row_number() OVER (
                       PARTITION BY account, key ORDER BY observed_at NULLS LAST, input, record
                   ) AS place
            FROM ({rows_shown(engine, inputs)})
        ) WHERE place <= {ROWS_CITED} ORDER BY account, key, place
    """):
        cited[account, key].append(citation(by_number[number], record))
    return cited


def rows_shown(engine: Engine, inputs: Sequence[Loaded]) -> str:
    """SQL of every row (account, key, input, record, observed_at) that says a link in `shown`.

    A row that says it in two columns is there twice; one that says no time has a null.
    """
    return " UNION ALL ".join([*(_rows_of_value(kind) for kind in _shown_kinds(engine, inputs)),
                               _rows_of_machine(), _rows_of_paper(), _rows_of_left()])  # fmt: skip


def citation(one: Loaded, record: int) -> Citation:
    """Where a row of input_N stands in its file."""
    return Citation(one.table.name, one.line(record), one.table.sheet, one.table.member)


def _shown_kinds(engine: Engine, inputs: Sequence[Loaded]) -> list[str]:
    """The columns of the logs that hold a value of a shown link: a pass over the rows each."""
    shown = engine.rows("""
        SELECT DISTINCT i.kind_read FROM identifiers i JOIN value_keys v USING (value)
        WHERE v.key IN (SELECT key FROM shown)
    """)
    return [kind for kind in seen_kinds(inputs) if (kind,) in shown]


def _rows_of_value(kind: str) -> str:
    # The values of shown links are few: joined first, they keep the pass over the rows cheap.
    return f"""
        SELECT r.account, w.key, e.input, e.record, e.observed_at
        FROM (SELECT *, {kind} AS raw FROM events WHERE {kind} IS NOT NULL) e
        JOIN (SELECT DISTINCT i.raw, v.key FROM identifiers i JOIN value_keys v USING (value)
              WHERE i.kind_read = '{kind}' AND v.key IN (SELECT key FROM shown)) w USING (raw)
        JOIN account_refs r USING (account_ref)
        SEMI JOIN shown ON shown.account = r.account AND shown.key = w.key
    """


def _rows_of_machine() -> str:
    return f"""
        SELECT r.account, k.key, e.input, e.record, e.observed_at
        FROM events e
        JOIN machine_refs m ON m.raw = e.machine AND m.machine_named = e.machine_named
        JOIN machines n ON n.machine = m.machine
        JOIN keys k ON k.kind = '{MACHINE}' AND k.text = n.id
        JOIN account_refs r USING (account_ref)
        SEMI JOIN shown ON shown.account = r.account AND shown.key = k.key
    """


def _rows_of_paper() -> str:
    return f"""
        SELECT r.account, v.key, p.input, p.record, CAST(NULL AS TIMESTAMP)
        FROM {PAPERS_JOINED} JOIN value_keys v USING (value)
        SEMI JOIN shown ON shown.account = r.account AND shown.key = v.key
    """


def _rows_of_left() -> str:
    return f"""
        SELECT l.account, k.key, l.input, l.record, l.observed_at
        FROM left_rows l JOIN keys k ON k.kind = '{LEFT}' AND k.text = l.text
        SEMI JOIN shown ON shown.account = l.account AND shown.key = k.key
    """


def read_roles(engine: Engine) -> dict[int, tuple[str, ...]]:
    """What each shown paper was used as (legal person, payee), by key."""
    roles: dict[int, list[str]] = defaultdict(list)
    for key, role in engine.rows(f"""
        SELECT DISTINCT v.key, p.role FROM {PAPERS_JOINED} JOIN value_keys v USING (value)
        WHERE p.role <> '' AND v.key IN (SELECT key FROM shown)
        UNION
        SELECT k.key, l.role FROM left_rows l JOIN keys k ON k.kind = '{LEFT}' AND k.text = l.text
        WHERE l.role <> '' AND k.key IN (SELECT key FROM shown) ORDER BY 1, 2
    """):
        roles[key].append(role)
    return {key: tuple(found) for key, found in roles.items()}
