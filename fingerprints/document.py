"""The paper behind a number: registrations, tax numbers, identity papers, trade marks.

Numbers with a check digit are compared in their canonical form; two that both pass and
differ by a character are two papers, never one with a typing error. Numbers without one are
compared in upper case without spaces, hyphens and slashes.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from fingerprints.bank import card_scheme, read_card, read_iban
from fingerprints.identifier import Identifier, Rejected
from fingerprints.placeholder import is_placeholder
from fingerprints.resident import read_long_resident_id, read_resident_id
from fingerprints.text import is_masked, is_rounded, mask, number, one_character, tidy
from fingerprints.uscc import read_uscc

Reader = Callable[[str], str]
"""A number in upper case -> its key; ValueError with the reason code if it is none."""

MIN_LENGTH = 4
"""Characters of a paper's number; shorter ones are row numbers."""

SHOWN = {
    "uscc": (4, 2),
    "resident_id": (4, 2),
    "card": (4, 4),
    "iban": (4, 4),
    "licence": (4, 2),
    "passport": (1, 2),
    "vat": (2, 2),
    "ein": (0, 4),
    "trademark": (0, 3),
    "document": (0, 3),
}
"""Characters of the key that a label shows, at its head (region, bank) and its tail."""

_SPREADSHEET_DIGITS = 15
_PASSPORT = re.compile(r"(?=.*[0-9])[A-Z0-9]{5,15}")


def canonical_document(kind: str, text: str, region: str | None = None) -> Identifier | Rejected:
    """Name the paper that a number stands for; labels show its ends at most.

    Kind follows the value: whatever the column says, a number that passes the check of a
    USCC is a `uscc`, one that passes that of a resident ID a `resident_id`, an IBAN among
    card numbers an `iban`. The class of a card is its scheme. `region` (ISO 3166) completes
    a VAT number without its country.

    Refused: `masked` and `rounded` numbers (6.22E+18; also 18 and more digits of which a
    spreadsheet has kept 15), placeholders, `too-short`, `malformed`, `bad-check-digit`,
    `bad-birth-date`.
    """
    key = number(text)
    if reason := _refusal(kind, text, key):
        return Rejected(kind, reason)
    reasons = {}
    for found_kind, reader in _readers(kind, region):
        try:
            found = reader(key)
        except ValueError as error:
            reasons[found_kind] = str(error)
        else:
            label = mask(found, *SHOWN[found_kind])
            cls = card_scheme(found) if found_kind == "card" else None
            return Identifier(found_kind, found, label, cls)
    return Rejected(kind, _explain(key, reasons[kind]))


def _refusal(kind: str, text: str, key: str) -> str | None:
    """Why a number is none of any kind."""
    if not tidy(text):
        return "empty"
    if is_rounded(key):
        return "rounded"
    if is_placeholder(kind, text) or is_placeholder(kind, key) or one_character(key):
        return "placeholder"
    if is_masked(key):
        return "masked"
    return "too-short" if len(key) < MIN_LENGTH else None


def _explain(key: str, reason: str) -> str:
    """The better reason for a number that failed its check: hidden or lost digits."""
    if is_masked(key, runs=True):
        return "masked"
    lost = key[_SPREADSHEET_DIGITS:]
    return "rounded" if key.isdigit() and lost and not lost.strip("0") else reason


def _readers(kind: str, region: str | None) -> tuple[tuple[str, Reader], ...]:
    """What a number of this column can be, the most certain reading first."""
    uscc, resident = ("uscc", read_uscc), ("resident_id", read_long_resident_id)
    match kind:
        case "uscc":
            return uscc, resident
        case "resident_id":
            return ("resident_id", read_resident_id), ("uscc", _read_lettered_uscc)
        case "card":
            return ("card", read_card), ("iban", read_iban)
        case "iban":
            return (("iban", read_iban),)
        case "vat":
            return uscc, ("vat", lambda key: _read_vat(key, region))
        case "ein":
            return (("ein", _read_ein),)
        case "passport":
            return (("passport", _read_passport),)
        case "trademark":
            return (("trademark", _read_any),)
        case "licence":
            return uscc, ("licence", _read_any)
        case _:
            return resident, ("uscc", _read_lettered_uscc), (kind, _read_any)


def _read_lettered_uscc(key: str) -> str:
    """A code that no mistyped resident ID can be: one of these in 31 passes its check."""
    if key[:17].isdigit():
        raise ValueError("malformed")
    return read_uscc(key)


def _read_any(key: str) -> str:
    if is_masked(key, runs=True):
        raise ValueError("masked")
    if not any(c.isdigit() for c in key):
        raise ValueError("malformed")
    return key


def _read_passport(key: str) -> str:
    if not _PASSPORT.fullmatch(key):
        raise ValueError("malformed")
    return _read_any(key)


def _read_ein(key: str) -> str:
    """A US employer identification number: nine digits, a prefix that the IRS gave out."""
    from stdnum.exceptions import ValidationError
    from stdnum.us import ein

    try:
        return str(ein.validate(key))
    except ValidationError:
        raise ValueError("malformed") from None


def _read_vat(key: str, region: str | None) -> str:
    """A VAT number with its country in front, checked where the country's rule is known."""
    from fingerprints.vat import read_vat

    return read_vat(key, region)
