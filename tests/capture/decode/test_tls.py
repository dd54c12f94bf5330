"""TLS records: a hello in any number of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.capture.decode.cursor import Invalid
from linkscan.capture.decode.tls import complete_hello, may_be_hello, read_cut_hello, read_hello
from tests.capture.build import HOST, hello, records, version_2_hello

MESSAGE = hello()


@given(st.lists(st.integers(1, len(MESSAGE)), max_size=6))
def test_a_hello_may_fill_many_records(sizes: list[int]) -> None:
    """However a hello is cut into records, it is the same hello."""
    found = read_hello(records(MESSAGE, *sizes))
    assert found is not None
    assert found.server_name == HOST


@given(st.integers(0, len(records(MESSAGE)) - 1))
def test_an_incomplete_hello_is_waited_for(size: int) -> None:
    """Its beginning is no hello yet, and no error; it looks like one from its first byte."""
    start = records(MESSAGE)[:size]
    assert read_hello(start) is None
    assert may_be_hello(start) or not start


def test_what_follows_does_not_matter() -> None:
    """Early data behind a hello is left alone."""
    assert read_hello(records(MESSAGE) + b"\x17\x03\x03\x00\x01x") is not None


@pytest.mark.parametrize("size", range(1, len(version_2_hello(0x2F, 0x35))))
def test_version_2_is_waited_for(size: int) -> None:
    """So is a hello of SSL 2.0."""
    whole = version_2_hello(0x2F, 0x35)
    assert read_hello(whole[:size]) is None
    assert may_be_hello(whole[:size])
    assert read_hello(whole) is not None


@pytest.mark.parametrize(
    "stream",
    [
        b"GET / HTTP/1.1\r\n",
        b"\x16\x03\x01\x00\x04\x02\x00\x00\x26",  # a server's hello
        records(MESSAGE, 9)[:14] + b"\x17\x03\x01\x00\x05hello",  # other data in its middle
        b"\x16\x03\x01\x00\x04\x01\x01\x00\x00",  # 65,540 bytes
    ],
)
def test_no_hello(stream: bytes) -> None:
    """What no continuation can make a hello is invalid."""
    with pytest.raises(Invalid):
        read_hello(stream)


@pytest.mark.parametrize(
    "start",
    [
        b"\x15",
        b"\x16\x02",
        b"\x16\x03\x05",
        b"\x16\x03\x01\x49",
        b"\x16\x03\x01\0\0\2",
        b"\x80\1\2",
    ],
)
def test_other_beginnings(start: bytes) -> None:
    """The first bytes tell most of what is no hello."""
    assert not may_be_hello(start)


def test_messages_without_records() -> None:
    """QUIC carries the same message without records."""
    assert complete_hello(MESSAGE[:-1]) is None
    assert complete_hello(MESSAGE + b"more") is not None


NAMED = MESSAGE.index(HOST.encode()) + len(HOST)
"""How much of the message there must be for the name to be whole."""


@given(st.integers(0, len(MESSAGE)), st.lists(st.integers(1, len(MESSAGE)), max_size=6))
def test_the_name_in_a_part_of_a_hello(size: int, sizes: list[int]) -> None:
    """Of a hello that is cut off the name counts if it is whole, and nothing else is kept."""
    whole = records(MESSAGE, *sizes)
    pieces = len(whole) - len(MESSAGE)
    found = read_cut_hello(whole[: size + pieces])
    assert (found is not None) or size < NAMED
    if found is not None:
        assert (found.server_name, found.ciphers, found.extensions) == (HOST, (), ())
    assert read_cut_hello(records(MESSAGE[:NAMED])) is not None
    assert read_cut_hello(records(MESSAGE[: NAMED - 1])) is None


@pytest.mark.parametrize("stream", [b"", b"\x16\x03\x01", version_2_hello(1), records(hello(None))])
def test_no_name_in_a_part_of_a_hello(stream: bytes) -> None:
    """Without a name, or before it, there is nothing of use."""
    assert read_cut_hello(stream) is None
