"""Finding the narrowest range."""

from __future__ import annotations

from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.ranges import Known, Ranges
from linkscan.ranges.block import Block, parse_network, parse_range
from linkscan.ranges.ranges import RangeTable


def ranges(*texts: str) -> Ranges:
    """Ranges that are labelled with their own text: networks, or `first-last`."""
    table = RangeTable()
    for text in texts:
        block = parse_range(*text.split("-")) if "-" in text else parse_network(text)
        assert block
        table.add(block, Known(None, text, "test"))
    return Ranges("test", None, len(texts), (), table.look_up)


def label(known: Known | None) -> str | None:
    """Which range was found."""
    return known.label if known else None


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("203.0.113.8", "203.0.113.0/28"),
        ("203.0.113.20", "203.0.113.16-203.0.113.40"),
        ("203.0.113.40", "203.0.113.16-203.0.113.40"),
        ("203.0.113.41", "203.0.113.0/24"),
        ("203.0.112.255", None),
        ("203.0.114.0", None),
        ("2001:db8:0:1::/64", "2001:db8::/32"),
        ("2001:db8:0:2::/64", "2001:db8:0:2::/64"),
        ("2001:db8:0:3::/64", "2001:db8::/32"),  # of this /64 only one host is listed
        ("2001:db8::/31", None),  # wider than anything listed
        ("2001:db8::/56", "2001:db8::/32"),  # of this /56 only one /64 is listed
        ("3fff::/64", None),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("not an address", None),
        ("", None),
    ],
)
def test_the_narrowest_range_that_holds_all(address: str, found: str | None) -> None:
    """Of nested ranges the narrowest counts, and only if it holds the whole end point."""
    known = ranges(
        "203.0.113.0/24", "203.0.113.7", "203.0.113.0/28", "203.0.113.16-203.0.113.40",
        "2001:db8::/32", "2001:db8:0:2::/64", "2001:db8:0:3::1/128",
    ).find(address)  # fmt: skip
    assert label(known) == found


def test_narrow_is_measured_before_cutting() -> None:
    """A wide range of odd ends is not narrow because it is held in small pieces."""
    both = ("203.0.113.1-203.0.113.254", "203.0.113.0/30")
    assert label(ranges(*both).find("203.0.113.1")) == "203.0.113.0/30"
    assert label(ranges(*reversed(both)).find("203.0.113.1")) == "203.0.113.0/30"


def test_of_equal_ranges_the_first_counts() -> None:
    """A repeated range changes nothing."""
    table = RangeTable()
    block = Block(32, 0, 255)
    table.add(block, Known(None, "first", "test"))
    table.add(block, Known(None, "second", "test"))
    assert table.look_up(block) == Known(None, "first", "test")


# Few numbers, so that ranges nest and overlap.
NUMBERS = st.integers(0, 40)
SPANS = st.lists(st.tuples(NUMBERS, NUMBERS).map(lambda ends: tuple(sorted(ends))), max_size=8)


@given(SPANS, NUMBERS)
def test_found_as_by_looking_through_all(spans: list[tuple[int, int]], number: int) -> None:
    """The table finds a range as wide as the narrowest that a look through all of them finds."""
    table = RangeTable()
    for first, last in spans:
        table.add(Block(32, first, last), Known(None, f"{first}-{last}", "test"))
    found = label(Ranges("", None, 0, (), table.look_up).find(str(IPv4Address(number))))
    widths = [last - first for first, last in spans if first <= number <= last]
    if found is None:
        assert widths == []
    else:
        first, last = map(int, found.split("-"))
        assert first <= number <= last
        assert last - first == min(widths)
