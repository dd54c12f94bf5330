"""Staff: what the files say of the people who sign in, whether an agency's, and whether gone.

It stands in a list of operators, or beside the operator in a log or a list of stores. Where
the files differ the careful reading holds: who is anywhere said to be there has not left, and
of several leaving dates the last one counts. Two people of one name are read so, too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fingerprints import Identifier, identify
from linkscan.engine import Engine
from linkscan.rows.events import SEVERAL
from linkscan.rows.flaws import KEPT
from linkscan.rows.loading import Loaded
from linkscan.rules.vocabulary import meaning, operator_kind_of, says_nothing
from linkscan.sources import PERMISSION, parse_time

Who = tuple[str, str]
"""Kind and key of somebody, as `fingerprints.identify` gives them for an operator."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Dates of one input that could not be read: the first records, and how many rows."""

    input: int
    records: tuple[int, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Staff:
    """What is known of people: who has left, and who is an agency's.

    `gone` says from which moment on somebody had left: the end of the last day.
    """

    gone: Mapping[Who, datetime]
    agencies: frozenset[Who]
    unread: tuple[Unread, ...]  # leaving dates
    unknown: tuple[str, ...]  # words for what somebody is that nobody knows


@dataclass(slots=True)
class _Said:
    """What the files together say of somebody."""

    kinds: set[str] = field(default_factory=set)
    ends: set[datetime] = field(default_factory=set)
    here: bool = False


def read_staff(engine: Engine, inputs: Sequence[Loaded], zone_of: Callable[[str], str]) -> Staff:
    """Read what the files say of people; `zone_of` names the time zone of a file."""
    people: dict[Who, _Said] = defaultdict(_Said)
    unread: list[Unread] = []
    unknown: set[str] = set()
    for one in inputs:
        zone = ZoneInfo(zone_of(one.table.name))
        bad: list[tuple[int, int]] = []
        for cells, kind, left, rows, record in _rows_of(engine, one):
            end = end_of_day(left, zone)
            if left and not end and not _says_here(left):
                bad.append((record, rows))
            said = operator_kind_of(kind) if kind else None
            if kind and not said:
                unknown.add(kind)
            for who in _people(cells):
                told = people[who]
                told.kinds |= {said} if said else set()
                told.ends |= {end} if end else set()
                told.here |= bool(left and _says_here(left)) or (not left and _lists_leavers(one))
        if bad:
            records = tuple(sorted(record for record, _rows in bad))
            unread.append(Unread(one.number, records, sum(rows for _record, rows in bad)))
    return Staff(
        gone={who: max(said.ends) for who, said in people.items() if said.ends and not said.here},
        agencies=frozenset(who for who, said in people.items() if said.kinds == {"agency"}),
        unread=tuple(unread),
        unknown=tuple(sorted(unknown)),
    )


_Row = tuple[list[str], str, str, int, int]
"""Cells that name people, what they are, when they left ("" if not said), rows, first record."""


def _rows_of(engine: Engine, one: Loaded) -> Iterable[_Row]:
    """The distinct sayings of one input of people."""
    names = [name for name in _named_by(one) if name in one.columns]
    said = [name if name in one.columns else "CAST(NULL AS VARCHAR)"
            for name in ("operator_kind", "left_at")]  # fmt: skip
    if not names or not {"operator_kind", "left_at"} & {*one.columns}:
        return
    for *cells, kind, left, rows, record in engine.rows(f"""
        SELECT {", ".join([*names, *said])}, count(*), min(record) FROM {one.name}
        WHERE flaw IN {KEPT} GROUP BY ALL ORDER BY ALL
    """):
        named = [cell for cell in cells if cell]
        if names == [PERMISSION]:
            named = [person for cell in named for person in re.split(SEVERAL, cell)]
        yield named, _told(kind), _told(left), rows, record


def _named_by(one: Loaded) -> tuple[str, ...]:
    """The columns that name the people of whom a row speaks."""
    if one.table.mapping.role == "operators":
        return ("operator", "user")
    return ("operator",) if "operator" in one.columns else (PERMISSION,)


def _told(text: str | None) -> str:
    """What a cell says; "" for one that says nothing, with a dash or the like."""
    return "" if text is None or says_nothing(text) else text


def _lists_leavers(one: Loaded) -> bool:
    """Whether a row without a leaving date says that somebody is there: in a list of people
    that has such dates. In a log the cell may just not have been filled."""
    return one.table.mapping.role == "operators" and "left_at" in one.columns


def _says_here(text: str) -> bool:
    return meaning("leaving", text) == "here"


def end_of_day(text: str, zone: ZoneInfo) -> datetime | None:
    """The end of the day that a date or time names, where it was written; None: it names none."""
    moment = parse_time(text, zone)
    if moment is None:
        return None
    day = moment.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _people(cells: Iterable[str]) -> set[Who]:
    """Who is meant; everybody's first login ("admin") is nobody."""
    found = (identify("operator", cell) for cell in cells)
    return {(one.kind, one.key) for one in found if isinstance(one, Identifier)}
