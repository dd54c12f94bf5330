"""Used machines: listed ones that the logs know from before they were acquired, and listed
ones that say they are the same hardware.

What a computer did for its last owner stays with it: platforms are said to know a used one
again (DOMAIN.md, S18).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from fingerprints import Identifier, identify
from linkscan.engine import Engine
from linkscan.machines.staff import Unread
from linkscan.rows.flaws import USED
from linkscan.rows.loading import Loaded
from linkscan.rules.vocabulary import canonical_text, says_nothing
from linkscan.sources import parse_time

Row = tuple[int, int]
"""Number of the input, record."""

HARDWARE = ("device_id", "mac")
"""Kinds of value by which a list of machines may name one."""


@dataclass(frozen=True, slots=True)
class Hardware:
    """A row of a list of machines: its label, its devices, and since when it is one's own."""

    name: str
    key: str
    devices: frozenset[tuple[str, str]]  # kind, key
    acquired_at: datetime | None  # the beginning of the day, in the zone of the list
    row: Row


@dataclass(frozen=True, slots=True)
class Used:
    """A machine that was seen before it was acquired, with how many accounts; local dates."""

    name: str
    acquired: date
    first_seen: date
    accounts: int
    row: Row


def read_hardware(
    engine: Engine, inputs: Sequence[Loaded], zone_of: Callable[[str], str]
) -> tuple[list[Hardware], list[Unread]]:
    """The rows of the lists of machines, and the dates in them that could not be read."""
    found: list[Hardware] = []
    unread: list[Unread] = []
    for one in inputs:
        if one.table.mapping.role != "machines":
            continue
        zone = ZoneInfo(zone_of(one.table.name))
        columns = ", ".join(
            name if name in one.columns else "CAST(NULL AS VARCHAR)"
            for name in ("machine", "acquired_at", *HARDWARE)
        )
        bad: list[int] = []
        for record, name, said, *devices in engine.rows(
            f"SELECT record, {columns} FROM {one.name} WHERE flaw = {USED} ORDER BY record"
        ):
            acquired_at = _day(said, zone)
            if said and not acquired_at and not says_nothing(said):
                bad.append(record)
            found.append(
                Hardware(" ".join(name.split()), canonical_text(name),
                         frozenset(_devices(devices)), acquired_at, (one.number, record))
            )  # fmt: skip
        if bad:
            unread.append(Unread(one.number, tuple(bad), len(bad)))
    return found, unread


def _day(text: str | None, zone: ZoneInfo) -> datetime | None:
    """The beginning of the day that a text names."""
    moment = parse_time(text, zone) if text else None
    return datetime.combine(moment.astimezone(zone), time(), zone) if moment else None


def _devices(texts: Iterable[str | None]) -> Iterable[tuple[str, str]]:
    for kind, text in zip(HARDWARE, texts, strict=True):
        found = identify(kind, text) if text else None
        if isinstance(found, Identifier):
            yield found.kind, found.key


def find_used(engine: Engine, hardware: Sequence[Hardware]) -> list[Used]:
    """Listed machines that the logs saw before they were acquired, in the order of the list.

    By their label, or by a device that the list gives; devices that were refused as clones
    name no machine.
    """
    dated = [(n, one, one.acquired_at.astimezone(UTC).replace(tzinfo=None))
             for n, one in enumerate(hardware) if one.acquired_at]  # fmt: skip
    if not dated:
        return []
    logged = {canonical_text(name): number for number, name in engine.rows(
        "SELECT machine, name FROM machines WHERE source = 'log'")}  # fmt: skip
    engine.put(
        "bought_labels",
        {"listed": "INTEGER", "machine": "INTEGER", "acquired_at": "TIMESTAMP"},
        [(n, logged[one.key], at) for n, one, at in dated if one.key in logged],
    )
    engine.put(
        "bought_devices",
        {"listed": "INTEGER", "kind": "VARCHAR", "key": "VARCHAR", "acquired_at": "TIMESTAMP"},
        [(n, *device, at) for n, one, at in dated for device in sorted(one.devices)],
    )
    # A value in plain form may not be among the identifiers: then it is its own key.
    engine.create(
        "bought_values",
        """
        SELECT * FROM (
            SELECT listed, acquired_at, key AS raw FROM bought_devices
            UNION
            SELECT listed, acquired_at, i.raw FROM bought_devices
            JOIN identifiers i USING (kind, key)
        ) WHERE raw NOT IN (SELECT raw FROM identifiers WHERE reject IS NOT NULL
                            AND kind_read IN ('device_id', 'mac'))
        """,
    )
    rows = engine.rows(f"""
        SELECT listed, min(first_seen), CAST(count(DISTINCT account) AS INTEGER) FROM (
            SELECT listed, account, first_seen FROM bought_labels b
            JOIN presence p ON p.machine = b.machine AND p.first_seen < b.acquired_at
            {" ".join(_seen(kind) for kind in HARDWARE)}
        ) GROUP BY listed ORDER BY listed
    """)
    for table in ("bought_labels", "bought_devices", "bought_values"):
        engine.drop(table)
    return [
        Used(one.name, at.date(), first.replace(tzinfo=UTC).astimezone(at.tzinfo).date(),
             accounts, one.row)
        for n, first, accounts in rows
        for one in [hardware[n]]
        for at in [one.acquired_at]
        if at
    ]  # fmt: skip


def _seen(kind: str) -> str:
    return f"""
            UNION ALL
            SELECT listed, r.account, e.observed_at FROM events e
            JOIN bought_values b ON b.raw = e.{kind} AND e.observed_at < b.acquired_at
            JOIN account_refs r USING (account_ref)"""


def same_hardware(hardware: Sequence[Hardware]) -> list[tuple[tuple[str, ...], tuple[Row, ...]]]:
    """Listed machines of different names that have a network card or a device id in common:
    the names, and the rows that say so; once for each set of machines."""
    sharing: dict[tuple[str, str], dict[str, Hardware]] = defaultdict(dict)
    for one in hardware:
        for device in one.devices:
            sharing[device].setdefault(one.key, one)
    sets = {tuple(sorted(group)): group for group in sharing.values() if len(group) > 1}
    return [(tuple(group[key].name for key in keys), tuple(group[key].row for key in keys))
            for keys, group in sorted(sets.items())]  # fmt: skip
