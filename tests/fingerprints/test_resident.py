"""Resident identity numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerprints.resident import read_long_resident_id, read_resident_id

PUBLISHED = "11010519491231002X"  # example of GB 11643-1999


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (PUBLISHED, PUBLISHED),
        ("440524188001010014", "440524188001010014"),  # the standard's second example
        ("110105491231002", PUBLISHED),  # the number of 15 digits of the same person
    ],
)
def test_published_numbers_pass(text: str, key: str) -> None:
    """The examples of the standard pass; 15 digits become the 18 of the same person."""
    assert read_resident_id(text) == key


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("110105194912310021", "bad-check-digit"),
        ("11010519491331002X", "bad-birth-date"),
        ("110105194902300028", "bad-birth-date"),
        ("110105000012310020", "bad-birth-date"),
        ("110105491331002", "bad-birth-date"),
        ("1101051949123100", "malformed"),
        ("01010519491231002X", "malformed"),
        ("X10105194912310021", "malformed"),
    ],
)
def test_what_is_no_number_says_why(text: str, reason: str) -> None:
    """Form, birth date and check digit are told apart."""
    with pytest.raises(ValueError, match=reason):
        read_resident_id(text)


def test_fifteen_digits_alone_prove_nothing() -> None:
    """Where another number is expected, 15 digits (an old licence) are no person."""
    with pytest.raises(ValueError, match="malformed"):
        read_long_resident_id("110105491231002")


@given(st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_digit_is_noticed(place: int, digit: str) -> None:
    """No number turns into another valid one by changing a single digit."""
    changed = PUBLISHED[:place] + digit + PUBLISHED[place + 1 :]
    if changed != PUBLISHED:
        with pytest.raises(ValueError, match=r"malformed|bad-"):
            read_resident_id(changed)
