"""An evidence pack on two stores, as plain frozen values: what is written for appeal or counsel.

It documents, and judges nothing. It is handed to strangers, so not one value of a third store is
in it (see `linkscan.explain.packing`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from fingerprints.platforms import Rule
from linkscan.explain.explanation import Refused, Route, Use
from linkscan.model import NotChecked, Status

# History: 1 = the first published form.
FORMAT = 1

ROWS = 10_000
"""Rows, and lines of the timeline, in one pack; the rest is counted."""

NEAR_DAYS = 30
"""A value is shared from a use by one store to the next use by the other, if these are so many
days apart or fewer; otherwise on the day of the later use. Ours: about a month."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both included (UTC)."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Apart:
    """A period in which both stores have records and no sharing is on record.

    `rows` counts the sign-ins of each in that period: silence alone would show nothing.
    """

    period: Period
    rows: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two stores: how it stands, and what is on record of it."""

    id: str
    spellings: tuple[str, ...]  # as the files write it
    platform: str | None  # on which it is compared
    region: str | None
    status: Status
    suspended: bool  # or rejected, or closed by the platform
    opened_at: date | None
    closed_at: date | None
    records: Period | None  # of its sign-ins
    rows: int  # sign-ins


@dataclass(frozen=True, slots=True)
class Held:
    """What one store's records say of a value; `undated` rows, such as registration details, say
    no time."""

    store: str
    roles: tuple[str, ...]
    machines: tuple[str, ...]
    period: Period | None
    rows: int
    undated: int  # of the rows


@dataclass(frozen=True, slots=True)
class Value:
    """A value that both stores have. `number` stands for it in the tables of the pack.

    `binds`: it could tie stores by itself; the periods in which it was `shared` are told of such
    a value only (see `NEAR_DAYS`). `nearest` is the least number of days between uses by the two,
    None where one has no date.
    """

    number: int
    kind: str
    label: str
    use: Use
    binds: bool
    grade: str
    held: tuple[Held, Held]
    shared: tuple[Period, ...]
    nearest: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """Uses of a value by one store on one machine with no longer gap than `NEAR_DAYS`."""

    store: str
    value: int  # number of the value
    machine: str | None  # None for a registration detail
    period: Period | None
    rows: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the input that carries shared values, by number; no time on a registration."""

    store: str
    input: str
    member: str | None
    sheet: str | None
    line: int
    at: datetime | None
    machine: str | None
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A table that names either store, as it was read: its digest shows that it is the same.

    `rows` counts those with shared values.
    """

    name: str
    member: str | None
    sheet: str | None
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says, with source and date. `kinds` is what it is about, where it is about
    values; `platform` is None for what sellers are told of any."""

    about: Literal["route", "use", "stores", "note", "appeal"]
    platform: str | None
    kinds: tuple[str, ...]
    rule: Rule


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why the two are not tied (a code of `NotTied`), and the values it is about."""

    code: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything in a pack.

    `window` are the days on which both stores have records. `rows_total` and `runs_total` count
    what there is, listed or not.
    """

    format: int
    linkscan: str  # version
    generated_at: datetime
    reveal: bool
    stores: tuple[Party, Party]
    linked: bool
    between: int  # other stores on the way by which they are tied
    declared: bool  # that they belong together
    route: Route | None
    values: tuple[Value, ...]
    window: Period | None
    together: tuple[Period, ...]
    apart: tuple[Apart, ...]
    runs: tuple[Run, ...]
    runs_total: int
    rows: tuple[Row, ...]
    rows_total: int
    inputs: tuple[Source, ...]
    sayings: tuple[Saying, ...]
    not_tied: tuple[Reason, ...]
    refused: tuple[Refused, ...]
    not_checked: tuple[NotChecked, ...]
