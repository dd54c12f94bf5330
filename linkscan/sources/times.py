"""Times as logs write them, made UTC.

Orders that need a guess (`3/4/2026`, a two-digit year, a zone name such as `CST`) are no
time here: a wrong date would be worse than a rejected row.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1990, 2100
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNITS = {10: 1, 13: 1_000, 16: 1_000_000}  # digits of an epoch of our days -> ticks a second

_FORM = re.compile(
    r"""
    (?P<y>\d{4})
    (?: (?P<sep>[-/.]) (?P<m>\d{1,2}) (?P=sep) (?P<d>\d{1,2})
      | (?P<m2>\d{2}) (?P<d2>\d{2})
      | \s*年\s* (?P<m3>\d{1,2}) \s*月\s* (?P<d3>\d{1,2}) \s*[日号]? )
    (?: (?: \s*T\s* | \s+ | (?<=[日号]) | (?=[上下中凌早晚]) )
        (?: (?P<half>上午|下午|中午|凌晨|早上|晚上|AM|PM) \s* )?
        (?P<h>\d{1,2}) \s*[:时點点]\s*
        (?: (?P<min>\d{1,2})
            (?: \s*[:分]\s* (?: (?P<s>\d{1,2}) (?: [.,] (?P<f>\d{1,9}) )? \s*秒? )? )? )?
        (?: \s* (?P<half2>AM|PM) )?
        (?: \s* (?P<z>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?) )? )?
    """,
    re.IGNORECASE | re.VERBOSE,
)


def parse_time(text: str, zone: ZoneInfo) -> datetime | None:
    """The moment that `text` names, aware in UTC; None: it names none without a guess.

    Args:
        text: ISO 8601, `2026/1/2 9:05`, `2026.1.2`, `2026年1月2日 下午9:05`, or an epoch in
            seconds, milliseconds or microseconds. A date alone is its midnight.
        zone: Where a time without offset was written. Of an hour that a change of clocks
            repeats the first is meant.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if not text.isascii() or not text.replace(".", "", 1).isdigit():
        return _written(text, zone)
    return _epoch(text) or _written(text, zone)


def _epoch(text: str) -> datetime | None:
    whole, _, fraction = text.partition(".")
    ticks = _UNITS.get(len(whole))
    if ticks is None:
        return None
    microseconds = int(whole) * 1_000_000 // ticks
    if ticks == 1 and fraction:
        microseconds += int(fraction[:6].ljust(6, "0"))
    return _bounded(_EPOCH + timedelta(microseconds=microseconds))


def _written(text: str, zone: ZoneInfo) -> datetime | None:
    match = _FORM.fullmatch(text)
    if match is None:
        return None
    part = match.groupdict()
    hour = _hour(int(part["h"] or 0), part["half"] or part["half2"])
    if hour is None:
        return None
    try:
        moment = datetime(
            int(part["y"]),
            int(part["m"] or part["m2"] or part["m3"]),
            int(part["d"] or part["d2"] or part["d3"]),
            hour,
            int(part["min"] or 0),
            int(part["s"] or 0),
            int((part["f"] or "0")[:6].ljust(6, "0")),
            tzinfo=_offset(part["z"]) or zone,
        )
        return _bounded(moment.astimezone(UTC))
    except (ValueError, OverflowError):
        return None


def _hour(hour: int, half: str | None) -> int | None:
    """The hour of 24; None: the half of the day does not fit it."""
    half = (half or "").lower()
    if not half:
        return hour
    if hour > 12:
        # "下午 15:00" is written; "AM 15:00" is a mistake.
        return hour if half in ("下午", "晚上") else None
    if half in ("am", "上午", "早上", "凌晨"):
        return hour % 12
    if half == "中午":
        return hour if hour >= 11 else hour + 12
    return hour % 12 + 12


def _offset(text: str | None) -> timezone | None:
    if text is None:
        return None
    digits = text.upper().removeprefix("UTC").removeprefix("GMT")
    if digits in ("", "Z"):
        return UTC
    hours, minutes = _split(digits[1:].replace(":", ""))
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    if offset > timedelta(hours=14):
        raise ValueError(text)
    return timezone(-offset if digits[0] == "-" else offset)


def _split(digits: str) -> tuple[str, str]:
    return (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")


def _bounded(moment: datetime) -> datetime | None:
    return moment if FIRST_YEAR <= moment.year < LAST_YEAR else None
