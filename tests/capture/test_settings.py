"""What a linkscan.toml says of captures."""

from __future__ import annotations

import tomllib

import pytest

from linkscan.capture.attribution import Rule
from linkscan.capture.settings import CaptureSettings, read_capture
from linkscan.errors import LinkscanError


def read(text: str) -> CaptureSettings:
    return read_capture(tomllib.loads(text)["capture"], "linkscan.toml")


def test_all_of_it() -> None:
    """Ports, hosts and rules."""
    settings = read("""
        capture.proxy_ports = [1080, 7890]
        capture.echo = "http://192.0.2.1:8080/ip"
        capture.hosts = { "ERP.example.com" = "shopee/sg", "desk.example.com" = "ozon" }
        [[capture.rules]]
        interface = "wg0"
        vlan = 20
        account = "STORE-A"
    """)
    assert settings.proxy_ports == (1080, 7890)
    assert settings.echo == "http://192.0.2.1:8080/ip"
    assert settings.rules == (Rule("STORE-A", interface="wg0", vlan=20),)
    assert settings.office("a.erp.example.com") == ("shopee", "SG")
    assert settings.office("desk.example.com") == ("ozon", None)
    assert settings.office("fxg.jinritemai.com") == ("douyin", None)
    assert settings.office("example.com") is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("capture = 1", "[capture] takes proxy_ports"),
        ("capture.host = {}", "[capture] takes proxy_ports"),
        ("capture.hosts = ['a']", "[capture.hosts] takes lines"),
        ("capture.hosts = { a = 1 }", "[capture.hosts] takes lines"),
        ("capture.hosts = { a = '/SG' }", "[capture.hosts] takes lines"),
        ("capture.proxy_ports = 80", "takes numbers of ports"),
        ("capture.proxy_ports = [0]", "takes numbers of ports"),
        ("capture.proxy_ports = [true]", "takes numbers of ports"),
        ("capture.echo = 1", "echo in [capture] takes"),
        ("capture.echo = 'ftp://a'", "echo in [capture] takes"),
        ("capture.rules = 'a'", "[[capture.rules]] takes account"),
        ("capture.rules = [{ account = 'a' }]", "[[capture.rules]] takes account"),
        ("capture.rules = [{ interface = 'a' }]", "[[capture.rules]] takes account"),
        ("capture.rules = [{ account = 'a', ja4 = 't' }]", "[[capture.rules]] takes account"),
        ("capture.rules = [{ account = 'a', vlan = '7' }]", "[[capture.rules]] takes account"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    """Anything else is told in one sentence that says what is allowed; a TLS fingerprint makes
    no rule."""
    with pytest.raises(LinkscanError) as raised:
        read(text)
    assert str(raised.value).startswith("linkscan.toml: ")
    assert why in str(raised.value)
