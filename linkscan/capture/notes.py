"""What is noted of visits: a way out that changes, a VPN that drops, two machines at one store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from ipaddress import ip_address
from itertools import groupby

from linkscan.capture.record import Session, Visit

EGRESS_CHANGE, VPN_DROP, TWO_MACHINES = "egress-change", "vpn-drop", "two-machines"
"""What is noted of a visit: its way out changed in the middle; a VPN or proxy was used and then
was not; another machine visited the same store at the same time."""

MOVE = timedelta(minutes=1)
"""So long a machine may still be heard from an address that it is leaving; ours."""

TUNNELS = ("tun", "tap", "utun", "wg", "ppp", "ipsec", "zt", "tailscale", "nordlynx", "proton",
           "wireguard", "openvpn", "vpn")  # fmt: skip
"""Names of interfaces that lead into a tunnel begin so, in small letters; ours."""


def notes_of(group: Sequence[Session], public: Iterable[str]) -> Iterator[str]:
    """The notes of a visit, of which these are the sessions in order and the addresses seen."""
    networks = defaultdict(set)
    for address in public:
        version, network = network_of(address)
        networks[version].add(network)
    ways = [key for key, _same in groupby(group, _line)]
    # IPv4 and IPv6 side by side are one way out; addresses of one IPv6 network are one line.
    families = {version for version, _name in ways}
    changed = any(len({name for v, name in ways if v == version}) > 1 for version in families)
    if changed or any(len(found) > 1 for found in networks.values()):
        yield EGRESS_CHANGE
    hidden = [is_hidden(one) for one in group]
    if True in hidden and False in hidden[hidden.index(True) :]:
        yield VPN_DROP


def is_routed(group: Iterable[Session]) -> bool:
    """Whether two addresses were in use at the same time: then a MAC they share is a router's.

    A machine that changes its address says nothing more from the old one.
    """
    last: dict[tuple[int, str], datetime] = {}
    for one in sorted(group, key=lambda one: one.first_at):
        own = network_of(one.client_ip)
        others = [end for line, end in last.items() if line[0] == own[0] and line != own]
        if any(end - one.first_at > MOVE for end in others):
            return True
        last[own] = max(one.last_at, last.get(own, one.last_at))
    return False


def _line(session: Session) -> tuple[int, str]:
    version, network = network_of(session.client_ip)
    return version, session.proxy or session.interface or network


def network_of(address: str) -> tuple[int, str]:
    """The line that an address is of: family, and the address or its IPv6 network of 64 bits.

    Privacy addresses change daily.
    """
    parsed = ip_address(address)
    return parsed.version, str(parsed) if parsed.version == 4 else parsed.packed[:8].hex()


def is_hidden(session: Session) -> bool:
    """Whether a session went by a proxy or a VPN."""
    interface = (session.interface or "").lower()
    return session.proxy is not None or interface.startswith(TUNNELS)


def note_meetings(visits: Sequence[Visit]) -> list[Visit]:
    """The visits, with a note where one store was visited from two machines at the same time."""
    noted = list(visits)
    going: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place in sorted(range(len(visits)), key=lambda place: visits[place].start_at):
        visit = visits[place]
        if visit.account is None:
            continue
        store = visit.platform, visit.account
        others = [one for one in going[store] if visits[one].end_at >= visit.start_at]
        for other in others:
            if _is_other_machine(visit, visits[other]):
                noted[place] = _noted(noted[place], TWO_MACHINES)
                noted[other] = _noted(noted[other], TWO_MACHINES)
        going[store] = [*others, place]
    return noted


def _is_other_machine(visit: Visit, other: Visit) -> bool:
    """Whether two visits at the same time came from two machines.

    Of two names for one MAC nobody knows that; two addresses of one family are behind a router.
    """
    if visit.client_mac is None or visit.client_mac != other.client_mac:
        return visit.who != other.who
    lines = network_of(visit.client_ip), network_of(other.client_ip)
    nameless = visit.machine is None and other.machine is None
    return nameless and lines[0] != lines[1] and lines[0][0] == lines[1][0]


def _noted(visit: Visit, note: str) -> Visit:
    return replace(visit, notes=tuple(dict.fromkeys((*visit.notes, note))))
