"""Contacts in free text are masked; names are not."""

from __future__ import annotations

import pytest

from linkscan.masking import without_contacts

MASKED = [
    ("ann@stores.invalid", "a****@stores.invalid"),
    ("Ann <ann@stores.invalid>", "Ann <a****@stores.invalid>"),
    ("13912340001", "139****01"),
    ("+86 139-1234-0001", "861****01"),
    ("王姐 １３９１２３４０００１", "王姐 139****01"),
    ("＋８６13912340001", "861****01"),
]


@pytest.mark.parametrize(("text", "shown"), MASKED)
def test_contacts_are_masked(text: str, shown: str) -> None:
    """An e-mail address and a phone number in a name are hidden, unless revealed."""
    assert without_contacts(text, reveal=False) == shown
    assert without_contacts(text, reveal=True) == text


@pytest.mark.parametrize(
    "text", ["shop-1", "店铺甲", "2026-01-02", "203.0.113.1", "1234567890", "A@", "Store 139", ""]
)
def test_names_stay(text: str) -> None:
    """What is no contact stays as written."""
    assert without_contacts(text, reveal=False) == text
