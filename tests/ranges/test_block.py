"""Networks and ranges as people and files write them."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, summarize_address_range

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.ranges.block import Block, parse_network, parse_range

V4 = int(IPv4Address("203.0.113.0"))
V6 = int(IPv6Address("2001:db8::"))


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("203.0.113.0/24", Block(32, V4, V4 + 255)),
        (" 203.0.113.0/24 ", Block(32, V4, V4 + 255)),
        ("203.0.113.7", Block(32, V4 + 7, V4 + 7)),  # a line of one fixed address
        ("203.0.113.7/32", Block(32, V4 + 7, V4 + 7)),
        ("0.0.0.0/0", Block(32, 0, (1 << 32) - 1)),
        ("2001:db8::/32", Block(128, V6, V6 + (1 << 96) - 1)),
        ("2001:DB8:0::/64", Block(128, V6, V6 + (1 << 64) - 1)),  # the key of an address
        ("2001:db8::", Block(128, V6, V6)),
        (
            "::ffff:203.0.113.0/120",
            Block(32, V4, V4 + 255),
        ),  # IPv4 rows of IPv6 lists (IP2Location)
        ("::/0", Block(128, 0, (1 << 128) - 1)),
    ],
)
def test_networks(text: str, block: Block) -> None:
    """A network or one address, in plain form."""
    assert parse_network(text) == block


@pytest.mark.parametrize(
    "text",
    [
        "",
        "office",
        "203.0.113.7/24",  # the address or its network?
        "2001:db8::1/64",
        "203.0.113.0/33",
        "203.0.113.0/-1",
        "203.0.113.0/",
        "203.0.113.0/２４",
        "203.0.113.0/255.255.255.0",
        "203.0.113.0/24/24",
        "203.0.113",
        "203.0.113.*",
        "203.0.113.010",
        "2001:db8::/129",
        "203.0.113.0/" + "9" * 5000,  # longer than int() takes
        "fe80::1%eth0",
        "1.2.3.4\0",
    ],
)
def test_texts_that_are_no_network(text: str) -> None:
    """What is doubtful is no network: a range too wide would lower weights that are not its."""
    assert parse_network(text) is None


@pytest.mark.parametrize(
    ("start", "end", "block"),
    [
        ("203.0.113.0", "203.0.113.9", Block(32, V4, V4 + 9)),
        ("203.0.113.9 ", " 203.0.113.9", Block(32, V4 + 9, V4 + 9)),
        ("2001:db8::", "2001:db8::ff", Block(128, V6, V6 + 255)),
        ("::ffff:203.0.113.0", "::ffff:203.0.113.9", Block(32, V4, V4 + 9)),
        ("203.0.113.9", "203.0.113.0", None),
        ("203.0.113.0", "2001:db8::", None),
        ("203.0.113.0", "", None),
        ("16777216", "16777471", None),  # IP2Location counts addresses; ours are written
    ],
)
def test_ranges(start: str, end: str, block: Block | None) -> None:
    """From one address to another of the same family, upwards."""
    assert parse_range(start, end) == block


@given(st.tuples(*[st.integers(0, (1 << 32) - 1)] * 2))
def test_a_range_is_made_of_the_fewest_networks(ends: tuple[int, int]) -> None:
    """The networks of a range are those that the standard library finds."""
    first, last = sorted(ends)
    wanted = summarize_address_range(IPv4Address(first), IPv4Address(last))
    assert list(Block(32, first, last).networks()) == [
        (net.prefixlen, int(net.network_address) >> 32 - net.prefixlen) for net in wanted
    ]


def test_part_of_an_end_point_is_widened() -> None:
    """An IPv6 host stands for its network; what is wider, and IPv4, stays as it is."""
    host, wide = parse_network("2001:db8::1"), parse_network("2001:db8::/48")
    single = parse_network("203.0.113.7")
    assert host
    assert wide
    assert single
    assert host.widened(64) == parse_network("2001:db8::/64")
    assert host.widened(128) == host
    assert wide.widened(64) == wide
    assert single.widened(64) == single
