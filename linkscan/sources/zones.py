"""Time zones by name, and how far from UTC their clocks were.

A time that a change of clocks repeats is its first, and one that it leaves out counts on with
the offset from before (02:30 becomes 03:30): what Python's `zoneinfo` says of `fold=0`. Every
way in which linkscan reads a time asks this one.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from linkscan.sources.written import FIRST_YEAR, LAST_YEAR

_HOURS: dict[str, float] = {
    "UTC": 0, "GMT": 0, "UT": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
    "WAT": 1, "CAT": 2, "SAST": 2, "EAT": 3, "PKT": 5, "WIB": 7, "WITA": 8, "WIT": 9, "HKT": 8,
    "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12,
    "NZDT": 13, "EST": -5, "EDT": -4, "MST": -7, "MDT": -6, "PDT": -7, "AKST": -9, "AKDT": -8,
    "HST": -10, "北京时间": 8,
}  # fmt: skip
"""Abbreviations that meant one offset wherever they were used since 1991, in hours.

Left out on purpose: CST and CDT (China, US, Cuba), PST (US, Philippines), IST (India, Israel,
Ireland), BST and AST and GST and SST (with a second meaning in daily use), MSK (changed).
KST is taken for that of Seoul. Source: IANA time zone database, 2026-11; the choice is ours.
"""


def offset_named(name: str, wall: datetime, zone: ZoneInfo) -> tzinfo | None:
    """The offset that a zone's name means at a time of the clock; None: it has several.

    Args:
        name: As written: an abbreviation, or a name like `Asia/Shanghai`.
        wall: The naive time beside it.
        zone: Of an abbreviation that several zones use, its meaning in this one is taken.
    """
    short = name.upper()
    if short in _HOURS:
        return timezone(timedelta(hours=_HOURS[short]))
    if "/" in name:
        return _zone(name)
    moments = [wall, wall.replace(fold=1), *(datetime(wall.year, month, 1) for month in (1, 7))]
    for at in moments:
        if (zone.tzname(at) or "").upper() == short:
            return timezone(zone.utcoffset(at) or timedelta())
    return None


@cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


@cache
def offset_steps(name: str) -> tuple[tuple[datetime, int], ...]:
    """From which naive time of a zone on its clocks were how many seconds ahead of UTC.

    The steps are in order, and the first holds for what is earlier, too.
    """
    zone = ZoneInfo(name)
    at, end, day = datetime(FIRST_YEAR - 1, 12, 31), datetime(LAST_YEAR, 1, 2), timedelta(days=1)
    steps = [(at, _seconds(zone, at))]
    if zone.utcoffset(None) is not None:
        return tuple(steps)  # of a zone that never changes, such as UTC
    while at < end:
        if _seconds(zone, at + day) != steps[-1][1]:
            steps.append((start := _change(zone, at, at + day), _seconds(zone, start)))
        at += day
    return tuple(steps)


def _change(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The first second after `low` with the offset of `high`."""
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        if _seconds(zone, middle) == _seconds(zone, low):
            low = middle
        else:
            high = middle
    return high


def _seconds(zone: ZoneInfo, wall: datetime) -> int:
    return int((zone.utcoffset(wall) or timedelta()).total_seconds())


def moment_of(wall: datetime, zone: tzinfo) -> datetime:
    """A naive time of the clocks of a zone as the moment that it is, aware in UTC."""
    return wall.replace(tzinfo=zone).astimezone(UTC)
