"""One side of a TCP connection: its hello, in whatever order and cut it comes."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkscan.capture.decode import stream
from linkscan.capture.decode.hello import ClientHello
from linkscan.capture.decode.stream import Stream
from tests.capture.build import HOST, extension, hello, records, version_2_hello

HELLO = records(hello(HOST, extension(0x0015, bytes(1800))), 700)
"""Longer than a packet, in two records."""
WORDS = (b"EHLO shop\r\n", b"STARTTLS\r\n")

Segments = list[tuple[int, bytes]]


def cut(data: bytes, edges: set[int], start: int = 1000) -> Segments:
    """`data` as segments that end at these places."""
    places = [0, *sorted(edge for edge in edges if edge < len(data)), len(data)]
    return [(start + a, data[a:b]) for a, b in itertools.pairwise(places)]


def said(segments: Segments) -> tuple[ClientHello | None, Stream]:
    """The hello that comes of segments, and the side that said them."""
    side = Stream()
    found = None
    for sequence, data in segments:
        found = side.add(sequence % (1 << 32), data) or found
    return found, side


EDGES = st.sets(st.integers(1, len(HELLO) - 1), max_size=40)


@given(EDGES, st.randoms(), st.integers(0, (1 << 32) - 1))
@example({1, 2, 3, 4, 5, 6}, random.Random(1), (1 << 32) - 3)  # noqa: S311 - no secret
def test_any_order(edges: set[int], order: random.Random, start: int) -> None:
    """However a hello is cut and shuffled, also where the numbers begin anew, it is found."""
    segments = cut(HELLO, edges, start)
    order.shuffle(segments)
    found, _ = said(segments)
    assert found is not None
    assert found.server_name == HOST


@given(EDGES, EDGES, st.randoms())
def test_sent_again(edges: set[int], others: set[int], order: random.Random) -> None:
    """What is sent twice, and cut otherwise the second time, changes nothing."""
    segments = cut(HELLO, edges) + cut(HELLO, others)
    order.shuffle(segments)
    found, _ = said(segments)
    assert found is not None


def test_byte_by_byte() -> None:
    """A hello of one byte a segment."""
    message = records(hello())
    assert said(cut(message, set(range(len(message)))))[0] is not None


@given(st.integers(0, len(HELLO) - 1))
def test_a_gap_is_waited_for(missing: int) -> None:
    """Without one of its bytes there is no hello."""
    segments = cut(HELLO, {missing, missing + 1} - {0})
    assert said([one for one in segments if one[0] != 1000 + missing])[0] is None


def test_words_before_the_hello() -> None:
    """What was said before is kept, in order, and begins no hello."""
    segments = []
    at = 1000
    for words in (*WORDS, HELLO):
        segments.append((at, words))
        at += len(words)
    for order in (segments, [segments[1], segments[0], segments[2]], segments[::-1]):
        found, side = said(order)
        assert found is not None
        assert side.before() == b"".join(WORDS)


@pytest.mark.parametrize(
    "lead",
    [
        b"\x12\x01\x00\xcd\x00\x00\x00\x00",
        b"CONNECT shop.example.com:443 HTTP/1.1\r\nHost: shop.example.com\r\n\r\n",
        b"CONNECT shop.example.com:443 HTTP/1.0\r\n\r\n",
        b"PROXY TCP4 192.0.2.7 198.51.100.9 50123 443\r\n",
        b"\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c" + bytes(12),
    ],
)
def test_words_in_the_segment_of_the_hello(lead: bytes) -> None:
    """TDS puts a header in front of the hello, a hasty client its request to the proxy, a load
    balancer the address of the client."""
    found, side = said([(1000, lead + HELLO[:500]), (1000 + len(lead) + 500, HELLO[500:])])
    assert found is not None
    assert side.before() == lead


def test_false_beginnings() -> None:
    """Segments that look like a hello, and are none, hide none that follows."""
    false = b"\x16\x03\x01\x00\x04\x01\x00\x00\x01x\x16\x03\x01\x00\x04\x01\x00\x00\x01x"
    found, side = said([(1000, b"\x16"), (1001, false), (1001 + len(false), HELLO)])
    assert found is not None
    assert side.before() == b"\x16" + false


def test_a_hello_in_the_middle_of_a_segment() -> None:
    """Bytes of a hello inside other content, as in a file that is sent, are none."""
    assert said([(1000, b"file: " + HELLO)])[0] is None


def test_version_2() -> None:
    """A hello of SSL 2.0."""
    assert said([(5, version_2_hello(0x2F))])[0] is not None


@pytest.mark.parametrize(
    ("data", "begun"),
    [
        (HELLO[:6], True),
        (HELLO[:-1], True),
        (HELLO[:5], False),  # it may be anything
        (version_2_hello(0x2F)[:9], False),
        (b"\x16\x03\x01\x00\x04\x01\x00\x00\x01x\x16", False),  # refused by now
        (b"GET / HTTP/1.1", False),
    ],
)
def test_a_hello_has_begun(data: bytes, begun: bool) -> None:
    """It is known from its sixth byte on."""
    assert said([(1000, data)])[1].begun is begun


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A side that says much, or in very many pieces, is full."""
    _, side = said([(at, bytes(1000)) for at in range(0, 66_000, 1000)])
    assert (side.full, side.size) == (True, 66_000)
    monkeypatch.setattr(stream, "MOST_PIECES", 3)
    assert [said(cut(b"12345", set(range(n))))[1].full for n in (3, 4, 5)] == [False, True, True]
