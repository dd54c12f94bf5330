"""Times as people read them: on the clocks of one zone, which is named.

Days of use are counted in UTC, whatever the zone: a report holds no times of the uses between the
first and the last. Where both stand on one page, it says when such a day begins.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from linkscan.i18n import _, translate

NAMES = {"Asia/Shanghai": _("Beijing time")}
"""What people call a zone where its own name is not what they say."""

STEP = timedelta(days=28)
"""Days apart at which the clocks of a zone are looked at: no summer time is shorter."""


@cache
def zone_of(name: str) -> tzinfo:
    """The zone of a name; UTC itself for its name, which asks for no database."""
    return UTC if name == "UTC" else ZoneInfo(name)


def zone_word(name: str, lang: str) -> str:
    """A zone as it stands beside a time."""
    return translate(NAMES[name], lang) if name in NAMES else name


def zone_named(name: str, lang: str) -> str:
    """A zone as a page names it once: with the name that settings have."""
    if name not in NAMES:
        return name
    word = zone_word(name, lang)
    return translate(_("{name} ({reason})"), lang).format(name=word, reason=name)


def on_clocks(at: datetime, zone: tzinfo) -> datetime:
    """A time as the clocks of a zone show it."""
    try:
        return at.astimezone(zone)
    except OverflowError:  # the first or the last day that there is
        return at.astimezone(UTC)


def moment(at: datetime | None, zone: tzinfo = UTC) -> str:
    """A time as shown, to the minute; nothing where there is none."""
    return on_clocks(at, zone).strftime("%Y-%m-%d %H:%M") if at else ""


def day_of(at: datetime | None, zone: tzinfo = UTC) -> str:
    """The day of a time as shown; nothing where there is none."""
    return on_clocks(at, zone).date().isoformat() if at else ""


def span(first: datetime | None, last: datetime | None, zone: tzinfo = UTC) -> str:
    """First and last time as shown, once where they are one."""
    told = (moment(first, zone), moment(last, zone))
    return " – ".join(dict.fromkeys(text for text in told if text))


def with_zone(at: str, zone: str, lang: str) -> str:
    """A shown time with its zone beside it, for a sentence that may stand alone."""
    return translate(_("{time} {zone}"), lang).format(time=at, zone=zone_word(zone, lang))


def day_begins(zone: str, first: date, last: date) -> tuple[str, ...]:
    """When days in UTC begin on the clocks of a zone, from a first day to a last one: one time of
    the day, or those of winter and summer; none where the two begin together."""
    there = zone_of(zone)
    found = {moment(datetime.combine(day, time(), UTC), there)[-5:] for day in _days(first, last)}
    return () if found == {"00:00"} else tuple(sorted(found))


def _days(first: date, last: date) -> Iterable[date]:
    while first < last:
        yield first
        if date.max - first <= STEP:
            break
        first += STEP
    yield last
