"""The bank account or card behind a number."""

from __future__ import annotations

import re

from fingerprints.tables import load

_CARD = re.compile(r"[0-9]{12,19}")  # ISO/IEC 7812-1
_LOST = re.compile(r"[0-9]{15}0{3,4}")


def read_card(key: str) -> str:
    """The card number itself, if its length and its check digit are right.

    18 and 19 digits that end in zeros from the 16th on are refused although they pass: one
    such card in a thousand is real, the others are what a spreadsheet left of any card of
    that bank.

    Raises:
        ValueError: "malformed", "rounded" or "bad-check-digit".

    Source:
        ISO/IEC 7812-1, annex B (Luhn).
    """
    if not _CARD.fullmatch(key):
        raise ValueError("malformed")
    if _LOST.fullmatch(key):
        raise ValueError("rounded")
    if _luhn(key):
        raise ValueError("bad-check-digit")
    return key


def card_scheme(key: str) -> str | None:
    """Whose network a card number belongs to ("unionpay", "visa"), where its range tells."""
    found = [
        (len(one["from"]), one["scheme"])
        for one in load("card_schemes")["range"]
        if len(key) in one["digits"] and one["from"] <= key[: len(one["from"])] <= one["to"]
    ]
    return max(found)[1] if found else None


def read_iban(key: str) -> str:
    """The IBAN itself, if its country's form and its check digits are right (ISO 13616).

    Raises:
        ValueError: "malformed" or "bad-check-digit".
    """
    from stdnum import iban
    from stdnum.exceptions import InvalidChecksum, ValidationError

    try:
        return str(iban.validate(key, check_country=False))
    except InvalidChecksum:
        raise ValueError("bad-check-digit") from None
    except ValidationError:
        raise ValueError("malformed") from None


def _luhn(digits: str) -> int:
    """0 exactly if the last digit is the check digit of the others."""
    values = [int(digit) for digit in reversed(digits)]
    doubled = [sum(divmod(2 * value, 10)) for value in values[1::2]]
    return (sum(values[::2]) + sum(doubled)) % 10
