"""Times that the engine cannot read get a second chance, in Python, as a column.

What one text leaves open the column says: the order of its numbers, whether bare numbers are
days of a spreadsheet, and by the order of the rows in which year a log without years began.
Where the column leaves it open too, the scan stops and asks, or the row is rejected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from linkscan.engine import Engine
from linkscan.engine.base import WIDE, quoted
from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.rows.flaws import (
    AMBIGUOUS_DATE,
    AMBIGUOUS_ZONE,
    BAD_TIME,
    TOTAL,
    USED,
    is_total,
)
from linkscan.rows.half_times import HALVES, halved, read_halves
from linkscan.sources.date_order import DateOrder, order_shown
from linkscan.sources.times import TimeSense, is_serial, moment, understood
from linkscan.sources.written import LEAP_YEAR, Order, Written, read_written

_FLAW_OF = {"bad-time": BAD_TIME, "ambiguous-date": AMBIGUOUS_DATE,
            "ambiguous-zone": AMBIGUOUS_ZONE}  # fmt: skip

DAY_S = 86_400
YEAR_S = 366 * DAY_S
"""Of the leap year that stands for all of them."""
MOST_YEARS_BACK = 28
"""After so many years the days of the week fall on the same dates again."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of times in the table `rows`, and what is known of it beforehand."""

    rows: str
    record: str  # the column that numbers the rows
    where: str  # file and sheet, for messages
    line: Callable[[int], int]  # of a record
    zone: ZoneInfo
    order: Order | None  # as the user says
    serials: int  # in which system the program that wrote the file counts days
    before: datetime  # nothing in the file happened later

    @property
    def numbered(self) -> str:
        """The rows as a relation with their number: joins forget their order."""
        number = "" if self.record == "record" else f"{self.record} AS record, "
        return f"(SELECT {number}* FROM {self.rows})"


@dataclass(frozen=True, slots=True)
class Told:
    """What was decided of a column, for the report; None where nothing had to be."""

    order: Order | None = None
    serials: int | None = None
    years: tuple[int, int] | None = None  # the first and the last that were supplied


def mend_times(engine: Engine, column: Column) -> Told:
    """Fill `observed_at` of the rows from their `odd_time`, or flag them.

    Raises:
        LinkscanError: The order of the numbers of a date is not told by the column.
    """
    halves = read_halves(engine, column.numbered)
    written = {text: read_written(text) for text in halves.texts}
    order, told = order_of(written.items(), column, "odd_time", engine)
    serials = column.serials if _all_serials(engine, column, halves.texts) else None
    sense = TimeSense(column.zone, order, serials)
    without = {text: one for text, one in written.items() if one and one.yearless}
    known = [_row(text, 0, understood(text, one, sense)) for text, one in written.items()
             if not (text in without or text in halves.known)]  # fmt: skip
    years: list[int] = []
    if without:
        for text, part, at in _with_years(engine, column, without):
            known.append(_row(text, part, at))
            years += [at.year] if isinstance(at, datetime) else []
    _mend(engine, column, order, known, parts=bool(without))
    return Told(told, serials, (min(years), max(years)) if years else None)


def _row(text: str, part: int, at: datetime | str) -> tuple[object, ...]:
    if isinstance(at, str):
        return text, part, None, TOTAL if is_total(text) else _FLAW_OF[at]
    return text, part, at.replace(tzinfo=None), USED


def _mend(
    engine: Engine,
    column: Column,
    order: Order,
    known: Sequence[tuple[object, ...]],
    *,
    parts: bool,
) -> None:
    kinds = {"odd_time": "VARCHAR", "part": "INTEGER", "known_at": "TIMESTAMP", "why": "INTEGER"}
    engine.put("odd_times", kinds, known)
    rows = f"(SELECT *, 0 AS part FROM {column.numbered})"
    if parts:
        rows = f"""(SELECT r.*, coalesce(y.part, 0) AS part
                    FROM {column.numbered} r LEFT JOIN {WIDE}.years y USING (record))"""
    engine.create(
        column.rows,
        f"""
        SELECT * EXCLUDE (observed_at, flaw, odd_time, part, {", ".join(HALVES)}, known_at, why,
                          wall),
               coalesce(observed_at, known_at, {engine.moment("wall", column.zone.key)})
                   AS observed_at,
               CAST(CASE WHEN flaw <> {USED} OR odd_time IS NULL THEN flaw
                         WHEN why IS NOT NULL THEN why
                         WHEN wall IS NULL THEN {BAD_TIME} ELSE {USED} END AS UTINYINT) AS flaw
        FROM (SELECT halved.*, known_at, why,
                     days.{order} + to_microseconds(clock_us + part_us) AS wall
              FROM ({halved(rows)}) halved LEFT JOIN odd_times USING (odd_time, part)
              LEFT JOIN clocks USING (clock_text) LEFT JOIN days USING (day_text))
        """,
    )
    for table in ("odd_times", "clocks", "days", f"{WIDE}.years"):
        engine.drop(table)


def order_of(
    texts: Iterable[tuple[str, Written | None]], column: Column, name: str, engine: Engine
) -> tuple[Order, Order | None]:
    """The order of the numbers of the dates in the column `name`; and the same if it matters.

    Raises:
        LinkscanError: The texts leave it open, contradict each other or what the user says.
    """
    found = order_shown(texts)

    def place(text: str) -> int:
        ((record,),) = engine.rows(f"""
            SELECT min({column.record}) FROM {column.rows} WHERE {name} = {quoted(text)}
        """)
        return column.line(record)

    if column.order is not None:
        _check_told(found, column, place)
        return column.order, column.order if found.witnesses else None
    if found.contrary is not None:
        one, other = found.contrary
        raise LinkscanError(
            _("{where}:{line}: {text!r} and {other!r} (line {there}) are dates in no one order; "
              "name it with --date-order dmy, mdy or ymd: the other rows are then rejected."),
            where=column.where, line=place(one), text=one, other=other, there=place(other),
        )  # fmt: skip
    if found.undecided is not None:
        raise LinkscanError(
            _("{where}:{line}: {text!r} can be read in the orders {orders}, and no date of the "
              "column tells which; name it with --date-order {first}."),
            where=column.where, line=place(found.undecided), text=found.undecided,
            orders=", ".join(found.possible), first="|".join(found.possible),
        )  # fmt: skip
    return found.order or found.possible[0], found.order


def _check_told(found: DateOrder, column: Column, place: Callable[[str], int]) -> None:
    """An order that reads none of the dates that tell one is a slip of the pen."""
    if column.order is None or column.order in found.possible or not found.possible:
        return
    text = next(text for orders, text in found.witnesses.items() if column.order not in orders)
    raise LinkscanError(
        _("{where}:{line}: {text!r}, like every date of the column that tells, has the order "
          "{found}, not {order}; name the file too: --date-order FILE={found}."),
        where=column.where, line=place(text), text=text,
        found=found.possible[0], order=column.order,
    )  # fmt: skip


def _all_serials(engine: Engine, column: Column, texts: Sequence[str]) -> bool:
    """Whether the column as a whole consists of days as spreadsheets count them."""
    numbers = [text for text in texts if any(char.isdigit() for char in text)]
    return (
        bool(numbers)
        and all(map(is_serial, numbers))
        and not engine.rows(f"SELECT 1 FROM {column.rows} WHERE observed_at IS NOT NULL LIMIT 1")
    )


def _with_years(
    engine: Engine, column: Column, written: Mapping[str, Written]
) -> list[tuple[str, int, datetime | str]]:
    """The moments of texts without year, with the part of the file that they stand in.

    A part ends where the dates pass the turn of a year. Rows must follow the clock, forwards
    or backwards, but for a day; then the latest years are taken that leave no row in the
    future, and in which each day exists and has the weekday that is written.
    """
    walls = [(text, _second_of_year(one)) for text, one in written.items()]
    engine.put("yearless", {"odd_time": "VARCHAR", "wall": "INTEGER"}, walls)
    engine.create(
        f"{WIDE}.years",
        f"""
        SELECT record, odd_time, wall, step,
               CAST(sum(CASE WHEN step < -{YEAR_S // 2} THEN 1 WHEN step > {YEAR_S // 2} THEN -1
                             ELSE 0 END) OVER (ORDER BY record) AS INTEGER) AS part
        FROM (SELECT record, odd_time, wall, wall - lag(wall) OVER (ORDER BY record) AS step
              FROM {column.numbered} JOIN yearless USING (odd_time))
        """,
    )
    # A step over the turn of a year is the short one.
    short = f"step - {YEAR_S} * round(CAST(step AS DOUBLE) / {YEAR_S})"
    ((least, most),) = engine.rows(f"SELECT min({short}), max({short}) FROM {WIDE}.years")
    pairs = engine.rows(f"SELECT DISTINCT odd_time, part FROM {WIDE}.years ORDER BY part, odd_time")
    follows = least is None or least >= -DAY_S or most <= DAY_S
    last = max(part for _text, part in pairs)
    latest = column.before.year + 1 - last
    for first in range(latest, latest - MOST_YEARS_BACK - 1, -1) if follows else ():
        found = [(text, part, _in_year(written[text], first + part, column))
                 for text, part in pairs]  # fmt: skip
        if all(at is not None for _text, _part, at in found):
            return [(text, part, at) for text, part, at in found if at is not None]
    return [(text, part, "ambiguous-date") for text, part in pairs]


def _second_of_year(written: Written) -> int:
    passed = written.days[""] - date(LEAP_YEAR, 1, 1) + written.clock
    return int(passed.total_seconds())


def _in_year(written: Written, year: int, column: Column) -> datetime | str | None:
    """The moment in a year; None: it cannot be of this one."""
    try:
        day = written.days[""].replace(year=year)
    except ValueError:
        return None
    if written.weekday not in (None, day.weekday()):
        return None
    at = moment(written, datetime.combine(day, time()), column.zone)
    late = isinstance(at, datetime) and at > column.before.astimezone(UTC) + timedelta(days=1)
    return None if late else at


def iso_dates(engine: Engine, column: Column, name: str) -> str | None:
    """SQL of a column of dates with those in ISO form that leave it to the column what they
    are; None: there are none. What is no date stays as it is.

    Raises:
        LinkscanError: The order of the numbers of a date is not told by the column.
    """
    texts = [text for (text,) in engine.rows(f"""
        SELECT {name} FROM {column.rows} WHERE {name} IS NOT NULL
        GROUP BY 1 ORDER BY min({column.record})
    """)]  # fmt: skip
    numbers = [text for text in texts if any(char.isdigit() for char in text)]
    serials = column.serials if numbers and all(map(is_serial, numbers)) else None
    written = {text: one for text in texts if (one := read_written(text)) and one.orders()}
    if not written and serials is None:
        return None
    order, _told = order_of(written.items(), column, name, engine)
    sense = TimeSense(column.zone, order, serials)
    found = {text: understood(text, written.get(text), sense)
             for text in (written or numbers)}  # fmt: skip
    cases = " ".join(
        f"WHEN {quoted(text)} THEN {quoted(at.astimezone(column.zone).isoformat())}"
        for text, at in found.items() if isinstance(at, datetime)
    )  # fmt: skip
    return f"CASE {name} {cases} ELSE {name} END" if cases else None
