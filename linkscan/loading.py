"""A table of a file becomes the wide table `input_N`, every record in its place.

Nothing is filtered while loading: a record that cannot be used is flagged with a flaw, so
that counts add up and every line can be cited.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from linkscan.engine import Engine
from linkscan.engine.base import WIDE, IrregularFile
from linkscan.errors import LinkscanError
from linkscan.flaws import (
    BAD_TIME,
    BLANK,
    FAILED,
    FLAWS,
    IGNORED,
    KEPT,
    REJECTED,
    USED,
    judge_rows,
    required,
    unknown_papers,
)
from linkscan.i18n import _
from linkscan.model import Reject
from linkscan.plain import shortened
from linkscan.sources import Table, normalise, parse_time, prove

EVIDENCE = ("ip", "device_id", "mac")
"""Columns of a log that can tie accounts by themselves."""

SOFT = ("operator", "hostname", "fingerprint", "cookie", "canvas", "webgl", "audio", "gpu",
        "screen", "timezone", "language", "user_agent", "ja4", "ja3")  # fmt: skip
"""Columns of a log that add weight to a tie, or tie under conditions (`operator`)."""

DETAILS = ("platform", "region", "site", "client", "entity", "status", "ban_reason", "opened_at",
           "closed_at", "operator", "operator_kind", "left_at")  # fmt: skip
"""Columns that say something about the account of the row."""

FIELDS = tuple(dict.fromkeys((
    "account", "machine", *DETAILS, *EVIDENCE, *SOFT, "permission", "ip_location", "outcome",
    "event", "kind", "user", "acquired_at", "paper_kind", "paper_value")))  # fmt: skip
"""Columns of a file that are kept, beside those of papers."""

REJECTS_LISTED = 100
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""A time outside of these is a mistake: no marketplace kept logs before, or does after."""


@dataclass(frozen=True, slots=True)
class Loading:
    """How to load: the zone of naive times, the IPv6 prefix, where copies may be made."""

    zone: str
    prefix: int
    workdir: Path
    without: frozenset[str] = frozenset()  # fields that are read over


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
    unclear: tuple[tuple[str, int], ...]  # outcome words that nobody knows -> rows
    unknown_papers: tuple[tuple[str, int], ...]  # the same of names of papers

    @property
    def name(self) -> str:
        """The view that holds its rows."""
        return f"input_{self.number}"

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
    def is_log(self) -> bool:
        """Whether its rows are things that happened."""
        return self.table.mapping.role == "logins"

    @property
    def is_plan(self) -> bool:
        """Whether its rows are stores that do not exist yet."""
        return self.table.mapping.role == "plan"

    def line(self, record: int) -> int:
        """The line of the file on which a record starts.

        A copy carries the lines of its original as records; otherwise they count from 0.
        """
        return record if self.table.scan.lines else self.table.scan.skip + record + 1


def load(engine: Engine, number: int, table: Table, how: Loading) -> Loaded:
    """Load one table as `input_N`.

    A user's own file is scanned as it stands, while a second thread takes its digest and
    shows that it is regular. One that is not is read again, forgivingly, from a copy.

    Raises:
        LinkscanError: The file cannot be read in either way.
    """
    trailing_blank = 0
    if not table.proved:
        table, trailing_blank = _scan_and_prove(engine, number, table, how)
    else:
        _create_copied(engine, number, table, how)
    _read_odd_times(engine, number, table, how)
    return _account(engine, number, table, trailing_blank)


def _scan_and_prove(engine: Engine, number: int, table: Table, how: Loading) -> tuple[Table, int]:
    """Load a user's own file; the table as it was read, and its blank lines at the end."""
    with ThreadPoolExecutor(1) as thread:
        proving = thread.submit(prove, table)
        try:
            count = _create(engine, number, table, how)
        except IrregularFile:
            count = -1
        proof = proving.result()
    is_text = table.scan.form == "csv"
    expected = proof.lines - table.scan.skip - proof.trailing_blank if is_text else count
    if proof.ok and count == expected and count >= 0:
        return replace(table, sha256=table.sha256 or proof.sha256), proof.trailing_blank
    copy = normalise(table, how.workdir)
    _create_copied(engine, number, copy, how)
    return replace(copy, sha256=copy.sha256 or proof.sha256), 0


def _create_copied(engine: Engine, number: int, table: Table, how: Loading) -> None:
    try:
        _create(engine, number, table, how)
    except IrregularFile as error:
        raise LinkscanError(
            _("{where}: cannot be read as a table ({problem}); save it again as CSV."),
            where=table.name,
            problem=str(error).splitlines()[0],
        ) from error


def _rows_table(number: int) -> str:
    return f"{WIDE}.rows_{number}"


def _create(engine: Engine, number: int, table: Table, how: Loading, *, odd: bool = False) -> int:
    sql = _select(engine, table, how, odd=odd)
    return engine.load(_rows_table(number), table.scan, sql, how.zone)


def _select(engine: Engine, table: Table, how: Loading, *, odd: bool) -> str:
    """The statement that reads the rows of `source` into the columns of `input_N`.

    With `odd`, a time that the engine cannot read is kept as text and is no flaw yet.
    """
    fields = table.mapping.fields
    time = f"c{fields['observed_at']}" if "observed_at" in fields else None
    observed = engine.time(time) if time else "CAST(NULL AS TIMESTAMP)"
    bad_time = f"observed_at IS NULL AND trim({time}) <> ''" if time else "false"
    outputs = [f"{expression} AS {name}" for name, expression in _columns(table, how).items()]
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


def _columns(table: Table, how: Loading) -> dict[str, str]:
    """Output columns of `rows_N` over the columns c0, c1, ... of the file."""
    fields = table.mapping.fields
    wanted = (name for name in FIELDS if name in fields and name not in how.without)
    columns = {name: f"c{fields[name]}" for name in wanted}
    for kind in EVIDENCE:
        if kind in columns:
            place = fields[kind]
            capitals = any(row[place] != row[place].lower() for row in table.sample)
            columns[kind] = shortened(kind, columns[kind], how.prefix, capitals=capitals)
    for n, paper in enumerate(table.mapping.papers):
        columns[f"paper_{n}"] = f"c{paper.column}"
    return columns


def _flaw(table: Table, bad_time: str) -> str:
    """SQL of the flaw of a row; the first that applies is named."""
    fields = table.mapping.fields
    needed, missing = required(fields)
    name = f"c{fields[needed]}"
    papers = (paper.column for paper in table.mapping.papers)
    cells = ", ".join(f"c{n}" for n in sorted({*fields.values(), *papers}))
    cases = [
        (f"{name} IS NULL AND coalesce({cells}, '') = ''", BLANK),
        (f"{name} IS NULL", missing),
        (bad_time, BAD_TIME),
    ]
    whens = " ".join(f"WHEN {test} THEN {flaw}" for test, flaw in cases)
    return f"CAST(CASE {whens} ELSE {USED} END AS UTINYINT)"


def _read_odd_times(engine: Engine, number: int, table: Table, how: Loading) -> None:
    """Give the rows whose time the engine could not read a second chance, in Python.

    The engine knows the common forms; the odd ones are few as distinct texts.
    """
    name = _rows_table(number)
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
               CAST(CASE WHEN flaw = {USED} AND odd_time IS NOT NULL AND known_at IS NULL
                         THEN {BAD_TIME} ELSE flaw END AS UTINYINT) AS flaw
        FROM (SELECT {numbered} FROM {name}) LEFT JOIN odd_times USING (odd_time)
        """,
    )
    engine.create(name, f"SELECT * FROM {WIDE}.mended")
    engine.drop(f"{WIDE}.mended")


def _account(engine: Engine, number: int, table: Table, trailing_blank: int) -> Loaded:
    """Create the view `input_N`, and count what became of the rows.

    Rows that the reader set aside are part of the sum.
    """
    name = f"input_{number}"
    columns, unclear = _create_view(engine, number)
    by_flaw: dict[int, int] = dict(engine.rows(f"SELECT flaw, count(*) FROM {name} GROUP BY flaw"))
    ignored = Counter(dict(table.ignored))
    ignored.update({FLAWS[flaw]: by_flaw[flaw] for flaw in IGNORED if flaw in by_flaw})
    if trailing_blank:
        ignored[FLAWS[BLANK]] += trailing_blank
    rejected = Counter(dict(table.rejected))
    rejected.update({FLAWS[flaw]: by_flaw[flaw] for flaw in REJECTED if flaw in by_flaw})
    used = sum(by_flaw.get(flaw, 0) for flaw in KEPT)
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
        unclear=unclear,
        unknown_papers=unknown_papers(engine, name) if "paper_kind" in columns else (),
    )
    return replace(loaded, rejects=_rejects(engine, loaded))


def _create_view(
    engine: Engine, number: int
) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """Create `input_N` over the rows, with what their words say among the flaws.

    Returns the columns, and the outcome words that nobody knows with their rows.
    """
    rows = _rows_table(number)
    found = [column for (column, *_rest) in engine.rows(f"DESCRIBE {rows}")]
    columns = tuple(c for c in found if c not in ("record", "observed_at", "flaw"))
    judged = judge_rows(engine, rows, columns)
    record = "record" if "record" in found else "rowid AS record"
    listed = ", ".join(("observed_at", *columns))
    engine.view(
        f"input_{number}",
        f"SELECT {record}, {judged.flaw} AS flaw, {listed} FROM {rows}",
    )
    return columns, judged.unclear


def _rejects(engine: Engine, loaded: Loaded) -> tuple[Reject, ...]:
    """The first rejected rows, by line."""
    flaws = ", ".join(str(flaw) for flaw in REJECTED)
    rows = engine.rows(f"""
        SELECT record, flaw FROM {loaded.name}
        WHERE flaw IN ({flaws}) ORDER BY record LIMIT {REJECTS_LISTED}
    """)
    found = [Reject(loaded.line(record), FLAWS[flaw]) for record, flaw in rows]
    ordered = sorted([*loaded.rejects, *found], key=lambda reject: (reject.line, reject.reason))
    return tuple(ordered[:REJECTS_LISTED])
