"""Visits: sessions that follow each other, and what is noted of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.capture.hosts import back_office
from linkscan.capture.record import Mapping, Session, Visit, moment
from linkscan.capture.visits import (
    GAP,
    Visits,
)
from tests.capture.build import START_NS
from tests.capture.decode.test_talks import SESSION

START = moment(START_NS)
HOST = "sellercentral.amazon.com"
MINUTE = timedelta(minutes=1)


def session(start: float, end: float | None = None, **more: Any) -> Session:
    """A session from minute to minute."""
    last = start if end is None else end
    known = {"name": HOST, "client_ip": "10.0.0.7", "client_mac": "3c:52:82:00:00:01"}
    at = {"first_at": START + start * MINUTE, "last_at": START + last * MINUTE}
    return replace(SESSION, **(known | at | more))


def mapping(at: float, address: str, local_ip: str = "10.0.0.7") -> Mapping:
    return Mapping("198.51.100.9", 3478, address, local_ip, START + at * MINUTE, None)


def visits_of(*records: Session | Mapping) -> list[Visit]:
    visits = Visits(back_office)
    for record in records:
        visits.add(record)
    return visits.finish()


def spans(visits: Sequence[Visit]) -> list[tuple[float, float]]:
    return [((v.start_at - START) / MINUTE, (v.end_at - START) / MINUTE) for v in visits]


def test_one_visit() -> None:
    """A visit in full: its first session, and what all of them say."""
    (visit,) = visits_of(
        session(0, 4, ja4="b", interface="eth0", machine="PC-1", drops=2),
        session(5, 6, ja4="a", interface="eth0", machine="PC-1", drops=3),
    )
    assert visit == Visit(
        platform="amazon", region="US", host=HOST,
        start_at=START, end_at=START + 6 * MINUTE,
        account=None, attributed_by=None, candidates=(), machine="PC-1",
        client_ip="10.0.0.7", client_mac="3c:52:82:00:00:01", interface="eth0", vlan=None,
        proxy=None, public_ip=None, public_by=None, public_ips=(), ways=("eth0",),
        ja4s=("a", "b"), sessions=2, notes=(), drops=3,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([session(0), session(29.9)], [(0, 29.9)]),
        ([session(0), session(30)], [(0, 0), (30, 30)]),  # half an hour of silence
        ([session(0, 60), session(89)], [(0, 89)]),  # silence begins when the last one ends
        ([session(0, 100), session(5), session(120)], [(0, 120)]),
        ([session(0), session(1, client_mac="3c:52:82:00:00:02")], [(0, 0), (1, 1)]),
        ([session(0), session(1, name="fxg.jinritemai.com")], [(0, 0), (1, 1)]),
        ([session(0, account="A"), session(1, account="B")], [(0, 0), (1, 1)]),
        # Each browser profile has a proxy of its own.
        ([session(0, proxy="p:1"), session(1, proxy="p:2")], [(0, 0), (1, 1)]),
        ([session(0, name="www.example.com"), session(1, name=None)], []),
        # Two machines behind one router, which are heard at the same time.
        ([session(0, 9), session(1, 2, client_ip="10.0.0.8"), session(40, client_ip="10.0.0.8")],
         [(0, 9), (1, 2), (40, 40)]),
        # One machine that gets another address, and one that has two families.
        ([session(0, 9), session(9, 20, client_ip="10.0.0.8")], [(0, 20)]),
        ([session(0, 9), session(1, 20, client_ip="2001:db8::7")], [(0, 20)]),
        ([session(0, 9, machine="PC"), session(1, 2, machine="PC", client_ip="10.0.0.8")],
         [(0, 9)]),
    ],
)  # fmt: skip
def test_what_is_one_visit(records: list[Session], expected: list[tuple[float, float]]) -> None:
    """Sessions of one machine, account and back office within half an hour of each other."""
    assert spans(visits_of(*records)) == expected


def named(start: float, end: float, who: str, account: str | None = "A", mac: str = "") -> Visit:
    """A visit from a machine of this name."""
    mac = mac or f"3c:52:82:00:00:{len(who):02x}"
    (visit,) = visits_of(session(start, end, machine=who, account=account, client_mac=mac))
    return visit


MACS = ("3c:52:82:00:00:01", "3c:52:82:00:00:02")
SESSIONS = st.lists(
    st.builds(
        lambda start, length, mac, account, port: session(
            start, start + length, client_mac=mac, account=account, client_port=port
        ),
        st.integers(0, 200), st.integers(0, 60), st.sampled_from(MACS),
        st.sampled_from([None, "A"]), st.integers(1, 9),
    ),
    max_size=12,
)  # fmt: skip


@given(SESSIONS, st.randoms())
def test_order_says_nothing(sessions: list[Session], rng: Random) -> None:
    """Visits are the same in whatever order sessions become known."""
    shuffled = list(sessions)
    rng.shuffle(shuffled)
    assert visits_of(*shuffled) == visits_of(*sessions)


@given(SESSIONS)
def test_visits_part_the_sessions(sessions: list[Session]) -> None:
    """Each session is in one visit, and visits of one key lie half an hour apart."""
    visits = visits_of(*sessions)
    assert sum(visit.sessions for visit in visits) == len(sessions)
    for visit in visits:
        later = [one for one in visits
                 if (one.who, one.account) == (visit.who, visit.account)
                 and one.start_at > visit.start_at]  # fmt: skip
        assert all(one.start_at - visit.end_at >= GAP for one in later)


@given(SESSIONS, st.lists(st.integers(0, 300), max_size=4))
def test_in_pieces(sessions: list[Session], stops: list[int]) -> None:
    """Taking what is over, again and again, gives the visits that all sessions together make."""
    visits = Visits(back_office)
    ending = sorted(sessions, key=lambda one: one.last_at)  # they become known as they end
    taken: list[Visit] = []
    for stop in sorted(stops):
        now = START + stop * MINUTE
        while ending and ending[0].last_at <= now:
            visits.add(ending.pop(0))
        open_since = min((one.first_at for one in ending if one.first_at <= now), default=now)
        taken += visits.take_over(open_since)
    for one in ending:
        visits.add(one)
    found = [*taken, *visits.finish()]
    without = [replace(visit, notes=()) for visit in found]
    whole = [replace(visit, notes=()) for visit in visits_of(*sessions)]
    assert sorted(without, key=str) == sorted(whole, key=str)
