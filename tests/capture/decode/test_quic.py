"""QUIC Initials: the example of the RFC, every version, and what is no Initial."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.capture.decode.cursor import Invalid
from linkscan.capture.decode.quic import Crypto, crypto_of, initials, may_be_initial
from tests.capture.build import SALTS, V1, crypto, hello, initial, vector

DESTINATION = bytes.fromhex("8394c8f03e515708")
RFC_FRAME = bytes.fromhex(
    "060040f1010000ed0303ebf8fa56f12939b9584a3896472ec40bb863cfd3e86804fe3a47f06a2b69484c000004"
    "13011302010000c000000010000e00000b6578616d706c652e636f6dff01000100000a00080006001d00170018"
    "00100007000504616c706e000500050100000000003300260024001d00209370b2c9caa47fbabaf4559fedba75"
    "3de171fa71f50f1ce15d43e994ec74d748002b0003020304000d0010000e0403050306030203080408050806002d"
    "00020101001c00024001003900320408ffffffffffffffff05048000ffff07048000ffff0801100104800075"
    "300901100f088394c8f03e51570806048000ffff"
)
"""The frame of RFC 9001, appendix A.2."""
RFC_START = bytes.fromhex("c000000001088394c8f03e5157080000449e7b9aec34d1b1c98dd7689fb8ec11")
"""How the sealed packet of that appendix begins: header, hidden number, first bytes."""


def pieces(datagram: bytes, destination: bytes = DESTINATION) -> list[list[Crypto] | None]:
    """What each Initial of a datagram holds."""
    return [crypto_of(one, destination) for one in initials(datagram)]


def test_example_of_the_rfc() -> None:
    """The printed packet is the one that the builder makes, and its frame is found again."""
    packet = initial(RFC_FRAME, DESTINATION, number=2)
    assert packet.startswith(RFC_START)
    assert len(packet) == 1200
    assert pieces(packet) == [[Crypto(0, RFC_FRAME[4:])]]


@pytest.mark.parametrize("version", [*SALTS, 0x1A2A3A4A])
def test_versions(version: int) -> None:
    """Each version has its own keys; one that is reserved is protected as version 1."""
    packet = initial(crypto(0, hello()), DESTINATION, version=version)
    assert may_be_initial(packet)
    assert pieces(packet) == [[Crypto(0, hello())]]


def test_frames() -> None:
    """Between pieces of the handshake stand padding, pings and acknowledgements."""
    ack = b"\x02\x40\x05\x00\x01\x01\x00\x02" + b"\x03\x05\x00\x00\x01\x01\x02\x03"
    frames = crypto(5, b"later") + b"\0\0\1" + ack + crypto(0, b"first") + b"\x1c\0\0\0"
    assert pieces(initial(frames)) == [[Crypto(5, b"later"), Crypto(0, b"first")]]


def test_coalesced() -> None:
    """Other packets stand before, between and behind Initials of one datagram."""
    other = b"\xe3" + V1.to_bytes(4, "big") + vector(1, DESTINATION) + b"\0" + b"\x40\x64"
    datagram = other + bytes(100) + initial(crypto(0, b"a"), number=0)
    datagram += initial(crypto(1, b"b"), number=1, token=b"token") + b"\x40" + bytes(50)
    assert pieces(datagram) == [[Crypto(0, b"a")], [Crypto(1, b"b")]]


def test_retry() -> None:
    """A Retry has no length: what stands behind its header is no packet."""
    retry = b"\xf0" + V1.to_bytes(4, "big") + vector(1, DESTINATION) + b"\0" + bytes(60)
    assert list(initials(retry)) == []


def test_other_keys() -> None:
    """With the keys of another connection nothing is opened, and that is no error."""
    assert pieces(initial(crypto(0, b"x")), b"other") == [None]


@pytest.mark.parametrize(
    "datagram",
    [
        b"\x40" + bytes(60),  # a short header
        b"\xc3\0\0\0\2" + bytes(60),  # a version that nobody has
        b"\xc3" + V1.to_bytes(4, "big") + bytes(30),  # too short
    ],
)
def test_no_initial(datagram: bytes) -> None:
    """Other datagrams are passed over."""
    assert not may_be_initial(datagram)
    assert list(initials(datagram)) == []


@pytest.mark.parametrize(
    "frames",
    [
        b"\x06\x00\x50\x00",  # a piece that is longer than the packet
        b"\x08\x00",  # a stream, which an Initial may not have
        b"\x02\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff",  # ranges without end
    ],
)
def test_invalid_frames(frames: bytes) -> None:
    """What was sealed and is no frame of an Initial is invalid."""
    with pytest.raises(Invalid, match=r"^quic$"):
        pieces(initial(frames))


@given(st.integers(41, 1199))
def test_cut_off(size: int) -> None:
    """An Initial that is cut off is invalid, wherever."""
    with pytest.raises(Invalid):
        pieces(initial(crypto(0, hello()))[:size])


@pytest.mark.parametrize("place", [5, 14, 15, 16, 17])
def test_lengths_that_lie(place: int) -> None:
    """An id, a token or a packet that would be longer than the datagram is invalid."""
    packet = bytearray(initial(crypto(0, hello())))
    packet[place] = 0xBF if place > 5 else 21
    with pytest.raises(Invalid):
        pieces(bytes(packet))
