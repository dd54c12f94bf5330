"""Bank cards and IBANs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerprints.bank import read_card, read_iban

CARD = "4242424242424242"  # kept by payment providers for tests
IBAN = "GB82WEST12345698765432"  # example of ISO 13616


def test_published_numbers_pass() -> None:
    """Test numbers are their own keys."""
    assert (read_card(CARD), read_iban(IBAN)) == (CARD, IBAN)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("4242424242424241", "bad-check-digit"),
        ("42424242424", "malformed"),
        ("42424242424242424242", "malformed"),
        ("4242-4242", "malformed"),
        ("622202100112233000", "rounded"),
        ("6222021001122330000", "rounded"),
    ],
)
def test_what_is_no_card_says_why(text: str, reason: str) -> None:
    """Length, check digit and lost digits are told apart."""
    with pytest.raises(ValueError, match=reason):
        read_card(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("GB82WEST12345698765433", "bad-check-digit"),
        ("GB82WEST1234569876543", "malformed|bad-check-digit"),
        ("4242424242424242", "malformed|bad-check-digit"),
        ("", "malformed"),
    ],
)
def test_what_is_no_iban_says_why(text: str, reason: str) -> None:
    """A wrong check digit and a wrong form are refused."""
    with pytest.raises(ValueError, match=reason):
        read_iban(text)


@given(st.integers(0, 15), st.sampled_from("0123456789"))
def test_one_wrong_digit_of_a_card_is_noticed(place: int, digit: str) -> None:
    """No card turns into another valid one by changing a single digit."""
    changed = CARD[:place] + digit + CARD[place + 1 :]
    if changed != CARD:
        with pytest.raises(ValueError, match="bad-check-digit"):
            read_card(changed)
