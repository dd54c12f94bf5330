"""What an export's own location text says of an address: VPN exit, mobile network, data centre."""

from __future__ import annotations

import re
from functools import cache

from fingerprints.tables import load
from fingerprints.text import fold

_GAP = "[ _(/|,-]?"  # what may stand for a space within a word: "T-Mobile", "联通(手机)"
_GAPS = re.compile("[ _(/|,-]")
# A hit within a Latin word is none, but Chinese stands beside Latin without a space: 电信4G.
_LATIN = r"a-z0-9_\u00c0-\u024f"
_DENIED = (
    r"(?P<before>[非无無]|不是|没有|未用|未使用|(?<![a-z])(?:not an?|non|not|no|without)[ -])?\s*"
)
_SWITCHED_OFF = r"(?P<after>\s*[:=]\s*(?:no|n|none|false|0|否|无)(?![a-z0-9]))?"


def address_class(note: str) -> str | None:
    """What a location text beside an address calls it; None if it says nothing certain.

    "vpn" is an exit that strangers share (VPN, proxy, relay), "carrier" a mobile network or
    another one behind carrier-grade NAT, "datacentre" a hosting provider: a label, never a
    discount. "中国移动宽带" is a fixed line and has no class, as "中国电信" alone. A word that the
    text denies ("非VPN", "Proxy: No") does not count.

    Of a text that names several, "VPN" counts before "data centre" and that before "mobile":
    VPN exits stand in data centres, and a carrier has data centres of its own.
    """
    if not any(map(str.isalpha, note)):
        return None  # most addresses: known without the words
    pattern, ranks = _words()
    found = [
        ranks[_GAPS.sub("", match["word"])]
        for match in pattern.finditer(fold(note))
        if not match["before"] and not match["after"]
    ]
    return load("address_classes")["words"][min(found)].get("class") if found else None


@cache
def _words() -> tuple[re.Pattern[str], dict[str, int]]:
    """A pattern that finds the words, and for each, without its gaps, its table's rank."""
    tables = load("address_classes")["words"]
    ranks = {fold(word): rank for rank, table in enumerate(tables) for word in table["text"]}
    longest_first = sorted(ranks, key=lambda word: (-len(word), word))
    words = "|".join(map(_pattern, longest_first))
    pattern = re.compile(f"{_DENIED}(?P<word>{words}){_SWITCHED_OFF}")
    return pattern, {_GAPS.sub("", word): rank for word, rank in ranks.items()}


def _pattern(word: str) -> str:
    pattern = _GAP.join(map(re.escape, word.split(" ")))
    head = f"(?<![{_LATIN}])" if word[0].isascii() else ""
    tail = f"(?![{_LATIN}])" if word[-1].isascii() else ""
    return f"{head}{pattern}{tail}"
