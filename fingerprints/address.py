"""The network end point that an IP address as logged stands for."""

from __future__ import annotations

import re
import socket
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from fingerprints.address_class import address_class
from fingerprints.identifier import Identifier, Rejected
from fingerprints.placeholder import is_placeholder
from fingerprints.scopes import scope_of
from fingerprints.text import tidy

_MAPPED = bytes(10) + b"\xff\xff"  # ::ffff:0:0/96, RFC 4291
_NAT64 = bytes.fromhex("0064ff9b") + bytes(8)  # 64:ff9b::/96, RFC 6052
_6TO4 = bytes.fromhex("2002")  # 2002::/16, RFC 3056
_TEREDO = bytes.fromhex("20010000")  # 2001::/32, RFC 4380

_LOGGED = re.compile(
    r"""
    (?: \[ (?P<boxed>[0-9a-f:.]+) (?:%[^\]\s]*)? \]
      | (?P<bare>[0-9a-f:.]+) (?:%[^\s/,()]*)? )
    (?: /(?P<length>[0-9]{1,3}) )?
    (?: :(?P<port>[0-9]{1,5}) )?
    (?P<note> (?: [\s(\[{<|] | [-_/]?[^\x00-\x7f\d] ) .* )?   # 1.2.3.4(Aliyun), 1.2.3.4-阿里云
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# 固定IP：192.0.2.7, 外网 192.0.2.7
_CALLED = re.compile(r"[^\x00-\x7f\d][^\d.,;]*?[:\s]*(?=[0-9a-f:.]+\b)", re.IGNORECASE)
# What a profile browser exports: socks5://name:word@192.0.2.7:1080, 192.0.2.7:1080:name:word
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://(?:[^@/\s]*@)?", re.IGNORECASE)
_SIGNED_IN = re.compile(r"(?<=[0-9]):(?!\d+$)[^\s:@/]+(?::[^\s@/]*)?$")
_V4_PORT = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}:\d{1,5}:")
_LIST = re.compile("[,;、]")
_HIDDEN = re.compile(r"[0-9a-f:.]*(?:\*|xx|[.:]x)[0-9a-f:.*x]*", re.IGNORECASE)
_ADDRESS_LIKE = re.compile(r"[0-9A-Fa-f:.]+")
_FROM_TO = re.compile(r"(?P<first>[0-9a-f:.]+)\s*[-\u2010-\u2015\u2212~至到]\s*[0-9a-f:.]+", re.I)

_UNREADABLE = "not-an-address"


def canonical_address(text: str, prefix: int = 64) -> Identifier | Rejected:
    """Name the network end point that an address as logged stands for.

    Two logged addresses are one end point exactly if their keys are equal. The key of a key
    is itself.

    Args:
        text: One address as a log writes it. A port, brackets, quotes, a zone, full-width
            digits and a note behind it are taken away; IPv4 inside IPv6 (mapped, NAT64,
            6to4, the client of a Teredo tunnel) is unwrapped; of a list, as proxies write
            it (X-Forwarded-For, Forwarded), the left-most public address counts.
        prefix: IPv6 network length in bits, 48 to 128.

    Returns:
        The identifier (IPv4, or the IPv6 network in RFC 5952 form); or why the text names no
        end point: its scope (private, carrier, ...), a range, several values, masked digits,
        not an address. Its class is what the note says (`address_class`), else
        "documentation" in those ranges.
        Octets with leading zeros are none: 010 is ten to some programs and eight to others.

    Source:
        RFC 5952 (text form), RFC 6890 (scopes), RFC 6177 (an end site has at least a /64).
    """
    packed = packed_address(text)
    return _in_list(text, prefix) if packed is None else _end_point(packed, prefix)


def packed_address(text: str) -> bytes | None:
    """The 4 or 16 bytes of one address in plain form, or None."""
    try:
        if ":" in text:
            # Some systems accept a zone here and drop it, some do not.
            return None if "%" in text else socket.inet_pton(socket.AF_INET6, text)
        packed = socket.inet_pton(socket.AF_INET, text)
    except (OSError, ValueError):  # ValueError: a NUL or a lone surrogate
        return None
    # Some systems accept leading zeros.
    return packed if socket.inet_ntoa(packed) == text else None


def _end_point(packed: bytes, prefix: int) -> Identifier | Rejected:
    """The identifier of a packed address, or its scope as the reason why not."""
    if len(packed) == 16:
        packed = _embedded(packed) or packed
    scope = scope_of(packed)
    if scope is not None and scope != "documentation":
        return Rejected("ip", scope)
    if len(packed) == 4:
        key = socket.inet_ntoa(packed)
    else:
        host_bits = 128 - prefix
        network = int.from_bytes(packed, "big") >> host_bits << host_bits
        key = f"{socket.inet_ntop(socket.AF_INET6, network.to_bytes(16, 'big'))}/{prefix}"
    return Identifier("ip", key, key, scope)


def _embedded(packed: bytes) -> bytes | None:
    """The IPv4 address that an IPv6 address carries, if it carries one."""
    if packed[:12] in (_MAPPED, _NAT64):
        return packed[12:]
    if packed[:2] == _6TO4:
        return packed[2:6]
    if packed[:4] == _TEREDO:
        return bytes(byte ^ 0xFF for byte in packed[12:])
    return None


def _in_list(text: str, prefix: int) -> Identifier | Rejected:
    """The left-most public address of a text that is not one plain address."""
    if any(unicodedata.category(c) == "No" for c in text if not c.isascii()):
        # NFKC would make 192.0.2.1 with a footnote sign into 192.0.2.11.
        return Rejected("ip", _UNREADABLE)
    text = tidy(text).replace("。", ".")  # what a Chinese keyboard gives for the dot
    if not text:
        return Rejected("ip", "empty")
    reasons = []
    parts = [_unlabelled(part) for part in _LIST.split(text)]
    for i, part in enumerate(parts):
        found = _single(part, prefix)
        if isinstance(found, Identifier):
            return replace(found, cls=address_class(_note(parts[i:])) or found.cls)
        if found.reason == _UNREADABLE and any(c.isdigit() for c in part):
            return found  # an unreadable client: the proxy behind it must not stand for it
        reasons.append(found.reason)
    vague = (_UNREADABLE, "placeholder")
    return Rejected("ip", next((r for r in reasons if r not in vague), reasons[0]))


def _unlabelled(part: str) -> str:
    """One entry of a list without its quotes, the `for=` of a Forwarded header (RFC 7239), what it
    is called, and the scheme and sign-in of a proxy."""
    bare = part.strip(" '\"")
    if bare[:4].lower() == "for=":
        return bare[4:].strip(" '\"")
    for before in (_CALLED, _SCHEME):
        if match := before.match(bare):
            bare = bare[match.end() :].rstrip("/") or bare
    if bare.count(".") >= 3 and _V4_PORT.match(bare):
        bare = _SIGNED_IN.sub("", bare)
    return bare


def _note(parts: Sequence[str]) -> str:
    """What stands behind the address in the first part: a note may hold commas itself."""
    match = _LOGGED.fullmatch(parts[0])
    own = match["note"] if match else None
    return " , ".join([own or "", *takewhile(lambda part: not _names_address(part), parts[1:])])


def _single(text: str, prefix: int) -> Identifier | Rejected:
    """The end point of one address with what logs write around it."""
    if is_placeholder("ip", text):
        return Rejected("ip", "placeholder")
    if _HIDDEN.fullmatch(text):
        return Rejected("ip", "masked")
    ends = _FROM_TO.fullmatch(text)
    if ends and packed_address(ends["first"]):
        return Rejected("ip", "range")
    match = _LOGGED.fullmatch(text)
    if match is None:
        return Rejected("ip", _UNREADABLE)
    address, port = match["boxed"] or match["bare"], match["port"]
    if match["bare"] and address.count(":") == 1:
        address, _, port = address.partition(":")
        if not (port.isdigit() and len(port) <= 5):
            return Rejected("ip", _UNREADABLE)
    packed = packed_address(address)
    if packed is None or (port and int(port) > 0xFFFF):
        return Rejected("ip", _UNREADABLE)
    if match["note"] and _names_address(match["note"]):
        return Rejected("ip", "several-values")
    if match["length"] and (reason := _range_reason(packed, int(match["length"]), prefix)):
        return Rejected("ip", reason)
    return _end_point(packed, prefix)


def _names_address(note: str) -> bool:
    """Whether a note behind an address holds another one, with or without a port."""
    return any(
        packed_address(word) or packed_address(word.rpartition(":")[0])
        for word in _ADDRESS_LIKE.findall(note)
    )


def _range_reason(packed: bytes, length: int, prefix: int) -> str | None:
    """Why an address with a network length is no end point; None if it is one."""
    bits = 8 * len(packed)
    if length > bits:
        return _UNREADABLE
    whole = bits if bits == 32 or _embedded(packed) else prefix
    return "range" if length < whole else None
