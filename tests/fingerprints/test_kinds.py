"""The table of kinds, held against the field's own rules."""

from __future__ import annotations

import typing

import pytest

from fingerprints import AGREEMENTS, KINDS, Kind, identify
from fingerprints.kinds import Strength, Tie

GROUPS = {
    "network",
    "browser",
    "hardware",
    "legal-entity",
    "person",
    "contact",
    "bank",
    "address",
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_kind_is_stated(kind: Kind) -> None:
    """Each kind has a known group, tie, strength and grade, a source and a date."""
    assert kind.group in GROUPS
    assert kind.tie in typing.get_args(Tie)
    assert kind.strength in typing.get_args(Strength)
    assert kind.grade in "ABCD"
    assert kind.source
    assert kind.date.startswith("20")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_identified(kind: str) -> None:
    """No kind of the table is without a rule."""
    assert identify(kind, "").kind == kind


def test_what_ties() -> None:
    """Addresses, devices, papers, contacts and scans tie; names add; user agents never do;
    persons do under conditions."""
    hard = {name for name, kind in KINDS.items() if kind.tie == "hard"}
    assert hard == {
        *("ip", "device_id", "mac", "machine"),
        *("uscc", "licence", "vat", "ein", "document", "resident_id", "passport"),
        *("card", "iban", "phone", "email", "file"),
    }
    assert KINDS["user_agent"].tie == "none"
    people = {name for name, kind in KINDS.items() if kind.tie == "operator"}
    assert people == {"operator", "login", "left_operator"}


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_prior_is_stated(kind: Kind) -> None:
    """A kind says how often strangers agree on it, who says so, and how that may fade."""
    assert 0 < kind.u < 1
    assert kind.u_source
    assert kind.agreement in AGREEMENTS
    assert kind.worth >= 1
    assert all(kind.u < u < 1 for u in kind.classes.values()), "a class only lowers a weight"


def test_only_vpn_exits_and_carrier_addresses_weigh_less() -> None:
    """A data centre is a label and no discount."""
    assert {(name, cls) for name, kind in KINDS.items() for cls in kind.classes} == {
        ("ip", "vpn"),
        ("ip", "carrier"),
    }


def test_only_hard_kinds_have_a_strength_by_themselves() -> None:
    """Device and address are the strengths of kinds that tie."""
    assert all(
        kind.tie == "hard" for kind in KINDS.values() if kind.strength in ("device", "address")
    )


def test_personal_kinds_are_masked() -> None:
    """Papers, bank, phone, e-mail, persons and postal addresses are hidden in reports."""
    shown = {name for name, kind in KINDS.items() if not kind.masked}
    assert {kind.group for kind in KINDS.values() if kind.name in shown} == {
        *("network", "hardware", "browser"),
        "legal-entity",  # the company's name, and the digest of a scan
    }
    assert {name for name in shown if KINDS[name].group == "legal-entity"} == {"company", "file"}
