"""Addresses as logs write them: which end point, or why none."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerprints import Identifier, Rejected, identify

END_POINTS = [
    # plain
    ("203.0.113.7", "203.0.113.7"),
    ("8.8.8.8", "8.8.8.8"),
    ("1.0.0.1", "1.0.0.1"),
    ("223.255.255.254", "223.255.255.254"),
    ("192.0.1.1", "192.0.1.1"),  # between 192.0.0.0/24 and 192.0.2.0/24
    ("198.17.255.255", "198.17.255.255"),  # the neighbours of benchmark
    ("198.20.0.0", "198.20.0.0"),
    ("100.63.255.255", "100.63.255.255"),  # the neighbours of carrier
    ("100.128.0.0", "100.128.0.0"),
    ("172.15.255.255", "172.15.255.255"),  # the neighbours of private
    ("172.32.0.0", "172.32.0.0"),
    ("192.169.0.1", "192.169.0.1"),
    ("11.0.0.0", "11.0.0.0"),
    ("169.253.1.1", "169.253.1.1"),
    # documentation ranges tie: the samples use them
    ("192.0.2.1", "192.0.2.1"),
    ("198.51.100.255", "198.51.100.255"),
    # white space, quotes, width: spreadsheets and Chinese keyboards
    (" 203.0.113.7 ", "203.0.113.7"),
    ("203.0.113.7\r\n", "203.0.113.7"),
    ("\ufeff203.0.113.7", "203.0.113.7"),
    ("\u200b203.0.113.7", "203.0.113.7"),
    ('"203.0.113.7"', "203.0.113.7"),
    ("'203.0.113.7", "203.0.113.7"),
    ("２０３．０．１１３．７", "203.0.113.7"),
    ("203。0。113。7", "203.0.113.7"),
    ("203.0.113.7\u3000", "203.0.113.7"),
    # ports: Entra, Cloudflare, Windows
    ("203.0.113.7:443", "203.0.113.7"),
    ("203.0.113.7:65535", "203.0.113.7"),
    ("203.0.113.7：８０", "203.0.113.7"),
    ("[203.0.113.7]:80", "203.0.113.7"),
    ("[203.0.113.7]", "203.0.113.7"),
    # what it is called, and the proxies of profile browsers
    ("固定IP：203.0.113.7", "203.0.113.7"),
    ("广东深圳 203.0.113.7", "203.0.113.7"),
    ("外网2001:db8:1:2::7", "2001:db8:1:2::/64"),
    ("socks5://name:word@203.0.113.7:1080", "203.0.113.7"),
    ("http://203.0.113.7:8080/", "203.0.113.7"),
    ("203.0.113.7:1080:name:word", "203.0.113.7"),
    # a network length that means one host
    ("203.0.113.7/32", "203.0.113.7"),
    # notes behind: location columns pasted in
    ("203.0.113.7(阿里云)", "203.0.113.7"),
    ("203.0.113.7（阿里云）", "203.0.113.7"),
    ("203.0.113.7 (阿里云 杭州)", "203.0.113.7"),
    ("203.0.113.7 中国移动", "203.0.113.7"),
    ("203.0.113.7中国移动", "203.0.113.7"),
    ("203.0.113.7[腾讯云]", "203.0.113.7"),
    ("203.0.113.7【腾讯云】", "203.0.113.7"),
    ("203.0.113.7:443(阿里云)", "203.0.113.7"),
    ("203.0.113.7(中国,上海)", "203.0.113.7"),
    ("203.0.113.7，中国移动", "203.0.113.7"),
    ("203.0.113.7 2026-01-02 10:11:12", "203.0.113.7"),
    ("203.0.113.7|US", "203.0.113.7"),
    ("203.0.113.7-阿里云", "203.0.113.7"),
    ("203.0.113.7/阿里云", "203.0.113.7"),
    ("203.0.113.7\t中国 浙江 杭州", "203.0.113.7"),
    # the Forwarded header, RFC 7239 section 4
    ("for=203.0.113.7;proto=http;by=198.51.100.60", "203.0.113.7"),
    ("For=192.168.1.1, for=203.0.113.7", "203.0.113.7"),
    ('for="[2001:db8:1:2::17]:4711"', "2001:db8:1:2::/64"),
    ("for=unknown, for=203.0.113.7", "203.0.113.7"),
    # X-Forwarded-For: left-most public
    ("203.0.113.7, 198.51.100.1", "203.0.113.7"),
    ("10.0.0.1, 203.0.113.7, 198.51.100.1", "203.0.113.7"),
    ("unknown, 203.0.113.7", "203.0.113.7"),
    ("-, 203.0.113.7", "203.0.113.7"),
    ("192.168.1.2;203.0.113.7", "203.0.113.7"),
    ("192.168.1.2、203.0.113.7", "203.0.113.7"),
    ("fd00::1, 2001:db8:1:2::9", "2001:db8:1:2::/64"),
    ("203.0.113.7:5000, 198.51.100.1:80", "203.0.113.7"),
    # IPv6 by /64, RFC 5952 text
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ("2001:DB8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ("2001:0db8:0001:0002:0000:0000:0000:0001", "2001:db8:1:2::/64"),
    ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
    ("2001:db8::1", "2001:db8::/64"),
    ("2001:db8:0:0:1::1", "2001:db8::/64"),
    ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
    ("2001:db8:1::", "2001:db8:1::/64"),
    ("2a00:1450:4001:81b::200e", "2a00:1450:4001:81b::/64"),
    ("240e:0:0:5:1:2:3:4", "240e:0:0:5::/64"),
    ("3fff:1:2:3::4", "3fff:1:2:3::/64"),
    ("2001:200::1", "2001:200::/64"),  # first of the neighbours of 2001::/23
    ("2001:db8:1:2::1%eth0", "2001:db8:1:2::/64"),
    ("[2001:db8:1:2::1]:443", "2001:db8:1:2::/64"),
    ("[2001:db8:1:2::1%3]:443", "2001:db8:1:2::/64"),
    ("[2001:db8:1:2::1]", "2001:db8:1:2::/64"),
    ("2001:db8:1:2::1(电信)", "2001:db8:1:2::/64"),
    ("2001:db8:1:2::1 中国电信", "2001:db8:1:2::/64"),
    ("2001:db8:1:2::1/128", "2001:db8:1:2::/64"),
    ("2001:db8:1:2::1/64", "2001:db8:1:2::/64"),  # as `ip address` prints it
    ("2001:db8:1:2:3:4:198.51.100.1", "2001:db8:1:2::/64"),
    ("２００１：ｄｂ８：：１", "2001:db8::/64"),
    # IPv4 inside IPv6
    ("::ffff:203.0.113.7", "203.0.113.7"),
    ("::FFFF:203.0.113.7", "203.0.113.7"),
    ("::ffff:cb00:7107", "203.0.113.7"),
    ("0:0:0:0:0:ffff:203.0.113.7", "203.0.113.7"),
    ("[::ffff:203.0.113.7]:443", "203.0.113.7"),
    ("64:ff9b::203.0.113.7", "203.0.113.7"),
    ("64:ff9b::cb00:7107", "203.0.113.7"),
    ("2002:cb00:7107::1", "203.0.113.7"),
    ("2002:cb00:7107:1:2:3:4:5", "203.0.113.7"),
    ("2001:0:4136:e378:8000:63bf:34ff:8ef8", "203.0.113.7"),  # Teredo, form of RFC 4380
]

REFUSED = [
    ("", "empty"),
    ("  \t", "empty"),
    ("\u200b", "empty"),
    ("-", "placeholder"),
    ("N/A", "placeholder"),
    ("unknown", "placeholder"),
    ("未知", "placeholder"),
    # scopes
    ("10.0.0.1", "private"),
    ("10.255.255.255", "private"),
    ("172.16.0.1", "private"),
    ("172.31.255.255", "private"),
    ("192.168.1.1", "private"),
    ("fd12:3456::1", "private"),
    ("fec0::1", "private"),
    ("64:ff9b:1::cb00:7107", "private"),
    ("100.64.0.0", "carrier"),
    ("100.127.255.255", "carrier"),
    ("127.0.0.1", "loopback"),
    ("::1", "loopback"),
    ("169.254.1.1", "link-local"),
    ("fe80::1%eth0", "link-local"),
    ("fe80::1", "link-local"),
    ("224.0.0.1", "multicast"),
    ("ff02::1", "multicast"),
    ("240.0.0.1", "reserved"),
    ("255.255.255.255", "reserved"),
    ("0.1.2.3", "reserved"),
    ("192.0.0.8", "reserved"),
    ("192.88.99.1", "reserved"),
    ("2001:10::1", "reserved"),
    ("100::1", "reserved"),
    ("4000::1", "reserved"),
    ("::203.0.113.7", "reserved"),  # the compatible form that RFC 4291 withdrew
    ("0.0.0.0", "unspecified"),  # noqa: S104 - nothing binds to it
    ("::", "unspecified"),
    ("198.18.0.1", "benchmark"),
    ("198.19.255.255", "benchmark"),
    ("2001:2::1", "benchmark"),
    ("::ffff:10.0.0.1", "private"),
    ("64:ff9b::10.0.0.1", "private"),
    ("2002:0a00:0001::1", "private"),
    ("::ffff:100.64.0.1", "carrier"),
    ("10.0.0.1, 192.168.1.1", "private"),
    ("unknown, 10.0.0.1", "private"),
    ("192.168.1.5(内网)", "private"),
    ("10.0.0.1:8080", "private"),
    # ranges
    ("203.0.113.0/24", "range"),
    ("2001:db8::/32", "range"),
    ("2001:db8:1::/48", "range"),
    ("2002:cb00:7107::/48", "range"),
    ("203.0.113.7-9", "range"),  # as Nmap and office lists of lines write it
    ("203.0.113.7-203.0.113.9", "range"),
    ("203.0.113.7 – 203.0.113.9", "range"),
    ("203.0.113.7～9", "range"),
    ("203.0.113.7至203.0.113.9", "range"),
    ("2001:db8::1-2001:db8::9", "range"),
    # several
    ("203.0.113.7 198.51.100.1", "several-values"),
    ("203.0.113.7\n198.51.100.1", "several-values"),
    ("203.0.113.7 (198.51.100.1:80)", "several-values"),
    # masked, as Chinese pages show them
    ("203.0.113.*", "masked"),
    ("203.0.*.*", "masked"),
    ("203.0.113.xxx", "masked"),
    ("203.0.x.x", "masked"),
    ("2001:db8:*:*", "masked"),
    # almost
    ("203.0.113.007", "not-an-address"),  # seven to some, seven in octal to others
    ("010.1.2.3", "not-an-address"),
    ("203.0.113", "not-an-address"),
    ("203.0.113.7.1", "not-an-address"),
    ("203.0.113.256", "not-an-address"),
    ("999.1.1.1", "not-an-address"),
    ("203.0.113.7.", "not-an-address"),
    ("203.0.113.-7", "not-an-address"),
    ("203.0.113-9", "not-an-address"),
    ("for=_hidden7, for=203.0.113.7", "not-an-address"),  # the client hides, RFC 7239
    ("203.0.113.7:99999", "not-an-address"),
    ("203.0.113.7:", "not-an-address"),
    ("203.0.113.7/33", "not-an-address"),
    ("203.0.113.7/", "not-an-address"),
    ("3405803783", "not-an-address"),
    ("0xcb007107", "not-an-address"),
    ("2001:db8", "not-an-address"),
    ("2001:db8::1::2", "not-an-address"),
    ("2001:db8:1:2:3:4:5:6:7", "not-an-address"),
    ("2001:db8::12345", "not-an-address"),
    ("2001:db8::1/129", "not-an-address"),
    ("[2001:db8::1", "not-an-address"),
    ("2001:db8::g", "not-an-address"),
    ("203.0.113.1²", "not-an-address"),  # a footnote sign, not 203.0.113.12
    ("203.0.113.٧", "not-an-address"),
    ("1.2.3.4.5, 203.0.113.7", "not-an-address"),  # the proxy must not stand for its client
    ("PC-01", "not-an-address"),
    ("上海", "not-an-address"),
    ("203.0.113.7\x00.1", "not-an-address"),
    ("\ud800", "empty"),
]


@pytest.mark.parametrize(("text", "key"), END_POINTS)
def test_a_written_address_names_its_end_point(text: str, key: str) -> None:
    """A written address has the key of its end point."""
    found = identify("ip", text)
    assert isinstance(found, Identifier)
    assert (found.kind, found.key, found.label) == ("ip", key, key)


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_names_no_end_point_says_why(text: str, reason: str) -> None:
    """A text that names no public end point is refused with its reason."""
    assert identify("ip", text) == Rejected("ip", reason)


@pytest.mark.parametrize(
    ("prefix", "key"),
    [
        (48, "2001:db8:1::/48"),
        (56, "2001:db8:1:ff00::/56"),
        (64, "2001:db8:1:ffff::/64"),
        (127, "2001:db8:1:ffff:1:2:3:4/127"),
        (128, "2001:db8:1:ffff:1:2:3:5/128"),
    ],
)
def test_the_network_length_is_settable(prefix: int, key: str) -> None:
    """The key is the network of the given length, and a fixed point of it."""
    found = identify("ip", "2001:db8:1:ffff:1:2:3:5", prefix=prefix)
    assert isinstance(found, Identifier)
    assert found.key == key
    assert identify("ip", key, prefix=prefix) == found


@pytest.mark.parametrize(
    ("text", "cls"),
    [("192.0.2.1", "documentation"), ("3fff::1", "documentation"), ("8.8.8.8", None)],
)
def test_documentation_is_a_class(text: str, cls: str | None) -> None:
    """Documentation addresses tie and say what they are."""
    found = identify("ip", text)
    assert isinstance(found, Identifier)
    assert found.cls == cls


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("8.8.8.8(阿里云)", "datacentre"),
        ("8.8.8.8 中国移动", "carrier"),
        ("8.8.8.8，中国移动", "carrier"),  # the comma of a note is no list of proxies
        ("8.8.8.8(中国,上海,4G)", "carrier"),
        ("8.8.8.8:443 [VPN]", "vpn"),
        ("2001:4860::1（腾讯云）", "datacentre"),
        ("::ffff:8.8.8.8 5G", "carrier"),
        ("10.0.0.1, 8.8.8.8(AWS)", "datacentre"),
        ("8.8.8.8 中国电信", None),
        ("8.8.8.8 (Beijing)", None),
        ("8.8.8.8, 9.9.9.9(VPN)", None),  # the note of a proxy is not its client's
        ("8.8.8.8, unknown, 9.9.9.9 VPN", None),
        ("9.9.9.9(VPN), 8.8.8.8", "vpn"),
        ("203.0.113.7(阿里云)", "datacentre"),  # a note says more than the range
        ("203.0.113.7(上海)", "documentation"),
    ],
)
def test_a_note_tells_the_class(text: str, cls: str | None) -> None:
    """What stands behind an address makes its class and leaves its key alone."""
    found = identify("ip", text)
    assert isinstance(found, Identifier)
    assert found.cls == cls
    bare = identify("ip", found.key)
    assert isinstance(bare, Identifier)
    assert (bare.key, bare.label) == (found.key, found.label)


@pytest.mark.parametrize("text", ["10.0.0.1 VPN", "100.64.0.1(中国移动)", "203.0.113.* 4G"])
def test_a_note_makes_no_end_point(text: str) -> None:
    """A refused address stays refused, whatever its note says."""
    assert isinstance(identify("ip", text), Rejected)


@given(st.ip_addresses(v=6, network="2000::/3"))
def test_every_spelling_of_an_address_has_one_key(address: ipaddress.IPv6Address) -> None:
    """Compressed, exploded, upper-case, bracketed and zoned spellings agree."""
    spellings = [
        str(address),
        address.exploded,
        address.exploded.upper(),
        f"[{address}]:443",
        f"{address}%en0",
        f" {address}(note)",
    ]
    assert len({identify("ip", spelling) for spelling in spellings}) == 1


@given(st.ip_addresses(v=4))
def test_wrapped_ipv4_is_ipv4(address: ipaddress.IPv4Address) -> None:
    """Mapped, NAT64 and 6to4 forms mean the IPv4 address inside."""
    high, low = divmod(int(address), 1 << 16)
    plain = identify("ip", str(address))
    for wrapped in (f"::ffff:{address}", f"64:ff9b::{address}", f"2002:{high:x}:{low:x}::1"):
        assert identify("ip", wrapped) == plain


def test_the_tables_are_as_long_as_promised() -> None:
    """At least 80 written addresses with their keys, no spelling twice."""
    spellings = [text for text, _ in END_POINTS + REFUSED]
    assert len(END_POINTS) >= 80
    assert len(set(spellings)) == len(spellings)
