"""Reading front to back."""

from __future__ import annotations

import pytest

from linkscan.capture.decode.cursor import Cursor, Invalid


def test_fields() -> None:
    """Fields of all kinds, one behind the other."""
    cursor = Cursor(b"\1\0\2ab\1c\0\3\0\4", "word")
    assert (cursor.number(1), cursor.vector(2).rest(), cursor.vector(1).take(1)) == (1, b"ab", b"c")
    assert cursor.left == 4
    assert cursor.numbers(2) == (3, 4)
    assert (cursor.left, cursor.rest(), cursor.numbers(2)) == (0, b"", ())


@pytest.mark.parametrize("size", [1, 2])
def test_never_past_the_end(size: int) -> None:
    """What is longer than the bytes is invalid, by the word that the reader gave."""
    with pytest.raises(Invalid, match=r"^word$"):
        Cursor(b"\5\5a", "word").vector(size)
    with pytest.raises(Invalid, match=r"^word$"):
        Cursor(b"\1\2\3", "word").numbers(2)
