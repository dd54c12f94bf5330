"""Papers: kind by value, labels that hide, refusals."""

from __future__ import annotations

import pytest

from fingerprints import Identifier, Rejected, identify

USCC = "91350100M000100Y43"
RESIDENT = "11010519491231002X"
CARD = "4242424242424242"


@pytest.mark.parametrize(
    ("kind", "text", "found_kind", "key", "label"),
    [
        ("uscc", USCC, "uscc", USCC, "9135****43"),
        ("uscc", " 91350100m000100y43\n", "uscc", USCC, "9135****43"),
        ("uscc", "９１３５０１００Ｍ０００１００Ｙ４３", "uscc", USCC, "9135****43"),
        ("uscc", "91350100-M000100Y4-3", "uscc", USCC, "9135****43"),
        ("licence", USCC, "uscc", USCC, "9135****43"),
        ("vat", USCC, "uscc", USCC, "9135****43"),  # 税号 of a Chinese company
        ("document", USCC, "uscc", USCC, "9135****43"),
        ("resident_id", USCC, "uscc", USCC, "9135****43"),
        ("licence", "91350100M000100Y44", "licence", "91350100M000100Y44", "9135****44"),
        ("licence", "350100 400 012345", "licence", "350100400012345", "3501****45"),
        ("resident_id", "11010519491231002x", "resident_id", RESIDENT, "1101****2X"),
        ("resident_id", "'11010519491231002X", "resident_id", RESIDENT, "1101****2X"),
        ("resident_id", '="11010519491231002X"', "resident_id", RESIDENT, "1101****2X"),
        ("resident_id", "110105 491231 002", "resident_id", RESIDENT, "1101****2X"),
        ("document", RESIDENT, "resident_id", RESIDENT, "1101****2X"),
        ("uscc", RESIDENT, "resident_id", RESIDENT, "1101****2X"),
        # a mistyped resident ID that happens to pass the check of a USCC
        ("document", "11010519491331002X", "document", "11010519491331002X", "****02X"),
        ("document", "110105491231002", "document", "110105491231002", "****002"),
        ("card", "4242 4242 4242 4242", "card", CARD, "4242****4242"),
        ("card", "4242-4242-4242-4242", "card", CARD, "4242****4242"),
        ("card", "4242424242424242.0", "card", CARD, "4242****4242"),
        ("card", "GB82 WEST 1234 5698 7654 32", "iban", "GB82WEST12345698765432", "GB82****5432"),
        ("iban", "gb82west12345698765432", "iban", "GB82WEST12345698765432", "GB82****5432"),
        ("passport", "e 2345 6719", "passport", "E23456719", "E****19"),
        ("vat", "DE 136 695 976", "vat", "DE136695976", "DE****76"),
        ("ein", "91-1144442", "ein", "911144442", "****4442"),
        ("trademark", "第 18273645 号", "trademark", "第18273645号", "****45号"),
        ("document", "ab-12/34", "document", "AB1234", "****234"),
    ],
)
def test_a_paper_has_one_key_and_a_label_that_hides(
    kind: str, text: str, found_kind: str, key: str, label: str
) -> None:
    """Writing does not count, the kind follows the value, the label shows the ends at most.

    A card has its scheme as class.
    """
    cls = "visa" if found_kind == "card" else None
    assert identify(kind, text) == Identifier(found_kind, key, label, cls)


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("uscc", "", "empty"),
        ("uscc", "无", "placeholder"),
        ("uscc", "91350100M000100Y44", "bad-check-digit"),
        ("uscc", "9135****43", "masked"),
        ("uscc", "9.135E+17", "rounded"),
        ("uscc", "350100400012345", "malformed"),
        ("resident_id", "1101**********002X", "masked"),
        ("resident_id", "110105xxxxxxxx002X", "masked"),
        ("resident_id", "1.10105E+17", "rounded"),
        ("resident_id", "110105194912310000", "rounded"),  # Excel kept 15 digits
        ("resident_id", "110105194912310021", "bad-check-digit"),
        ("resident_id", "11010519491331002X", "bad-birth-date"),
        ("resident_id", "111111111111111111", "placeholder"),
        ("card", "6222 02** **** 1234", "masked"),
        ("card", "6222 XXXX XXXX 1234", "masked"),
        ("card", "6222••••1234", "masked"),
        ("card", "6.22202E+18", "rounded"),
        ("card", "6,22202E+18", "rounded"),
        ("card", "6222021001122330000", "rounded"),
        ("card", "4242424242424241", "bad-check-digit"),
        ("card", "0000000000000000", "placeholder"),
        ("card", "12345", "malformed"),
        ("card", "123", "too-short"),
        ("licence", "办理中", "too-short"),
        ("licence", "正在办理中", "malformed"),
        ("licence", "########", "placeholder"),  # a column too narrow
        ("licence", "350100xxxx12345", "masked"),
        ("passport", "护照12345", "malformed"),
        ("passport", "E12345678", "placeholder"),
        ("passport", "ABCDEF", "malformed"),
        ("vat", "136695976", "no-region"),
        ("ein", "91-114444", "malformed"),
        ("iban", "GB82WEST12345698765433", "bad-check-digit"),
        ("document", "N/A", "placeholder"),
        ("document", "12345678", "placeholder"),
    ],
)
def test_what_is_no_paper_says_why(kind: str, text: str, reason: str) -> None:
    """Hidden, rounded, blank and wrong numbers are refused by name."""
    assert identify(kind, text) == Rejected(kind, reason)


def test_two_valid_codes_are_two_companies() -> None:
    """Codes that both pass and differ by two characters never meet."""
    first, second = identify("uscc", USCC), identify("uscc", "91350100M000100W56")
    assert first != second


def test_a_region_completes_a_vat_number() -> None:
    """The account's country stands in for a missing one."""
    assert identify("vat", "136695976", "DE") == identify("vat", "DE136695976")
