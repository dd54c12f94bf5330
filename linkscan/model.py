"""What a scan finds, as plain frozen values: the narrow half of linkscan.

A `Report` is everything that any reporter may say; `report.json` is this tree written
down field by field. The tables of the wide half are described in `linkscan.tables`.

Ids are text and stable: an account is `platform/region/name` (parts that are not known
left out), an identifier `kind:label` (`ip:203.0.113.7`) or, where the kind is masked,
an ordinal (`uscc#3`). Lists are sorted, times are aware UTC datetimes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

# History: 1 = the first published form (see report/schema.json).
FORMAT = 1

Level = Literal["critical", "high", "medium", "low", "clear", "not-checked"]
Words = Literal["weak", "positive", "strong", "very-strong"]
"""What bits are called after the prior (Kass and Raftery 1995): odds below 3, from 3, 20, 150."""

LEVELS: tuple[Level, ...] = ("critical", "high", "medium", "low", "clear", "not-checked")
"""Most serious first; `not-checked` is no level of danger but a verdict of its own."""

Status = Literal["active", "suspended", "closed", "closing", "rejected", "planned", "unknown"]
Certification = Literal["passed", "pending", "failed", "unknown"]
CheckState = Literal["ready", "missing", "done", "open", "not-recorded"]
MachineSource = Literal["log", "device", "list", "none"]
Comparison = Literal["<", "<=", ">"]
HealthMark = Literal["official", "article"]
"""Who says so: the platform of the store, or sellers' articles (or another platform)."""
Scope = Literal["platform", "context"]
Mode = Literal["own", "sample"]
"""Whose accounts the files hold: one's own, or mostly those of strangers to each other."""

MACHINE_NOT_RECORDED = "machine not recorded"
"""Id of the one machine report of a log that names no machine and no device."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a row stands: file as given, sheet and archive member if any, line.

    `line` is the 1-based physical line of a text file, the 1-based row of a sheet as the
    spreadsheet shows it, or the 1-based record of a form that has no lines (Parquet).
    """

    input: str
    line: int
    sheet: str | None = None
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that could not be used, by line and reason code; never its text."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Input:
    """One table that was read. Always `rows_read = used + ignored + rejected`."""

    name: str
    role: str  # "logins", "registrations", "accounts", "machines", "operators", "metrics",
    # or two with "+"
    sheet: str | None
    member: str | None
    sha256: str
    format: str  # csv, tsv, jsonl, parquet, xlsx
    encoding: str | None
    rows_read: int
    rows_used: int
    rows_ignored: int
    rows_rejected: int
    columns: tuple[tuple[str, str], ...]  # (header as written, field or paper kind it fills)
    unmapped: tuple[str, ...]  # headers that were read over
    dropped: tuple[str, ...]  # headers of secret columns: dropped while reading
    ignored: tuple[tuple[str, int], ...]  # reason code -> rows
    rejected: tuple[tuple[str, int], ...]  # reason code -> rows
    rejects: tuple[Reject, ...]  # the first of the rejected rows, by line
    accounts: int
    accounts_met: int | None  # of these, met in files of another role; None: no such file
    accounts_unmet: int | None
    failures: int  # used rows that are failed sign-ins: counted, tie nothing
    zone: str | None = None  # that of times which name none; None: the table has no times
    date_order: str | None = None  # dmy, mdy, ymd where dates depended on it
    preset: str | None = None  # name of the preset that read it; None: read by its columns
    verified: bool | None = None  # whether that preset was tried on a real or documented sample


@dataclass(frozen=True, slots=True)
class Exposure:
    """How an account hangs on suspended, rejected or closed-for-cause stores.

    `path` alternates account and identifier ids, from the account to `nearest`. `probability`
    is a stated upper bound: how likely an outsider would take it and any of `to` for one
    operator's, over the best path to each (noisy-OR; suspended stores that are tied to each
    other by strong evidence count once). `bits` is the weight of the weakest step of `path`,
    all values that its two accounts share taken together; `strength` the word for it.
    """

    to: tuple[str, ...]
    nearest: str
    path: tuple[str, ...]
    level: Level
    probability: float
    bits: float
    strength: Words


@dataclass(frozen=True, slots=True)
class Account:
    """A store: what logs in, and what gets linked."""

    id: str
    name: str
    spellings: tuple[str, ...]  # every way it was written, the first one shown
    platform: str | None
    region: str | None
    sites: tuple[str, ...]
    client: str | None
    entity: str | None
    status: Status
    status_word: str | None  # as the file says it
    ban_reason: str | None
    certification: Certification | None  # None: no file says anything of it
    opened_at: datetime | None
    closed_at: datetime | None
    component: str | None  # None: tied to no other account
    level: Level
    machines: tuple[str, ...]
    operators: tuple[str, ...]
    logins: int
    failures: int
    exposure: Exposure | None


@dataclass(frozen=True, slots=True)
class Identifier:
    """A canonical value seen with at least one account, or why it links nothing."""

    id: str
    kind: str
    label: str
    cls: str | None  # JSON name: "class"
    roles: tuple[str, ...]  # what it was used as: legal person, payee, ...
    accounts: tuple[str, ...]
    accounts_total: int  # more than len(accounts) only where the list is bounded
    ties: bool
    reason: str | None  # reason code, why it links nothing


@dataclass(frozen=True, slots=True)
class Link:
    """An account and an identifier, with when, where and the rows that say so."""

    account: str
    identifier: str
    machines: tuple[str, ...]
    first_seen: datetime | None
    last_seen: datetime | None
    n: int
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class DaysOfUse:
    """On which days (UTC) an account had a line or a device on a machine.

    A run of days is one text, `2026-09-01/2026-09-03` (ISO 8601), in order; where there are too
    many, the shortest breaks between them are closed.
    """

    account: str
    identifier: str
    machine: str
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """What falls apart without one account, value or machine that holds a component together.

    `without` is its id, `kind` "account", "machine" or the kind of the value; `parts` are the
    accounts of each piece, the largest piece first, bounded.
    """

    without: str
    kind: str
    parts: tuple[tuple[str, ...], ...]
    parts_total: int


@dataclass(frozen=True, slots=True)
class Component:
    """Two or more accounts of one platform that links connect."""

    id: str
    platform: str | None
    accounts: tuple[str, ...]
    accounts_total: int
    identifiers: tuple[str, ...]
    level: Level
    articulation_points: tuple[str, ...]  # accounts or identifiers whose removal splits it
    splits: tuple[Split, ...]  # values and machines among them, and what each holds together
    weak: tuple[str, ...] = ()  # accounts that break a limit of the platform, bounded
    weak_total: int = 0


@dataclass(frozen=True, slots=True)
class Weight:
    """What one shared value adds to a finding, at its best pair of accounts.

    `gap_days` are the days between the two nearest uses of it; None where time makes no
    difference or a use has no date (then it counts as near). Of one `group` only the best
    value `counts`.
    """

    identifier: str
    group: str
    bits: float
    gap_days: int | None
    counts: bool


@dataclass(frozen=True, slots=True)
class Variant:
    """Bits and level if every value were `times` as common as assumed: how much hangs on it."""

    times: float
    bits: float
    level: Level


@dataclass(frozen=True, slots=True)
class Accepted:
    """That somebody knows of a finding: it stays visible and changes the exit code only."""

    reason: str
    owner: str
    expires: str  # the last day on which it holds


@dataclass(frozen=True, slots=True)
class Finding:
    """Accounts that one shared value, or one set of values, ties together."""

    id: str
    level: Level
    scope: Scope  # "context": the accounts are on different platforms
    platform: str | None
    accounts: tuple[str, ...]
    accounts_total: int
    suspended: tuple[str, ...]  # those of `accounts` that are suspended or the like
    identifiers: tuple[str, ...]
    identifiers_total: int
    kinds: tuple[str, ...]
    roles: tuple[str, ...]
    machines: tuple[str, ...]
    evidence: tuple[Link, ...]
    first_seen: datetime | None
    last_seen: datetime | None
    grade: str  # A, B, C or D: how well the best signal is attested on this platform
    bits: float | None  # what its evidence weighs, before the prior; None: context
    strength: Words | None  # the word for it, after the prior
    weights: tuple[Weight, ...]  # the sum, value by value, soft ones included; heaviest first
    variants: tuple[Variant, ...]  # sensitivity to the priors of the kinds
    relation: str | None  # why its accounts are declared to belong together
    accepted: Accepted | None
    reason: str  # code of the rule that fired, see report/words.py
    first_step: str  # code of the advice, see report/words.py


@dataclass(frozen=True, slots=True)
class Machine:
    """An operator machine, or what stands in for one, and what its report says."""

    id: str
    source: MachineSource  # where the name comes from
    kind: str | None
    site: str | None
    user: str | None
    accounts: tuple[str, ...]
    accounts_total: int
    operators: tuple[str, ...]
    logins: int | None  # None: not told, where stores of another client signed in there too
    first_seen: datetime | None
    last_seen: datetime | None
    level: Level
    findings: tuple[str, ...]  # ids


@dataclass(frozen=True, slots=True)
class Health:
    """A limit that the figures of a store break.

    Of a rate and of hours the latest figure counts, of sales the largest change from one
    period to the next, as a factor. A healthy figure would be `value comparison limit`.
    `weak`: the store breaks a limit in its platform's own words.
    """

    account: str
    rule: str  # id in health.toml
    metric: str
    value: float  # per cent, hours, or a factor
    comparison: Comparison
    limit: float
    mark: HealthMark
    weak: bool
    citation: Citation
    date: str | None  # the day of the figure; None: its row has no date


REST = "*"
"""Id of an entry that stands for all further ones."""


@dataclass(frozen=True, slots=True)
class NotChecked:
    """Something that could not be compared: unknown is not safe.

    `subject` is "account" (then `id` is its id, and `candidates` the nearest names of
    the other files, nearest first; where they are too many, one entry of id `REST` counts the
    further ones) or "identifier" (then `id` is a kind and `count` how
    many distinct values were refused for `reason`) or "column" (`id` is a field that no
    file has).
    """

    subject: Literal["account", "identifier", "column"]
    id: str
    reason: str
    count: int = 1
    inputs: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """An item of a checklist and how it stands: what no file answers is never done.

    `item` is an id of `linkscan.rules.checklists`. Before opening it is "ready" or "missing",
    before leaving "done" or "open".
    """

    item: str
    state: CheckState


@dataclass(frozen=True, slots=True)
class Closing:
    """A store that is being closed, or that was closed with something left open."""

    account: str
    left_badly: bool
    items: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Warning:
    """Something to know about the input; `params` fill the sentence of `code`."""

    code: str
    params: tuple[tuple[str, str], ...] = ()
    where: tuple[Citation, ...] = ()
    count: int = 1


MatrixColumn = Literal["machine", "line", "licence", "legal-person", "phone", "bank", "email"]
"""What the stores of the matrix are laid beside: see `linkscan.stores.matrix`."""


@dataclass(frozen=True, slots=True)
class MatrixValue:
    """A value in a cell of the matrix, and how many other stores have it.

    `identifier` is its id, that of a machine its name. `shared` says that it ties the store to
    `others`; what is also found elsewhere without that is a name or a label that may repeat,
    or stands on another platform. For a value that links nothing nobody counts.
    """

    identifier: str
    kind: str
    label: str
    others: int  # further stores of the same platform that have it
    others_anywhere: int  # further stores of any platform
    shared: bool
    reason: str | None  # reason code, why it links nothing


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What is on record of one store in one column: shared values first, bounded."""

    column: MatrixColumn
    values: tuple[MatrixValue, ...]
    values_total: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A store beside everything that platforms are told of it, a cell for each column."""

    account: str
    level: Level
    status: Status
    cells: tuple[MatrixCell, ...]


UsedOnce = Literal["kept", "broken", "planned", "platforms"]
"""Whether a paper stands for one store only: yes; no; not if the planned stores are opened;
yes on each platform, but there are several."""


@dataclass(frozen=True, slots=True)
class PaperUse:
    """A store that a paper was used for, as what, and the first row that says so."""

    account: str
    status: Status
    roles: tuple[str, ...]
    where: Citation


@dataclass(frozen=True, slots=True)
class Paper:
    """A document or a way of contact, and every store that it was ever used for."""

    identifier: str
    kind: str
    label: str
    used_once: UsedOnce
    uses: tuple[PaperUse, ...]
    uses_total: int


@dataclass(frozen=True, slots=True)
class Step:
    """One change from now on, and what a scan with it finds, see `report.views.steps.ACTIONS`.

    `what` is the id of the value of which every store gets its own (`kind`, `label`), or of the
    store that gets a machine of its own (`kind` is ""). It touches `accounts_total` stores of
    the group and `machines`, where these were seen with the value. `separated` stores are no
    longer tied to the largest part that is left of the group after this step and those before
    it; None: not scanned.
    """

    action: str
    what: str
    kind: str
    label: str
    accounts: tuple[str, ...]
    accounts_total: int
    machines: tuple[str, ...]
    separated: int | None


@dataclass(frozen=True, slots=True)
class StepGroup:
    """Stores of one platform that are tied, or one that is suspended, and what comes first.

    Where `suspended` names stores there are no steps: the official route comes first.
    `too_large`: there are too many ties to look for steps.
    """

    accounts: tuple[str, ...]
    accounts_total: int
    platform: str | None
    level: Level
    suspended: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    too_large: bool = False


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """Groups with a suspended store first, then those with steps, the most serious first.

    `groups_total` counts all such groups. `scanned_again` says whether effects were scanned:
    of very large logs they are not.
    """

    groups: tuple[StepGroup, ...]
    groups_total: int
    scanned_again: bool


@dataclass(frozen=True, slots=True)
class Report:
    """All that any report may say."""

    format: int
    linkscan: str  # version
    generated_at: datetime
    settings: tuple[tuple[str, str], ...]
    inputs: tuple[Input, ...]
    accounts: tuple[Account, ...]
    identifiers: tuple[Identifier, ...]
    links: tuple[Link, ...]
    components: tuple[Component, ...]
    findings: tuple[Finding, ...]
    machines: tuple[Machine, ...]
    matrix: tuple[MatrixRow, ...]  # the most serious stores first
    ledger: tuple[Paper, ...]  # those that are not used once first
    closing: tuple[Closing, ...]
    not_checked: tuple[NotChecked, ...]
    warnings: tuple[Warning, ...]
    totals: tuple[tuple[str, int], ...]
    """Counts before any bound: accounts, identifiers, links, components, findings,
    machines, matrix, ledger, and `findings.<level>`. A total above the length of its list says
    that the list was cut and the rest is in `tables/`. Where a log is too large for all of its
    values to be listed, identifiers and links count those that may tie."""
    health: tuple[Health, ...] = ()
    """Broken limits on the figures of stores, those of weak stores first; bounded."""
    days: tuple[DaysOfUse, ...] = ()
    """When the shown links to lines and devices were used, by account and value."""
    display_zone: str = "UTC"
    """On whose clocks people are shown times; here, and in forms for programs, all are UTC."""
    steps: FirstSteps | None = None
    """What to do first about stores that are tied; None: not worked out with this report."""
