"""The TLS client behind a JA4 or JA3 fingerprint."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from fingerprints.identifier import Identifier, Rejected
from fingerprints.placeholder import is_placeholder
from fingerprints.text import fold, one_character

_JA4_HEAD = r"[tqd](?:1[0-3]|s[23]|d[123]|00)[di](?P<ciphers>[0-9]{2})[0-9]{2}[0-9a-z]{2}"
_JA4 = re.compile(rf"{_JA4_HEAD}_[0-9a-f]{{12}}_[0-9a-f]{{12}}")
_CODES = "[0-9a-f]{4}(?:,[0-9a-f]{4})*"
_JA4_RAW = re.compile(
    rf"(?P<head>{_JA4_HEAD})_(?P<b>(?:{_CODES})?)_(?P<c>(?P<extensions>(?:{_CODES})?)(?:_{_CODES})?)"
)
_NAME_AND_ALPN = frozenset({"0000", "0010"})  # never in the sorted list of JA4_r
_NO_CODES = "000000000000"

_MD5 = re.compile("[0-9a-f]{32}")
_NUMBERS = "(?:[0-9]{1,5}(?:-[0-9]{1,5})*)?"
_JA3_LONG = re.compile(rf"[0-9]{{1,5}}(?:,{_NUMBERS}){{4}}")
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2212", "-----")


def canonical_ja4(text: str) -> Identifier | Rejected:
    """Name the TLS client that a JA4 fingerprint describes: `t13d1516h2_8daaf6152771_...`.

    The raw form with sorted lists (JA4_r) is hashed. The raw form in the order of the packet
    (JA4_ro) is malformed here, because tools disagree on what belongs in it, as are the
    fingerprints of servers and of HTTP (JA4S, JA4H).

    Every installation of one browser version has the same JA4: it names a program, no person.

    Source:
        github.com/FoxIO-LLC/ja4, technical_details/JA4.md, read 2026-11; on JA4_ro issue 40.
    """
    return _read("ja4", text, _ja4)


def canonical_ja3(text: str) -> Identifier | Rejected:
    """Name the TLS client that a JA3 fingerprint describes: 32 hex digits.

    The long form (`771,4865-4866,0-23,29-23,0`) is hashed. GREASE values stay, as a tool that
    wrote them hashed them, too.

    Browsers that shuffle their extensions (Chrome since 110) have another JA3 each time.

    Source:
        github.com/salesforce/ja3, README, read 2026-11.
    """
    return _read("ja3", text, _ja3)


def _read(kind: str, text: str, read: Callable[[str], str | None]) -> Identifier | Rejected:
    written = fold(text)
    if not written:
        return Rejected(kind, "empty")
    if is_placeholder(kind, written) or one_character(written):
        return Rejected(kind, "placeholder")
    key = read(written)
    return Rejected(kind, "malformed") if key is None else Identifier(kind, key, key)


def _ja4(written: str) -> str | None:
    if _JA4.fullmatch(written):
        return written
    raw = _JA4_RAW.fullmatch(written)
    if raw is None:
        return None
    ciphers, extensions = _codes(raw["b"]), _codes(raw["extensions"])
    in_order = ciphers == sorted(ciphers) and extensions == sorted(extensions)
    counted = min(len(ciphers), 99) == int(raw["ciphers"])
    if not (in_order and counted) or _NAME_AND_ALPN.intersection(extensions):
        return None
    return f"{raw['head']}_{_digest(raw['b'])}_{_digest(raw['c'])}"


def _ja3(written: str) -> str | None:
    written = written.translate(_DASHES)
    if _JA3_LONG.fullmatch(written):
        return hashlib.md5(written.encode(), usedforsecurity=False).hexdigest()
    return written if _MD5.fullmatch(written) else None


def _codes(text: str) -> list[str]:
    return text.split(",") if text else []


def _digest(codes: str) -> str:
    return hashlib.sha256(codes.encode()).hexdigest()[:12] if codes else _NO_CODES
