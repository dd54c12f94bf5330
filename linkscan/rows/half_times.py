"""Times are read by halves: each day and each time of day once, not every pair of them.

A log with a million different times has some hundred days, and no more than 86,400 times of
day. Both halves are read by `read_written`, as whole texts are; the engine joins them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from linkscan.engine import Engine
from linkscan.sources.written import FIRST_YEAR, LAST_YEAR, LONGEST, ORDERS, Written, read_written

_CLOCKS = {"12:34:56": timedelta(hours=12, minutes=34, seconds=56),
           "01:23:45": timedelta(hours=1, minutes=23, seconds=45)}  # fmt: skip
"""A word for half of the day that stands before a time of day changes one of these two."""

_SHORTEST = 6
"""Characters of a day (`3/4/26`); a colon farther to the front follows no time of day."""

_DAY = date(2000, 1, 2)
_FRACTION = "[0-9]{1,2}:[0-9]{2}:[0-9]{2}[.][0-9]{1,9}"

HALVES = ("day_text", "clock_text", "part_us")
"""The columns that `halved` adds."""


@dataclass(frozen=True, slots=True)
class Halves:
    """The texts of a column that are left to be read, each once, in the order of their rows.

    Of those whose halves are known, the first with each day stands for the others.
    """

    texts: tuple[str, ...]
    known: frozenset[str]


def halved(rows: str) -> str:
    """SQL of the relation `rows` with its texts `odd_time` in two.

    `day_text` ends where the hour begins, or a Chinese word for half of the day before it.
    `clock_text` has no fraction of a second: `part_us` is it. The three are null where no
    time of day stands behind a day.
    """
    return f"""
        WITH placed AS (
          SELECT *, CASE WHEN strpos(odd_time, ':') > {_SHORTEST} AND length(odd_time) <= {LONGEST}
                         THEN strpos(odd_time, ':') END AS colon
          FROM {rows}
        ),
        hours AS (
          SELECT *, CASE WHEN substr(odd_time, colon - 2, 1) BETWEEN '0' AND '9' THEN colon - 2
                         ELSE colon - 1 END AS hour_at
          FROM placed
        ),
        starts AS (
          SELECT *, CASE WHEN substr(odd_time, hour_at - 1, 1) = '午' THEN hour_at - 2
                         WHEN substr(odd_time, hour_at - 2, 2) = '午 ' THEN hour_at - 3
                         ELSE hour_at END AS start
          FROM hours
        ),
        cut AS (
          SELECT *, substr(odd_time, 1, start - 1) AS day_text, substr(odd_time, start) AS clock
          FROM starts
        ),
        fractions AS (
          SELECT *, contains(clock, '.') AND regexp_full_match(clock, '{_FRACTION}') AS parted
          FROM cut
        )
        SELECT * EXCLUDE (colon, hour_at, start, clock, parted),
               CASE WHEN parted THEN split_part(clock, '.', 1) ELSE clock END AS clock_text,
               CASE WHEN parted
                    THEN CAST(rpad(left(split_part(clock, '.', 2), 6), 6, '0') AS INTEGER)
                    ELSE 0 END AS part_us
        FROM fractions
    """


def read_halves(engine: Engine, rows: str) -> Halves:
    """Read the halves of the texts `odd_time` of a relation whose rows have a `record`.

    Creates the table `clocks`, of times of day, and `days`, with the day in each
    order of its numbers. A text both of whose halves are in them is known; in an order of which
    its day is null it is no time.
    """
    texts = halved(f"(SELECT record, odd_time FROM {rows} WHERE odd_time IS NOT NULL)")
    clocks = [(text, at // timedelta(microseconds=1))
              for (text,) in engine.rows(f"SELECT DISTINCT clock_text FROM ({texts})")
              if text and (at := read_clock(text)) is not None]  # fmt: skip
    engine.put("clocks", {"clock_text": "VARCHAR", "clock_us": "BIGINT"}, clocks)
    firsts = engine.rows(f"""
        SELECT min(record), arg_min(odd_time, record), day_text, count(*)
        FROM ({texts}) JOIN clocks USING (clock_text) GROUP BY day_text
    """)
    days = {text: day for _record, _first, text, _rows in firsts if (day := read_day(text))}
    kinds = {"day_text": "VARCHAR", "dmy": "TIMESTAMP", "mdy": "TIMESTAMP", "ymd": "TIMESTAMP"}
    engine.put("days", kinds, [(text, *(_midnight(day.day(order)) for order in ORDERS))
                               for text, day in days.items()])  # fmt: skip
    known = [(record, text) for record, text, day, _rows in firsts if day in days]
    ((left,),) = engine.rows(f"SELECT count(odd_time) FROM {rows}")
    left -= sum(count for *_first, day, count in firsts if day in days)
    whole = engine.rows(f"""
        SELECT min(record), odd_time
        FROM ({texts}) LEFT JOIN clocks USING (clock_text)
        LEFT JOIN (SELECT day_text, true AS has_day FROM days) USING (day_text)
        WHERE clock_us IS NULL OR has_day IS NULL GROUP BY odd_time
    """) if left else []  # fmt: skip
    ordered = tuple(text for _record, text in sorted([*known, *whole]))
    return Halves(ordered, frozenset(text for _record, text in known))


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time())


def read_day(text: str) -> Written | None:
    """The day that `text` names whatever time of day stands behind it; None: it hangs on that,
    or is none."""
    found = [read_written(text + clock) for clock in _CLOCKS]
    one = found[0]
    if one is None or one.yearless or one.zone is not None:
        return None
    for other, clock in zip(found, _CLOCKS.values(), strict=True):
        if other is None or (other.days, other.clock) != (one.days, clock):
            return None
    # At the ends it hangs on the zone whether the year can be.
    early, late = date(FIRST_YEAR, 1, 1), date(LAST_YEAR - 1, 12, 31)
    return one if all(early < day < late for day in one.days.values()) else None


def read_clock(text: str) -> timedelta | None:
    """The time of day that `text` names behind any day; None: it names none, a zone too, or
    the midnight at the end of the day."""
    one = read_written(f"{_DAY} {text}")
    if one is None or one.zone is not None or one.days != {"": _DAY}:
        return None
    return one.clock if one.clock < timedelta(days=1) else None
