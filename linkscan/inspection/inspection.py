"""What a file is taken for, before anything is concluded from it: form, columns, times, rows."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fingerprints import Identifier, identify
from fingerprints.kinds import KINDS
from linkscan.config import Settings
from linkscan.engine import LocalEngine
from linkscan.errors import LinkscanError
from linkscan.inspection.template import notes_headers
from linkscan.masking import Mask, names_a_password
from linkscan.model import Reject
from linkscan.rows.loading import DATES, Loaded, load
from linkscan.rules.vocabulary import canonical_text
from linkscan.sources import Found, Paper, ReadOptions, Table, paper_of, read_tables
from linkscan.sources.columns import FIGURES, wanted_of
from linkscan.sources.saved import ENCODING, ORDER, ROLE, TZ

SAMPLE_ROWS = 3
CELL_CHARS = 40
HIDDEN = "****"
PEOPLE = ("operator", "user", "permission")
OPEN = frozenset({"observed_at", "platform", "region", "paper_kind", *DATES, *FIGURES})
"""Fields whose texts name nobody."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file and what it is taken for.

    `use` is "field", "paper", "secret" (dropped while reading), "passed-over" (`instead` is the
    header that got its field) or "unused". `meaning` is the field, or kind and role of a paper.
    """

    header: str
    use: str
    meaning: str | None = None
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """One table: always `rows_read = rows_used + rows_ignored + rows_rejected`.

    Where its rows cannot be read as a whole, `problem` says why, and the counts are None.
    `sample` are first rows, a cell for each column that is used, masked as in a report.
    """

    name: str
    sheet: str | None
    member: str | None
    format: str
    preset: str | None
    encoding: str | None
    delimiter: str | None
    header_line: int | None  # None: it has no line of its own
    role: str
    columns: tuple[Column, ...]
    date_order: str | None
    zone: str | None
    rows_read: int | None
    rows_used: int | None
    rows_ignored: int | None
    rows_rejected: int | None
    ignored: tuple[tuple[str, int], ...]
    rejected: tuple[tuple[str, int], ...]
    rejects: tuple[Reject, ...]
    sample_columns: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    problem: LinkscanError | None = None

    @property
    def where(self) -> str:
        """The table as messages and saved mappings name it."""
        parts = (self.name, *(f"[{part}]" for part in (self.member, self.sheet) if part))
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Passed:
    """A file or sheet that holds no table, and the reason code why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the files are taken for. `saved` are the mappings, as a linkscan.toml holds them."""

    tables: tuple[Inspection, ...]
    passed: tuple[Passed, ...]
    saved: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

    @property
    def problem(self) -> LinkscanError | None:
        """The first reason why rows could not be read, if there is one."""
        return next((one.problem for one in self.tables if one.problem), None)


def inspect_files(
    files: Sequence[Found], settings: Settings, given: Collection[str] = ()
) -> Inspected:
    """Read the files as a scan would, and say what they are taken for.

    Of `tz`, `date_order` and `encoding` those are saved that are said of a file alone, or that
    were `given` for these files.

    Raises:
        LinkscanError: A file is no table that linkscan knows, or a setting is wrong.
    """
    from linkscan.pipeline import check_named_files, loading_of

    check_named_files(files, settings)
    with tempfile.TemporaryDirectory(prefix="linkscan-", dir=settings.temp_dir) as work:
        options = ReadOptions(
            settings.encoding,
            settings.encodings,
            settings.columns,
            settings.saved,
            rule=settings.account_rule,
        )
        reading = read_tables(files, options, Path(work))
        engine = LocalEngine(settings.memory_limit, settings.temp_dir, None)
        try:
            tables = []
            for number, table in enumerate(reading.tables):
                loaded: Loaded | None = None
                problem: LinkscanError | None = None
                try:
                    loaded = load(engine, number, table, loading_of(table, settings, Path(work)))
                except LinkscanError as error:
                    problem = error
                tables.append(_inspection(table, loaded, problem, settings.mask))
        finally:
            engine.close()
    passed = tuple(
        Passed(one.name if one.sheet is None else f"{one.name}[{one.sheet}]", one.reason)
        for one in reading.skipped
        if not one.columns or one.columns not in notes_headers()
    )
    saved = tuple(
        (
            one.where[len(one.name) - len(one.name.rsplit("/", 1)[-1]) :],
            (*_saved(table), *_reading(table, settings, given)),
        )
        for one, table in zip(tables, reading.tables, strict=True)
        if one.preset is None
    )
    return Inspected(tuple(tables), passed, saved)


def _inspection(
    table: Table, loaded: Loaded | None, problem: LinkscanError | None, mask: Mask
) -> Inspection:
    table = loaded.table if loaded else table
    used = _used(table)
    return Inspection(
        name=table.name,
        sheet=table.sheet,
        member=table.member,
        format=table.format,
        preset=table.preset,
        encoding=table.encoding,
        delimiter=table.delimiter,
        header_line=table.header_line,
        role=table.mapping.role,
        columns=tuple(_columns(table)),
        date_order=loaded.told.order if loaded else None,
        zone=loaded.zone if loaded else None,
        rows_read=loaded.rows_read if loaded else None,
        rows_used=loaded.rows_used if loaded else None,
        rows_ignored=_total(loaded.ignored) if loaded else None,
        rows_rejected=_total(loaded.rejected) if loaded else None,
        ignored=loaded.ignored if loaded else (),
        rejected=loaded.rejected if loaded else (),
        rejects=loaded.rejects if loaded else (),
        sample_columns=tuple(table.scan.columns[i] for i in used),
        sample=tuple(_sample(table, used, mask)),
        problem=problem,
    )


def _total(counts: Iterable[tuple[str, int]]) -> int:
    return sum(count for _reason, count in counts)


def _used(table: Table) -> list[int]:
    mapping = table.mapping
    return sorted({*mapping.fields.values(), *(paper.column for paper in mapping.papers)})


def _columns(table: Table) -> Iterable[Column]:
    """The columns that are read in their order, then those that are not."""
    mapping, headers = table.mapping, table.scan.columns
    found = [(i, Column(headers[i], "field", name)) for name, i in mapping.fields.items()]
    found += [(paper.column, Column(headers[paper.column], "paper", _named(paper)))
              for paper in mapping.papers]  # fmt: skip
    yield from (column for _i, column in sorted(found, key=lambda pair: pair[0]))
    yield from (Column(header, "secret") for header in mapping.secret)
    passed = [Column(header, "passed-over", None, used) for header, used in mapping.passed_over]
    yield from passed
    rest = [header for header in mapping.unmapped if header.strip()]
    for column in passed:
        if column.header in rest:
            rest.remove(column.header)
    yield from (Column(header, "unused") for header in rest)


def _named(paper: Paper) -> str:
    return f"{paper.kind}/{paper.role}".rstrip("/")


def _sample(table: Table, used: Sequence[int], mask: Mask) -> Iterable[tuple[str, ...]]:
    kinds = {i: name for name, i in table.mapping.fields.items()}
    kinds |= {paper.column: paper.kind for paper in table.mapping.papers}
    long = table.mapping.fields.get("paper_kind")
    rows = (row for row in table.sample if any(row[i].strip() for i in used))
    for row, _n in zip(rows, range(SAMPLE_ROWS), strict=False):
        cells = []
        for i in used:
            kind = kinds[i]
            if kind == "paper_value":
                paper = paper_of(row[long]) if long is not None else None
                kind = paper.kind if paper else ""
            cells.append(_shown(kind, row[i].strip(), mask))
        yield tuple(cells)


def _shown(kind: str, text: str, mask: Mask) -> str:
    """A cell as a report would show it; of a value whose kind is not known nothing is shown."""
    if names_a_password(kind, text):
        address = identify("ip", text)
        return address.label if isinstance(address, Identifier) and not mask.pseudonyms else HIDDEN
    if not text or mask.reveal:
        return _cut(text)
    if kind == "account":
        return _cut(mask.name(kind, canonical_text(text), text))
    if kind in PEOPLE:
        return _cut(mask.person(text))
    if kind == "machine":
        return _cut(mask.machine(text))
    if kind == "" or (kind in KINDS and (KINDS[kind].masked or mask.pseudonyms)):
        found = identify(kind, text) if kind else None
        if isinstance(found, Identifier):
            return _cut(mask.label(found.kind, found.key, found.label))
        return HIDDEN
    return _cut(mask.text(text, known=kind in OPEN))


def _cut(text: str) -> str:
    return text if len(text) <= CELL_CHARS else text[: CELL_CHARS - 3] + "..."


def _saved(table: Table) -> tuple[tuple[str, str], ...]:
    wanted = wanted_of(table.mapping, table.scan.columns)
    return ((ROLE, table.mapping.role), *wanted.items())


def _reading(table: Table, settings: Settings, given: Collection[str]) -> Iterator[tuple[str, str]]:
    """How the file is read, as far as the user says it of this one."""
    dated = "observed_at" in table.mapping.fields
    for name, meant, said, general in (
        (TZ, dated, settings.zone_told(table.name), settings.zone),
        (ORDER, dated, settings.order_of(table.name), settings.order),
        (ENCODING, table.encoding is not None, settings.encoding_of(table.name), settings.encoding),
    ):
        if meant and said is not None and (name in given or said != general):
            yield name, said
