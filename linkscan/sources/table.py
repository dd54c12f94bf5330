"""What reading an input gives: tables that an engine may scan, and what each column means.

Invariants, which the engine relies on:

- Columns go by position, never by name: headers repeat and may be empty.
- A CSV `Scan` with `lines` has one column more than `columns`, the last: the line (text
  files), row (sheets) or record (JSON arrays) of the original on which the row starts.
  Without `lines`, record k (from 1) stands on line `skip + k` of the file.
- A CSV is UTF-8 (perhaps with BOM), fields quoted by `"` doubled inside, no quoted newlines.
  That is shown for a copy (`proved`), and only supposed of a user's own file until `prove`
  and the count of its records agree; `normalise` is the way out.
- Cells of secret columns are in no sample and in no copy, and no mapping points at them.
- Rows of the original = rows that the scan yields + ignored + rejected.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from linkscan.capture.record import Visit
from linkscan.capture.settings import CaptureSettings
from linkscan.model import Reject
from linkscan.sources.account_rule import AccountRule
from linkscan.sources.bounds import Bounds

Role = Literal[
    "logins",
    "registrations",
    "accounts",
    "machines",
    "operators",
    "registrations+accounts",
    "metrics",
    "sessions",
    "plan",
]
"""What a table is; a plan is only ever named as one: stores that do not exist yet. Sessions are
the visits of a capture; their rows are read as logins."""
ROLES: tuple[Role, ...] = ("logins", "registrations", "accounts", "machines", "metrics")
"""The roles that a user may force."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A column of values of one kind that were used to register an account.

    `role` is what the value was used as (`legal-person`, `payee`, `verification-phone`,
    `declared` for an address or device that a list of accounts names), "" if not said.
    """

    column: int
    kind: str
    role: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a table mean.

    `fields` names the column of each field. Evidence fields carry the name of their kind
    (`ip`, `device_id`, `mac`, ...). A long list of registrations has `paper_kind` and
    `paper_value` in place of `papers`.
    """

    role: Role
    fields: Map[str, int]
    papers: tuple[Paper, ...] = ()
    secret: tuple[str, ...] = ()  # headers
    unmapped: tuple[str, ...] = ()  # headers
    passed_over: tuple[tuple[str, str], ...] = ()  # header, and that which got its field
    fallback: tuple[int, ...] = ()  # columns of addresses, where a row's own `ip` is none


@dataclass(frozen=True, slots=True)
class Scan:
    """A regular UTF-8 CSV, or a Parquet file, that the engine may read as it stands."""

    path: Path
    form: Literal["csv", "parquet"]
    columns: tuple[str, ...]  # headers in file order, without the line column
    delimiter: str = ","
    quote: str = '"'
    skip: int = 1  # physical lines before the first data row, the header included
    lines: bool = False
    longest: int = 64 * 1024  # bytes of a line; with a longer one the file is not regular


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How the user wants the inputs read; every default is "find out"."""

    encoding: str | None = None
    encodings: Map[str, str] = field(default_factory=dict)  # file -> the same
    columns: Map[str, str] = field(default_factory=dict)  # field or kind -> header
    saved: Map[str, Map[str, str]] = field(default_factory=dict)  # file -> the same, and role
    bounds: Bounds = field(default_factory=Bounds)
    rule: AccountRule = field(default_factory=AccountRule)
    capture: CaptureSettings = field(default_factory=CaptureSettings)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of an input: where it came from, how to scan it, what its columns mean."""

    name: str  # as shown, forward slashes
    path: Path  # the file as given
    format: str  # csv, tsv, json, jsonl, parquet, xlsx, ods, html, xml, markdown, aligned, log...
    scan: Scan
    mapping: Mapping
    sample: tuple[tuple[str, ...], ...]  # first data rows, as wide as scan.columns
    proved: bool
    sheet: str | None = None
    member: str | None = None
    encoding: str | None = None
    sha256: str | None = None  # of `path`; None: prove() says it
    ignored: tuple[tuple[str, int], ...] = ()  # rows set aside before the scan, by reason
    rejected: tuple[tuple[str, int], ...] = ()  # the same of unusable ones
    rejects: tuple[Reject, ...] = ()  # the first of the rejected, by line
    options: ReadOptions = ReadOptions()  # how it was read, to read it again
    forced: Role | None = None  # what the user says it is
    preset: str | None = None  # name of the product whose log it is
    verified: bool | None = None  # whether that preset was tried on a real or documented sample
    delimiter: str | None = None  # of a text file
    header_line: int | None = None  # None: the names of the columns have no line of their own
    visits: tuple[tuple[int, Visit], ...] = ()  # of a capture, each with its line
    serials: int = 1900  # or 1904: from when on the program that wrote it counts days

    def line(self, record: int) -> int:
        """The line of the file on which a record of the scan starts.

        A copy carries the lines of its original as records; otherwise they count from 0.
        """
        return record if self.scan.lines else self.scan.skip + record + 1


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or sheet that holds nothing for us: `empty`, `header-only`, `no-columns`, `no-table`,
    `no-sign-in`, `hidden-sheet`, `unknown-suffix`, `nested-archive` or `own-report`."""

    name: str
    reason: str
    sheet: str | None = None
    columns: tuple[str, ...] = ()  # headers that were not recognised
    path: Path | None = None  # of a file that no reader knows
