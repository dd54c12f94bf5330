"""What is noted of visits."""

from __future__ import annotations

import pytest

from linkscan.capture.notes import EGRESS_CHANGE, TWO_MACHINES, VPN_DROP, note_meetings
from linkscan.capture.record import Mapping, Session, Visit
from tests.capture.test_visits import mapping, named, session, visits_of


@pytest.mark.parametrize(
    ("records", "notes"),
    [
        ([session(0, interface="eth0"), session(1, interface="eth0")], ()),
        ([session(0, interface="eth0"), session(1, interface="wlan0")], (EGRESS_CHANGE,)),
        ([session(0, interface="wg0"), session(1, interface="eth0")], (EGRESS_CHANGE, VPN_DROP)),
        ([session(0, interface="eth0"), session(1, interface="utun3")], (EGRESS_CHANGE,)),
        ([session(0, 3), mapping(0, "203.0.113.5"), mapping(2, "203.0.113.6")], (EGRESS_CHANGE,)),
        ([session(0, 3), mapping(0, "203.0.113.5"), mapping(2, "203.0.113.5")], ()),
        ([session(0), session(1, client_ip="10.0.0.8")], (EGRESS_CHANGE,)),
        # Two families side by side, and the privacy addresses of one line, are no change.
        ([session(0), session(1, client_ip="2001:db8::1"), session(2)], ()),
        ([session(0, client_ip="2001:db8::1"), session(1, client_ip="2001:db8::2")], ()),
        ([session(0, client_ip="2001:db8::1"), session(1, client_ip="2001:db8:0:1::1")],
         (EGRESS_CHANGE,)),
        ([session(0, account="A", proxy="p:1"), session(1, account="A")],
         (EGRESS_CHANGE, VPN_DROP)),
    ],
)  # fmt: skip
def test_notes(records: list[Session | Mapping], notes: tuple[str, ...]) -> None:
    """A way out that changes in the middle of a visit is noted, and a VPN or proxy that drops."""
    (visit,) = visits_of(*records)
    assert visit.notes == notes


def test_two_machines_behind_a_router() -> None:
    """Addresses that are in use at the same time are two machines, and no change of the way out."""
    records = (session(0, 9, account="A"), session(1, 20, account="A", client_ip="10.0.0.8"))
    assert [visit.notes for visit in visits_of(*records)] == [(TWO_MACHINES,)] * 2
    two_families = (session(0, 9, account="A"), session(1, 9, account="A", client_ip="2001:db8::7"))
    assert [visit.notes for visit in visits_of(*records, *two_families)] == [
        (TWO_MACHINES,), (), (TWO_MACHINES,),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("visits", "noted"),
    [
        ([named(0, 10, "PC"), named(5, 15, "Mac")], [True, True]),
        ([named(0, 10, "PC"), named(11, 15, "Mac")], [False, False]),
        ([named(0, 10, "PC"), named(5, 15, "PC")], [False, False]),
        ([named(0, 10, "PC"), named(5, 15, "Mac", "B")], [False, False]),
        ([named(0, 10, "PC", None), named(5, 15, "Mac", None)], [False, False]),
        ([named(0, 99, "PC"), named(1, 2, "PC"), named(50, 60, "Mac")], [True, False, True]),
        ([named(0, 9, "PC", mac="a"), named(5, 9, "PC-1", mac="a")], [False, False]),
    ],
)
def test_two_machines(visits: list[Visit], noted: list[bool]) -> None:
    """A store that two machines visit at the same time is noted at each of these visits."""
    assert [TWO_MACHINES in visit.notes for visit in note_meetings(visits)] == noted
