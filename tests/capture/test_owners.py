"""Whose connection it was, as the tables of the kernel say."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from linkscan.capture.owners import Owners
from tests.capture.test_visits import session

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or sys.byteorder != "little", reason="tables of a Linux on x86 or ARM"
)

HEAD = (
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout\n"
)
TCP = HEAD + (
    "   0: 00000000:01BB 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1\n"
    "   1: 0700000A:C350 096433C6:01BB 01 00000000:00000000 00:00000000 00000000 76543        0 2\n"
)
TCP6 = HEAD + (
    "   0: B80D0120000000000000000007000000:C351 B80D0120000000000000000009000000:01BB 01 "
    "00000000:00000000 00:00000000 00000000 76544        0 3\n"
    "   1: 0000000000000000FFFF00000700000A:C352 0000000000000000FFFF0000096433C6:01BB 01 "
    "00000000:00000000 00:00000000 00000000 76545        0 4\n"
)
UDP = HEAD + (
    "   0: 0700000A:C350 096433C6:01BB 01 00000000:00000000 00:00000000 00000000 76546        0 5\n"
)


def owner(owners: Owners, port: int, **more: Any) -> str | None:
    return owners.of(session(0, client_port=port, server_ip="198.51.100.9", **more))


def test_owners(tmp_path: Path) -> None:
    """Each connection has the user that its line names, by both families and transports."""
    for name, text in (("tcp", TCP), ("tcp6", TCP6), ("udp", UDP)):
        (tmp_path / name).write_text(text, encoding="ascii")
    owners = Owners(tmp_path)
    assert owner(owners, 50_000) is None  # nobody has looked
    owners.look(1)
    assert owner(owners, 50_000) == "76543"  # a number that no user has
    assert owner(owners, 50_000, transport="udp") == "76546"
    assert owner(owners, 50_002) == "76545"  # IPv4 by a socket of IPv6
    assert owner(owners, 50_003) is None
    six = session(0, client_port=50_001, client_ip="2001:db8::7", server_ip="2001:db8::9")
    assert owners.of(six) == "76544"


def test_remembered(tmp_path: Path) -> None:
    """A session is told when it is over: its owner is remembered until then."""
    (tmp_path / "tcp").write_text(TCP, encoding="ascii")
    owners = Owners(tmp_path)
    owners.look(1)
    (tmp_path / "tcp").write_text(HEAD, encoding="ascii")
    owners.look(2)
    assert owner(owners, 50_000) == "76543"


def test_names(tmp_path: Path) -> None:
    """A user who has a name is told by it; without any table nothing is known."""
    (tmp_path / "tcp").write_text(TCP.replace("76543", "    0"), encoding="ascii")
    owners = Owners(tmp_path)
    owners.look(1)
    assert owner(owners, 50_000) == "root"
    nothing = Owners(tmp_path / "none")
    nothing.look(1)
    assert owner(nothing, 50_000) is None
