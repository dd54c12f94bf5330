"""The name of a connection, and what ECH means for it."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from linkscan.capture.decode.dns import Answer
from linkscan.capture.decode.hello import ClientHello
from linkscan.capture.decode.names import ANSWER_NS, Name, Names
from tests.capture.build import CLIENT, HOST, SERVER

CLIENT_IP, SERVER_IP = ip_address(CLIENT).packed, ip_address(SERVER).packed
OTHER_IP = ip_address("192.0.2.8").packed


def hello(name: str | None, encrypted: bool = False) -> ClientHello:
    return ClientHello(0x0303, (0x1301,), (), server_name=name, encrypted=encrypted)


@pytest.fixture
def names() -> Names:
    """The client was told an address for a name, and ECH keys that show another one."""
    known = Names()
    known.learn(CLIENT_IP, Answer(HOST, (SERVER_IP,), ("Outer.example",)), 0)
    return known


@pytest.mark.parametrize(
    ("said", "target", "name"),
    [
        (hello("a.example"), None, Name("a.example", "sni", None)),
        (hello("a.example"), "b.example", Name("a.example", "sni", None)),
        (hello(None), "b.example", Name("b.example", "proxy", None)),
        (hello(None), SERVER, Name(HOST, "dns", None)),
        (hello(None), "203.0.113.9", Name(None, None, None)),
        (hello(None), None, Name(HOST, "dns", None)),
        (hello("a.example", True), None, Name("a.example", "sni", "offered")),
        (hello("outer.example", True), None, Name("outer.example", "outer", "outer")),
        (hello("cloudflare-ech.com", True), None, Name("cloudflare-ech.com", "outer", "outer")),
        (hello("cloudflare-ech.com"), None, Name("cloudflare-ech.com", "sni", None)),
    ],
)
def test_names(names: Names, said: ClientHello, target: str | None, name: Name) -> None:
    """The hello itself comes first, then what a proxy was asked for, then DNS.

    An ECH extension makes a name the provider's only where it is known to be that.
    """
    assert names.name(said, CLIENT_IP, SERVER_IP, target, 1) == name


def test_answers_are_the_host_s_own(names: Names) -> None:
    """What one host was told says nothing of another one, and not for ever."""
    nothing = Name(None, None, None)
    assert names.name(hello(None), OTHER_IP, SERVER_IP, None, 1) == nothing
    assert names.name(hello(None), CLIENT_IP, OTHER_IP, None, 1) == nothing
    assert names.name(hello(None), CLIENT_IP, SERVER_IP, None, ANSWER_NS + 1) == nothing
    outer = names.name(hello("outer.example", True), OTHER_IP, SERVER_IP, None, 1)
    assert outer == Name("outer.example", "sni", "offered")
