"""The table of kinds, held against the field's own rules."""

from __future__ import annotations

import typing

import pytest

from fingerprints import KINDS, Kind, identify
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
    """Addresses, devices, papers and contacts tie; names add; user agents never do."""
    hard = {name for name, kind in KINDS.items() if kind.tie == "hard"}
    assert hard == {
        *("ip", "device_id", "mac", "machine"),
        *("uscc", "licence", "vat", "ein", "document", "resident_id", "passport"),
        *("card", "iban", "phone", "email"),
    }
    assert KINDS["user_agent"].tie == "none"


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
        "legal-entity",  # the company's name
    }
    assert [name for name in shown if KINDS[name].group == "legal-entity"] == ["company"]
