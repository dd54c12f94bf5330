"""The unified social credit code (统一社会信用代码) of a Chinese company."""

from __future__ import annotations

import re

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V, Z
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))

# Registering department, class, six digits of the region, nine of the organisation, check.
_FORM = re.compile(rf"[1-9ANY][1-9A-HJNY][0-9]{{6}}[{_ALPHABET}]{{10}}")


def read_uscc(key: str) -> str:
    """The code itself, if it is one: its form and its check digit are right.

    The region is not looked up: codes of abolished regions stay in use.

    Raises:
        ValueError: "malformed" or "bad-check-digit".

    Source:
        GB 32100-2015: check value 31 - (sum of value times 3^i mod 31) mod 31.
    """
    if not _FORM.fullmatch(key):
        raise ValueError("malformed")
    total = sum(_VALUES[c] * weight for c, weight in zip(key, _WEIGHTS, strict=False))
    if _ALPHABET[-total % 31] != key[17]:
        raise ValueError("bad-check-digit")
    return key
