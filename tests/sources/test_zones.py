"""Zones by name, and their offsets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.sources.zones import _HOURS, moment_of, offset_named, offset_steps

ZONES = ("Asia/Shanghai", "America/Los_Angeles", "Europe/London", "Australia/Lord_Howe",
         "Africa/Casablanca", "Pacific/Apia", "UTC")  # fmt: skip
NOON = datetime(2026, 1, 2, 12)
NOT_IN_USE = {"KST": {"Asia/Pyongyang"}}  # 8:30 from 2015 to 2018


def test_abbreviations_have_one_meaning() -> None:
    """Each abbreviation that is taken meant one offset in the whole time zone database."""
    met: dict[str, set[float]] = {}
    for name in available_timezones():
        zone = ZoneInfo(name)
        for week in range(0, 52 * 36, 4):
            at = (datetime(1991, 1, 1, tzinfo=UTC) + timedelta(weeks=week)).astimezone(zone)
            short, offset = at.tzname() or "", at.utcoffset() or timedelta()
            if name not in NOT_IN_USE.get(short, ()):
                met.setdefault(short, set()).add(offset.total_seconds() / 3600)
    assert {short: met.get(short, {hours}) for short, hours in _HOURS.items()} == {
        short: {hours} for short, hours in _HOURS.items()
    }


@pytest.mark.parametrize("name", ["CST", "IST", "PST", "BST", "XYZ", "Asia/Nowhere", "../x"])
def test_what_has_several_meanings_is_none(name: str) -> None:
    """A name of several zones, or of none, is no offset."""
    assert offset_named(name, NOON, ZoneInfo("UTC")) is None


@pytest.mark.parametrize(
    ("zone", "name", "hours"),
    [
        ("Asia/Shanghai", "CST", 8),
        ("America/Chicago", "CST", -6),
        ("America/Chicago", "CDT", -5),  # in January: a slip of the pen, but of this zone
        ("Asia/Kolkata", "IST", 5.5),
        ("Asia/Manila", "PST", 8),
        ("America/Los_Angeles", "PST", -8),
    ],
)
def test_the_zone_told_gives_a_meaning(zone: str, name: str, hours: float) -> None:
    """An abbreviation of several zones means what it means in the one that the user names."""
    offset = offset_named(name, NOON, ZoneInfo(zone))
    assert offset is not None
    assert offset.utcoffset(NOON) == timedelta(hours=hours)


@pytest.mark.parametrize("name", ZONES)
@given(wall=st.datetimes(datetime(1990, 1, 2), datetime(2099, 12, 30)))
def test_steps_are_zoneinfo(name: str, wall: datetime) -> None:
    """The steps give the offset of each naive time, repeated and skipped hours included."""
    offset = [seconds for start, seconds in offset_steps(name) if start <= wall][-1]
    assert ZoneInfo(name).utcoffset(wall) == timedelta(seconds=offset)


def test_changes_of_clocks() -> None:
    """A repeated time is its first, and a skipped one counts on."""
    zone = ZoneInfo("America/New_York")
    assert moment_of(datetime(2026, 11, 1, 1, 30), zone) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert moment_of(datetime(2026, 3, 8, 2, 30), zone) == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
