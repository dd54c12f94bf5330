"""The resident identity number (居民身份证号码) of a Chinese citizen."""

from __future__ import annotations

import re
from datetime import date

_LONG = re.compile(r"[1-9][0-9]{16}[0-9X]")
_SHORT = re.compile(r"[1-9][0-9]{14}")
_CHECK = "10X98765432"
_FIRST_YEAR = 1850  # nobody born before it can have opened a store


def read_resident_id(key: str) -> str:
    """The number in 18 digits; those of 15, given out until 1999, are completed.

    The region is not looked up: codes of abolished regions stay in use.

    Raises:
        ValueError: "malformed", "bad-birth-date" or "bad-check-digit".

    Source:
        GB 11643-1999: check digit after ISO 7064 MOD 11-2; a number of 15 digits gets the
        century 19.
    """
    if _SHORT.fullmatch(key):
        body = f"{key[:6]}19{key[6:]}"
        return read_long_resident_id(body + _check_digit(body))
    return read_long_resident_id(key)


def read_long_resident_id(key: str) -> str:
    """The number itself, if it is one of 18 digits (any 15 digits may be something else)."""
    if not _LONG.fullmatch(key):
        raise ValueError("malformed")
    if not _is_birth_date(key[6:14]):
        raise ValueError("bad-birth-date")
    if _check_digit(key[:17]) != key[17]:
        raise ValueError("bad-check-digit")
    return key


def _check_digit(body: str) -> str:
    return _CHECK[sum(int(digit) << 17 - i for i, digit in enumerate(body)) % 11]


def _is_birth_date(digits: str) -> bool:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    try:
        return date(year, month, day).year >= _FIRST_YEAR
    except ValueError:
        return False
