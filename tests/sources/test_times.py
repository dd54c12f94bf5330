"""Times as logs write them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkscan.sources import parse_time
from linkscan.sources.times import TimeSense, read_time

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-01-02", "2026-01-01T16:00:00"),
        ("2026-01-02 09:05", "2026-01-02T01:05:00"),
        ("  2026-01-02T09:05:03 ", "2026-01-02T01:05:03"),
        ("2026-01-02T09:05:03.25", "2026-01-02T01:05:03.250000"),
        ("2026-01-02T09:05:03,25", "2026-01-02T01:05:03.250000"),
        ("2026-01-02T09:05:03.123456789Z", "2026-01-02T09:05:03.123456"),
        ("2026-01-02T09:05:00+08:00", "2026-01-02T01:05:00"),
        ("2026-01-02 09:05:00 +0800", "2026-01-02T01:05:00"),
        ("2026-01-02 09:05:00+00", "2026-01-02T09:05:00"),
        ("2026-01-02 09:05:00-05:30", "2026-01-02T14:35:00"),
        ("2026-01-02 09:05:00 UTC", "2026-01-02T09:05:00"),
        ("2026-01-02 09:05 UTC+8", "2026-01-02T01:05:00"),
        ("2026/1/2 9:05", "2026-01-02T01:05:00"),
        ("2026/1/2 9:05:30", "2026-01-02T01:05:30"),
        ("2026-1-2 9:05", "2026-01-02T01:05:00"),
        ("2026.1.2", "2026-01-01T16:00:00"),
        ("20260102", "2026-01-01T16:00:00"),
        ("2026年1月2日", "2026-01-01T16:00:00"),
        ("2026年1月2日 9:05", "2026-01-02T01:05:00"),
        ("2026年01月02日9时5分", "2026-01-02T01:05:00"),
        ("2026年1月2日 9时5分30秒", "2026-01-02T01:05:30"),
        ("2026年1月2日 上午9:05", "2026-01-02T01:05:00"),
        ("2026年1月2日下午9:05", "2026-01-02T13:05:00"),
        ("2026/1/2 中午12:05", "2026-01-02T04:05:00"),
        ("2026/1/2 凌晨12:05", "2026-01-01T16:05:00"),
        ("2026/1/2 9:05 PM", "2026-01-02T13:05:00"),
        ("2026/1/2 12:05 am", "2026-01-01T16:05:00"),
        ("２０２６／１／２　９：０５", "2026-01-02T01:05:00"),
        ("1767315900", "2026-01-02T01:05:00"),
        ("1767315900.5", "2026-01-02T01:05:00.500000"),
        ("1767315900123", "2026-01-02T01:05:00.123000"),
        ("1767315900123456", "2026-01-02T01:05:00.123456"),
        ("1767315900123456789", "2026-01-02T01:05:00.123456"),
        ("20260102090503", "2026-01-02T01:05:03"),
        ("20260102T090503Z", "2026-01-02T09:05:03"),
        ("2026-01-02T09", "2026-01-02T01:00:00"),
        ("2026-01-02 24:00", "2026-01-02T16:00:00"),
        ("2026-W01-5 09:05", "2026-01-02T01:05:00"),
        ("2026-002T09:05", "2026-01-02T01:05:00"),
        ("02 Jan 2026", "2026-01-01T16:00:00"),
        ("2 January 2026 9:05 pm", "2026-01-02T13:05:00"),
        ("Jan 2, 2026, 9:05:01 AM", "2026-01-02T01:05:01"),
        ("Jan 2, 2026, 9:05:01\u202fAM", "2026-01-02T01:05:01"),  # Chrome since 110
        ("\u200e1\u200e/\u200e13\u200e/\u200e2026", "2026-01-12T16:00:00"),  # Internet Explorer
        ("Fri, 02 Jan 2026 09:05:00 +0800", "2026-01-02T01:05:00"),  # RFC 2822
        ("Fri, 02 Jan 2026 01:05:00 GMT", "2026-01-02T01:05:00"),  # HTTP
        ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37"),  # RFC 850
        ("[10/Oct/2000:13:55:36 -0700]", "2000-10-10T20:55:36"),  # Apache
        ("Fri Jan  2 09:05:00 2026", "2026-01-02T01:05:00"),  # ctime
        ("Fri Jan 02 09:05:00 JST 2026", "2026-01-02T00:05:00"),  # Java
        ("2026-01-02T09:05:00+08:00[Asia/Shanghai]", "2026-01-02T01:05:00"),  # Java
        ("2026-01-02 09:05:00.25 +0800 CST", "2026-01-02T01:05:00.250000"),  # Go
        ("Fri Jan 02 2026 09:05:00 GMT+0800 (中国标准时间)", "2026-01-02T01:05:00"),  # JavaScript
        ("2026-01-02 09:05 America/New_York", "2026-01-02T14:05:00"),
        ("2026-01-02 09:05 CST", "2026-01-02T01:05:00"),  # of the zone that is told
        ("2026-07-02 09:05 EDT", "2026-07-02T13:05:00"),
        ("2026年1月2日 星期五 9:05", "2026-01-02T01:05:00"),
        ("25/12/2026", "2026-12-24T16:00:00"),
        ("3/3/2026", "2026-03-02T16:00:00"),
        ("31-Dec-25", "2025-12-30T16:00:00"),
    ],
)
def test_a_time_is_read(text: str, utc: str) -> None:
    """Each form that a log uses names one moment; a naive one is local to the zone."""
    assert parse_time(text, SHANGHAI) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "3/4/2026",  # April or March
        "26-01-02",  # which century, which order
        "2026-1/2",
        "2026-13-01",
        "2026-02-30",
        "2026-01-02 25:00",
        "2026-01-02 09:60",
        "2026-01-02 09:05 PST",  # US or the Philippines
        "2026-01-02 09:05 login",
        "08/17/14 17:00 (PDT) x",
        "2026-01-02 09:05+15:00",
        "2026-01-02 AM 15:00",
        "1899-12-31",
        "2101-01-01",
        "9:05",
        "2026年1月",
        "12345",
        "123456789012",
        "9999999999999999",  # beyond 2100
        "46024.5",  # a day of a spreadsheet only where the whole column is of them
        "1.76731E+12",  # rounded by a spreadsheet
        "2026/13/01",
        "12/31",
        "Nov 23 10:09:02",  # which year
        "03/03/26",  # 2003 or 2026
        "3/15/75",  # neither 1975 nor 2075 is a time of a log
        "Thu, 02 Jan 2026 09:05:00",  # was a Friday
        "2025-W53-1",
        "2025-366",
        "2026/1/2 晚上12:05",  # of which day
        "Sep 2003",
        "2026-01-02 09:05 Asia/Nowhere",
        "2026-01-02 09:05 extra",
        "²⁰²⁶-01-02x",
    ],
)
def test_what_would_be_a_guess_is_no_time(text: str) -> None:
    """A wrong date is worse than a rejected row."""
    assert parse_time(text, SHANGHAI) is None


def test_a_repeated_hour_means_the_first() -> None:
    """When clocks go back the earlier of the two moments is taken, as `fold=0` says."""
    at = parse_time("2026-10-25 02:30", ZoneInfo("Europe/Berlin"))
    assert at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2026-01-02 09:05 CST", "ambiguous-zone"),
        ("3/4/2026", "ambiguous-date"),
        ("Nov 23 10:09:02", "ambiguous-date"),
        ("13/13/2026", "bad-time"),
        ("46024", "bad-time"),
    ],
)
def test_why_a_text_is_no_time(text: str, why: str) -> None:
    """A text that has a reading too many is told apart from one that has none."""
    assert read_time(text, TimeSense(ZoneInfo("UTC"))) == why


@pytest.mark.parametrize(
    ("text", "sense", "utc"),
    [
        ("3/4/2026", TimeSense(SHANGHAI, "dmy"), "2026-04-02T16:00:00"),
        ("3/4/2026", TimeSense(SHANGHAI, "mdy"), "2026-03-03T16:00:00"),
        ("03-04-05", TimeSense(ZoneInfo("UTC"), "ymd"), "2003-04-05"),
        ("3/3/2026", TimeSense(ZoneInfo("UTC"), "ymd"), "2026-03-03"),
        ("46024.378472222222", TimeSense(SHANGHAI, serials=1900), "2026-01-02T01:05:00"),
        ("44562.378472222222", TimeSense(SHANGHAI, serials=1904), "2026-01-02T01:05:00"),
    ],
)
def test_a_column_says_more(text: str, sense: TimeSense, utc: str) -> None:
    """With what the column says, a text that leaves something open is one moment."""
    assert read_time(text, sense) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_an_order_holds_for_every_date() -> None:
    """A date that only another order reads is none: the column would be of two orders."""
    assert read_time("13/4/2026", TimeSense(SHANGHAI, "mdy")) == "bad-time"


@given(st.text() | st.from_regex(r"[0-9]{1,20}(\.[0-9]*)?", fullmatch=True))
@example("99999999999999999999999999")
@example("0000-00-00 00:00")
@example("²0260102")
def test_any_text_is_a_time_or_none(text: str) -> None:
    """Nothing raises, and what is a time lies within the years that logs can have."""
    at = parse_time(text, SHANGHAI)
    assert at is None or (at.tzinfo is UTC and 1990 <= at.year < 2100)


@given(
    st.datetimes(datetime(1991, 1, 1), datetime(2099, 1, 1)),
    st.sampled_from(["%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y年%m月%d日 %H时%M分%S秒"]),
)
def test_forms_agree(at: datetime, form: str) -> None:
    """The same moment in each written form, and as epoch, is the same moment."""
    at = at.replace(microsecond=0, tzinfo=UTC)
    assert parse_time(at.strftime(form), ZoneInfo("UTC")) == at
    assert parse_time(at.isoformat(), SHANGHAI) == at
    if at.timestamp() >= 10**9:
        assert parse_time(str(int(at.timestamp())), SHANGHAI) == at
        assert parse_time(str(int(at.timestamp()) * 1000), SHANGHAI) == at
