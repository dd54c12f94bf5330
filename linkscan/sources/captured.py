"""Records of `linkscan capture` as a login log: each visit to a back office is a sign-in.

Visits are taken as they were recorded. Sessions that belong to none, as a capture that was killed
leaves them, are grouped anew. An address is evidence only where it was seen from outside or is
public itself, and a MAC unless it stands for several machines at once, as that of a router does.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from linkscan.capture.record import Mapping as Seen
from linkscan.capture.record import Record, Session, Visit, columns, record_of
from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.bounds import Bounds
from linkscan.sources.copying import Copy, Row, long_line, write_copy
from linkscan.sources.parquet import damaged, literal_path
from linkscan.sources.proof import file_digest
from linkscan.sources.source import EmptyTable, Source
from linkscan.sources.table import Mapping, Table

IN_VISIT, PUBLIC_ADDRESS, NO_STORE = "in-visit", "public-address", "visit-of-no-store"
"""Why a record is no row: a session of a visit, an address that was seen, a visit to a store of
which nobody knows which it is."""

_JSON_HEAD = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"record"\s*:\s*"(?:session|mapping|visit)"')
_CSV_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?record,transport,client_ip,")

RECORD_SEPARATOR = "\x1e"
"""RFC 7464, and linkscan's other readers of text: it ends a line, too."""

FIELDS = ("account", "observed_at", "platform", "machine", "ip", "mac", "ja4")

Placed = tuple[int, Visit]
"""A line and the visit on it."""
_Record = tuple[int, Record]


def read_captured(source: Source, head: bytes) -> Table | None:
    """The visits of a capture; None: the file is none.

    Raises:
        LinkscanError: It is said to be one and is not, or exceeds a limit.
    """
    records = _records(source, head)
    if records is None:
        if source.role == "sessions":
            raise LinkscanError(
                _(
                    "{where}: no records of linkscan capture; make them with: linkscan capture "
                    "read FILE.pcap --out visits.jsonl."
                ),
                where=source.name,
            )
        return None
    form, rows = records
    rejected: list[Row] = []
    placed: list[_Record] = []
    for line, record in rows:
        if isinstance(record, str):
            rejected.append((line, record))
        else:
            placed.append((line, record))
    if not placed:
        raise EmptyTable(source.name, header=True)
    return _table(source, form, placed, rejected)


def with_visits(table: Table, visits: Sequence[Placed], workdir: Path) -> Table:
    """The table of a capture, of whose visits more is known by now."""
    path = workdir / f"visits-{table.scan.path.name}"
    copy = _copy(table.name, visits, (), path, table.options.bounds)
    ignored = Counter(dict(table.ignored))
    ignored[NO_STORE] = _count_unnamed(visits)
    return replace(
        table,
        scan=copy.scan,
        sample=copy.sample,
        ignored=tuple(sorted((+ignored).items())),
        visits=tuple(visits),
    )


def _table(source: Source, form: str, placed: Sequence[_Record], rejected: Sequence[Row]) -> Table:
    recorded = [(line, record) for line, record in placed if isinstance(record, Visit)]
    anew = _grouped_anew(source, placed, recorded)
    visits = [*recorded, *anew]
    sessions = sum(isinstance(record, Session) for _line, record in placed)
    ignored = Counter({
        IN_VISIT: sessions - len(anew),  # the first session of each stands for the visit
        PUBLIC_ADDRESS: len(placed) - len(recorded) - sessions,
        NO_STORE: _count_unnamed(visits),
    })  # fmt: skip
    copy = _copy(source.name, visits, rejected, source.new_path(".csv"), source.options.bounds)
    return Table(
        name=source.name,
        path=source.original,
        format=form,
        scan=copy.scan,
        mapping=Mapping("logins", {name: place for place, name in enumerate(FIELDS)}),
        sample=copy.sample,
        proved=True,
        encoding=None if form == "parquet" else "utf-8",
        sha256=source.sha256 or file_digest(source.original),
        ignored=tuple(sorted((+ignored).items())),
        rejected=copy.rejected,
        rejects=copy.rejects,
        options=source.options,
        forced=source.role,
        visits=tuple(visits),
    )


def _count_unnamed(visits: Iterable[Placed]) -> int:
    return sum(visit.account is None for _line, visit in visits)


def _copy(
    name: str, visits: Sequence[Placed], rejected: Iterable[Row], path: Path, bounds: Bounds
) -> Copy:
    rows = [*_rows(visits), *rejected]
    copy = write_copy(rows, path, name, bounds, header=FIELDS, exact=True)
    assert copy is not None  # noqa: S101 - it has a header
    return copy


def _grouped_anew(
    source: Source, placed: Sequence[_Record], known: Iterable[Placed]
) -> list[Placed]:
    """Visits of the sessions that are part of no recorded one, on the line of their first."""
    from linkscan.capture.visits import Visits

    recorded = defaultdict(list)
    for _line, visit in known:
        recorded[visit.platform, visit.who, visit.account].append(visit)
    office = source.options.capture.office
    visits = Visits(office)
    lines: dict[tuple[object, ...], int] = {}
    for line, record in placed:
        if isinstance(record, Seen):
            visits.add(record)
        elif isinstance(record, Session) and record.name and (found := office(record.name)):
            near = recorded.get((found.platform, record.who, record.account), ())
            if not any(one.start_at <= record.first_at <= one.end_at for one in near):
                visits.add(record)
                lines.setdefault((record.first_at, record.who, record.name), line)
    return [(lines[visit.start_at, visit.who, visit.host], visit) for visit in visits.finish()]


def _rows(visits: Sequence[Placed]) -> Iterator[Row]:
    routers = _routers(visit for _line, visit in visits)
    for line, visit in visits:
        if visit.account is None:
            continue
        mac = visit.client_mac or ""
        for address in visit.public_ips or ("",):
            yield (
                line,
                [
                    visit.account,
                    visit.start_at.isoformat(),
                    visit.platform,
                    visit.machine or "",
                    address,
                    "" if mac in routers else mac,
                    visit.ja4s[0] if len(visit.ja4s) == 1 else "",
                ],
            )


def _routers(visits: Iterable[Visit]) -> set[str]:
    """MACs from which two addresses of one family were heard at the same time."""
    ends: dict[tuple[str, bool], Visit] = {}
    found = set()
    for visit in sorted(visits, key=lambda visit: visit.start_at):
        if visit.client_mac is None or visit.machine is not None:
            continue
        key = visit.client_mac, ":" in visit.client_ip
        before = ends.get(key)
        if before and before.client_ip != visit.client_ip and visit.start_at <= before.end_at:
            found.add(visit.client_mac)
        if before is None or visit.end_at >= before.end_at:
            ends[key] = visit
    return found


# -- forms -----------------------------------------------------------------------------------


def _records(source: Source, head: bytes) -> tuple[str, Iterator[tuple[int, Record | str]]] | None:
    """The form of a capture, and its records by line, or the reason why a line is none."""
    if head.startswith(b"PAR1"):
        return ("parquet", _of_parquet(source)) if _is_parquet(source.path) else None
    if _JSON_HEAD.match(head):
        return "jsonl", _of_json(source)
    if _CSV_HEAD.match(head):
        return "csv", _of_csv(source)
    return None


def _of_json(source: Source) -> Iterator[tuple[int, Record | str]]:
    return ((number, _of_line(line)) for number, line in _lines(source))


def _of_line(line: str) -> Record | str:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return "bad-json"  # the last line of a capture whose machine lost its power
    record = record_of(row) if isinstance(row, dict) else None
    return record or "other-record"


def _of_csv(source: Source) -> Iterator[tuple[int, Record | str]]:
    """Records of a CSV: linkscan writes no cell that goes on in the next line."""
    rows = ((number, _cells(line)) for number, line in _lines(source))
    _number, header = next(rows)
    for number, cells in rows:
        # What a spreadsheet would compute was written behind an apostrophe.
        plain = (cell.removeprefix("'") for cell in cells)
        yield number, record_of(dict(zip(header, plain, strict=False))) or "other-record"


def _cells(line: str) -> list[str]:
    try:
        return next(csv.reader([line]), [])
    except csv.Error:  # NUL, or a cell beyond all measure
        return []


def _lines(source: Source) -> Iterator[tuple[int, str]]:
    """The lines that are not blank."""
    bounds = source.options.bounds
    with source.path.open(encoding="utf-8-sig", errors="replace") as file:
        number = 0
        while line := file.readline(bounds.line_bytes + 1):
            number += 1
            if len(line) > bounds.line_bytes:
                raise long_line(source.name, number, bounds)
            for part in line.split(RECORD_SEPARATOR):
                if part.strip():
                    yield number, part


def _is_parquet(path: Path) -> bool:
    """Whether a Parquet file has the columns of a capture."""
    import duckdb

    with duckdb.connect() as engine:
        try:
            names = engine.read_parquet(literal_path(path)).columns
        except (duckdb.Error, RuntimeError, UnicodeError):
            return False  # the reader of any Parquet says why
    return {"record", "transport", "client_ip", "first_at"} <= set(names)


def _of_parquet(source: Source) -> Iterator[tuple[int, Record | str]]:
    import duckdb

    known = columns()
    with duckdb.connect() as engine:
        path = literal_path(source.path)
        try:
            names = [name for name in engine.read_parquet(path).columns if name in known]
            shown = ", ".join(f'CAST("{name}" AS VARCHAR)' for name in names)
            rows = engine.execute(f"SELECT {shown} FROM read_parquet(?)", [path]).fetchall()
        except (duckdb.Error, RuntimeError, UnicodeError) as error:
            raise damaged(source.name, error) from error
    for number, row in enumerate(rows, 1):
        yield number, record_of(dict(zip(names, row, strict=True))) or "other-record"
