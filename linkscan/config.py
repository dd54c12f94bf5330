"""The settings of a scan: what the user may choose, with what holds where nothing is said."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from linkscan.accounts.declared import Acceptance, Relation, read_acceptances, read_relations
from linkscan.capture.settings import CaptureSettings, read_capture
from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.masking import LINE, Mask
from linkscan.model import Mode
from linkscan.pseudonyms import Pseudonyms
from linkscan.sources import Bounds, parse_time
from linkscan.sources.account_rule import AccountRule, read_rule
from linkscan.sources.saved import ENCODING, ORDER, TZ, of_file, read_saved, reading_of
from linkscan.sources.written import ORDERS, Order
from linkscan.weighing.bits import PRIOR

DEFAULT_ZONE = "UTC"
SALES_SWING, MAX_SWING = 3.0, 1e6
"""Factor between the sales of two periods; the default is ours, see health.toml."""

OPTIONS = ("out", "format", "lang", "tz", "date_order", "map", "encoding", "min_level", "fail_on",
           "max_rejected", "reveal", "pseudonymize", "key_file", "memory_limit", "temp_dir", "now",
           "ipv6_prefix", "registrations", "accounts", "machines", "metrics", "sessions", "mode",
           "prior", "ranges", "sales_swing", "bounds", "steps")  # fmt: skip
"""Options of the command line that the file may set, under the same names."""

TABLES = ("aliases", "columns", "lines", "relations", "accepted", "account_rule", "capture")
"""What else the file may hold."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a scan reads and weighs; every value has a default that suits one seller's files.

    `zones` maps a file name to the zone of its naive times; `zone` holds for the others,
    and where it is None `DEFAULT_ZONE`, which the report then says. `orders` and `order` are
    the same for the order of the numbers of a date; None: the column says it. `encodings` and
    `encoding` are the code pages of text files; None: it is found out.
    `columns` says which header fills which field, in all files. `saved` says it of single ones,
    and what zone, order and code page they have.
    `aliases` maps another name of an account to its name. `mode` says whose accounts the
    files hold; None is mode own, but across clients mode sample. `prior` is how likely two
    accounts are one operator's before any evidence. `lines` maps an address or a network of
    the user's own to what it is; `ranges` are files that say where addresses come from.
    `sales_swing` is the factor from which on sales of two periods differ widely.
    `account_rule` finds the account in logs that have no field for it. `capture` says what
    captures know beforehand.
    `reveal` shows papers and contacts; `pseudonyms`, where given, show nothing as it is.
    """

    now: datetime | None = None
    zone: str | None = None
    zones: Mapping[str, str] = field(default_factory=dict)
    order: Order | None = None
    orders: Mapping[str, Order] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    saved: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    encoding: str | None = None
    encodings: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    ipv6_prefix: int = 64
    reveal: bool = False
    pseudonyms: Pseudonyms | None = None
    memory_limit: str | None = None
    temp_dir: Path | None = None
    mode: Mode | None = None
    prior: float = PRIOR
    lines: Mapping[str, str] = field(default_factory=dict)
    ranges: tuple[Path, ...] = ()
    relations: tuple[Relation, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    sales_swing: float = SALES_SWING
    bounds: Bounds = field(default_factory=Bounds)
    account_rule: AccountRule = field(default_factory=AccountRule)
    capture: CaptureSettings = field(default_factory=CaptureSettings)

    def __post_init__(self) -> None:
        saved = (one.get(TZ) for one in self.saved.values())
        for zone in (self.zone, *self.zones.values(), *saved):
            if zone is not None:
                check_zone(zone)
        if not 1e-12 <= self.prior <= 0.5:
            raise LinkscanError(
                _("--prior: {value} is no such probability; allowed are 1e-12 to 0.5."),
                value=self.prior,
            )
        if not 1 < self.sales_swing <= MAX_SWING:
            raise LinkscanError(
                _("--sales-swing: {value} is no factor; write a number above 1, like 3."),
                value=self.sales_swing,
            )
        if not 48 <= self.ipv6_prefix <= 128:
            raise LinkscanError(
                _("--ipv6-prefix: {value} is not a prefix length; allowed are 48 to 128."),
                value=self.ipv6_prefix,
            )

    @property
    def mask(self) -> Mask:
        """What hides values in every output."""
        return Mask(self.reveal, self.pseudonyms)

    def shown(self) -> tuple[tuple[str, str], ...]:
        """The settings as the report tells them, by name."""
        told = {
            "tz": self.zone or DEFAULT_ZONE,
            "ipv6_prefix": str(self.ipv6_prefix),
            "reveal": "yes" if self.reveal else "no",
            "mode": self.mode or "own; across clients sample",
            "prior": f"{self.prior:g}",
            **{f"tz.{name}": zone for name, zone in self.zones.items()},
            **({"date_order": self.order} if self.order else {}),
            **{f"date_order.{name}": order for name, order in self.orders.items()},
            **{f"map.{name}": header for name, header in self.columns.items()},
            **{
                f"columns.{pattern}.{name}": header
                for pattern, saved in self.saved.items()
                for name, header in saved.items()
            },
            **{
                f"lines.{self.mask.label(LINE, network, network)}": self.mask.label(
                    LINE, label.strip(), label
                )
                for network, label in self.lines.items()
            },
            **{f"ranges.{number}": path.name for number, path in enumerate(self.ranges, 1)},
            "relations": str(len(self.relations)),
            "accepted": str(len(self.accepted)),
        }
        if self.account_rule.query:
            told["account_rule.query"] = self.account_rule.query
        if self.account_rule.pattern:
            told["account_rule.pattern"] = self.account_rule.pattern
        if self.pseudonyms:
            told["pseudonymize"] = "yes"
        if self.encoding:
            told["encoding"] = self.encoding
        told |= {f"encoding.{name}": said for name, said in self.encodings.items()}
        told |= self.bounds.shown()
        if self.sales_swing != SALES_SWING:
            told["sales_swing"] = f"{self.sales_swing:g}"
        return tuple(sorted(told.items()))

    def zone_told(self, name: str) -> str | None:
        """The zone that the user names for a file."""
        return of_file(self.zones, name) or reading_of(self.saved, name, TZ) or self.zone

    def order_of(self, name: str) -> Order | None:
        """The order that the user names for the dates of a file."""
        saved = cast("Order | None", reading_of(self.saved, name, ORDER))
        return of_file(self.orders, name) or saved or self.order

    def encoding_of(self, name: str) -> str | None:
        """The code page that the user names for a file."""
        saved = reading_of(self.saved, name, ENCODING)
        return of_file(self.encodings, name) or saved or self.encoding

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


def parse_orders(values: Sequence[str]) -> tuple[Order | None, dict[str, Order]]:
    """The order of dates in all files and in single ones, from `[FILE=]ORDER` texts.

    Raises:
        LinkscanError: one names no order.
    """
    order: Order | None = None
    orders: dict[str, Order] = {}
    for value in values:
        name, equals, said = value.rpartition("=")
        found = next((one for one in ORDERS if one == said.lower()), None)
        if found is None:
            raise LinkscanError(
                _("--date-order: {value!r} is no order; allowed are dmy, mdy and ymd."),
                value=said,
            )
        if equals:
            orders[name] = found
        else:
            order = found
    return order, orders


def parse_encodings(values: Sequence[str]) -> tuple[str | None, dict[str, str]]:
    """The code page of all text files and those of single files, from `[FILE=]E` texts."""
    encoding: str | None = None
    encodings = {}
    for value in values:
        name, equals, said = value.rpartition("=")
        if equals:
            encodings[name] = said
        else:
            encoding = value
    return encoding, encodings


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
    for name, reader in _READERS.items():
        if name in content:
            content[name] = reader(content[name], str(path))
    return content


_READERS: Mapping[str, Callable[[Any, str], object]] = {
    "relations": read_relations,
    "accepted": read_acceptances,
    "account_rule": read_rule,
    "columns": read_saved,
    "capture": read_capture,
}


def _is_texts(table: object) -> bool:
    return isinstance(table, dict) and all(isinstance(text, str) for text in table.values())
