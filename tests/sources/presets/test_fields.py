"""Looking things up in a record."""

from __future__ import annotations

import pytest

from linkscan.sources.presets.fields import Fields, utc


@pytest.mark.parametrize(
    "record",
    [
        {"client": {"ipAddress": "203.0.113.7"}},
        {"client.ipAddress": "203.0.113.7"},
        {"client_ip_address": "203.0.113.7"},
        {"Client IP Address": " 203.0.113.7 "},
        {"CLIENT": {"IPADDRESS": "203.0.113.7"}},
        {"client": '{"ipAddress": "203.0.113.7"}'},
    ],
)
def test_a_path_is_found_however_it_was_written(record: dict[str, object]) -> None:
    """Nested, flat, in capitals, as a header, as text."""
    assert Fields(record).text("client.ipAddress") == "203.0.113.7"


@pytest.mark.parametrize("nothing", [None, "", " ", "-", "null", "Not Available", {}, []])
def test_what_says_nothing_is_passed_over(nothing: object) -> None:
    """The next path is looked at."""
    assert Fields({"a": nothing, "b": 7}).text("a", "b") == "7"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-01-02 09:05:00.000000000", "2026-01-02 09:05:00.000000000Z"),
        ("2026-01-02T09:05:00Z", "2026-01-02T09:05:00Z"),
        ("2026-01-02T09:05:00+0800", "2026-01-02T09:05:00+0800"),
        ("2026-01-02T09:05:00-08:00", "2026-01-02T09:05:00-08:00"),
        ("1767344700", "1767344700"),
        ("1767344700.123", "1767344700.123"),
        ("", ""),
    ],
)
def test_a_time_in_utc_says_so(text: str, time: str) -> None:
    """But never twice."""
    assert utc(text) == time
