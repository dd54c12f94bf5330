"""The network card behind a MAC address."""

from __future__ import annotations

import re
from functools import cache

from fingerprints.identifier import Identifier, Rejected
from fingerprints.placeholder import is_placeholder
from fingerprints.tables import load
from fingerprints.text import fold, is_rounded

_PAIRS = re.compile(r"[0-9a-f]{2}([:\-._ ])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}")
_ARP = re.compile(r"[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}")
_GROUPS = re.compile(r"[0-9a-f]{4}([:\-. ])[0-9a-f]{4}\1[0-9a-f]{4}|[0-9a-f]{6}[:\-][0-9a-f]{6}")
_UNMISTAKABLE = re.compile(
    r"[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}"
)
_BARE = re.compile(r"[0-9a-f]{12}")
_HIDDEN = re.compile(r"[0-9a-f:\-._ ]*[*x][0-9a-f:\-._ *x]*")
_NOT_HEX = re.compile(r"[^0-9a-f]")

_MULTICAST_BIT = 0x01  # of the first byte, IEEE 802
_LOCAL_BIT = 0x02


def canonical_mac(text: str) -> Identifier | Rejected:
    """Name the network card that a MAC address as written belongs to: `00:1b:63:84:45:e6`.

    Any separators, any case, bare digits and `0:1b:63:84:45:e6` (leading zeros dropped, as
    `arp` prints it) are read.

    Refused are addresses that no card has for itself: broadcast, multicast, those that
    software makes (virtual machines, containers) or draws (locally administered, which
    phones and Windows use as random addresses), and well-known defaults.

    Source:
        IEEE 802-2014, section 8.2 (the two bits).
    """
    written = fold(text)
    if not written:
        return Rejected("mac", "empty")
    key = _canonical_form(written)
    if key is None:
        return Rejected("mac", _why_unreadable(written))
    reason = _refusal(key)
    return Rejected("mac", reason) if reason else Identifier("mac", key, key)


def is_written_mac(folded: str) -> bool:
    """Whether a folded text of unknown kind is a MAC address: 00-1b-.., 00:1b:.., 001b.63.."""
    return bool(_UNMISTAKABLE.fullmatch(folded))


def _canonical_form(written: str) -> str | None:
    if _ARP.fullmatch(written):
        return ":".join(byte.zfill(2) for byte in written.split(":"))
    if any(form.fullmatch(written) for form in (_PAIRS, _GROUPS, _BARE)):
        digits = _NOT_HEX.sub("", written)
        return ":".join(digits[i : i + 2] for i in range(0, 12, 2))
    return None


def _why_unreadable(written: str) -> str:
    if is_placeholder("mac", written):
        return "placeholder"
    if _HIDDEN.fullmatch(written):
        return "masked"
    return "rounded" if is_rounded(written) else "not-a-mac"


def _refusal(key: str) -> str | None:
    first = int(key[:2], 16)
    if key == "ff:ff:ff:ff:ff:ff":
        return "broadcast"
    if is_placeholder("mac", key) or len(set(key)) == 2:  # one digit and the colon
        return "placeholder"
    if first & _MULTICAST_BIT:
        return "multicast"
    if key.startswith(_virtual_vendors()):
        return "virtual"
    return "locally-administered" if first & _LOCAL_BIT else None


@cache
def _virtual_vendors() -> tuple[str, ...]:
    return tuple(load("virtual_vendors")["vendors"])
