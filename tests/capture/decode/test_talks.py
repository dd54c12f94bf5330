"""The table of connections: bounded, and every session comes out of it once."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

import pytest

from linkscan.capture.decode import talks
from linkscan.capture.decode.talks import CLOSED_NS, IDLE_NS, Side, Talks, reverse
from linkscan.capture.record import Record, Session, moment
from tests.capture.build import CLIENT, CLIENT6, HOST, SERVER, SERVER6, numbers

KEY = ip_address(CLIENT).packed + ip_address(SERVER).packed + numbers(50_000, 443)
SESSION = Session(
    transport="tcp", client_ip=CLIENT, client_port=50_000, server_ip=SERVER, server_port=443,
    sni=HOST, name=HOST, name_by="sni", ech=None, ja4=None, ja3=None, via=None, proxy=None,
    first_at=moment(0), last_at=moment(0), client_mac=None, vlan=None, interface=None,
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Said:
    """What a side said: only how much."""

    size: int = 0
    begun: bool = False


@pytest.fixture
def records() -> list[Record]:
    return []


@pytest.fixture
def table(records: list[Record]) -> Talks[Said]:
    return Talks(records)


def key(number: int) -> bytes:
    return KEY[:8] + numbers(number, 443)


def begin(table: Talks[Said], number: int = 50_000, at_ns: int = 0) -> Side[Said]:
    return table.begin(key(number), Said(), Said(), at_ns)


def test_reverse() -> None:
    """Addresses and ports change places, in both families."""
    six = ip_address(CLIENT6).packed + ip_address(SERVER6).packed + numbers(1, 2)
    back = ip_address(SERVER6).packed + ip_address(CLIENT6).packed + numbers(2, 1)
    assert reverse(six) == back
    assert reverse(reverse(KEY)) == KEY


def test_a_session_ends(table: Talks[Said], records: list[Record]) -> None:
    """After long silence the session is told once, with the time of the last packet."""
    side = begin(table)
    table.decide(KEY, SESSION)
    assert (side.waiting, table.sides[reverse(KEY)].waiting) == (None, None)
    side.talk.last_ns = 7_000_000_000
    table.sweep(IDLE_NS)
    assert records == []
    table.sweep(IDLE_NS + 7_000_000_001)
    table.finish()
    assert [one.last_at for one in records if isinstance(one, Session)] == [moment(7_000_000_000)]
    assert table.sides == {}


def test_a_closed_connection_ends_soon(table: Talks[Said], records: list[Record]) -> None:
    """A connection that was closed waits for last packets alone."""
    side = begin(table)
    table.decide(KEY, SESSION)
    side.talk.closed = True
    table.sweep(CLOSED_NS)
    assert records == []
    table.sweep(CLOSED_NS + 1)
    assert records == [SESSION]


def test_ports_are_used_again(table: Talks[Said], records: list[Record]) -> None:
    """A new connection on the same ports ends the old one."""
    begin(table)
    table.decide(KEY, SESSION)
    begin(table)
    assert records == [SESSION]
    table.finish()
    assert records == [SESSION]


def test_too_many(
    table: Talks[Said], records: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of too many connections the oldest ends, and its session is told."""
    monkeypatch.setattr(talks, "MOST_TALKS", 2)
    begin(table, 1)
    table.decide(key(1), SESSION)
    begin(table, 2)
    begin(table, 3)
    assert records == [SESSION]
    assert {one[-4:-2] for one in table.sides} - {numbers(443)} == {numbers(2), numbers(3)}


def test_too_many_bytes(table: Talks[Said], monkeypatch: pytest.MonkeyPatch) -> None:
    """Of sides that wait for the rest of a hello the one that waits longest is given up."""
    monkeypatch.setattr(talks, "MOST_WAITING_BYTES", 100)
    sides = [begin(table, number) for number in range(3)]
    for side in sides:
        assert side.waiting is not None
        side.waiting.size += 40
        table.hold(side, 40)
    assert [side.waiting is None for side in sides] == [True, False, False]
    table.end(key(1))
    fourth = begin(table, 3)
    table.hold(fourth, 60)  # 40 of these are free again
    assert sides[2].waiting is not None


def test_hellos_that_are_never_whole(table: Talks[Said], records: list[Record]) -> None:
    """A hello that had begun counts once its connection is over, unless there is a session."""
    for number in (1, 2):
        table.begin(key(number), Said(9, begun=True), Said(), 0)
    table.decide(key(2), SESSION)
    table.finish()
    assert (table.given_up, len(records)) == (1, 1)
