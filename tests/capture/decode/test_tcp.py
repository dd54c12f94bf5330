"""TCP connections: who greets, when it began, and when it is over."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from linkscan.capture.decode.cursor import Invalid
from linkscan.capture.decode.talks import reverse
from linkscan.capture.decode.tcp import Connections, Greeting
from tests.capture.build import (
    ACK,
    CLIENT,
    FIN,
    HOST,
    PORT,
    RST,
    SERVER,
    SYN,
    hello,
    numbers,
    records,
    tcp,
)

KEY = ip_address(CLIENT).packed + ip_address(SERVER).packed + numbers(PORT, 443)
HELLO = records(hello())


@pytest.fixture
def table() -> Connections:
    return Connections([])


def greeting(found: Greeting | None) -> tuple[str | None, bytes, int]:
    assert found is not None
    return found.hello.server_name, found.before, found.first_ns


def test_a_connection(table: Connections) -> None:
    """The hello is the client's; the connection began with its first packet."""
    assert table.take(KEY, tcp(b"", 999, SYN), 1) is None
    assert table.take(reverse(KEY), tcp(b"", 5000, SYN | ACK), 2) is None
    assert greeting(table.take(KEY, tcp(HELLO, 1000), 3)) == (HOST, b"", 1)


def test_data_in_the_first_packet(table: Connections) -> None:
    """TCP Fast Open: the SYN counts for one before the data."""
    assert table.take(KEY, tcp(HELLO[:100], 999, SYN), 1) is None
    assert greeting(table.take(KEY, tcp(HELLO[100:], 1100), 2)) == (HOST, b"", 1)


def test_the_client_is_who_greets(table: Connections) -> None:
    """A server may be the one that opened the connection, as FTP does it."""
    table.take(reverse(KEY), tcp(b"", 4999, SYN), 1)
    table.take(KEY, tcp(b"", 999, SYN | ACK), 2)
    assert greeting(table.take(KEY, tcp(HELLO, 1000), 3)) == (HOST, b"", 1)


def test_ports_used_again(table: Connections) -> None:
    """A SYN with another number is another connection; the same one sent again is not."""
    table.take(KEY, tcp(b"", 999, SYN), 1)
    table.take(KEY, tcp(b"", 999, SYN), 2)
    assert greeting(table.take(KEY, tcp(HELLO, 1000), 3)) == (HOST, b"", 1)
    table.take(KEY, tcp(b"", 70_000, SYN), 4)
    assert greeting(table.take(KEY, tcp(HELLO, 70_001), 5)) == (HOST, b"", 4)


@pytest.mark.parametrize("heard", [b"the middle of something", HELLO])
def test_a_connection_after_one_that_was_not_seen_to_begin(
    table: Connections, heard: bytes
) -> None:
    """A SYN on ports of which only data was heard is another connection."""
    if found := table.take(KEY, tcp(heard, 500), 1):
        assert found.first_ns == 1
    table.take(KEY, tcp(b"", 999, SYN), 2)
    assert greeting(table.take(KEY, tcp(HELLO, 1000), 3)) == (HOST, b"", 2)


def test_the_answer_may_come_first(table: Connections) -> None:
    """A SYN that is seen after its answer opens the same connection."""
    table.take(reverse(KEY), tcp(b"", 4999, SYN | ACK), 1)
    table.take(KEY, tcp(b"", 999, SYN), 2)
    assert greeting(table.take(KEY, tcp(HELLO, 1000), 3)) == (HOST, b"", 1)


@pytest.mark.parametrize("flags", [FIN | ACK, RST])
def test_closing(table: Connections, flags: int) -> None:
    """FIN and RST close."""
    table.take(KEY, tcp(HELLO), 1)
    assert not table.sides[KEY].talk.closed
    table.take(reverse(KEY), tcp(b"", 1, flags), 2)
    assert table.sides[KEY].talk.closed


def test_a_side_that_says_too_much(table: Connections) -> None:
    """A side without a hello in its first 64 KiB is settled."""
    for place in range(66):
        table.take(KEY, tcp(bytes(1000), place * 1000), place)
    assert table.sides[KEY].waiting is None
    assert table.sides[reverse(KEY)].waiting is not None


@pytest.mark.parametrize("segment", [b"", tcp()[:19], tcp()[:12] + b"\x40" + tcp()[13:],
                                     tcp()[:12] + b"\x60" + tcp()[13:]])  # fmt: skip
def test_invalid(table: Connections, segment: bytes) -> None:
    """A header that is cut off, or that says so of itself, is invalid."""
    with pytest.raises(Invalid, match=r"^tcp$"):
        table.take(KEY, segment, 0)
