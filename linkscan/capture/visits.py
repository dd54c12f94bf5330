"""Visits: sessions with one back office that follow each other within half an hour.

A visit belongs to one machine and one account, where they are known; sessions without an
account are one visit only if they go by the same proxy, as each browser profile has its own. Where
a router stands in between, its MAC is that of several machines, and their addresses part them. The
order in which sessions become known says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from linkscan.capture.hosts import BackOffice
from linkscan.capture.notes import is_routed, network_of, note_meetings, notes_of
from linkscan.capture.public import HOLDS, public_addresses
from linkscan.capture.record import Mapping, Session, Visit
from linkscan.capture.router_log import Lease

GAP = timedelta(minutes=30)
"""A longer silence ends a visit; web analytics count visits so."""

Offices = Callable[[str], BackOffice | None]
Key = tuple[str, str | None, str, str | None, str | None]


@dataclass(slots=True)
class Visits:
    """Sessions and mappings on their way to become visits.

    `office` tells the back office of a host; sessions with any other host are none. `leases` are
    the public addresses of the router that all machines are behind, in order.
    """

    office: Offices
    leases: Sequence[Lease] = ()
    _sessions: dict[Key, list[Session]] = field(default_factory=lambda: defaultdict(list))
    _mappings: list[Mapping] = field(default_factory=list)

    def add(self, record: Session | Mapping) -> None:
        """Take a record; in any order."""
        if isinstance(record, Mapping):
            self._mappings.append(record)
        elif record.name and (office := self.office(record.name)):
            proxy = None if record.account else record.proxy
            key = (office.platform, office.region, record.who, record.account, proxy)
            self._sessions[key].append(record)

    def take_over(self, open_since: datetime) -> list[Visit]:
        """The visits that no session can join which is not known yet, and forget them.

        Args:
            open_since: When the first of the connections began that are still open; if there
                is none, now.
        """
        return self._taken(lambda group: _end(group) + GAP <= open_since, open_since)

    def finish(self) -> list[Visit]:
        """All visits that are left: nothing more will come."""
        return self._taken(lambda _group: True, None)

    def _taken(
        self, is_over: Callable[[Sequence[Session]], bool], open_since: datetime | None
    ) -> list[Visit]:
        found = []
        for key, sessions in list(self._sessions.items()):
            left: list[Session] = []
            for group in _groups(sessions):
                if is_over(group):
                    found += [
                        _visit(key, part, self._mappings, self.leases) for part in _apart(group)
                    ]
                else:
                    left += group
            self._sessions[key] = left
            if not left:
                del self._sessions[key]
        if open_since is not None:
            first = min((one.first_at for s in self._sessions.values() for one in s),
                        default=open_since)  # fmt: skip
            kept_from = min(first, open_since) - HOLDS
            self._mappings = [one for one in self._mappings if one.at >= kept_from]
        return sorted(note_meetings(found), key=_order)


def _order(visit: Visit) -> tuple[object, ...]:
    return visit.start_at, visit.end_at, visit.host, visit.who, visit.account or "", visit.ways


def _end(group: Sequence[Session]) -> datetime:
    return max(one.last_at for one in group)


def _begin(session: Session) -> tuple[object, ...]:
    return (session.first_at, session.last_at, session.client_ip, session.client_port,
            session.interface or "", session.proxy or "", session.name or "")  # fmt: skip


def _groups(sessions: Iterable[Session]) -> Iterator[list[Session]]:
    """Sessions of one key, parted where nothing was open for half an hour."""
    group: list[Session] = []
    end = datetime.min
    for one in sorted(sessions, key=_begin):
        if group and one.first_at - end >= GAP:
            yield group
            group = []
        end = max(end, one.last_at) if group else one.last_at
        group.append(one)
    if group:
        yield group


def _apart(group: list[Session]) -> Iterator[list[Session]]:
    """The visits in a group: one, unless its MAC is that of a router with several machines."""
    if group[0].machine is not None or not is_routed(group):
        yield group
        return
    by_line: defaultdict[tuple[int, str], list[Session]] = defaultdict(list)
    for one in group:
        by_line[network_of(one.client_ip)].append(one)
    for sessions in by_line.values():
        yield from _groups(sessions)


def _visit(
    key: Key, group: Sequence[Session], mappings: Sequence[Mapping], leases: Sequence[Lease]
) -> Visit:
    platform, region, _who, account, _proxy = key
    first, start, end = group[0], group[0].first_at, _end(group)
    seen = public_addresses(group, mappings, leases, end)
    drops = [one.drops for one in group if one.drops is not None]
    return Visit(
        platform=platform,
        region=region,
        host=first.name or "",
        start_at=start,
        end_at=end,
        account=account,
        attributed_by=first.attributed_by,
        candidates=(),
        machine=first.machine,
        client_ip=first.client_ip,
        client_mac=next((one.client_mac for one in group if one.client_mac), None),
        interface=first.interface,
        vlan=first.vlan,
        proxy=first.proxy,
        public_ip=seen[0][0] if seen else None,
        public_by=seen[0][1] if seen else None,
        public_ips=tuple(dict.fromkeys(address for address, _by in seen)),
        ways=tuple(dict.fromkeys(map(_way, group))),
        ja4s=tuple(sorted({one.ja4 for one in group if one.ja4})),
        sessions=len(group),
        notes=tuple(notes_of(group, [address for address, _by in seen])),
        drops=max(drops, default=None),
    )


def _way(session: Session) -> str:
    """By what a session left the machine."""
    return session.proxy or session.interface or session.client_ip
