"""The settings of a scan: what the user may choose, with what holds where nothing is said."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from linkscan.bits import PRIOR
from linkscan.declared import Acceptance, Relation, read_acceptances, read_relations
from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.model import Mode
from linkscan.sources import parse_time

CONFIG_NAME = "linkscan.toml"
DEFAULT_ZONE = "UTC"

OPTIONS = ("out", "format", "lang", "tz", "map", "encoding", "min_level", "fail_on",
           "max_rejected", "reveal", "memory_limit", "temp_dir", "now", "ipv6_prefix",
           "registrations", "accounts", "machines", "mode", "prior", "ranges")  # fmt: skip
"""Options of the command line that the file may set, under the same names."""

TABLES = ("aliases", "lines", "relations", "accepted")
"""What else the file may hold."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a scan reads and weighs; every value has a default that suits one seller's files.

    `zones` maps a file name to the zone of its naive times; `zone` holds for the others,
    and where it is None `DEFAULT_ZONE`, which the report then says.
    `aliases` maps another name of an account to its name. `mode` says whose accounts the
    files hold; None is mode own, but across clients mode sample. `prior` is how likely two
    accounts are one operator's before any evidence. `lines` maps an address or a network of
    the user's own to what it is; `ranges` are files that say where addresses come from.
    """

    now: datetime | None = None
    zone: str | None = None
    zones: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)
    ipv6_prefix: int = 64
    reveal: bool = False
    memory_limit: str | None = None
    temp_dir: Path | None = None
    mode: Mode | None = None
    prior: float = PRIOR
    lines: Mapping[str, str] = field(default_factory=dict)
    ranges: tuple[Path, ...] = ()
    relations: tuple[Relation, ...] = ()
    accepted: tuple[Acceptance, ...] = ()

    def __post_init__(self) -> None:
        for zone in (self.zone, *self.zones.values()):
            if zone is not None:
                check_zone(zone)
        if not 1e-12 <= self.prior <= 0.5:
            raise LinkscanError(
                _("--prior: {value} is no such probability; allowed are 1e-12 to 0.5."),
                value=self.prior,
            )
        if not 48 <= self.ipv6_prefix <= 128:
            raise LinkscanError(
                _("--ipv6-prefix: {value} is not a prefix length; allowed are 48 to 128."),
                value=self.ipv6_prefix,
            )

    def shown(self) -> tuple[tuple[str, str], ...]:
        """The settings as the report tells them, by name."""
        told = {
            "tz": self.zone or DEFAULT_ZONE,
            "ipv6_prefix": str(self.ipv6_prefix),
            "reveal": "yes" if self.reveal else "no",
            "mode": self.mode or "own; across clients sample",
            "prior": f"{self.prior:g}",
            **{f"tz.{name}": zone for name, zone in self.zones.items()},
            **{f"map.{name}": header for name, header in self.columns.items()},
            **{f"lines.{network}": label for network, label in self.lines.items()},
            **{f"ranges.{number}": path.name for number, path in enumerate(self.ranges, 1)},
            "relations": str(len(self.relations)),
            "accepted": str(len(self.accepted)),
        }
        if self.encoding:
            told["encoding"] = self.encoding
        return tuple(sorted(told.items()))

    def zone_told(self, name: str) -> str | None:
        """The zone that the user names for a file (as given, or its last part)."""
        return self.zones.get(name) or self.zones.get(name.rsplit("/", 1)[-1]) or self.zone

    def zone_of(self, name: str) -> str:
        """The zone of naive times in a file."""
        return self.zone_told(name) or DEFAULT_ZONE


def check_zone(zone: str) -> None:
    """Refuse what is no zone of the time zone database.

    Raises:
        LinkscanError: it is none.
    """
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise LinkscanError(
            _("--tz: {zone!r} is no time zone; write a name like Asia/Shanghai or UTC."), zone=zone
        ) from error


def parse_now(text: str) -> datetime:
    """The time that `--now` names.

    Raises:
        LinkscanError: it is no time.
    """
    at = parse_time(text, ZoneInfo("UTC"))
    if at is None:
        raise LinkscanError(
            _("--now: {text!r} is not an ISO 8601 time; write 2024-12-31T00:00:00Z."), text=text
        )
    return at.astimezone(UTC)


def parse_zones(values: Sequence[str]) -> tuple[str | None, dict[str, str]]:
    """The zone for all files and those of single files, from `[FILE=]ZONE` texts."""
    zone: str | None = None
    zones = {}
    for value in values:
        name, equals, file_zone = value.rpartition("=")
        if equals:
            check_zone(file_zone)
            zones[name] = file_zone
        else:
            zone = value
    return zone, zones


def parse_columns(values: Sequence[str]) -> dict[str, str]:
    """Which header fills which field, from `FIELD=HEADER` texts.

    Raises:
        LinkscanError: a text has no equals sign.
    """
    columns = {}
    for value in values:
        name, equals, header = value.partition("=")
        if not equals or not name.strip() or not header.strip():
            raise LinkscanError(
                _("--map: {value!r} names no column; write FIELD=HEADER, such as account=店铺."),
                value=value,
            )
        columns[name.strip()] = header.strip()
    return columns


def read_config(path: Path) -> dict[str, Any]:
    """The content of a `linkscan.toml`: options by name, and the tables of `TABLES`.

    Raises:
        LinkscanError: it cannot be read, or holds a name that is no setting.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LinkscanError(
            _("{where}: cannot be read as TOML ({problem}); correct it or name another "
              "file with --config."),
            where=str(path), problem=str(error),
        ) from error  # fmt: skip
    for name in content:
        if name not in (*OPTIONS, *TABLES):
            raise LinkscanError(
                _("{where}: {name!r} is no setting; allowed are {names} and {tables}."),
                where=str(path),
                name=name,
                names=", ".join(OPTIONS),
                tables=", ".join(f"[{table}]" for table in TABLES),
            )
    if not _is_texts(content.get("aliases", {})):
        raise LinkscanError(
            _('{where}: [aliases] takes lines like "other name" = "name of the account".'),
            where=str(path),
        )
    if not _is_texts(content.get("lines", {})):
        raise LinkscanError(
            _('{where}: [lines] takes lines like "203.0.113.0/24" = "office line".'),
            where=str(path),
        )
    for name, reader in (("relations", read_relations), ("accepted", read_acceptances)):
        if name in content:
            content[name] = reader(content[name], str(path))
    return content


def _is_texts(table: object) -> bool:
    return isinstance(table, dict) and all(isinstance(text, str) for text in table.values())
