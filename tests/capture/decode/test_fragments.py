"""Fragments: any order, any cut, and never more than the bounds."""

from __future__ import annotations

import itertools
import random

from hypothesis import given
from hypothesis import strategies as st

from linkscan.capture.decode import fragments
from linkscan.capture.decode.fragments import Fragments

WHOLE = bytes(range(256)) * 2


@given(st.sets(st.integers(1, len(WHOLE) - 1)), st.randoms())
def test_order_and_cuts_do_not_matter(cuts: set[int], order: random.Random) -> None:
    """However a packet is cut and shuffled, its last fragment to come completes it."""
    edges = [0, *sorted(cuts), len(WHOLE)]
    pieces = list(itertools.pairwise(edges))
    order.shuffle(pieces)
    table = Fragments()
    found = [
        table.add(b"key", start, WHOLE[start:end], end == len(WHOLE), 0) for start, end in pieces
    ]
    assert found[-1] == WHOLE
    assert found[:-1] == [None] * (len(pieces) - 1)


def test_the_first_of_two_stays() -> None:
    """A fragment that comes twice with other content changes nothing."""
    table = Fragments()
    table.add(b"key", 0, b"true", False, 0)
    assert table.add(b"key", 0, b"fake", False, 0) is None
    assert table.add(b"key", 2, b"XXend", True, 0) == b"trueend"


def test_patience() -> None:
    """After 30 seconds a packet begins anew."""
    table = Fragments()
    table.add(b"key", 0, b"old", False, 0)
    assert table.add(b"key", 3, b"new", True, fragments.PATIENCE_NS + 1) is None


def test_bounded() -> None:
    """Of too many incomplete packets the oldest is given up."""
    table = Fragments()
    for number in range(fragments.WAITING + 1):
        table.add(number.to_bytes(4, "big"), 0, b"first", False, 0)
    assert table.add(bytes(4), 5, b"last", True, 0) is None
    assert table.add((1).to_bytes(4, "big"), 5, b"last", True, 0) is None  # gave way to that
    assert table.add((9).to_bytes(4, "big"), 5, b"last", True, 0) == b"firstlast"


def test_no_packet_is_longer_than_ip_allows() -> None:
    """Pieces beyond 64 KiB are not kept."""
    table = Fragments()
    for place in range(66):
        assert table.add(b"key", place * 1000, bytes(1000), place == 65, 0) is None
