"""Times as logs write them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkscan.sources import parse_time

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
        "2026-01-02 09:05 CST",  # China or US
        "2026-01-02 09:05+15:00",
        "2026-01-02 AM 15:00",
        "1899-12-31",
        "2101-01-01",
        "9:05",
        "2026年1月",
        "12345",
        "123456789012",
        "9999999999999999",  # beyond 2100
        "46024.5",  # serial of a spreadsheet: a later issue
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
