"""A router's log of its public addresses: which one its line had, and since when.

A CSV with the columns `time` and `public_ip`, a line for each address that the line was given.
"""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

from fingerprints.scopes import scope_of
from linkscan.capture.decode.mappings import PUBLIC
from linkscan.errors import LinkscanError
from linkscan.i18n import _

ROUTER = "router"


class Lease(NamedTuple):
    """A public address that the line has from a time on, until the next one begins."""

    since: datetime
    address: str


def read_router_log(path: Path) -> tuple[Lease, ...]:
    """The addresses of a router's line, in order; times without a zone are UTC.

    Raises:
        LinkscanError: The file cannot be read, or a line of it says nothing of the kind.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LinkscanError(
            _("{where}: cannot be read ({reason}); check its permissions."),
            where=str(path),
            reason=getattr(error, "strerror", None) or str(error),
        ) from error
    return tuple(sorted(_lease(row, f"{path}:{line}") for line, row in enumerate(rows, 2)))


def _lease(row: dict[str, str], where: str) -> Lease:
    try:
        since = datetime.fromisoformat(row["time"].strip())
        address = ip_address(row["public_ip"].strip())
    except (KeyError, AttributeError, ValueError):
        address = None
    if address is None or scope_of(address.packed) not in PUBLIC:
        raise LinkscanError(
            _(
                "{where}: found no time and public address; a router log has the columns time and "
                "public_ip, like 2026-01-02T09:05:00+08:00,203.0.113.9."
            ),
            where=where,
        )
    return Lease(since.replace(tzinfo=UTC) if since.tzinfo is None else since, str(address))
