"""Times on the clocks of a zone, and what the zone is called."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from linkscan.report.views.clock import (
    day_begins,
    day_of,
    moment,
    on_clocks,
    span,
    with_zone,
    zone_named,
    zone_of,
    zone_word,
)
from tests.report import factory

SHANGHAI = zone_of("Asia/Shanghai")


def test_span_of_one_time_is_said_once() -> None:
    """First and last of a single sighting are one time; of none, nothing."""
    assert span(factory.FIRST, factory.FIRST) == "2026-01-02 03:04"
    assert span(factory.FIRST, factory.LAST) == "2026-01-02 03:04 – 2026-02-03 04:05"
    assert span(None, None) == ""


def test_a_time_is_shown_on_the_clocks_of_the_zone() -> None:
    """What a log in Shanghai calls half past midnight is shown so, and so is its day."""
    at = datetime(2026, 1, 2, 16, 30, tzinfo=UTC)
    assert moment(at, SHANGHAI) == "2026-01-03 00:30"
    assert day_of(at, SHANGHAI) == "2026-01-03"
    assert span(at, at, SHANGHAI) == "2026-01-03 00:30"
    assert (moment(None, SHANGHAI), day_of(None, SHANGHAI)) == ("", "")


def test_summer_time_counts() -> None:
    """Each time is shown as the clocks stood then."""
    berlin = zone_of("Europe/Berlin")
    assert moment(datetime(2026, 1, 2, 12, tzinfo=UTC), berlin) == "2026-01-02 13:00"
    assert moment(datetime(2026, 7, 2, 12, tzinfo=UTC), berlin) == "2026-07-02 14:00"


def test_the_last_day_of_all_is_shown_as_it_is() -> None:
    """A report may hold any time; one that no clock of the zone can show stays UTC."""
    last = datetime.max.replace(tzinfo=UTC)
    assert on_clocks(last, SHANGHAI) == last


def test_a_zone_is_named_as_people_call_it() -> None:
    """Beijing time, with the name that settings have beside it; any other by its name."""
    assert zone_word("Asia/Shanghai", "zh") == "北京时间"
    assert zone_named("Asia/Shanghai", "zh") == "北京时间（Asia/Shanghai）"
    assert zone_named("Asia/Shanghai", "en") == "Beijing time (Asia/Shanghai)"
    assert zone_named("Asia/Tokyo", "zh") == zone_word("Asia/Tokyo", "en") == "Asia/Tokyo"
    assert with_zone("2026-01-03 00:30", "Asia/Shanghai", "zh") == "北京时间 2026-01-03 00:30"
    assert with_zone("2026-01-03 00:30", "UTC", "en") == "2026-01-03 00:30 UTC"


@pytest.mark.parametrize(
    ("zone", "first", "last", "times"),
    [
        ("UTC", date(2026, 1, 1), date(2026, 12, 31), ()),
        ("Asia/Shanghai", date(2026, 1, 1), date(2026, 12, 31), ("08:00",)),
        ("Asia/Kolkata", date(2026, 1, 1), date(2026, 1, 1), ("05:30",)),
        ("Europe/Berlin", date(2026, 1, 1), date(2026, 2, 1), ("01:00",)),
        # Winter at both ends, and a summer between them.
        ("Europe/Berlin", date(2026, 1, 1), date(2026, 12, 31), ("01:00", "02:00")),
        ("America/Los_Angeles", date(2026, 1, 1), date(2026, 7, 1), ("16:00", "17:00")),
        ("Europe/London", date(2026, 1, 1), date(2026, 7, 1), ("00:00", "01:00")),
        ("Asia/Shanghai", date(9999, 12, 1), date.max, ("08:00",)),
    ],
)
def test_when_a_day_in_utc_begins(
    zone: str, first: date, last: date, times: tuple[str, ...]
) -> None:
    """On the clocks of the zone, in winter and in summer; not told where they are those of UTC."""
    assert day_begins(zone, first, last) == times
