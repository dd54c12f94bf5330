"""The pages of a report and their parts, as plain values in one language: what `view` makes."""

from __future__ import annotations

from dataclasses import dataclass

from linkscan.model import Level
from linkscan.report.views.notes import InputLine, Note
from linkscan.report.views.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Badge:
    """A level: its code, for the colour, and its word."""

    code: Level
    word: str


@dataclass(frozen=True, slots=True)
class StoreView:
    """A store as named in a list."""

    id: str
    status: str
    barred: bool  # suspended or the like, in the finding at hand


@dataclass(frozen=True, slots=True)
class ValueView:
    """A shared value: what it is, and what it was used as."""

    kind: str
    label: str
    used_as: str


@dataclass(frozen=True, slots=True)
class MachineLink:
    """A machine as named in a list, and its page if it has one."""

    name: str
    page: str | None


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A store seen with a value: when, how often, and the lines that say so."""

    store: str
    value: str
    seen: str
    n: int
    where: tuple[str, ...]
    where_cut: int


@dataclass(frozen=True, slots=True)
class WeightRow:
    """What one shared value weighs, and whether that is part of the sum."""

    value: str
    group: str
    bits: str
    gap: str  # days between the nearest uses
    counts: str


@dataclass(frozen=True, slots=True)
class Weighing:
    """How the weight of a finding comes about, and what it would be otherwise."""

    rows: tuple[WeightRow, ...]
    rows_cut: int
    total: str  # the sum, what the prior takes off, what is left and its word
    remarks: tuple[str, ...]  # what lowered a weight, and what hangs on the assumptions


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as shown."""

    id: str
    level: Badge
    context: bool
    headline: str
    why: str
    platform: str
    stores: tuple[StoreView, ...]
    stores_cut: int
    values: tuple[ValueView, ...]
    values_cut: int
    machines: tuple[MachineLink, ...]
    seen: str
    grade: str
    grade_meaning: str
    strength: str  # in words; "" for context
    weighing: Weighing | None  # None for context
    declared: tuple[str, ...]  # that its stores belong together, that somebody accepted it
    first_step: str
    evidence: tuple[EvidenceRow, ...]
    evidence_cut: int


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A store with its state, and how it hangs on suspended ones."""

    id: str
    level: Badge
    status: str
    barred: bool  # suspended or the like
    machines: tuple[MachineLink, ...]
    logins: int
    failures: int
    exposure: str
    likely: str  # that an outsider takes it and suspended stores for one operator's
    path: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MachineRow:
    """A machine in the list of all."""

    link: MachineLink
    level: Badge
    verdict: str
    stores: int
    findings: int
    logins: str  # "" where it is not told
    seen: str


@dataclass(frozen=True, slots=True)
class MatrixEntry:
    """A value in a cell of the store matrix."""

    kind: str  # "" where the column says it
    label: str
    remark: str  # how many other stores have it, or why it links nothing
    shared: bool


@dataclass(frozen=True, slots=True)
class MatrixBox:
    """A cell of the store matrix."""

    heading: str
    entries: tuple[MatrixEntry, ...]
    cut: int
    shared: bool


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """A store in the matrix, a box for each column that is shown."""

    store: str
    level: Badge
    status: str
    barred: bool  # suspended or the like
    boxes: tuple[MatrixBox, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """Stores side by side with what they are run and registered with."""

    headings: tuple[str, ...]
    lines: tuple[MatrixLine, ...]
    cut: int
    absent: str  # columns of which nothing is on record


@dataclass(frozen=True, slots=True)
class PaperUseRow:
    """A store that a paper was used for."""

    store: str
    status: str
    barred: bool  # suspended or the like
    used_as: str
    where: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper, whether it was used once, and every store that it was used for."""

    value: str
    broken: bool
    used_once: str
    uses: tuple[PaperUseRow, ...]
    uses_cut: int


@dataclass(frozen=True, slots=True)
class LedgerView:
    """Papers and where they were used, those used for several stores first."""

    rows: tuple[PaperRow, ...]
    cut: int
    total: int
    broken: int


@dataclass(frozen=True, slots=True)
class Hold:
    """What holds a group together, and what is left without it."""

    name: str
    without: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Stores of one platform that are tied, and what holds them together."""

    id: str
    level: Badge
    platform: str
    stores: tuple[str, ...]
    stores_cut: int
    weak: tuple[str, ...]  # why its weak stores raise it
    holds: tuple[Hold, ...]
    holds_cut: int


@dataclass(frozen=True, slots=True)
class HealthRow:
    """A limit that a store breaks."""

    store: str
    weak: bool  # a limit in the words of its platform
    figure: str
    limit: str
    said_by: str
    date: str
    where: str
    rule: str  # in a sentence
    source: str


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """A store that is being left, and how its checklist stands."""

    store: str
    status: str
    left_badly: bool  # closed with something not done: its papers count as used
    done: str
    open: str
    unrecorded: str
    said_by: str


@dataclass(frozen=True, slots=True)
class Step:
    """A first step, and for how many findings it is the one."""

    text: str
    findings: int


@dataclass(frozen=True, slots=True)
class StepGroupView:
    """What to do first about the stores of a group: the official route, or ranked steps."""

    level: Badge
    head: str
    route: tuple[str, ...]  # where a store is suspended
    steps: tuple[tuple[int, str], ...]  # with the place of each
    remark: str


@dataclass(frozen=True, slots=True)
class StepsView:
    """Ranked first steps, and what is to know of them."""

    groups: tuple[StepGroupView, ...]
    route: str  # for all suspended stores in one line
    said: str  # that there are more, or how to get them; "" if these are all
    lasting: tuple[str, ...]  # what cannot be undone


@dataclass(frozen=True, slots=True)
class Count:
    """A number and what it counts."""

    word: str
    n: int


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client of an agency, and where the report about its stores alone stands."""

    name: str
    page: str | None
    level: Badge
    stores: int


@dataclass(frozen=True, slots=True)
class PlatformLine:
    """What is said of one platform, in a sentence."""

    level: Badge
    text: str


@dataclass(frozen=True, slots=True)
class IndexView:
    """The page about all machines."""

    lang: str
    level: Badge
    verdict: str
    names: str  # of the stores that the verdict speaks of
    strength: str  # of the evidence that ties them
    whose: str  # that it is about one client's stores; "" if it is not
    platforms: tuple[PlatformLine, ...]
    clients: tuple[ClientRow, ...]
    counts: tuple[Count, ...]
    times: str  # of which zone they are
    steps: StepsView
    first_steps: tuple[Step, ...]  # further ones, by the advice on single findings
    matrix: MatrixView
    ledger: LedgerView
    machines: tuple[MachineRow, ...]
    machines_cut: int
    findings: tuple[FindingView, ...]
    findings_cut: int
    groups: tuple[GroupRow, ...]
    groups_cut: int
    health: tuple[HealthRow, ...]
    health_cut: int
    health_said: str  # how many stores have figures; "" without a metrics file
    closing: tuple[ClosingRow, ...]
    closing_cut: int
    not_checked: tuple[Note, ...]
    inputs: tuple[InputLine, ...]
    warnings: tuple[Note, ...]
    settings: tuple[tuple[str, str], ...]
    grades: tuple[tuple[str, str], ...]
    method: tuple[str, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MachineView:
    """The page about one machine."""

    lang: str
    name: str
    named: bool  # False: sign-ins of which nothing names the machine
    level: Badge
    verdict: str
    names: str  # of the stores that the verdict speaks of
    strength: str  # of the evidence that ties them
    about: tuple[tuple[str, str], ...]
    remark: str
    steps: StepsView
    findings: tuple[FindingView, ...]
    findings_cut: int
    timeline: Timeline | None  # None: no day of use is on record
    accounts: tuple[AccountRow, ...]
    accounts_cut: int
    not_checked: tuple[Note, ...]
    unchecked_elsewhere: bool  # whether the report has more, of stores used elsewhere
    inputs: tuple[InputLine, ...]
    warnings: int
    grades: tuple[tuple[str, str], ...]
    method: tuple[str, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountsView:
    """The page about all stores."""

    lang: str
    whose: str
    accounts: tuple[AccountRow, ...]
    accounts_cut: int
