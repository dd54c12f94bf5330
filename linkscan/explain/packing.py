"""Making an evidence pack: all that the records say of what two stores share.

It is handed to strangers, so every label and every name is taken from rows of the two themselves:
the report's name of a machine or a person may be in a third store's spelling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from fingerprints import KINDS
from linkscan.assemble.names import read_keys
from linkscan.engine import Engine
from linkscan.explain.appeals import find_sayings
from linkscan.explain.explanation import Explanation, Shared
from linkscan.explain.pack import (
    FORMAT,
    NEAR_DAYS,
    ROWS,
    Apart,
    Held,
    Pack,
    Party,
    Period,
    Reason,
    Row,
    Run,
    Source,
    Value,
)
from linkscan.findings.evidence import rows_shown, utc
from linkscan.linking.links import MACHINE, PAPERS_JOINED, SPELT
from linkscan.linking.ties import FINDS, LEFT
from linkscan.machines.machines import NO_MACHINE, NOT_RECORDED
from linkscan.model import MACHINE_NOT_RECORDED, NotChecked
from linkscan.result import ScanResult
from linkscan.scanned import Scanned
from linkscan.sources import parse_time


def make_pack(result: ScanResult, explanation: Explanation) -> Pack:
    """The pack on the two stores of an explanation; the scan must still be open."""
    scanned = result.scanned
    ids = {one.id: number for number, one in enumerate(scanned.joined)}
    pair = ids[explanation.accounts[0].id], ids[explanation.accounts[1].id]
    keys = _put_keys(scanned, pair, explanation)
    _put_rows(scanned)
    tables = _Tables(scanned, pair, keys, _machine_names(scanned))
    values = _values(tables, explanation)
    days = _days(scanned, pair)
    spans = [_span(days[number]) for number in pair]
    window = _common(*spans)
    together = tuple(_periods(scanned.engine, "0").get(0, ()))
    runs, runs_total = _runs(tables)
    rows, rows_total = _rows(tables)
    return Pack(
        format=FORMAT,
        linkscan=explanation.linkscan,
        generated_at=scanned.now,
        reveal=scanned.settings.reveal,
        stores=(_party(scanned, pair[0], days, spans[0]), _party(scanned, pair[1], days, spans[1])),
        linked=explanation.linked,
        between=len(explanation.between),
        declared=explanation.relation is not None,
        route=explanation.route if _at_hand(explanation) else None,
        values=values,
        window=window,
        together=together,
        apart=tuple(_apart(window, together, [days[number] for number in pair])),
        runs=runs,
        runs_total=runs_total,
        rows=rows,
        rows_total=rows_total,
        inputs=_inputs(scanned, pair),
        sayings=tuple(find_sayings((scanned.scopes[number] for number in pair), values)),
        not_tied=tuple(_reasons(explanation)),
        refused=explanation.refused,
        # Candidates are names of other stores.
        not_checked=tuple(NotChecked(one.subject, one.id, one.reason)
                          for one in explanation.not_checked),
    )  # fmt: skip


def _at_hand(explanation: Explanation) -> bool:
    """Whether a suspended store is one of the two or between them: of others a pack says nothing,
    not even that there are any."""
    return any(store.suspended for store in (*explanation.accounts, *explanation.between))


@dataclass(frozen=True, slots=True)
class _Tables:
    """The scan with the tables of this pack, and names by number."""

    scanned: Scanned
    pair: tuple[int, int]
    keys: Mapping[int, int]  # key -> number of the value
    machines: Mapping[int, str]

    def store(self, account: int) -> str:
        return self.scanned.joined[account].id

    def machine(self, number: int) -> str | None:
        return None if number == NO_MACHINE else self.machines[number]


def _put_keys(scanned: Scanned, pair: tuple[int, int], explanation: Explanation) -> dict[int, int]:
    """Create `shown`, the links of the two with what both have; the values by key, heaviest
    first, as numbers from 1."""
    engine, (one, other) = scanned.engine, pair
    shared = engine.rows(f"""
        SELECT key FROM links WHERE account IN ({one}, {other})
        GROUP BY key HAVING count(DISTINCT account) = 2 ORDER BY key
    """)
    names = read_keys(engine, (key for (key,) in shared), scanned.settings.mask)
    key_of = {name.id: key for key, name in names.items()}
    engine.put(
        "shown",
        {"account": "INTEGER", "key": "INTEGER"},
        [(account, key) for account in sorted(pair) for (key,) in shared],
    )
    return {key_of[value.identifier]: n for n, value in enumerate(_own(explanation), 1)}


def _own(explanation: Explanation) -> list[Shared]:
    """What the two share themselves, heaviest first: in this order values are numbered from 1."""
    both = tuple(store.id for store in explanation.accounts)
    return [value for value in explanation.evidence if value.accounts == both]


def _reasons(explanation: Explanation) -> Iterator[Reason]:
    numbers = {value.identifier: n for n, value in enumerate(_own(explanation), 1)}
    for one in explanation.not_tied:
        yield Reason(one.code, tuple(numbers[id] for id in one.identifiers if id in numbers))


def _put_rows(scanned: Scanned) -> None:
    """Create `packed`, a row for each row of the input and each shared value in it; and
    `contacts`, each time that a value passes from one store to the other."""
    engine = scanned.engine
    engine.create(
        "packed_rows",
        f"""
        SELECT account, key, input, record, max(observed_at) AS observed_at
        FROM ({rows_shown(engine, scanned.inputs)}) GROUP BY account, key, input, record
        """,
    )
    engine.create(
        "packed",
        f"""
        SELECT p.account, p.key, p.input, p.record, p.observed_at, k.tie IN {FINDS} AS binds,
               CAST(datediff('day', DATE '1970-01-01', CAST(p.observed_at AS DATE)) AS INTEGER)
                   AS day,
               CASE WHEN e.record IS NULL THEN {NO_MACHINE}
                    ELSE coalesce(m.machine, {NOT_RECORDED}) END AS machine,
               CASE WHEN e.machine_named THEN e.machine END AS written
        FROM packed_rows p JOIN keys k USING (key)
        LEFT JOIN events e ON e.input = p.input AND e.record = p.record
        LEFT JOIN machine_refs m ON m.raw = e.machine AND m.machine_named = e.machine_named
        """,
    )
    engine.drop("packed_rows")
    engine.create(
        "contacts",
        """
        SELECT key, since, day AS until, day - since AS gap FROM (
            SELECT key, day, account, lag(day) OVER uses AS since, lag(account) OVER uses AS who
            FROM (SELECT DISTINCT key, account, day FROM packed WHERE binds AND day IS NOT NULL)
            WINDOW uses AS (PARTITION BY key ORDER BY day, account)
        ) WHERE who <> account
        """,
    )


def _periods(engine: Engine, group: str) -> dict[int, list[Period]]:
    """Periods of sharing by `group` (see `NEAR_DAYS`); those that are near each other are one.

    Every passing on counts, however long it took: to take a late one for none would make a pack
    say that stores were apart when they were not.
    """
    found: dict[int, list[Period]] = defaultdict(list)
    for number, since, until in engine.rows(f"""
        SELECT grp, min(since), max(until) FROM (
            SELECT *, sum(CASE WHEN since - reached <= {NEAR_DAYS} THEN 0 ELSE 1 END) OVER (
                       PARTITION BY grp ORDER BY since, until ROWS UNBOUNDED PRECEDING) AS island
            FROM (SELECT *, max(until) OVER (
                             PARTITION BY grp ORDER BY since, until
                             ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
                  FROM (SELECT DISTINCT {group} AS grp, until,
                               CASE WHEN gap <= {NEAR_DAYS} THEN since ELSE until END AS since
                        FROM contacts))
        ) GROUP BY grp, island ORDER BY 1, 2
    """):
        found[number].append(Period(_date(since), _date(until)))
    return found


def _date(day: int) -> date:
    return date(1970, 1, 1) + timedelta(days=day)


def _period(first: int | None, last: int | None) -> Period | None:
    return None if first is None or last is None else Period(_date(first), _date(last))


def _machine_names(scanned: Scanned) -> dict[int, str]:
    """Machines as rows of the two write them: the report's name may be another store's spelling."""
    mask = scanned.settings.mask
    # A pseudonym is no spelling: there the report's name is everybody's.
    name = "id" if mask.pseudonyms else "coalesce(written, id)"
    rows = scanned.engine.rows(f"""
        SELECT DISTINCT p.machine, {name}
        FROM packed p JOIN machines m ON m.machine = p.machine WHERE p.machine <> {NOT_RECORDED}
    """)
    names: dict[int, set[str]] = defaultdict(set)
    for machine, text in rows:
        names[machine].add(text if mask.pseudonyms else mask.text(" ".join(text.split())))
    return {NOT_RECORDED: MACHINE_NOT_RECORDED, **{n: min(texts) for n, texts in names.items()}}


def _values(tables: _Tables, explanation: Explanation) -> tuple[Value, ...]:
    engine = tables.scanned.engine
    labels = _labels(tables)
    held = _held(tables)
    periods = _periods(engine, "key")
    nearest: dict[int, int] = dict(engine.rows("SELECT key, min(gap) FROM contacts GROUP BY key"))
    return tuple(
        Value(
            number=number,
            kind=value.kind,
            label=labels[key],
            use=value.use,
            binds=KINDS[value.kind].tie in ("hard", "operator"),
            grade=value.grade,
            held=(held[tables.pair[0], key], held[tables.pair[1], key]),
            shared=tuple(periods.get(key, ())),
            nearest=nearest.get(key),
        )
        for (key, number), value in zip(tables.keys.items(), _own(explanation), strict=True)
    )


def _labels(tables: _Tables) -> dict[int, str]:
    """What the shared values are called, in the writing of the two stores."""
    engine, reveal = tables.scanned.engine, tables.scanned.settings.reveal
    one, other = tables.pair
    spelt = ", ".join(f"'{kind}'" for kind in SPELT)
    own = engine.rows(f"""
        SELECT k.key, max(i.label), CASE WHEN k.kind IN ({spelt}) THEN min(i.raw) ELSE k.text END
        FROM keys k JOIN identifiers i ON i.kind = k.kind AND i.key = k.text
        JOIN sightings s USING (value)
        WHERE k.key IN (SELECT key FROM shown) AND s.account IN ({one}, {other})
              AND i.reject IS NULL
        GROUP BY k.key, k.kind, k.text
    """)
    # These follow from what is compared, whoever wrote it.
    rest = engine.rows("SELECT key, label, revealed FROM keys SEMI JOIN shown USING (key)")
    computers = engine.rows(f"""
        SELECT k.key, m.machine FROM keys k SEMI JOIN shown USING (key)
        JOIN machines m ON k.kind = '{MACHINE}' AND m.id = k.text
    """)
    found = {key: shown if reveal else label for key, label, shown in (*rest, *own)}
    return found | {key: tables.machines[machine] for key, machine in computers}


def _held(tables: _Tables) -> dict[tuple[int, int], Held]:
    """What each of the two has of each value."""
    engine = tables.scanned.engine
    roles: dict[tuple[int, int], list[str]] = defaultdict(list)
    for account, key, role in engine.rows(f"""
        SELECT DISTINCT r.account, v.key, p.role
        FROM {PAPERS_JOINED} JOIN value_keys v USING (value)
        SEMI JOIN shown ON shown.account = r.account AND shown.key = v.key WHERE p.role <> ''
        UNION
        SELECT l.account, k.key, l.role FROM left_rows l
        JOIN keys k ON k.kind = '{LEFT}' AND k.text = l.text
        SEMI JOIN shown ON shown.account = l.account AND shown.key = k.key WHERE l.role <> ''
        ORDER BY 1, 2, 3
    """):
        roles[account, key].append(role)
    machines: dict[tuple[int, int], set[str]] = defaultdict(set)
    for account, key, machine in engine.rows("SELECT DISTINCT account, key, machine FROM packed"):
        if name := tables.machine(machine):
            machines[account, key].add(name)
    return {
        (account, key): Held(
            tables.store(account),
            tuple(roles[account, key]),
            tuple(sorted(machines[account, key])),
            _period(first, last),
            rows,
            rows - dated,
        )
        for account, key, first, last, rows, dated in engine.rows("""
            SELECT account, key, min(day), max(day), count(*), count(day)
            FROM packed GROUP BY account, key
        """)
    }


def _days(scanned: Scanned, pair: tuple[int, int]) -> dict[int, dict[int, int]]:
    """Sign-ins that count, by account and day."""
    found: dict[int, dict[int, int]] = {account: {} for account in pair}
    for account, day, rows in scanned.engine.rows(f"""
        SELECT account, CAST(datediff('day', DATE '1970-01-01', CAST(observed_at AS DATE))
                             AS INTEGER) AS day, count(*)
        FROM events JOIN account_refs USING (account_ref)
        WHERE account IN ({pair[0]}, {pair[1]}) AND observed_at IS NOT NULL GROUP BY 1, 2
    """):
        found[account][day] = rows
    return found


def _span(days: Mapping[int, int]) -> Period | None:
    return _period(min(days, default=None), max(days, default=None))


def _common(one: Period | None, other: Period | None) -> Period | None:
    """The days that both periods have."""
    if one is None or other is None:
        return None
    first, last = max(one.first, other.first), min(one.last, other.last)
    return Period(first, last) if first <= last else None


def _apart(
    window: Period | None, together: Sequence[Period], days: Sequence[Mapping[int, int]]
) -> Iterator[Apart]:
    """The stretches of the window, longer than `NEAR_DAYS`, between the periods of sharing."""
    if window is None:
        return
    a_day = timedelta(days=1)
    starts = [window.first, *(period.last + a_day for period in together)]
    ends = [*(period.first - a_day for period in together), window.last]
    for first, last in zip(starts, ends, strict=True):
        gap = _common(window, Period(first, last)) if first <= last else None
        if gap is None or (gap.last - gap.first).days < NEAR_DAYS:
            continue
        one, other = (sum(n for day, n in store.items() if gap.first <= _date(day) <= gap.last)
                      for store in days)  # fmt: skip
        yield Apart(gap, (one, other))


def _party(
    scanned: Scanned, number: int, days: Mapping[int, Mapping[int, int]], records: Period | None
) -> Party:
    one = scanned.joined[number]
    return Party(
        id=one.id,
        spellings=tuple(map(scanned.settings.mask.text, one.spellings)),
        platform=scanned.scopes[number] or None,
        region=one.region,
        status=one.status,
        suspended=one.barred,
        opened_at=_written_date(one.values("opened_at")),
        closed_at=_written_date(one.values("closed_at")),
        records=records,
        rows=sum(days[number].values()),
    )


def _written_date(texts: Iterable[str]) -> date | None:
    times = [at for text in texts if (at := parse_time(text, ZoneInfo("UTC")))]
    return min(times).date() if times else None


def _runs(tables: _Tables) -> tuple[tuple[Run, ...], int]:
    """What was used when, by time; registration details first."""
    engine = tables.scanned.engine
    engine.create(
        "packed_runs",
        f"""
        SELECT account, key, machine, min(day) AS first, max(day) AS last,
               CAST(sum(n) AS BIGINT) AS n
        FROM (
            SELECT *, sum(CASE WHEN day - before <= {NEAR_DAYS} THEN 0 ELSE 1 END) OVER (
                       PARTITION BY account, key, machine ORDER BY day NULLS FIRST
                       ROWS UNBOUNDED PRECEDING) AS run
            FROM (SELECT *, lag(day) OVER (
                             PARTITION BY account, key, machine ORDER BY day NULLS FIRST) AS before
                  FROM (SELECT account, key, machine, day, count(*) AS n FROM packed
                        GROUP BY account, key, machine, day))
        ) GROUP BY account, key, machine, run
        """,
    )
    ((total,),) = engine.rows("SELECT count(*) FROM packed_runs")
    found = engine.rows(f"""
        SELECT account, key, machine, first, last, n FROM packed_runs
        ORDER BY first NULLS FIRST, last, account, key, machine LIMIT {ROWS}
    """)
    return tuple(
        Run(tables.store(account), tables.keys[key], tables.machine(machine), _period(first, last),
            n)
        for account, key, machine, first, last, n in found
    ), total  # fmt: skip


def _rows(tables: _Tables) -> tuple[tuple[Row, ...], int]:
    """The rows by time, and how many there are.

    Where they are too many, rows with a value that could tie by itself come first, and of each
    value the first and the last uses by each store.
    """
    engine = tables.scanned.engine
    engine.create(
        "packed_places",
        """
        SELECT account, input, record, max(observed_at) AS observed_at, max(machine) AS machine,
               bool_or(binds) AS binds, min(place) AS place
        FROM (
            SELECT *, least(
                row_number() OVER (
                    PARTITION BY account, key ORDER BY observed_at NULLS LAST, input, record),
                row_number() OVER (
                    PARTITION BY account, key
                    ORDER BY observed_at DESC NULLS LAST, input DESC, record DESC)) AS place
            FROM packed
        ) GROUP BY account, input, record
        """,
    )
    ((total,),) = engine.rows("SELECT count(*) FROM packed_places")
    found: dict[tuple[int, int], tuple[int, datetime | None, int]] = {}
    values: dict[tuple[int, int], list[int]] = defaultdict(list)
    for account, number, record, at, machine, key in engine.rows(f"""
        SELECT c.account, c.input, c.record, c.observed_at, c.machine, p.key
        FROM (SELECT * FROM packed_places ORDER BY binds DESC, place, account, input, record
              LIMIT {ROWS}) c
        JOIN packed p ON p.account = c.account AND p.input = c.input AND p.record = c.record
        ORDER BY c.observed_at NULLS FIRST, c.input, c.record, p.key
    """):
        found[number, record] = account, at, machine
        values[number, record].append(tables.keys[key])
    inputs = {one.number: one for one in tables.scanned.inputs}
    return tuple(
        Row(
            store=tables.store(account),
            input=one.table.name,
            member=one.table.member,
            sheet=one.table.sheet,
            line=one.line(record),
            at=utc(at),
            machine=tables.machine(machine),
            values=tuple(sorted(values[number, record])),
        )
        for (number, record), (account, at, machine) in found.items()
        for one in [inputs[number]]
    ), total


def _inputs(scanned: Scanned, pair: Iterable[int]) -> tuple[Source, ...]:
    """The tables that name either store, with their rows in the pack; no others."""
    named = {mention.input for number in pair for mention in scanned.joined[number].mentions}
    counts: dict[int, int] = dict(
        scanned.engine.rows("SELECT input, count(*) FROM packed_places GROUP BY input")
    )
    return tuple(
        Source(one.table.name, one.table.member, one.table.sheet, one.table.sha256 or "",
               counts.get(one.number, 0))
        for one in scanned.inputs if one.number in named
    )  # fmt: skip
