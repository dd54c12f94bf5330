"""What is said before a hello: proxies, and protocols that begin in plain text."""

from __future__ import annotations

import pytest

from linkscan.capture.decode.way import Way, way_of
from tests.capture.build import vector

GREETING = b"\5\1\0"
REQUEST = b"\5\1\0\3" + vector(1, b"shop.example.com") + b"\1\xbb"


@pytest.mark.parametrize(
    ("before", "way"),
    [
        (b"", None),
        (b"GET / HTTP/1.1\r\n\r\n", None),
        (
            b"CONNECT shop.example.com:443 HTTP/1.1\r\nProxy-Authorization: Basic x\r\n\r\n",
            Way("connect", "shop.example.com"),
        ),
        (b"CONNECT [2001:db8::9]:443 HTTP/1.1\r\n\r\n", Way("connect", "2001:db8::9")),
        (GREETING + REQUEST, Way("socks5", "shop.example.com")),
        (
            b"\5\2\0\2" + b"\1" + vector(1, b"user") + vector(1, b"secret") + REQUEST,
            Way("socks5", "shop.example.com"),
        ),
        (GREETING + b"\5\1\0\1\xc6\x33\x64\x09\1\xbb", Way("socks5", "198.51.100.9")),
        (GREETING + b"\5\1\0\4" + bytes(15) + b"\1\1\xbb", Way("socks5", "::1")),
        (GREETING + b"\5\2\0\1\xc6\x33\x64\x09\1\xbb", None),  # BIND
        (GREETING + b"\5\1\0\7", None),
        (GREETING, None),
        (b"\4\1\1\xbb\xc6\x33\x64\x09user\0", Way("socks4", "198.51.100.9")),
        (b"\4\1\1\xbb\0\0\0\1user\0shop.example.com\0", Way("socks4", "shop.example.com")),
        (b"\4\2\1\xbb\xc6\x33\x64\x09user\0", None),
        (b"\4\1\1\xbb\xc6\x33\x64\x09user", None),
        (b"EHLO shop\r\nSTARTTLS\r\n", Way("smtp")),
        (b"a1 CAPABILITY\r\na2 STARTTLS\r\n", Way("imap")),
        (b"CAPA\r\nSTLS\r\n", Way("pop3")),
        (b"AUTH TLS\r\n", Way("ftp")),
        (b"STARTTLS\r\n", Way("starttls")),
        (b"<stream:stream><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", Way("xmpp")),
        (b"\x30\x1d\2\1\1\x77\x18\x80\x161.3.6.1.4.1.1466.20037", Way("ldap")),
        (b"\0\0\0\x08\x04\xd2\x16\x2f", Way("postgresql")),
        (b"\0\0\0\x08\x04\xd2\x16\x30\0\0\0\x08\x04\xd2\x16\x2f", Way("postgresql")),  # GSS first
        (b"\x20\0\0\1" + bytes(32), Way("mysql")),
        (b"\3\0\0\x13\x0e\xe0\0\0\0\0\0\1\0\x08\0\3\0\0\0", Way("rdp")),
    ],
)
def test_ways(before: bytes, way: Way | None) -> None:
    """Each way is told by its name, and a proxy with the host that it was asked for."""
    assert way_of(before) == way


def test_no_password_is_kept() -> None:
    """A way holds a host, never what a client proved itself with."""
    way = way_of(b"\5\1\2" + b"\1" + vector(1, b"user") + vector(1, b"secret") + REQUEST)
    assert "secret" not in str(way)
