"""The handshake of QUIC: pieces over many packets, in any order."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.capture.decode.cursor import Invalid
from linkscan.capture.decode.handshake import MOST_KEYS, MOST_PACKETS, Handshake
from linkscan.capture.decode.hello import ClientHello
from tests.capture.build import HOST, crypto, extension, hello, initial

MESSAGE = hello(HOST, extension(0x0033, bytes(1500)))
"""A post-quantum hello: longer than a datagram."""


def said(datagrams: list[bytes]) -> ClientHello | None:
    """The hello that comes of datagrams."""
    side = Handshake()
    found = [side.add(datagram) for datagram in datagrams]
    return next((one for one in found if one is not None), None)


@given(st.sets(st.integers(1, len(MESSAGE) - 1), max_size=8), st.randoms())
def test_pieces(edges: set[int], order: random.Random) -> None:
    """Each piece in a packet of its own, shuffled, with one of them twice: the same hello."""
    places = sorted({0, 700, 1400, *edges, len(MESSAGE)})
    packets = [
        initial(crypto(start, MESSAGE[start:end]), number=number)
        for number, (start, end) in enumerate(itertools.pairwise(places))
    ]
    packets.append(packets[0])
    order.shuffle(packets)
    found = said(packets)
    assert found is not None
    assert found.server_name == HOST


def test_a_missing_piece() -> None:
    """Without one of the pieces there is no hello."""
    assert (
        said([initial(crypto(0, MESSAGE[:700])), initial(crypto(701, MESSAGE[701:1500]))]) is None
    )


def test_keys_of_the_first_packet() -> None:
    """Later packets go to the id that the server chose, and keep the keys of the first."""
    first = initial(crypto(0, MESSAGE[:700]), b"12345678")
    second = initial(crypto(700, MESSAGE[700:]), b"serverid", keys_of=b"12345678", number=1)
    assert said([first, second]) is not None


def test_retry() -> None:
    """After a Retry the client begins again, with keys of the id that the server chose."""
    first = initial(crypto(0, MESSAGE[:700]), b"12345678")
    again = [
        initial(crypto(0, MESSAGE[:700]), b"retryid", token=b"t" * 40, number=1),
        initial(crypto(700, MESSAGE[700:]), b"retryid", token=b"t" * 40, number=2),
    ]
    assert said([first, *again]) is not None


def test_answers() -> None:
    """What the server says opens with no key of its own id, and is no hello."""
    assert said([initial(crypto(0, b"\2"), b"client", keys_of=b"12345678")]) is None


def test_bounds() -> None:
    """A side that says no hello in very many packets is full; offsets beyond 64 KiB are invalid."""
    side = Handshake()
    for number in range(MOST_PACKETS + 1):
        assert not side.full
        side.add(initial(b"\1", number.to_bytes(8, "big")))
    assert side.full
    assert MOST_KEYS < MOST_PACKETS
    with pytest.raises(Invalid):
        said([initial(crypto(65_536, b"x"))])
