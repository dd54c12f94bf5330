"""What a text says of a moment, before anything that it leaves open is supplied.

Open may stay the order of its numbers (`3/4/2026`), the year (`Nov 23 10:09:02`) and the zone.
A form that is not listed here is no time: a wrong date would be worse than a rejected row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, timedelta, timezone, tzinfo
from functools import cache
from typing import Literal

Order = Literal["dmy", "mdy", "ymd"]
ORDERS: tuple[Order, ...] = ("dmy", "mdy", "ymd")

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""A time outside of these is a mistake: no marketplace kept logs before, or does after."""

LEAP_YEAR = 2000
"""Stands for the year of a date that names none: every day of any year is in it."""

LONGEST = 100
"""Characters; the longest that browsers write have some 70."""

_CENTURY_ENDS = 50  # '49 is 2049; '50 to '89 would be neither a log of today nor one kept
_MAX_OFFSET_HOURS = 14  # Kiribati; no zone lies farther from UTC

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYS_ZH = "一二三四五六日"

_MONTH = (
    r"(?P<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_NTH = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?!\d)"
_WEEKDAY = (
    r"(?:(?P<w>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b[.,]*\s*)?"
)
_DATES = (
    r"(?P<y>\d{4}) (?P<sep>[-/.\\\ ]) (?P<m>\d{1,2}) (?P=sep) (?P<d>\d{1,2}) (?!\d)",
    r"(?P<y>\d{4}|\d{2}) \s*年\s* (?P<m>\d{1,2}) \s*月\s* (?P<d>\d{1,2}) \s*(?:[日号]|(?!\d))",
    r"(?P<y>\d{4}) (?P<m>\d{2}) (?P<d>\d{2}) (?= \D | \d{4}(?:\d{2})?\b | $)",
    r"(?P<y>\d{4}) -?W (?P<week>\d{2}) -? (?P<day>[1-7]) (?!\d)",
    r"(?P<y>\d{4}) - (?P<nth>\d{3}) (?!\d)",
    r"(?P<n1>\d{1,2}) (?P<sep>\.\ |[-/.\ ]) (?P<n2>\d{1,2}) (?P=sep)"
    r"(?P<n3>\d{4}|\d{1,2}) (?!\d)\.?",
    rf"{_NTH} (?:\s*of\b)? [-/.,\s]* {_MONTH} [-/.,\s]* '? (?P<y>\d{{4}}|\d{{2}}) (?!\d)",
    rf"{_MONTH} [-/\s]* {_NTH} [-/,\s]+ (?P<y>\d{{4}}|'\d{{2}}) (?!\d|:)",
    rf"(?P<y>\d{{4}}) [-/.,\s]* {_MONTH} [-/.,\s]* {_NTH}",
    rf"{_MONTH} \s* {_NTH} (?P<open>)",
)
# "13NOV2017" has no word boundary between its letters and digits.
_GLUED = re.compile(r"(?<=\d)(?=[a-z]{3}\d)|(?<=\d[a-z]{3})(?=\d)", re.IGNORECASE | re.ASCII)

_CLOCK = re.compile(
    r"""
    (?: \s* [(]? (?:星期|周|礼拜) (?P<zh>[一二三四五六日天]) [)]? )?
    (?: (?: \s*T\s* | \s*,\s* | \s+(?:at|@)\s+ | \s+ | (?<=[日号]) | (?<=\d):(?=\d\d:\d\d:)
          | (?=[上下中凌早晚]) | (?<=^\d{8})(?=\d) | (?<=[一二三四五六日天)]) )
        (?: (?P<half>上午|下午|中午|凌晨|早上|晚上|[ap]\.?m\.?) \s* )?
        (?: (?P<h>\d{1,2}) \s*[:时點点時]\s*
            (?: (?P<min>\d{1,2})
                (?: \s*[:分]\s*
                    (?: (?P<s>\d{1,2}) (?: [.,] (?P<f>\d{0,9}) )? \s*秒? )? )? )?
          | (?: (?<=T) | (?<=^\d{8}) ) (?P<h2>\d{2}) (?P<min2>\d{2})
            (?: (?P<s2>\d{2}) (?: [.,] (?P<f2>\d{1,9}) )? )?
          | (?<=T) (?P<h3>\d{2}) )
        (?: \s* (?P<half2>[ap]\.?m\b\.?) )?
        (?: \s* (?P<z> (?:UTC|GMT)? [+-]\d{1,2}(?::?\d{2})? )
            (?: \s* (?: \( [^()]* \) | \[ [\w/+-]+ \] | (?-i:[A-Z]{2,5}) ) )?
          | \s* (?P<z2> Z | (?-i:[A-Z]{2,5})(?![/\w]) | 北京时间 | [A-Z]+(?:/[\w+-]+)+ )
          | \s* [(\[] (?P<z3> (?-i:[A-Z]{2,5}) | [A-Z]+(?:/[\w+-]+)+ ) [)\]] )?
        (?: \s+ (?P<y>\d{4}) )?
    )?
    """,
    re.IGNORECASE | re.ASCII | re.VERBOSE,
)


_CLOCK_FIRST = re.compile(
    r"(\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?)(?: on|,)? (.*\d.*)", re.IGNORECASE | re.ASCII
)


@dataclass(frozen=True, slots=True)
class Written:
    """A moment as written.

    `days` gives the date under each order of its numbers that makes one, or under "" where
    nothing is open. The zone is an offset, a name yet to be understood, or not said.
    """

    days: Mapping[str, date]
    clock: timedelta  # since midnight; 24:00 is the end of the day
    zone: tzinfo | str | None
    weekday: int | None = None
    yearless: bool = False

    def day(self, order: Order | None) -> date | None:
        """The date; None: it hangs on an order that is not given, or is none in this one.

        With an order a text that only another one reads is no date: the column would be wrong.
        """
        if "" in self.days:
            return self.days[""]
        found = {*self.days.values()}
        if len(found) == 1 and (order is None or len(self.days) > 1):  # 25/3/2026, 3/3/2026
            return found.pop()
        return self.days.get(order) if order else None

    def orders(self) -> frozenset[Order]:
        """The orders in which its numbers are a date; none where their order is not open."""
        return frozenset(order for order in ORDERS if order in self.days)


def read_written(text: str) -> Written | None:
    """What `text` says of a moment; None: it is in no form that names one.

    Args:
        text: A date alone, which is its midnight, or with a time of day: ISO 8601 (week and
            ordinal dates too), `2026/1/2 9:05`, `2026年1月2日 下午9:05`, `02 Jan 2026`,
            `Jan 2, 2026, 9:05:01 AM`, RFC 2822, `10/Oct/2026:13:55:36 -0700`, `3/4/2026`,
            `20260102090501`, or a month, a day and a time without year, as syslog has it.
    """
    if len(text) > LONGEST:
        return None
    text = _tidied(text)
    for form in _DATES:
        if match := _date(form).match(text):
            clock = _CLOCK.fullmatch(text, match.end())
            # `match.end()` keeps what stands before in view of the lookbehinds.
            if clock and (found := _written(match.groupdict(), clock.groupdict())):
                return found
    return None


@cache
def _date(form: str) -> re.Pattern[str]:
    """The pattern of a form, compiled when a text is tried on it: mostly the first is right."""
    return re.compile(_WEEKDAY + form, re.IGNORECASE | re.ASCII | re.VERBOSE)


def _tidied(text: str) -> str:
    """The text without what only dresses it (wide digits, marks, brackets), the date first."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    text = " ".join(text.split()).removeprefix("'")
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1]
    if match := _CLOCK_FIRST.fullmatch(text):
        text = f"{match[2]} {match[1]}"
    return _GLUED.sub(" ", text)


def _written(part: Mapping[str, str | None], clock: Mapping[str, str | None]) -> Written | None:
    yearless = "open" in part and clock["y"] is None
    if (clock["y"] is not None) != ("open" in part) and not yearless:
        return None
    try:
        days = _days({**part, "y": clock["y"] or part.get("y")})
        time = _time_of_day(clock)
        zone = _zone(clock["z"] or clock["z2"] or clock["z3"])
    except ValueError:
        return None
    weekday = _weekday(part["w"], clock["zh"])
    if weekday is not None and not yearless:
        days = {order: day for order, day in days.items() if day.weekday() == weekday}
    # Without a time of day "May 21" is no moment, but a month and perhaps a year.
    if not days or time is None or (yearless and not (clock["h"] or clock["h2"])):
        return None
    return Written(days, time, zone, weekday, yearless)


def _days(part: Mapping[str, str | None]) -> dict[str, date]:
    """The dates that the numbers make, by order."""
    if part.get("n1"):
        return _open_days(str(part["n1"]), str(part["n2"]), str(part["n3"]))
    year = _year(part["y"] or str(LEAP_YEAR))
    if part.get("week"):
        day = date.fromisocalendar(year, int(part["week"] or 0), int(part["day"] or 0))
    elif part.get("nth"):
        day = date(year, 1, 1) + timedelta(int(part["nth"] or 0) - 1)
        if day.year != year:
            raise ValueError(part["nth"])
    else:
        name = part.get("mon")
        month = _MONTHS.index(name[:3].lower()) + 1 if name else int(part["m"] or 0)
        day = date(year, month, int(part["d"] or 0))
    return {"": day}


def _open_days(first: str, second: str, third: str) -> dict[str, date]:
    # A year has four digits or two, and never stands first here with four.
    readings: dict[str, tuple[str, str, str]] = {}
    if len(third) != 1:
        readings = {"dmy": (third, second, first), "mdy": (third, first, second)}
    if len(first) == 2 and len(third) <= 2:
        readings["ymd"] = (first, second, third)
    days = {}
    for order, (year, month, day) in readings.items():
        try:
            days[order] = date(_year(year), int(month), int(day))
        except ValueError:
            continue
    return {order: day for order, day in days.items() if FIRST_YEAR <= day.year < LAST_YEAR}


def _year(text: str) -> int:
    year = int(text.removeprefix("'"))
    if len(text) == 4:
        return year
    if _CENTURY_ENDS <= year < FIRST_YEAR - 1900:
        raise ValueError(text)
    return year + (2000 if year < _CENTURY_ENDS else 1900)


def _time_of_day(clock: Mapping[str, str | None]) -> timedelta | None:
    """The time since midnight; None: there is no such time of day."""
    said = clock["h"] or clock["h2"] or clock["h3"]
    minute = int(clock["min"] or clock["min2"] or 0)
    second = int(clock["s"] or clock["s2"] or 0)
    microsecond = int((clock["f"] or clock["f2"] or "0")[:6].ljust(6, "0"))
    hour = _hour(int(said or 0), clock["half"] or clock["half2"])
    if hour is None or minute > 59 or second > 59:
        return None
    time = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=microsecond)
    return time if time <= timedelta(days=1) else None


def _hour(hour: int, half: str | None) -> int | None:
    """The hour of 24; None: the half of the day does not fit it."""
    half = (half or "").lower().replace(".", "")
    if not half:
        return hour
    if hour > 12:
        # "下午 15:00" is written; "AM 15:00" is a mistake.
        return hour if half in ("下午", "晚上") and hour < 24 else None
    if half in ("am", "上午", "凌晨"):
        return hour % 12
    if half == "中午":
        return hour if hour >= 11 else hour + 12
    # "晚上12:05" is the next day, and "早上12:05" nobody's time.
    if hour in (0, 12) and half in ("早上", "晚上"):
        return None
    return hour if half == "早上" else hour % 12 + 12


def _weekday(english: str | None, chinese: str | None) -> int | None:
    if english:
        return _DAYS.index(english[:3].lower())
    return _DAYS_ZH.index(chinese.replace("天", "日")) if chinese else None


def _zone(text: str | None) -> tzinfo | str | None:
    if text is None:
        return None
    digits = text.upper().removeprefix("UTC").removeprefix("GMT")
    if digits in ("", "Z"):
        return UTC
    if digits[0] not in "+-":
        return text
    number = digits[1:].replace(":", "")
    hours, minutes = (number[:-2], number[-2:]) if len(number) > 2 else (number, "0")
    if int(hours) > _MAX_OFFSET_HOURS or int(minutes) > 59:
        raise ValueError(text)
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if digits[0] == "-" else offset)
