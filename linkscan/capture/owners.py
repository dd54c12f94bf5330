"""Which user of the system has a connection. Linux alone says it, while the connection lives.

Where several people work on one machine, or each store has a user of its own, that user tells the
store. A connection that was over before anybody looked has no owner: nothing is guessed.

Source: proc_net(5), proc_net_tcp(5), read 2026-11.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

from linkscan.capture.decode.recent import Recent
from linkscan.capture.record import Session

TABLES = {"tcp": ("tcp", "tcp6"), "udp": ("udp", "udp6")}
MOST_OWNERS = 1 << 14
AGE_NS = 24 * 3_600_000_000_000
"""A connection that is still used after a day is looked at again all the time."""


class _Ends(NamedTuple):
    """A connection as both ends name it."""

    transport: str
    local_ip: str
    local_port: int
    other_ip: str
    other_port: int


class Owners:
    """Who had the connections that were looked at."""

    def __init__(self, folder: Path = Path("/proc/net")) -> None:
        self._folder = folder
        self._users: Recent[_Ends, int] = Recent(MOST_OWNERS, AGE_NS)
        self._now_ns = 0

    def look(self, now_ns: int) -> None:
        """See which connections there are, and whose."""
        self._now_ns = now_ns
        for transport, tables in TABLES.items():
            for name in tables:
                for ends, user in _connections(transport, self._folder / name):
                    self._users.put(ends, user, now_ns)

    def of(self, session: Session) -> str | None:
        """The name of the user who has, or had, the connection of a session."""
        ends = _Ends(session.transport, session.client_ip, session.client_port,
                     session.server_ip, session.server_port)  # fmt: skip
        number = self._users.get(ends, self._now_ns)
        return None if number is None else _name(number)


def _connections(transport: str, table: Path) -> Iterator[tuple[_Ends, int]]:
    """The connections of a table of the kernel, and the number of their user."""
    try:
        lines = table.read_text(encoding="ascii").splitlines()[1:]
    except OSError:  # another system, or one without IPv6
        return
    for line in lines:
        cells = line.split()
        if len(cells) > 7 and not cells[2].endswith(":0000"):
            yield _Ends(transport, *_end(cells[1]), *_end(cells[2])), int(cells[7])


def _end(text: str) -> tuple[str, int]:
    """Address and port; the address is in words of four bytes, each as the machine has numbers."""
    address, _colon, port = text.partition(":")
    words = bytes.fromhex(address)
    if sys.byteorder == "little":
        words = b"".join(words[at : at + 4][::-1] for at in range(0, len(words), 4))
    parsed = ip_address(words)
    mapped = getattr(parsed, "ipv4_mapped", None)
    return str(mapped or parsed), int(port, 16)


def _name(number: int) -> str:
    import pwd  # not there on Windows, where nobody has a number

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
