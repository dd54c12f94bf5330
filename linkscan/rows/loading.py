"""A table of a file becomes the wide table `input_N`, every record in its place.

Nothing is filtered while loading: a record that cannot be used is flagged with a flaw, so
that counts add up and every line can be cited.
"""

from __future__ import annotations

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from linkscan.engine import Engine
from linkscan.engine.base import WIDE, IrregularFile, quoted
from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.model import Reject
from linkscan.rows.figures import read_figures
from linkscan.rows.flaws import (
    BLANK,
    FAILED,
    FLAWS,
    IGNORED,
    KEPT,
    NOTE,
    REJECTED,
    TOTAL,
    USED,
    judge_rows,
    note_pattern,
    required,
    unknown_papers,
)
from linkscan.rows.odd_times import Column, Told, iso_dates, mend_times
from linkscan.rows.plain import shortened
from linkscan.rules.checklists import items
from linkscan.rules.vocabulary import ban_pattern, status_of, words
from linkscan.sources import Table, normalise, prove
from linkscan.sources.aliases import is_secret, known_headers
from linkscan.sources.columns import DECLARED, FIGURES
from linkscan.sources.dialect import is_header
from linkscan.sources.written import FIRST_YEAR, LAST_YEAR, Order

EVIDENCE = ("ip", "device_id", "mac")
"""Columns of a log that can tie accounts by themselves."""

SOFT = ("operator", "hostname", "fingerprint", "cookie", "canvas", "webgl", "audio", "gpu",
        "screen", "timezone", "language", "user_agent", "ja4", "ja3")  # fmt: skip
"""Columns of a log that add weight to a tie, or tie under conditions (`operator`)."""

DETAILS = ("platform", "region", "site", "client", "entity", "status", "was_suspended",
           "ban_reason", "certification", "opened_at", "closed_at", "operator", "operator_kind",
           "left_at")  # fmt: skip
"""Columns that say something about the account of the row, beside the items of checklists."""

FIELDS = tuple(dict.fromkeys((
    "account", "machine", *DETAILS, *EVIDENCE, *SOFT, "permission", "ip_location", "outcome",
    "event", "kind", "user", "acquired_at", "paper_kind", "paper_value", *FIGURES)))  # fmt: skip
"""Columns of a file that are kept, beside those of papers and the items of checklists."""

DATES = ("opened_at", "closed_at", "left_at", "acquired_at")
"""Columns of dates beside that of the row; the stages read them as text, in ISO form."""

NOT_FIELDS = ("record", "observed_at", "flaw", "odd_time")
"""Columns of the rows that no column of the file gives its name."""

REJECTS_LISTED = 100


@dataclass(frozen=True, slots=True)
class Loading:
    """How to load: the zone of naive times, the IPv6 prefix, where copies may be made.

    `order` is that of the numbers of dates, as the user says; nothing was written later than
    `before`.
    """

    zone: str
    prefix: int
    workdir: Path
    before: datetime
    order: Order | None = None
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
    zone: str | None  # of the times that name none; None: the table has no times
    told: Told  # what the column of times was taken for

    @property
    def name(self) -> str:
        """The view that holds its rows."""
        return f"input_{self.number}"

    @property
    def rows(self) -> str:
        """The table that the view is made over."""
        return _rows_table(self.number)

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
        roles = {paper.role for paper in self.table.mapping.papers}
        return bool(roles - {DECLARED}) or "paper_value" in self.columns

    @property
    def is_log(self) -> bool:
        """Whether its rows are things that happened."""
        return self.table.mapping.role == "logins"

    @property
    def is_metrics(self) -> bool:
        """Whether its rows are figures of stores."""
        return self.table.mapping.role == "metrics"

    @property
    def is_plan(self) -> bool:
        """Whether its rows are stores that do not exist yet."""
        return self.table.mapping.role == "plan"

    def line(self, record: int) -> int:
        """The line of the file on which a record starts."""
        return self.table.line(record)


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
    told = _read_odd_times(engine, number, table, how)
    _write_dates(engine, number, table, how)
    zone = how.zone if "observed_at" in table.mapping.fields else None
    return _account(engine, number, table, trailing_blank, zone, told)


def _scan_and_prove(engine: Engine, number: int, table: Table, how: Loading) -> tuple[Table, int]:
    """Load a user's own file; the table as it was read, and its blank lines at the end."""
    with ThreadPoolExecutor(1) as thread:
        proving = thread.submit(prove, table)
        # What no reader takes need not be scanned to the end.
        proving.add_done_callback(lambda done: engine.interrupt() if done.exception() else None)
        try:
            count = _create(engine, number, table, how)
        except IrregularFile:
            count = -1
        except KeyboardInterrupt:
            if not proving.done() or proving.exception() is None:
                raise
            count = -1
        proof = proving.result()
    is_text = table.scan.form == "csv"
    expected = proof.lines - table.scan.skip - proof.trailing_blank if is_text else count
    regular = proof.ok and count == expected and count >= 0
    if regular and not (is_text and _holds_a_header(engine, number, table)):
        return replace(table, sha256=table.sha256 or proof.sha256), proof.trailing_blank
    copy = normalise(table, how.workdir)
    _create_copied(engine, number, copy, how)
    return replace(copy, sha256=copy.sha256 or proof.sha256), 0


def _holds_a_header(engine: Engine, number: int, table: Table) -> bool:
    """Whether a header stands among the rows: files joined by hand, or a second table below.

    As rows they would be accounts of that name; the forgiving reader knows them.
    """
    fields = table.mapping.fields
    needed, _missing = required(fields)
    own = table.scan.columns[fields[needed]]
    # A table: thousands of words within a statement take longer to parse than a small file.
    listed = [(header,) for header in sorted({own, own.strip(), *known_headers()})]
    engine.put("headers", {"header": "VARCHAR"}, listed)
    rows = engine.rows(f"""
        SELECT * FROM {_rows_table(number)}
        WHERE {needed} IN (SELECT header FROM headers) LIMIT 50
    """)
    engine.drop("headers")
    return any(is_header([cell for cell in row if isinstance(cell, str)]) for row in rows)


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


def _create(engine: Engine, number: int, table: Table, how: Loading) -> int:
    fields = table.mapping.fields
    time = f"c{fields['observed_at']}" if "observed_at" in fields else None
    sql = _select(table, how, time)
    return engine.load(_rows_table(number), table.scan, sql, how.zone, time)


def _select(table: Table, how: Loading, time: str | None) -> str:
    """The statement that reads the rows of `source` into the columns of `input_N`.

    A time that the engine cannot read is kept as text, `odd_time`, and is no flaw yet.
    """
    outputs = [f"{expression} AS {name}" for name, expression in _columns(table, how).items()]
    if time:
        unread = f"observed_at IS NULL AND trim({time}) <> ''"
        outputs.append(f"CASE WHEN {unread} THEN {time} END AS odd_time")
    if table.scan.lines:
        outputs.append(f"CAST(c{len(table.scan.columns)} AS BIGINT) AS record")
    return f"""
        SELECT observed_at, {_flaw(table)} AS flaw, {", ".join(outputs)}
        FROM (SELECT *, CASE WHEN moment >= TIMESTAMP '{FIRST_YEAR}-01-01'
                                  AND moment < TIMESTAMP '{LAST_YEAR}-01-01'
                             THEN moment END AS observed_at
              FROM source)
    """


def _columns(table: Table, how: Loading) -> dict[str, str]:
    """Output columns of `rows_N` over the columns c0, c1, ... of the file."""
    fields = table.mapping.fields
    known = (*FIELDS, *items())
    wanted = (name for name in known if name in fields and name not in how.without)
    columns = {name: f"c{fields[name]}" for name in wanted}
    if "ip" in columns and (further := table.mapping.fallback):
        # As a list of addresses, of which the first public one counts: 192.168.1.5, 203.0.113.7.
        cells = ", ".join(f"c{n}" for n in (fields["ip"], *further))
        columns["ip"] = f"nullif(concat_ws(', ', {cells}), '')"
    for kind in EVIDENCE:
        if kind in columns:
            place = fields[kind]
            capitals = any(row[place] != row[place].lower() for row in table.sample)
            columns[kind] = shortened(kind, columns[kind], how.prefix, capitals=capitals)
    for n, paper in enumerate(table.mapping.papers):
        columns[f"paper_{n}"] = f"c{paper.column}"
    return {**columns, **_told_otherwise(table)}


def _told_otherwise(table: Table) -> dict[str, str]:
    """What columns with another meaning, or none that is known, say of a ban.

    A date under 封号时间 says that there was one; of a remark only the word that speaks of it is
    kept, and it decides nothing.
    """
    fields, headers, papers = table.mapping.fields, table.scan.columns, table.mapping.papers
    told = {}
    if "closed_at" in fields and "was_suspended" not in fields:
        place = fields["closed_at"]
        if status_of(headers[place]) == "suspended":
            told["was_suspended"] = f"c{place}"
    if table.mapping.role in ("accounts", "registrations", "registrations+accounts"):
        used = {*fields.values(), *(paper.column for paper in papers)}
        unread = [f"c{n}" for n, header in enumerate(headers)
                  if n not in used and not is_secret(header)]  # fmt: skip
        if unread:
            text = f"concat_ws(' ', {', '.join(unread)})"
            told["remark"] = f"nullif(regexp_extract({text}, {quoted(ban_pattern())}, 1), '')"
    return told


def _flaw(table: Table) -> str:
    """SQL of the flaw of a row; the first that applies is named."""
    fields = table.mapping.fields
    needed, missing = required(fields)
    name = f"c{fields[needed]}"
    papers = (paper.column for paper in table.mapping.papers)
    cells = ", ".join(f"c{n}" for n in sorted({*fields.values(), *papers}))
    cases = [
        (f"coalesce({cells}, '') = ''", BLANK),
        (_is_total(table), TOTAL),
        (_is_note(table), NOTE),
    ]
    whens = " ".join(f"WHEN {test} THEN {flaw}" for test, flaw in cases)
    return f"""CAST(CASE WHEN {name} IS NOT NULL AND NOT ({_is_counted(table)}) THEN {USED}
                         {whens} ELSE {missing} END AS UTINYINT)"""


def _is_counted(table: Table) -> str:
    """SQL of whether a row that names a store is a total all the same: 合计 before 120条.

    It has no time, where the others have one, and nothing that could tie.
    """
    fields = table.mapping.fields
    told = [f"c{fields[kind]}" for kind in ("observed_at", *EVIDENCE) if kind in fields]
    told += [f"c{paper.column}" for paper in table.mapping.papers]
    return f"coalesce({', '.join([*told, 'NULL'])}) IS NULL AND ({_says_total(0)})"


def _is_total(table: Table) -> str:
    """SQL of whether a row says in its first column, or in one that is read, that it is a total."""
    return " OR ".join(map(_says_total, sorted({0, *table.mapping.fields.values()})))


def _says_total(place: int) -> str:
    """SQL of whether the cell in the column `place` is a word for a total."""
    # A pattern: of a list DuckDB makes a join, and asks every row of the file before the case does.
    totals = quoted("|".join(map(re.escape, words("row", "total"))))
    return f"coalesce(regexp_full_match(lower(rtrim(trim(c{place}), ':： ')), {totals}), false)"


def _is_note(table: Table) -> str:
    """SQL of whether what a row says begins as a note below a table does, and nothing could tie."""
    fields = table.mapping.fields
    said = ", ".join(f"c{n}" for n in sorted({0, *fields.values()}))
    ties = ", ".join(["''", *(f"c{fields[kind]}" for kind in EVIDENCE if kind in fields)])
    return f"""(concat_ws('', {ties}) = ''
                AND regexp_matches(concat_ws('', {said}), {quoted(note_pattern())}))"""


def _read_odd_times(engine: Engine, number: int, table: Table, how: Loading) -> Told:
    """Give the rows whose time the engine could not read a second chance, in Python.

    The engine knows the common forms; the odd ones are few as distinct texts.
    """
    name = _rows_table(number)
    odd = f"SELECT 1 FROM {name} WHERE flaw = {USED} AND odd_time IS NOT NULL LIMIT 1"
    if "observed_at" not in table.mapping.fields or not engine.rows(odd):
        return Told()
    return mend_times(engine, _column(name, table, how, numbered=table.scan.lines))


def _write_dates(engine: Engine, number: int, table: Table, how: Loading) -> None:
    """Write the other dates of the rows in ISO form, where they are in one that is not."""
    name = _rows_table(number)
    found = [column for (column, *_rest) in engine.rows(f"DESCRIBE {name}")]
    column = _column(name, table, how, numbered="record" in found)
    written = {date: cases for date in DATES if date in found
               if (cases := iso_dates(engine, column, date))}  # fmt: skip
    if written:
        listed = ", ".join(f"{cases} AS {date}" for date, cases in written.items())
        engine.create(f"{WIDE}.mended", f"SELECT * REPLACE ({listed}) FROM {name}")
        engine.create(name, f"SELECT * FROM {WIDE}.mended")
        engine.drop(f"{WIDE}.mended")


def _column(rows: str, table: Table, how: Loading, *, numbered: bool) -> Column:
    return Column(
        rows=rows,
        record="record" if numbered else "rowid",
        where=table.name if table.sheet is None else f"{table.name}[{table.sheet}]",
        line=table.line,
        zone=ZoneInfo(how.zone),
        order=how.order,
        serials=table.serials,
        before=how.before,
    )


def _account(
    engine: Engine, number: int, table: Table, trailing_blank: int, zone: str | None, told: Told
) -> Loaded:
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
        zone=zone,
        told=told,
    )
    return replace(loaded, rejects=_rejects(engine, loaded))


def _create_view(
    engine: Engine, number: int
) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """Create `input_N` over the rows, with what their words say among the flaws.

    An outcome that says how the store stands is read as its status too. Returns the columns, and
    the outcome words that nobody knows with their rows.
    """
    rows = _rows_table(number)
    found = [column for (column, *_rest) in engine.rows(f"DESCRIBE {rows}")]
    columns = tuple(c for c in found if c not in NOT_FIELDS)
    judged = judge_rows(engine, rows, columns)
    read_figures(engine, rows, columns)
    record = "record" if "record" in found else "rowid AS record"
    listed = ", ".join(("observed_at", *columns))
    if judged.standing and "status" not in columns:
        texts = ", ".join(map(quoted, judged.standing))
        listed += f", CASE WHEN outcome IN ({texts}) THEN outcome END AS status"
        columns = (*columns, "status")
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
