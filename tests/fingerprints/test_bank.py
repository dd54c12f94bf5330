"""Bank cards and IBANs."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerprints.bank import card_scheme, read_card, read_iban
from fingerprints.tables import load

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
    ("number", "scheme"),
    [
        ("6200000000000005", "unionpay"),  # test numbers of payment providers
        ("6205500000000000004", "unionpay"),
        ("4242424242424242", "visa"),
        ("4222222222222", "visa"),
        ("5555555555554444", "mastercard"),
        ("2223003122003222", "mastercard"),
        ("378282246310005", "amex"),
        ("3566002020360505", "jcb"),
        ("3056930009020004", "diners"),
        ("36227206271667", "diners"),
        ("6011111111111117", "discover"),
        ("6759649826438453", "maestro"),
        ("2200000000000004", "mir"),
        ("2221000000000009", "mastercard"),  # the ends of a range
        ("2720990000000007", "mastercard"),
        ("2721000000000004", None),
        ("2205000000000009", None),
        ("3590000000000000", None),
        ("42424242424242", None),  # no Visa has 14 digits
        ("8171999927660000", None),  # UnionPay and RuPay share the range
        ("9558800000000000", None),  # a bank's own
    ],
)
def test_the_first_digits_tell_the_scheme(number: str, scheme: str | None) -> None:
    """A card belongs to the scheme of its range and length; elsewhere it has none."""
    assert card_scheme(number) == scheme


def test_ranges_of_schemes_are_whole() -> None:
    """Both ends of a range have as many digits, and no range of that length lies in another."""
    ranges = load("card_schemes")["range"]
    assert all(len(one["from"]) == len(one["to"]) for one in ranges)
    ordered = sorted((len(one["from"]), one["from"], one["to"]) for one in ranges)
    for (size, _, end), (following, start, _) in itertools.pairwise(ordered):
        assert size < following or end < start


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
