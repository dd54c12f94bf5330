"""Why two stores are tied, or are not, as plain frozen values: what `explain` answers.

Text and JSON are views of one `Explanation`; ids are those of the report (`linkscan.model`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from linkscan.model import Level, Link, NotChecked, Status, Words

# History: 1 = the first published form.
FORMAT = 1

Use = Literal["ties", "adds", "context"]
"""What a shared value does: ties two stores by itself, adds weight to stores that are tied, or
is shown only (other platform, one company's own people)."""


@dataclass(frozen=True, slots=True)
class Store:
    """One of the stores that are asked about, or one on the way between them.

    `suspended` also stands for rejected and for closed by the platform.
    """

    id: str
    name: str
    platform: str | None
    region: str | None
    status: Status
    suspended: bool


@dataclass(frozen=True, slots=True)
class Rest:
    """What two stores still share without one value; `tied` says whether that ties them."""

    bits: float
    words: Words
    tied: bool


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Bits if every value were `times` as common as assumed: how much hangs on it."""

    times: float
    bits: float
    words: Words


@dataclass(frozen=True, slots=True)
class Shared:
    """One value that two stores share: what it weighs for them, and where it is written.

    Values of one pair stand in the order in which they are summed; `total` is the sum so far,
    None for one that is not summed: another value of its group weighs more, or it is context
    (then `bits` is None). `gap_days` is None where time makes no difference or a use has no
    date. `without` is None in the group of a suspended store, and where nothing is tied.
    """

    accounts: tuple[str, str]
    identifier: str
    kind: str
    label: str
    cls: str | None  # JSON name: "class"
    roles: tuple[str, ...]
    use: Use
    group: str
    grade: str  # how well it is attested on this platform
    bits: float | None
    gap_days: int | None
    counts: bool
    total: float | None
    without: Rest | None
    uses: tuple[Link, Link]


@dataclass(frozen=True, slots=True)
class Step:
    """Two neighbours on the way, and what all that they share weighs together."""

    accounts: tuple[str, str]
    bits: float
    words: Words
    sensitivity: tuple[Sensitivity, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that both stores have and that links nothing; no label where its kind is masked."""

    identifier: str
    kind: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotTied:
    """One reason why two stores are not tied, and the values (or machines) that it is about."""

    code: Literal["other-platform", "same-company", "soft-only", "same-machine",
                  "refused", "nothing-shared", "not-checked"]  # fmt: skip
    identifiers: tuple[str, ...] = ()
    machines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """The official route, where a store at hand, or one in its group, is suspended: it comes
    before everything else.

    `en` and `zh` are the platform's rule; None where none is documented.
    """

    first_step: str  # code of the advice, see report/words.py
    platform: str | None
    en: str | None
    zh: str | None
    grade: str | None
    source: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two stores are tied, or are not.

    `path` alternates account and identifier ids, from the one store to the other; it is empty
    if they are not tied. `bits` is the weight of its weakest step: for stores that are tied
    directly, of all that they share. If they are not tied it is what they share all the same;
    None on different platforms, where nothing is weighed. `evidence` holds first what the
    two share themselves, then what the neighbours on the path share.
    """

    format: int
    linkscan: str  # version
    accounts: tuple[Store, Store]
    linked: bool
    suspended: str | None  # the store that the route is about: of the two, or of their group
    route: Route | None
    path: tuple[str, ...]
    between: tuple[Store, ...]  # stores on the path other than the two
    bits: float | None
    words: Words | None
    prior: float
    sensitivity: tuple[Sensitivity, ...]  # of `bits`
    steps: tuple[Step, ...]
    evidence: tuple[Shared, ...]
    level: Level | None  # of the most serious finding that names both
    findings: tuple[str, ...]  # ids of the findings that name both
    relation: str | None  # why the two are declared to belong together
    not_tied: tuple[NotTied, ...]
    refused: tuple[Refused, ...]
    not_checked: tuple[NotChecked, ...]
