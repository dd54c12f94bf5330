"""VAT numbers."""

from __future__ import annotations

import pytest

from fingerprints.vat import read_vat


@pytest.mark.parametrize(
    ("text", "region", "key"),
    [
        ("DE136695976", None, "DE136695976"),
        ("136695976", "DE", "DE136695976"),
        ("136695976", "de", "DE136695976"),
        ("FR61954506077", None, "FR61954506077"),
        ("BE697449992", None, "BE0697449992"),
        ("GB980780684", None, "GB980780684"),
        ("UK980780684", None, "GB980780684"),
        ("980780684", "UK", "GB980780684"),
        ("XI980780684", None, "GB980780684"),  # Northern Ireland's goods for the EU
        ("EL023456780", None, "EL023456780"),
        ("GR023456780", None, "EL023456780"),
        ("023456780", "GR", "EL023456780"),
        ("SA300000000000003", None, "SA300000000000003"),
        ("300000000000003", "SA", "SA300000000000003"),
    ],
)
def test_a_number_carries_its_country(text: str, region: str | None, key: str) -> None:
    """The country stands in front, written or known from the account."""
    assert read_vat(text, region) == key
    assert read_vat(key, None) == key


@pytest.mark.parametrize(
    ("text", "region", "reason"),
    [
        ("136695976", None, "no-region"),
        ("136695976", "EU", "no-region"),
        ("136695976", "北美", "no-region"),
        ("DE136695977", None, "bad-check-digit"),
        ("DE13669597", None, "malformed"),
        ("GB98078068", None, "malformed"),
        ("SA1234", None, "malformed"),
        ("SAABCDEFGH", None, "malformed"),
        ("4242424275082964", "CN", "malformed"),  # CN4242... would pass for a USCC
    ],
)
def test_what_is_no_number_says_why(text: str, region: str | None, reason: str) -> None:
    """Without country, with a wrong check digit or form, nothing is guessed."""
    with pytest.raises(ValueError, match=reason):
        read_vat(text, region)
