"""The table of address ranges."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerprints.scopes import scope_of
from fingerprints.tables import load

SCOPES = load("address_scopes")["scope"]
RANGES = [(text, entry["name"]) for entry in SCOPES for text in entry["ranges"]]


@pytest.mark.parametrize(("text", "name"), RANGES)
def test_a_range_holds_its_first_address(text: str, name: str) -> None:
    """The first address of a range has its scope, unless a narrower range starts there too."""
    network = ipaddress.ip_network(text)
    narrower = {n for t, n in RANGES if ipaddress.ip_network(t)[0] == network[0]}
    assert scope_of(network[0].packed) in narrower


@given(st.ip_addresses())
def test_the_narrowest_range_decides(address: ipaddress.IPv4Address) -> None:
    """The scope of an address is that of the narrowest range that holds it."""
    holding = [
        (network.prefixlen, name)
        for text, name in RANGES
        if (network := ipaddress.ip_network(text)).version == address.version and address in network
    ]
    assert scope_of(address.packed) == (max(holding)[1] if holding else None)


def test_every_range_is_stated() -> None:
    """Each entry names the RFC it rests on, and no range is written twice."""
    assert all(entry["rfc"].startswith("RFC ") for entry in SCOPES)
    assert len({text for text, _ in RANGES}) == len(RANGES)
