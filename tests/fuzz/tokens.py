"""Names that say of themselves whether they are whole: what was lost on the way can be counted."""

from __future__ import annotations

import re
import zlib

_TOKEN = re.compile(r"s(\d{4})([0-9a-f]{4})(?![0-9a-f])")


def token(number: int) -> str:
    """The account of row `number`; a changed digit makes it none."""
    return f"s{number:04}{_check(number)}"


def tokens(text: str) -> set[int]:
    """The rows whose accounts stand in a text unharmed."""
    return {int(n) for n, check in _TOKEN.findall(text) if check == _check(int(n))}


def _check(number: int) -> str:
    return f"{zlib.crc32(f'row {number}'.encode()) & 0xFFFF:04x}"
