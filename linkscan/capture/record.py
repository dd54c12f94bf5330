"""What a capture tells: sessions of hosts, public addresses seen for them, visits to back offices.

A record holds names, addresses and times. No payload is kept in it, nor can it be told from it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping as Columns
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import ip_address
from typing import Any

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

LATEST = datetime(9999, 1, 1, tzinfo=UTC)
LAST_SECOND = int((datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC) - EPOCH).total_seconds())


@dataclass(frozen=True, slots=True)
class Session:
    """One TLS or QUIC connection whose hello was seen.

    `sni` is the name in the hello itself. `name` is the best name there is, and `name_by` says
    who told it: "sni", "dns" (the client had just been given this address for it) or "proxy"
    (it asked a proxy for it). `ech` is None without encrypted client hello, "offered" where the
    name may be trusted as browsers send a meaningless one everywhere (GREASE), "outer" where
    the name is that of an ECH provider and hides the true one.

    `server_ip` and `server_port` are the other end of the connection as it was seen. Behind a
    proxy that is the proxy, which `proxy` then repeats as "address:port", and `via` says how
    ("connect", "socks4", "socks5"). After STARTTLS `via` is the protocol ("smtp", ...).
    """

    transport: str
    client_ip: str
    client_port: int
    server_ip: str
    server_port: int
    sni: str | None
    name: str | None
    name_by: str | None
    ech: str | None
    ja4: str | None
    ja3: str | None
    via: str | None
    proxy: str | None
    first_at: datetime
    last_at: datetime
    client_mac: str | None
    vlan: int | None
    interface: str | None
    drops: int | None = None
    """Packets that the kernel lost since the capture began; None where a file was read."""
    machine: str | None = None
    """The operator machine, as the user calls it."""
    os_user: str | None = None
    """The user of the system whose connection it was."""
    account: str | None = None
    attributed_by: str | None = None
    """How the account is known: `linkscan.capture.attribution`."""

    @property
    def who(self) -> str:
        """What stands for the machine: its name, else its MAC, else its address."""
        return self.machine or self.client_mac or self.client_ip


@dataclass(frozen=True, slots=True)
class Mapping:
    """A public address that a server saw for an address of this side, and when.

    `told_by` is "stun", or "echo" for the service that the user has chosen.
    """

    server_ip: str
    server_port: int
    mapped_ip: str
    local_ip: str
    at: datetime
    interface: str | None
    drops: int | None = None
    told_by: str | None = "stun"


@dataclass(frozen=True, slots=True)
class Visit:
    """Sessions with one back office that follow each other, as one machine had them.

    `account` is None where nobody can say whose store was visited; `candidates` then names the
    accounts that it may have been. `public_ip` is the first public address that was seen for
    the visit, and `public_by` says by whom ("own": the machine has a public address itself,
    "router": its log says so, or as `Mapping.told_by`); both are None, that is unknown, where
    none was seen: it is never guessed.
    `public_ips` are all of them and `ways` the ways out (proxy, interface or address), both in
    order. `notes` are codes of `linkscan.capture.notes`.
    """

    platform: str
    region: str | None
    host: str
    start_at: datetime
    end_at: datetime
    account: str | None
    attributed_by: str | None
    candidates: tuple[str, ...]
    machine: str | None
    client_ip: str
    client_mac: str | None
    interface: str | None
    vlan: int | None
    proxy: str | None
    public_ip: str | None
    public_by: str | None
    public_ips: tuple[str, ...]
    ways: tuple[str, ...]
    ja4s: tuple[str, ...]
    sessions: int
    notes: tuple[str, ...]
    drops: int | None = None

    @property
    def who(self) -> str:
        """What stands for the machine: its name, else its MAC, else its address."""
        return self.machine or self.client_mac or self.client_ip


Record = Session | Mapping | Visit

KINDS: dict[type[Record], str] = {Session: "session", Mapping: "mapping", Visit: "visit"}
"""What `record` says in a line of JSON."""

ADDRESSES = frozenset({"client_ip", "server_ip", "mapped_ip", "local_ip"})

SEVERAL = "; "
"""What stands between several texts in one cell."""

SQL_TYPES = {"int": "BIGINT", "datetime": "TIMESTAMP"}


def values_of(record: Record) -> dict[str, object]:
    """The fields of a record, the kind of it first."""
    return {
        "record": KINDS[type(record)],
        **{field.name: getattr(record, field.name) for field in fields(record)},
    }


def as_row(record: Record) -> dict[str, object]:
    """The fields as a line of JSON or a row of a text table has them, times as text."""
    return {
        name: _as_text(value) if isinstance(value, datetime) else value
        for name, value in values_of(record).items()
    }


def json_line(record: Record) -> str:
    """The record as one line of JSON, without its end; nothing of it is hidden in a terminal."""
    row = as_row(record)
    line = json.dumps(row, ensure_ascii=False)
    return line if line.isprintable() else json.dumps(row)


@cache
def columns() -> Columns[str, str]:
    """The columns of a table that holds records of every kind, and their types in SQL."""
    found = {"record": "VARCHAR"}
    for kind in KINDS:
        for field in fields(kind):
            # Annotations are text here: "int", "int | None", "datetime", ...
            type_name = str(field.type).removesuffix(" | None")
            found[field.name] = SQL_TYPES.get(type_name, "VARCHAR")
    return found


def record_of(row: Columns[str, object]) -> Record | None:
    """The record that a row or a line of JSON was made of; None: it is none.

    A field that a later linkscan added is absent; one that it took away is not looked at.
    """
    kind = next((kind for kind, name in KINDS.items() if name == row.get("record")), None)
    if kind is None:
        return None
    try:
        values: dict[str, Any] = {
            field.name: _value(str(field.type), row.get(field.name)) for field in fields(kind)
        }
        for name in ADDRESSES & set(values):
            ip_address(values[name])
        return kind(**values)
    except (TypeError, ValueError, OverflowError):
        return None


def _value(type_name: str, value: object) -> object:
    """A value of a type as annotations name it, from JSON or from the text of a cell."""
    if type_name.startswith("tuple"):
        listed = value.split(SEVERAL) if isinstance(value, str) and value else value
        return tuple(map(str, listed)) if isinstance(listed, list) else ()
    if value in (None, ""):
        if type_name.endswith("| None"):
            return None
        raise ValueError(type_name)
    if type_name.startswith("datetime"):
        at = datetime.fromisoformat(str(value))
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        if not EPOCH <= at < LATEST:  # nothing was captured then, and no day may be added to it
            raise ValueError(at)
        return at
    return int(str(value)) if type_name.startswith("int") else str(value)


def _as_text(at: datetime) -> str:
    """ISO 8601 with milliseconds, as logs write it."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment(at_ns: int) -> datetime:
    """The time of a packet; a clock beyond all calendars counts as the last second of them."""
    seconds, rest = divmod(max(at_ns, 0), 1_000_000_000)
    return EPOCH + timedelta(seconds=min(seconds, LAST_SECOND), microseconds=rest // 1000)
