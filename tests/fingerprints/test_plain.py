"""What an engine may decide by itself equals what `identify` says."""

from __future__ import annotations

import ipaddress
import re
import string

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerprints import PLAIN, Identifier, Plain, identify
from fingerprints.placeholder import placeholders

FORMS = [(kind, form) for kind, forms in PLAIN.items() for form in forms]
IDS = [f"{kind}-{i}" for kind, forms in PLAIN.items() for i in range(len(forms))]
IPV4, IPV6 = PLAIN["ip"]

# What is plain and what is nearly so, for the comparison of the two regex engines.
SAMPLES = [
    *("36.110.20.30", "203.0.113.7", "10.1.2.3", "192.168.1.1", "36.110.20.030", "1.2.3.4\n"),
    *("240e:301:2:3:4:5:6:7", "240e:301:2:3::1", "240e:301:2:0::1", "2001:db8:1:2::1"),
    *("240E:301:2:3:4:5:6:7", "240e:0301:2:3::", "240e:301:2:3:", "240e:301:2:3:4"),
    *("3f2504e0-4f89-41d3-9a0c-0305e82c3301", "3f2504e0-4f89-91d3-9a0c-0305e82c3301"),
    *("dev-00012345", "DEV-00012345", "dev-0000", "9f3c2a1b4c5d6e7f", "android-9f3c", "设备12345"),
    "",
]


@pytest.mark.parametrize(("kind", "form"), FORMS, ids=IDS)
@given(data=st.data())
def test_a_plain_text_has_the_key_it_shows(kind: str, form: Plain, data: st.DataObject) -> None:
    """Whatever a pattern matches, less its exclusions, is an identifier with that key."""
    text = data.draw(st.from_regex(form.pattern, fullmatch=True, alphabet=string.printable))
    match = re.fullmatch(form.pattern, text)
    assert match
    if text not in form.exclude:
        key = match[1] + form.suffix
        assert identify(kind, text) == Identifier(kind, key, key)


@given(st.ip_addresses(v=4))
def test_ipv4_is_plain_only_if_public(address: ipaddress.IPv4Address) -> None:
    """A pattern never takes an address that has a scope, wherever it lies."""
    found = identify("ip", str(address))
    if re.fullmatch(IPV4.pattern, str(address)):
        assert found == Identifier("ip", str(address), str(address))


def test_no_edge_of_an_ipv4_scope_is_plain() -> None:
    """For each pair of first octets, some public address is plain exactly where it should be."""
    for high in range(1 << 16):
        text = f"{high >> 8}.{high & 255}.255.1"
        found = identify("ip", text)
        public = isinstance(found, Identifier) and found.cls is None
        assert bool(re.fullmatch(IPV4.pattern, text)) <= public, text
        whole = high not in (0xC000, 0xC058, 0xC633, 0xCB00)  # these are cut within the /16
        assert not (public and whole) or re.fullmatch(IPV4.pattern, text), text


@given(st.ip_addresses(v=6, network="2000::/3"))
def test_ipv6_in_full_is_plain_unless_special(address: ipaddress.IPv6Address) -> None:
    """An address with a fourth group and no scope is plain: most of a log needs no Python."""
    text = ":".join(f"{int(group, 16):x}" for group in address.exploded.split(":"))
    special = text.startswith(("2001:", "2002:", "3fff:")) or text.split(":")[3] == "0"
    assert special or re.fullmatch(IPV6.pattern, text)


@pytest.mark.parametrize(("kind", "form"), FORMS, ids=IDS)
def test_no_placeholder_is_plain(kind: str, form: Plain) -> None:
    """Every listed placeholder that a pattern matches is among its exclusions."""
    for text in placeholders(kind):
        assert text in form.exclude or not re.fullmatch(form.pattern, text)
    for character in "0123456789abcdefxyz":
        for length in (4, 8, 12, 16, 32, 40, 64):
            text = character * length
            assert text in form.exclude or not re.fullmatch(form.pattern, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("ip", "36.110.20.30"),
        ("ip", "240e:301:2:3:4:5:6:7"),
        ("ip", "240e:301:2:3::1"),
        ("device_id", "dev-00012345"),
        ("device_id", "android-9f3c2a1b"),
        ("device_id", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"),
        ("device_id", "9f3c2a1b4c5d6e7f"),
    ],
)
def test_usual_values_are_plain(kind: str, text: str) -> None:
    """The forms that logs are full of need no Python."""
    assert any(re.fullmatch(form.pattern, text) for form in PLAIN[kind])


@pytest.mark.parametrize(("kind", "form"), FORMS, ids=IDS)
def test_the_engine_reads_the_patterns_alike(kind: str, form: Plain) -> None:
    """DuckDB's RE2 and Python extract the same group from the same texts."""
    query = f"SELECT regexp_extract(text, '^(?:{form.pattern})$', 1) FROM texts"
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE texts (n INTEGER, text VARCHAR)")
        connection.executemany("INSERT INTO texts VALUES (?, ?)", list(enumerate(SAMPLES)))
        extracted = [row[0] for row in connection.execute(f"{query} ORDER BY n").fetchall()]
    expected = [re.fullmatch(form.pattern, text) for text in SAMPLES]
    assert extracted == [match[1] if match else "" for match in expected]
