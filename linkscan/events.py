"""Tables of files become the wide tables `input_N`, `events` and `papers`.

A record keeps its place in its file: nothing is filtered while loading, a record that
cannot be used is flagged with a flaw, so that counts add up and every line can be cited.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from fingerprints import KINDS
from linkscan.engine import Engine
from linkscan.engine.base import WIDE, IrregularFile
from linkscan.engine.local import quoted
from linkscan.model import Reject
from linkscan.plain import shortened
from linkscan.sources import Table, normalise, paper_of, parse_time, prove
from linkscan.vocabulary import words

EVIDENCE = ("ip", "device_id", "mac")
"""Columns of a log that can tie accounts by themselves."""

DETAILS = ("platform", "region", "site", "client", "entity", "status", "ban_reason", "opened_at",
           "closed_at", "operator")  # fmt: skip
"""Columns that say something about the account of the row."""

USED, BLANK, TOTAL, OTHER_EVENT, NO_ACCOUNT, NO_MACHINE, BAD_TIME, FAILED = range(8)
FLAWS = {BLANK: "blank", TOTAL: "total", OTHER_EVENT: "not-a-sign-in",
         NO_ACCOUNT: "no-account", NO_MACHINE: "no-machine",
         BAD_TIME: "bad-time"}  # fmt: skip
IGNORED = (BLANK, TOTAL, OTHER_EVENT)
REJECTED = (NO_ACCOUNT, NO_MACHINE, BAD_TIME)
# FAILED is a used row: a failed sign-in is counted and shown, and ties nothing.

REJECTS_LISTED = 100
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""A time outside of these is a mistake: no marketplace kept logs before, or does after."""

BLANK_CHARS = 8
"""No blank word or total word is longer: keeps the test off ordinary account names."""


@dataclass(frozen=True, slots=True)
class Loading:
    """How to load: the zone of naive times, the IPv6 prefix, where copies may be made."""

    zone: str
    prefix: int
    workdir: Path


@dataclass(frozen=True, slots=True)
class Loaded:
    """Input number `number`: its table as read, and what became of its rows."""

    number: int
    table: Table
    columns: tuple[str, ...]  # of input_N, beside record, observed_at, flaw
    rows_read: int
    rows_used: int
    failures: int
    ignored: tuple[tuple[str, int], ...]
    rejected: tuple[tuple[str, int], ...]
    rejects: tuple[Reject, ...]

    @property
    def name(self) -> str:
        """The table that holds its rows."""
        return f"{WIDE}.input_{self.number}"

    @property
    def meanings(self) -> tuple[tuple[str, str], ...]:
        """What each column that is used was taken for: (header, field or kind of paper)."""
        mapping, headers = self.table.mapping, self.table.scan.columns
        found = [(column, field) for field, column in mapping.fields.items()]
        found += [(paper.column, paper.kind) for paper in mapping.papers]
        return tuple((headers[column], meaning) for column, meaning in sorted(found))

    @property
    def has_papers(self) -> bool:
        """Whether the table says with what papers accounts were registered."""
        return bool(self.table.mapping.papers) or "paper_value" in self.columns

    @property
    def record(self) -> str:
        """SQL of the number of a row of that table."""
        return "record" if "record" in self.columns else "rowid"

    def line(self, record: int) -> int:
        """The line of the file on which a record (from 0) starts.

        Only for tables that carry no line of their own; those keep it as `record`.
        """
        return record if self.table.scan.lines else self.table.scan.skip + record + 1


def load(engine: Engine, number: int, table: Table, how: Loading) -> Loaded:
    """Load one table as `input_N`.

    A user's own file is scanned as it stands, while a second thread takes its digest and
    shows that it is regular. One that is not is read again, forgivingly, from a copy.
    """
    trailing_blank = 0
    if table.proved:
        count = _create(engine, number, table, how)
    else:
        with ThreadPoolExecutor(1) as thread:
            proving = thread.submit(prove, table)
            try:
                count = _create(engine, number, table, how)
            except IrregularFile:
                count = -1
            proof = proving.result()
        trailing_blank = proof.trailing_blank
        is_text = table.scan.form == "csv"
        expected = proof.lines - table.scan.skip - trailing_blank if is_text else count
        if not proof.ok or count != expected:
            trailing_blank = 0
            table = normalise(table, how.workdir)
            count = _create(engine, number, table, how)
        table = replace(table, sha256=table.sha256 or proof.sha256)
    _read_odd_times(engine, number, table, how)
    return _account(engine, number, table, trailing_blank)


def _create(engine: Engine, number: int, table: Table, how: Loading, *, odd: bool = False) -> int:
    sql = _select(engine, table, how.prefix, odd=odd)
    return engine.load(f"{WIDE}.input_{number}", table.scan, sql, how.zone)


def _select(engine: Engine, table: Table, prefix: int, *, odd: bool) -> str:
    """The statement that reads the rows of `source` into the columns of `input_N`.

    With `odd`, a time that the engine cannot read is kept as text and is no flaw yet.
    """
    fields = table.mapping.fields
    time = f"c{fields['observed_at']}" if "observed_at" in fields else None
    observed = engine.time(time) if time else "CAST(NULL AS TIMESTAMP)"
    bad_time = f"observed_at IS NULL AND trim({time}) <> ''" if time else "false"
    outputs = [f"{expression} AS {name}" for name, expression in _columns(table, prefix).items()]
    if odd:
        outputs.append(f"CASE WHEN {bad_time} THEN {time} END AS odd_time")
    if table.scan.lines:
        outputs.append(f"CAST(c{len(table.scan.columns)} AS BIGINT) AS record")
    flaw = _flaw(table, "false" if odd else bad_time)
    return f"""
        SELECT observed_at, {flaw} AS flaw, {", ".join(outputs)}
        FROM (SELECT *, CASE WHEN moment BETWEEN TIMESTAMP '{FIRST_YEAR}-01-01'
                                  AND TIMESTAMP '{LAST_YEAR}-01-01' THEN moment END AS observed_at
              FROM (SELECT *, {observed} AS moment FROM source))
    """


def _columns(table: Table, prefix: int) -> dict[str, str]:
    """Output columns of `input_N` over the columns c0, c1, ... of the file."""
    fields = table.mapping.fields
    wanted = ("account", "machine", *DETAILS, *EVIDENCE)
    columns = {name: f"c{fields[name]}" for name in wanted if name in fields}
    for kind in EVIDENCE:
        if kind in columns:
            columns[kind] = shortened(kind, columns[kind], prefix)
    for n, paper in enumerate(table.mapping.papers):
        columns[f"paper_{n}"] = f"c{paper.column}"
    for name in ("paper_kind", "paper_value"):
        if name in fields:
            columns[name] = f"c{fields[name]}"
    return columns


def _flaw(table: Table, bad_time: str) -> str:
    """SQL of the flaw of a row; the first that applies is named."""
    fields = table.mapping.fields
    # What a row must name: the account, or in a list of machines the machine.
    required, missing = ("account", NO_ACCOUNT) if "account" in fields else ("machine", NO_MACHINE)
    name = f"c{fields[required]}"
    cells = ", ".join(f"c{n}" for n in sorted({*fields.values(), *_paper_columns(table)}))
    word = f"CASE WHEN length({name}) <= {BLANK_CHARS} THEN lower(trim({name})) END"
    cases = [
        (f"{name} IS NULL AND coalesce({cells}, '') = ''", BLANK),
        (f"{name} IS NULL", missing),
        (f"{word} IN ({_listed(words('row', 'total'))})", TOTAL),
        (f"{word} IN ('', {_listed(words('row', 'blank'))})", missing),
    ]
    if "event" in fields:
        event = f"lower(trim(c{fields['event']}))"
        cases.append((f"{event} IN ({_listed(words('event', 'other'))})", OTHER_EVENT))
    cases.append((bad_time, BAD_TIME))
    if "outcome" in fields:
        outcome = f"lower(trim(c{fields['outcome']}))"
        cases.append((f"{outcome} IN ({_listed(words('outcome', 'failure'))})", FAILED))
    whens = " ".join(f"WHEN {test} THEN {flaw}" for test, flaw in cases)
    return f"CAST(CASE {whens} ELSE {USED} END AS UTINYINT)"


def _paper_columns(table: Table) -> Iterable[int]:
    return (paper.column for paper in table.mapping.papers)


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(quoted(text) for text in texts)


def _read_odd_times(engine: Engine, number: int, table: Table, how: Loading) -> None:
    """Give the rows whose time the engine could not read a second chance, in Python.

    The engine knows the common forms; the odd ones are few as distinct texts.
    """
    name = f"{WIDE}.input_{number}"
    if not engine.rows(f"SELECT 1 FROM {name} WHERE flaw = {BAD_TIME} LIMIT 1"):
        return
    _create(engine, number, table, how, odd=True)
    texts = engine.rows(f"SELECT DISTINCT odd_time FROM {name} WHERE odd_time IS NOT NULL")
    known = [(text, at.replace(tzinfo=None)) for (text,) in texts
             if (at := parse_time(text, ZoneInfo(how.zone)))]  # fmt: skip
    engine.put("odd_times", {"odd_time": "VARCHAR", "known_at": "TIMESTAMP"}, known)
    # The join forgets the order of the rows: their number becomes a column before it.
    numbered = "*" if table.scan.lines else "rowid AS record, *"
    engine.create(
        f"{WIDE}.mended",
        f"""
        SELECT * EXCLUDE (observed_at, known_at, flaw, odd_time),
               coalesce(observed_at, known_at) AS observed_at,
               CAST(CASE WHEN flaw IN ({USED}, {FAILED}) AND odd_time IS NOT NULL
                              AND known_at IS NULL
                         THEN {BAD_TIME} ELSE flaw END AS UTINYINT) AS flaw
        FROM (SELECT {numbered} FROM {name}) LEFT JOIN odd_times USING (odd_time)
        """,
    )
    engine.create(name, f"SELECT * FROM {WIDE}.mended")
    engine.drop(f"{WIDE}.mended")


def _account(engine: Engine, number: int, table: Table, trailing_blank: int) -> Loaded:
    """Count what became of the rows; rows that the reader set aside are part of the sum."""
    name = f"{WIDE}.input_{number}"
    by_flaw: dict[int, int] = dict(engine.rows(f"SELECT flaw, count(*) FROM {name} GROUP BY flaw"))
    ignored = Counter(dict(table.ignored))
    ignored.update({FLAWS[flaw]: by_flaw[flaw] for flaw in IGNORED if flaw in by_flaw})
    if trailing_blank:
        ignored[FLAWS[BLANK]] += trailing_blank
    rejected = Counter(dict(table.rejected))
    rejected.update({FLAWS[flaw]: by_flaw[flaw] for flaw in REJECTED if flaw in by_flaw})
    used = by_flaw.get(USED, 0) + by_flaw.get(FAILED, 0)
    columns = tuple(column for (column, *_rest) in engine.rows(f"DESCRIBE {name}"))
    loaded = Loaded(
        number=number,
        table=table,
        columns=columns,
        rows_read=used + ignored.total() + rejected.total(),
        rows_used=used,
        failures=by_flaw.get(FAILED, 0),
        ignored=tuple(sorted(ignored.items())),
        rejected=tuple(sorted(rejected.items())),
        rejects=table.rejects,
    )
    return replace(loaded, rejects=_rejects(engine, loaded))


def _rejects(engine: Engine, loaded: Loaded) -> tuple[Reject, ...]:
    """The first rejected rows, by line."""
    flaws = ", ".join(str(flaw) for flaw in REJECTED)
    rows = engine.rows(f"""
        SELECT {loaded.record} AS record, flaw FROM {loaded.name}
        WHERE flaw IN ({flaws}) ORDER BY record LIMIT {REJECTS_LISTED}
    """)
    found = [Reject(loaded.line(record), FLAWS[flaw]) for record, flaw in rows]
    ordered = sorted([*loaded.rejects, *found], key=lambda reject: (reject.line, reject.reason))
    return tuple(ordered[:REJECTS_LISTED])


def join_inputs(engine: Engine, inputs: Sequence[Loaded]) -> None:
    """Create the views `events` and `papers` over all inputs."""
    events = [select for one in inputs for select in _events_of(engine, one)]
    engine.view("events", " UNION ALL ".join(events) or _NO_EVENTS)
    papers = [select for one in inputs for select in _papers_of(engine, one)]
    engine.view("papers", " UNION ALL ".join(papers) or _NO_PAPERS)


def account_ref(engine: Engine, columns: Iterable[str]) -> str:
    """SQL of the digest of an account as one row writes it: name, platform, region."""
    parts = (name if name in columns else "CAST(NULL AS VARCHAR)"
             for name in ("account", "platform", "region"))  # fmt: skip
    return engine.digest(*parts)


def _events_of(engine: Engine, one: Loaded) -> Iterable[str]:
    """The rows of one input that may tie by what was seen: no failed sign-ins.

    A list of stores counts only where it names a machine or a device.
    """
    present = [name for name in ("machine", *EVIDENCE) if name in one.columns]
    login = one.table.mapping.role == "logins"
    if not (login or present) or "account" not in one.columns:
        return
    columns = {name: name if name in one.columns else "CAST(NULL AS VARCHAR)" for name in EVIDENCE}
    # Without a machine column the device stands for the machine (see machines.py).
    derived = "device_id" if "device_id" in one.columns else columns["mac"]
    machine = "machine" if "machine" in one.columns else derived
    evidence = ", ".join(f"{expression} AS {name}" for name, expression in columns.items())
    some = "" if login else f" AND coalesce({', '.join(present)}) IS NOT NULL"
    yield f"""
        SELECT {one.number} AS input, {one.record} AS record, observed_at,
               {account_ref(engine, one.columns)} AS account_ref, {machine} AS machine,
               {str("machine" in one.columns).lower()} AS machine_named, {evidence}
        FROM {one.name} WHERE flaw = {USED}{some}
    """


_NO_EVENTS = """
    SELECT 0 AS input, CAST(0 AS BIGINT) AS record, CAST(NULL AS TIMESTAMP) AS observed_at,
           CAST(0 AS UBIGINT) AS account_ref, '' AS machine, true AS machine_named,
           '' AS ip, '' AS device_id, '' AS mac WHERE false
"""

_NO_PAPERS = """
    SELECT 0 AS input, CAST(0 AS BIGINT) AS record, CAST(0 AS UBIGINT) AS account_ref,
           '' AS kind, '' AS raw, '' AS role WHERE false
"""


def _papers_of(engine: Engine, one: Loaded) -> Iterable[str]:
    """One query per column of papers; of a long list, one per kind that it names."""
    head = f"""
        SELECT {one.number} AS input, {one.record} AS record,
               {account_ref(engine, one.columns)} AS account_ref"""
    tail = f"FROM {one.name} WHERE flaw IN ({USED}, {FAILED}) AND"
    for n, paper in enumerate(one.table.mapping.papers):
        if tie_of(paper.kind) == "hard":
            yield f"""{head}, {quoted(paper.kind)} AS kind, paper_{n} AS raw,
               {quoted(paper.role)} AS role {tail} paper_{n} IS NOT NULL"""
    if "paper_kind" in one.columns and "paper_value" in one.columns:
        for (word,) in engine.rows(
            f"SELECT DISTINCT paper_kind FROM {one.name} WHERE paper_kind IS NOT NULL ORDER BY 1"
        ):
            named = paper_of(word)
            if named and tie_of(named.kind) == "hard":
                yield f"""{head}, {quoted(named.kind)} AS kind, paper_value AS raw,
                   {quoted(named.role)} AS role
                   {tail} paper_kind = {quoted(word)} AND paper_value IS NOT NULL"""


def tie_of(kind: str) -> str:
    """Whether a kind ties accounts: "hard", "soft" or "none"."""
    return KINDS[kind].tie
