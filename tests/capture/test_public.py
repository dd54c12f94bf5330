"""The public addresses of visits."""

from __future__ import annotations

import pytest

from linkscan.capture.hosts import back_office
from linkscan.capture.record import Mapping, Session
from linkscan.capture.router_log import Lease
from linkscan.capture.visits import Visits
from tests.capture.test_visits import MINUTE, START, mapping, session, visits_of


@pytest.mark.parametrize(
    ("records", "address", "by"),
    [
        ([session(0)], None, None),  # behind NAT nobody knows
        ([session(0, client_ip="203.0.113.5")], "203.0.113.5", "own"),
        ([session(0), mapping(0, "203.0.113.5")], "203.0.113.5", "stun"),
        ([session(0), mapping(-29, "203.0.113.5")], "203.0.113.5", "stun"),
        ([session(0), mapping(-31, "203.0.113.5")], None, None),  # too long ago
        ([session(0), mapping(1, "203.0.113.5")], None, None),  # after it
        ([session(0), mapping(0, "203.0.113.5", "10.0.0.8")], None, None),  # another host's
        (
            [session(0, client_ip="203.0.113.6"), mapping(0, "203.0.113.5", "203.0.113.6")],
            "203.0.113.5",
            "stun",
        ),  # public addresses can be translated, too
        # What a server tells of the machine is not the address that the proxy has.
        ([session(0, proxy="p:1"), mapping(0, "203.0.113.5")], None, None),
        ([session(0, proxy="p:1", client_ip="203.0.113.5")], None, None),
    ],
)
def test_public_address(
    records: list[Session | Mapping], address: str | None, by: str | None
) -> None:
    """The public address is told only where it was seen for this visit, and by whom."""
    (visit,) = visits_of(*records)
    assert (visit.public_ip, visit.public_by) == (address, by)


LEASES = (Lease(START - 60 * MINUTE, "203.0.113.1"), Lease(START + 5 * MINUTE, "203.0.113.2"))


@pytest.mark.parametrize(
    ("record", "addresses"),
    [
        (session(0, 4), ("203.0.113.1",)),
        (session(0, 6), ("203.0.113.1", "203.0.113.2")),
        (session(6), ("203.0.113.2",)),
        (session(-61, -60.5), ()),  # before the log begins
        (session(0, 6, interface="wg0"), ()),  # what leaves by a tunnel leaves by another line
        (session(0, 6, proxy="p:1"), ()),
        (session(0, 6, client_ip="203.0.113.9"), ("203.0.113.9",)),
    ],
)
def test_router_log(record: Session, addresses: tuple[str, ...]) -> None:
    """Where nothing else was seen the router's log tells which addresses its line had."""
    visits = Visits(back_office, LEASES)
    visits.add(record)
    (visit,) = visits.finish()
    assert visit.public_ips == addresses
