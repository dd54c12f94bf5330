"""SQL that recognises plain values, whose key follows from their form (`fingerprints.PLAIN`)."""

from __future__ import annotations

from fingerprints import PLAIN, Plain
from linkscan.engine.base import quoted

DEFAULT_PREFIX = 64
"""The IPv6 prefix for which the plain forms hold."""

CASELESS = ("device_id", "mac")
"""Kinds whose key has no capitals, whatever the value."""


def shortened(kind: str, column: str, prefix: int, *, capitals: bool = False) -> str:
    """SQL of a raw value with what its key does not need left out.

    Devices lose their capitals, where the column has them: Windows writes ids and MACs so;
    the few in a column that mostly has none are left to Python. Of a full IPv6 address
    only the /64 is kept: privacy addresses are all different, and millions of them one
    network. Every other value stays as written.
    """
    if kind in CASELESS:
        return f"lower({column})" if capitals else column
    parts = [plain for plain in PLAIN.get(kind, ()) if plain.suffix]
    if not parts or prefix != DEFAULT_PREFIX:
        return column
    whens = " ".join(
        # The suffix begins with a character that every such text holds: a cheap test first.
        f"WHEN contains({column}, {quoted(plain.suffix[0])}) AND {_holds(column, plain)} "
        f"THEN regexp_extract({column}, {quoted(_anchored(plain))}, 1) || {quoted(plain.suffix)}"
        for plain in parts
    )
    return f"CASE {whens} ELSE {column} END"


def is_plain(kind: str, column: str, prefix: int = DEFAULT_PREFIX) -> str:
    """SQL: a shortened value names its own key, so Python need not see it."""
    tests = [
        _is_shortened(column, plain) if plain.suffix else _holds(column, plain)
        for plain in PLAIN.get(kind, ())
        if not plain.suffix or prefix == DEFAULT_PREFIX
    ]
    return " OR ".join(tests) or "false"


def _is_shortened(column: str, plain: Plain) -> str:
    # A log may write "fe80::/64" by itself: what stands before the length must be plain, too.
    length = len(plain.suffix.rpartition("/")[2]) + 1
    ends = f"right({column}, {len(plain.suffix)}) = {quoted(plain.suffix)}"
    return f"{ends} AND {_holds(f'left({column}, length({column}) - {length})', plain)}"


def _holds(column: str, plain: Plain) -> str:
    excluded = ", ".join(quoted(text) for text in sorted(plain.exclude))
    but = f" AND {column} NOT IN ({excluded})" if excluded else ""
    return f"regexp_matches({column}, {quoted(_anchored(plain))}){but}"


def _anchored(plain: Plain) -> str:
    return f"^(?:{plain.pattern})$"
