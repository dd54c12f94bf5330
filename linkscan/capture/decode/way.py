"""What was said before a hello: through which proxy it went, or which protocol it followed.

Source: RFC 9110, section 9.3.6 (CONNECT); RFC 1928 and 1929 (SOCKS 5); the SOCKS 4 and 4A memos;
RFC 3207, 2595, 4217, 6120, 4511 (STARTTLS of SMTP, IMAP and POP3, FTP, XMPP, LDAP); the protocol
pages of PostgreSQL, MySQL and MS-RDPBCGR, read 2026-11.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from linkscan.capture.decode.cursor import Cursor, Invalid
from linkscan.capture.decode.ip import address_text

PROXIES = frozenset({"connect", "socks4", "socks5"})

_CONNECT = re.compile(rb"CONNECT +(\[[0-9a-fA-F:.]+\]|[^\s:]{1,255}):\d{1,5} +HTTP/1\.[01]\r?\n")
_WORDS = (
    (re.compile(rb"^(?:EHLO|HELO|LHLO)\b.*^STARTTLS\r?\n", re.I | re.M | re.S), "smtp"),
    (re.compile(rb"^\S+ STARTTLS\r?\n", re.I | re.M), "imap"),
    (re.compile(rb"^STLS\r?\n", re.I | re.M), "pop3"),
    (re.compile(rb"^AUTH (?:TLS|SSL)(?:-[CP])?\r?\n", re.I | re.M), "ftp"),
    (re.compile(rb"^STARTTLS\r?\n", re.I | re.M), "starttls"),
    (re.compile(rb"<starttls\b"), "xmpp"),
    (re.compile(rb"1\.3\.6\.1\.4\.1\.1466\.20037"), "ldap"),
    (re.compile(rb"\A(?:\0\0\0\x08\x04\xd2\x16\x30)?\0\0\0\x08\x04\xd2\x16\x2f\Z"), "postgresql"),
    (re.compile(rb"^\x20\x00\x00\x01.{32}$", re.S), "mysql"),
    (re.compile(rb"^\x03\x00\x00.\x0e?.?\xe0", re.S), "rdp"),
)


class Way(NamedTuple):
    """How a hello got there: by which protocol, and the host that a proxy was asked for."""

    via: str
    target: str | None = None


def way_of(before: bytes) -> Way | None:
    """The way that a client's words before its hello ask for; None without any, or if unknown."""
    if not before:
        return None
    if connect := _CONNECT.match(before):
        return Way("connect", connect[1].strip(b"[]").decode("utf-8", "replace"))
    try:
        if before[0] == 5:
            return Way("socks5", _socks5(Cursor(before, "socks")))
        if before[0] == 4:
            return Way("socks4", _socks4(Cursor(before, "socks")))
    except Invalid:
        return None
    for pattern, name in _WORDS:
        if pattern.search(before):
            return Way(name)
    return None


def _socks5(words: Cursor) -> str:
    """Greeting with methods, a password perhaps, then the request."""
    words.take(1)
    words.vector(1)
    start = words.number(1)
    if start == 1:
        words.vector(1)
        words.vector(1)
        start = words.number(1)
    command, _, kind = words.take(3)
    if start != 5 or command != 1:
        raise Invalid("socks")
    if kind == 3:
        return words.vector(1).rest().decode("utf-8", "replace")
    if kind not in (1, 4):
        raise Invalid("socks")
    return address_text(words.take(4 if kind == 1 else 16))


def _socks4(words: Cursor) -> str:
    """Address, user, and in 4A (an address 0.0.0.x) the name."""
    if words.take(2) != b"\x04\x01":
        raise Invalid("socks")
    words.take(2)
    address = words.take(4)
    _user, *names = words.rest().split(b"\0")
    if not names:
        raise Invalid("socks")
    if address[:3] == bytes(3) and address[3]:
        return names[0].decode("utf-8", "replace")
    return address_text(address)
