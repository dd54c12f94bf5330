"""Captures of others: as many sessions right as their own programs find, and none that are none.

Expected values come from the projects whose captures these are (FoxIO, Arkime, nDPI, Zeek) and
from tshark; where these disagree, nothing is expected.
"""

from __future__ import annotations

import json
from functools import cache
from ipaddress import ip_address
from typing import Any

import pytest

from linkscan.capture.decode.container import Ending, read_frames
from linkscan.capture.decode.decoder import Decoder
from linkscan.capture.record import Mapping, Record, Session
from tests.conftest import CORPUS

pytestmark = pytest.mark.corpus

FOLDER = CORPUS / "capture"

Expected = dict[str, Any]


@cache
def expected() -> list[Expected]:
    """What is expected of each file."""
    content = (FOLDER / "expected_sessions.json").read_text(encoding="utf-8")
    files: list[Expected] = json.loads(content)["files"]
    return files


@cache
def found(name: str) -> tuple[Record, ...]:
    """All records of a file."""
    decoder = Decoder()
    records: list[Record] = []
    with (FOLDER / name).open("rb") as file:
        for frame in read_frames(file, name, Ending()):
            records += decoder.feed(*frame)
    return (*records, *decoder.finish())


def scored(field: str) -> list[bool]:
    """For each session of which a field is expected: whether one of its client is right."""
    return [
        any(getattr(one, field) == wanted[field] for one in _of_client(file["file"], wanted))
        for file in expected()
        for wanted in file["sessions"]
        if not wanted.get("optional")
        and field not in wanted.get("disputed", [])
        and (wanted[field] or field == "sni")
    ]


def _of_client(name: str, wanted: Expected) -> list[Session]:
    return [
        one
        for one in found(name)
        if isinstance(one, Session)
        and one.client_port == wanted["client_port"]
        and ip_address(one.client_ip) == ip_address(wanted["client_ip"])
    ]


def scored_addresses() -> list[bool]:
    """For each address that STUN told: whether it is there."""
    return [
        any(
            isinstance(one, Mapping)
            and ip_address(one.server_ip) == ip_address(wanted["server_ip"])
            and ip_address(one.mapped_ip) == ip_address(wanted["mapped_ip"])
            for one in found(file["file"])
        )
        for file in expected()
        for wanted in file["stun_mapped"]
    ]


def empty() -> list[str]:
    """Captures without TLS and QUIC, most of them damaged on purpose."""
    return [one["file"] for one in expected() if not one["sessions"] and not one["stun_mapped"]]


def false() -> list[str]:
    """Those of them that gave a session."""
    return [name for name in empty() if any(isinstance(one, Session) for one in found(name))]


def test_names() -> None:
    """The name, or that there is none, is right for all sessions but two."""
    right = scored("sni")
    assert len(right) == 556
    assert sum(right) >= 554


def test_fingerprints() -> None:
    """JA4 is right wherever its authors or Arkime state it; JA3 but where all bytes are zero."""
    assert all(scored("ja4"))
    assert scored("ja3").count(False) <= 1


def test_no_false_sessions() -> None:
    """Captures without TLS and QUIC give no session."""
    assert len(empty()) == 143
    assert false() == []


def test_public_addresses() -> None:
    """Each address that STUN told is there, but for answers whose request is not in the file."""
    right = scored_addresses()
    assert len(right) == 73
    assert sum(right) >= 72


def test_times_and_senders() -> None:
    """First and last time, VLAN and MAC are those that Arkime states."""
    compared = 0
    for file in expected():
        for wanted in file["sessions"]:
            if "first_ms" not in wanted:
                continue
            (one,) = _of_client(file["file"], wanted)
            times = [round(at.timestamp() * 1000) for at in (one.first_at, one.last_at)]
            assert times == pytest.approx([wanted["first_ms"], wanted["last_ms"]], abs=1)
            assert one.client_mac in wanted.get("client_mac", [one.client_mac])
            assert one.vlan in wanted.get("vlan", [one.vlan])
            compared += 1
    assert compared == 12
