"""Times as logs write them, made UTC: what a text leaves open is supplied, or it is no time.

Nothing is guessed from one text: the order of `3/4/2026` comes from the whole column
(`date_order`), a zone that several countries call `CST` from the user.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from linkscan.sources.written import FIRST_YEAR, LAST_YEAR, Order, Written, read_written
from linkscan.sources.zones import moment_of, offset_named

Unread = Literal["bad-time", "ambiguous-date", "ambiguous-zone"]
"""Why a text is no time: it names none, or one of several days, or in one of several zones."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNITS = {10: 1, 13: 10**3, 16: 10**6, 19: 10**9}  # digits of an epoch -> ticks a second
_NUMBER = re.compile(r"(\d{5}|\d{10}|\d{13}|\d{16}|\d{19})(?:\.(\d*))?", re.ASCII)

# Day 0 of the two systems; the one of 1900 counts a 29 February that was none.
_DAY_0 = {1900: datetime(1899, 12, 30), 1904: datetime(1904, 1, 1)}


@dataclass(frozen=True, slots=True)
class TimeSense:
    """How to take what the times of a column leave open.

    `zone` holds for times that name none, `order` for numbers that name no year first;
    `serials` is the system (1900, 1904) in which numbers of five digits are days.
    """

    zone: ZoneInfo
    order: Order | None = None
    serials: int | None = None


def parse_time(text: str, zone: ZoneInfo, order: Order | None = None) -> datetime | None:
    """The moment that `text` names, aware in UTC; None: it names none without a guess.

    Args:
        text: A form of `read_written`, or an epoch in s, ms, µs or ns.
        zone: Where a time without offset was written; `zones` says what holds where its
            clocks changed.
        order: That of the numbers of a date like `3/4/2026`.
    """
    found = read_time(text, TimeSense(zone, order))
    return found if isinstance(found, datetime) else None


def read_time(text: str, sense: TimeSense) -> datetime | Unread:
    """The moment that `text` names in its column, aware in UTC, or why it is none."""
    return understood(text, read_written(text), sense)


def understood(text: str, written: Written | None, sense: TimeSense) -> datetime | Unread:
    """The same of a text that is read already."""
    if written is None:
        number = _NUMBER.fullmatch(text.strip())
        return (number and _counted(number[1], number[2] or "", sense)) or "bad-time"
    if written.yearless:
        return "ambiguous-date"
    day = written.day(sense.order)
    if day is None:
        return "bad-time" if sense.order else "ambiguous-date"
    return moment(written, datetime.combine(day, time()), sense.zone)


def moment(written: Written, day: datetime, zone: ZoneInfo) -> datetime | Unread:
    """The moment of what is written, on the day that it means."""
    try:
        wall = day + written.clock
        offset = written.zone or zone
        if isinstance(offset, str):
            named = offset_named(offset, wall, zone)
            if named is None:
                return "ambiguous-zone"
            offset = named
        return bounded(moment_of(wall, offset)) or "bad-time"
    except OverflowError:
        return "bad-time"


def bounded(at: datetime) -> datetime | None:
    """The moment, if it lies within the years that logs can have."""
    return at if FIRST_YEAR <= at.year < LAST_YEAR else None


def is_serial(text: str) -> bool:
    """Whether a text may be a day as spreadsheets count them, in either system."""
    number = _NUMBER.fullmatch(text.strip())
    return number is not None and len(number[1]) == 5 and all(
        FIRST_YEAR <= (day + timedelta(days=int(number[1]))).year < LAST_YEAR
        for day in _DAY_0.values()
    )  # fmt: skip


def _counted(whole: str, fraction: str, sense: TimeSense) -> datetime | None:
    if len(whole) == 5:
        if sense.serials is None:
            return None
        # To the millisecond: 9:05 is 0.378472222222222 of a day.
        passed = timedelta(milliseconds=round(float(f"{whole}.{fraction}") * 86_400_000))
        return bounded(moment_of(_DAY_0[sense.serials] + passed, sense.zone))
    ticks = _UNITS[len(whole)]
    if ticks > 1 and fraction.strip("0"):
        return None
    microseconds = int(whole) * 10**6 // ticks
    if ticks == 1:
        microseconds += int((fraction or "0")[:6].ljust(6, "0"))
    try:
        return bounded(_EPOCH + timedelta(microseconds=microseconds))
    except OverflowError:
        return None
