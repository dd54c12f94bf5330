"""The store matrix: what each store is run with and registered with, side by side.

A cell holds the values of one store in one column, and with each how many other stores of its
platform have it; of a store that may be on several, of the one where most do. Only a value that
ties by itself marks its cell as shared; a person's name and what stands on another platform are
counted beside it. All counting is done in the tables; Python sees what is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from fingerprints import KINDS
from linkscan.assemble.names import read_keys, read_machines
from linkscan.engine import Engine
from linkscan.engine.base import Row
from linkscan.linking.links import MACHINE, PAPERS_JOINED
from linkscan.machines.machines import NO_MACHINE, NOT_RECORDED
from linkscan.model import MatrixCell, MatrixColumn, MatrixRow, MatrixValue
from linkscan.scanned import Scanned

COLUMNS: Mapping[MatrixColumn, tuple[str, ...]] = {
    "machine": ("machine", "device_id", "mac"),
    "line": ("ip",),
    "licence": ("uscc", "licence"),
    "legal-person": ("resident_id", "passport", "person"),
    "phone": ("phone",),
    "bank": ("card", "iban"),
    "email": ("email",),
}
"""The kinds of value in each column, the first shown first."""

ROLES = {"person": "legal-person"}
"""Kinds that are in their column only where they were given in this role."""

DEVICES = ("device_id", "mac")
"""Shown only where stores of another machine have it too, where no machine is named, or where
it links nothing: otherwise the name of the machine says as much."""

ROWS_SHOWN = 500
VALUES_SHOWN = 3
"""Bounds of the matrix; ours, for a page that can be read. What is cut is counted."""

SILENT = "empty"
"""Reason of a cell that says nothing: that is no value."""

_KEY, _MACHINE, _REFUSED, _PLAIN = range(4)
"""What the number of a value counts: keys, machines, raw values; or nothing, for a plain
address that one store has and that large inputs therefore do not number."""


def find_matrix(scanned: Scanned) -> tuple[MatrixRow, ...]:
    """The matrix of the most serious stores: by level, then by id."""
    shown = _most_serious(scanned)
    _put_stores(scanned, shown)
    _find_keys(scanned.engine)
    _find_machines(scanned.engine)
    _find_values(scanned)
    cells = _read_cells(scanned)
    return tuple(
        MatrixRow(
            account=scanned.joined[number].id,
            level=scanned.verdicts.account(number),
            status=scanned.joined[number].status,
            cells=tuple(
                cells.get((number, column)) or MatrixCell(column, (), 0) for column in COLUMNS
            ),
        )
        for number in shown
    )


def _most_serious(scanned: Scanned) -> list[int]:
    # Accounts are numbered by id, and a stable sort keeps them in that order.
    ordered = np.argsort(scanned.verdicts.accounts, kind="stable")
    return [int(number) for number in ordered[:ROWS_SHOWN]]


def _put_stores(scanned: Scanned, shown: Iterable[int]) -> None:
    engine = scanned.engine
    engine.put(
        "matrix_stores",
        {"account": "INTEGER"},
        [(number,) for number in shown],
    )
    engine.put(
        "matrix_kinds",
        {"kind": "VARCHAR", "col": "VARCHAR", "place": "INTEGER", "hard": "BOOLEAN",
         "role": "VARCHAR"},
        [(kind, column, place, KINDS[kind].tie == "hard", ROLES.get(kind))
         for column, kinds in COLUMNS.items() for place, kind in enumerate(kinds)],
    )  # fmt: skip


def _find_keys(engine: Engine) -> None:
    """Create `matrix_keys`: the keys of the shown stores, and how many other stores have each."""
    engine.create(
        "matrix_keys",
        f"""
        SELECT l.account, l.key, k.kind, k.text, CAST(sum(l.n) AS BIGINT) AS n,
               max(l.machine) > {NOT_RECORDED} AS on_machine
        FROM links l JOIN matrix_stores m USING (account)
        JOIN keys k USING (key) JOIN matrix_kinds c USING (kind)
        LEFT JOIN (SELECT DISTINCT r.account, v.key, p.role
                   FROM {PAPERS_JOINED} JOIN value_keys v USING (value)
                   WHERE p.role <> '') given
               ON given.account = l.account AND given.key = l.key AND given.role = c.role
        WHERE c.role IS NULL OR given.role IS NOT NULL
        GROUP BY ALL
        """,
    )
    engine.create(
        "matrix_keys",
        """
        WITH held AS (
            SELECT key, p.scope, count(DISTINCT account) AS n,
                   count(DISTINCT account) FILTER (place = account) AS at_home
            FROM links JOIN places p USING (account)
            SEMI JOIN matrix_keys USING (key) GROUP BY key, p.scope
        )
        SELECT k.*, max(here.n) - 1 AS others, any_value(everywhere.n) - 1 AS others_anywhere
        FROM matrix_keys k JOIN places mine USING (account)
        JOIN held here ON here.key = k.key AND here.scope = mine.scope
        JOIN (SELECT key, CAST(sum(at_home) AS BIGINT) AS n FROM held GROUP BY key) everywhere
             ON everywhere.key = k.key
        GROUP BY ALL
        """,
    )


def _find_machines(engine: Engine) -> None:
    """Create `matrix_machines`: the same of the machines that shown stores were used on.

    A machine's name is shared where one of its devices (or, without any, the name itself) ties
    the store to another one that was used there.
    """
    engine.create(
        "matrix_meetings",
        f"""
        WITH held AS (
            SELECT key, machine, p.scope, count(DISTINCT account) AS n,
                   count(DISTINCT account) FILTER (place = account) AS at_home
            FROM links JOIN places p USING (account)
            SEMI JOIN (SELECT key FROM matrix_keys
                       WHERE kind IN {COLUMNS["machine"]} AND others_anywhere > 0) USING (key)
            WHERE machine NOT IN ({NO_MACHINE}, {NOT_RECORDED})
            GROUP BY key, machine, p.scope
        )
        SELECT m.account, m.key, l.machine, max(here.n) - 1 AS others,
               any_value(everywhere.n) - 1 AS others_anywhere
        FROM matrix_keys m JOIN links l ON l.account = m.account AND l.key = m.key
        JOIN places mine ON mine.account = m.account
        JOIN held here
             ON here.key = m.key AND here.machine = l.machine AND here.scope = mine.scope
        JOIN (SELECT key, machine, CAST(sum(at_home) AS BIGINT) AS n FROM held
              GROUP BY key, machine) everywhere
             ON everywhere.key = m.key AND everywhere.machine = l.machine
        GROUP BY ALL
        """,
    )
    engine.create(
        "matrix_machines",
        """
        WITH used AS (
            SELECT p.account, p.machine, m.id, p.n
            FROM presence p JOIN matrix_stores s USING (account)
            JOIN (SELECT machine, id FROM machines WHERE source <> 'none') m USING (machine)
        ), held AS (
            SELECT machine, p.scope, count(DISTINCT account) AS n,
                   count(DISTINCT account) FILTER (place = account) AS at_home
            FROM presence JOIN places p USING (account)
            SEMI JOIN used USING (machine) GROUP BY machine, p.scope
        )
        SELECT u.*, max(here.n) - 1 AS others, any_value(everywhere.n) - 1 AS others_anywhere,
               coalesce(any_value(met.shared), false) AS shared
        FROM used u JOIN places mine USING (account)
        JOIN held here ON here.machine = u.machine AND here.scope = mine.scope
        JOIN (SELECT machine, CAST(sum(at_home) AS BIGINT) AS n FROM held
              GROUP BY machine) everywhere
             ON everywhere.machine = u.machine
        LEFT JOIN (SELECT account, machine, max(others) > 0 AS shared FROM matrix_meetings
                   GROUP BY account, machine) met
             ON met.account = u.account AND met.machine = u.machine
        GROUP BY ALL
        """,
    )


def _find_values(scanned: Scanned) -> None:
    """Create `matrix_values`: what there is for each cell, whatever it is."""
    parts = [_KEYS, _MACHINES, _REFUSED_VALUES]
    if not scanned.everything:
        parts.append(_PLAIN_ADDRESSES)
    scanned.engine.create("matrix_values", " UNION ALL ".join(parts))


_KEYS = f"""
    SELECT k.account, c.col, c.place, k.kind, {_KEY} AS source, k.key AS number, k.text,
           CAST(NULL AS VARCHAR) AS reason, k.n, k.others, k.others_anywhere,
           c.hard AND k.others > 0 AS shared
    FROM matrix_keys k JOIN matrix_kinds c USING (kind)
    LEFT JOIN (SELECT account, key, max(others_anywhere) AS others_anywhere FROM matrix_meetings
               GROUP BY account, key) met USING (account, key)
    WHERE k.kind <> '{MACHINE}' AND (
        k.kind NOT IN {DEVICES} OR NOT k.on_machine
        OR k.others_anywhere > coalesce(met.others_anywhere, 0))
"""

_MACHINES = f"""
    SELECT u.account, c.col, c.place, c.kind, {_MACHINE}, u.machine, u.id,
           CAST(NULL AS VARCHAR), u.n, u.others, u.others_anywhere, u.shared
    FROM matrix_machines u JOIN matrix_kinds c ON c.kind = '{MACHINE}'
"""

_REFUSED_VALUES = f"""
    SELECT s.account, c.col, c.place, c.kind, {_REFUSED}, i.value, i.raw,
           i.reject, CAST(sum(s.n) AS BIGINT), 0, 0, false
    FROM sightings s SEMI JOIN matrix_stores USING (account)
    JOIN identifiers i USING (value) JOIN matrix_kinds c ON c.kind = i.kind_read
    WHERE i.reject <> '{SILENT}' AND c.role IS NULL
    GROUP BY ALL
"""

_PLAIN_ADDRESSES = f"""
    SELECT r.account, c.col, c.place, c.kind, {_PLAIN}, -1, e.ip,
           CAST(NULL AS VARCHAR), count(*), 0, 0, false
    FROM events e
    JOIN (SELECT * FROM account_refs SEMI JOIN matrix_stores USING (account)) r USING (account_ref)
    JOIN matrix_kinds c ON c.kind = 'ip'
    ANTI JOIN (SELECT raw FROM identifiers WHERE kind_read = 'ip') known ON known.raw = e.ip
    WHERE e.ip IS NOT NULL
    GROUP BY ALL
"""


def _read_cells(scanned: Scanned) -> dict[tuple[int, MatrixColumn], MatrixCell]:
    """The cells that are not empty, by store and column."""
    rows = scanned.engine.rows(f"""
        SELECT account, col, total, source, number, kind, text, reason, others,
               others_anywhere, shared
        FROM (
            SELECT *, count(*) OVER (PARTITION BY account, col) AS total,
                   row_number() OVER (
                       PARTITION BY account, col
                       ORDER BY shared DESC, reason IS NOT NULL, others_anywhere DESC, place,
                                n DESC, number, text
                   ) AS nth
            FROM matrix_values
        ) WHERE nth <= {VALUES_SHOWN} ORDER BY account, col, nth
    """)
    named = _Named(scanned, rows)
    values: dict[tuple[int, MatrixColumn], list[MatrixValue]] = defaultdict(list)
    totals: dict[tuple[int, MatrixColumn], int] = {}
    for account, column, total, *value in rows:
        values[account, column].append(named.value(*value))
        totals[account, column] = total
    return {
        (account, column): MatrixCell(column, tuple(found), totals[account, column])
        for (account, column), found in values.items()
    }


class _Named:
    """Ids and labels of the values that are shown, as everywhere in the report."""

    def __init__(self, scanned: Scanned, rows: Sequence[Row]) -> None:
        self._mask = scanned.settings.mask
        numbers = {source: {row[4] for row in rows if row[3] == source}
                   for source in (_KEY, _MACHINE)}  # fmt: skip
        self._keys = read_keys(scanned.engine, numbers[_KEY], self._mask)
        self._machines = read_machines(scanned.engine, numbers[_MACHINE])

    def value(
        self,
        source: int,
        number: int,
        kind: str,
        text: str,
        reason: str | None,
        others: int,
        anywhere: int,
        shared: bool,
    ) -> MatrixValue:
        """One row of the table as the report says it."""
        if source == _KEY:
            name = self._keys[number]
            identifier, label = name.id, name.label
        elif source == _MACHINE:
            identifier = label = self._machines[number][0]
        elif source == _REFUSED:
            identifier, label = self._mask.refused(kind, number, text)
        else:
            label = self._mask.label(kind, text, text)
            identifier = f"{kind}:{label}"
        return MatrixValue(identifier, kind, label, others, anywhere, shared, reason)
