"""The public addresses of a visit: those that were seen for it, never a guess."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from ipaddress import ip_address

from fingerprints.scopes import scope_of
from linkscan.capture.decode.mappings import PUBLIC
from linkscan.capture.notes import is_hidden
from linkscan.capture.record import Mapping, Session
from linkscan.capture.router_log import ROUTER, Lease

OWN = "own"
HOLDS = timedelta(minutes=30)
"""So long before a visit a server may have told its address."""


def public_addresses(
    group: Sequence[Session], mappings: Sequence[Mapping], leases: Sequence[Lease], end: datetime
) -> list[tuple[str, str]]:
    """The public addresses of a visit in order, and by whom each was seen.

    Args:
        group: The sessions of the visit, in order.
        mappings: What servers told.
        leases: What the router's log says, in order; it counts where nothing else was seen.
        end: When the last session ended.
    """
    start = group[0].first_at
    seen = [*dict.fromkeys(_told_for(group, mappings, start, end))]
    if not seen and not any(map(is_hidden, group)):
        return [(address, ROUTER) for address in _leased(leases, start, end)]
    return seen


def _told_for(
    group: Sequence[Session], mappings: Sequence[Mapping], start: datetime, end: datetime
) -> Iterator[tuple[str, str]]:
    """The public addresses that were seen for a visit, and by whom; behind a proxy none can be.

    What a server told in the half hour before holds for the begin of a visit.
    """
    local = dict.fromkeys(one.client_ip for one in group if one.proxy is None)
    told = sorted((one for one in mappings if one.local_ip in local), key=_told)
    before = {one.local_ip: one for one in told if start - HOLDS <= one.at < start}  # the last ones
    seen = [*before.values(), *(one for one in told if start <= one.at <= end)]
    # Where a server saw another address, a public one is translated like a private one.
    translated = {one.local_ip for one in seen}
    for address in local:
        if address not in translated and scope_of(ip_address(address).packed) in PUBLIC:
            yield address, OWN
    for one in seen:
        yield one.mapped_ip, one.told_by or ""


def _leased(leases: Sequence[Lease], start: datetime, end: datetime) -> Iterator[str]:
    """The addresses that the line of a router had in a visit: the last before, and later ones."""
    first = max(0, bisect_right(leases, start, key=lambda lease: lease.since) - 1)
    for lease in leases[first:]:
        if lease.since <= end:
            yield lease.address


def _told(mapping: Mapping) -> tuple[datetime, str]:
    return mapping.at, mapping.mapped_ip
