"""What is noted of visits: a way out that changes, a VPN that drops, two machines at one store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from ipaddress import ip_address
from itertools import groupby

from linkscan.capture.record import Session, Visit

EGRESS_CHANGE, VPN_DROP, TWO_MACHINES = "egress-change", "vpn-drop", "two-machines"
"""What is noted of a visit: its way out changed in the middle; a VPN or proxy was used and then
was not; another machine visited the same store at the same time."""

TUNNELS = ("tun", "tap", "utun", "wg", "ppp", "ipsec", "zt", "tailscale", "nordlynx", "proton",
           "wireguard", "openvpn", "vpn")  # fmt: skip
"""Names of interfaces that lead into a tunnel begin so, in small letters; ours."""


def notes_of(group: Sequence[Session], public: Iterable[str]) -> Iterator[str]:
    """The notes of a visit, of which these are the sessions in order and the addresses seen."""
    networks = defaultdict(set)
    for address in public:
        version, network = _network(address)
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


def _line(session: Session) -> tuple[int, str]:
    version, network = _network(session.client_ip)
    return version, session.proxy or session.interface or network


def _network(address: str) -> tuple[int, str]:
    """Family, and the address or its IPv6 network of 64 bits: privacy addresses change daily."""
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
    """Whether two visits came from two machines; of two names for one MAC nobody knows that."""
    same_mac = visit.client_mac is not None and visit.client_mac == other.client_mac
    return visit.who != other.who and not same_mac


def _noted(visit: Visit, note: str) -> Visit:
    return replace(visit, notes=tuple(dict.fromkeys((*visit.notes, note))))
