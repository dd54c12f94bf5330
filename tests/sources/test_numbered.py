"""Columns named by number."""

from __future__ import annotations

import pytest

from linkscan.sources.numbered import is_numbered, number_of, numbered


@pytest.mark.parametrize(
    ("name", "number"),
    [("#1", 1), (" #12 ", 12), ("#0", None), ("1", None), ("#", None), ("#1a", None), ("", None)],
)
def test_numbers(name: str, number: int | None) -> None:
    """`#1` is the first column; anything else is a header."""
    assert number_of(name) == number


def test_names_and_back() -> None:
    """The names that are made are read as what they stand for."""
    assert [number_of(name) for name in numbered(3)] == [1, 2, 3]
    assert is_numbered(["ip", "#2"])
    assert not is_numbered(["ip", "no #2"])
