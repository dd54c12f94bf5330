"""What to know before the verdicts: what was not read, or not understood, and may matter to them.

A verdict rests on what could be read. Behind a row that could not, a word that nobody knows or
a store that stands in one file only, a suspended store may hide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from linkscan.model import Citation, Input, Report, Warning
from linkscan.preflight.refused import refused_of_barred
from linkscan.rows.loading import Loaded
from linkscan.rows.unread import named, unread_headers
from linkscan.scanned import Scanned

CODES = (
    "unknown-status",
    "unknown-certification",
    "unused-input",
    "skipped",
    "no-platform",
    "unknown-platform",
    "unknown-paper",
    "unknown-outcome",
    "bad-value",
    "passed-over",
)
"""Warnings of a scan that are told beside verdicts, in this order."""

EXPECTED = ("own-report", "plan")
"""Reasons of files that are left out on purpose."""

NAMED = 10
CITED = 20


def find_cautions(scanned: Scanned, report: Report) -> tuple[Warning, ...]:
    """The warnings that matter for verdicts: rows that were not read first, then the rest."""
    plans = {one.table.name for one in scanned.inputs if one.is_plan}
    rejected = [warning for one in report.inputs for warning in _rejected(one)]
    said = [one for one in report.warnings if one.code in CODES and _matters(one, plans)]
    said.sort(key=lambda one: CODES.index(one.code))
    unread = map(_unread, scanned.inputs)
    return (*rejected, *refused_of_barred(scanned), *said, *filter(None, unread), *_unmet(report))


def _unread(one: Loaded) -> Warning | None:
    """The columns of a table that nobody understood, be it that they hold words alone."""
    headers = unread_headers(one)
    params = (("input", one.table.name), ("headers", named(headers)))
    return Warning("unread-columns", params) if headers else None


def _rejected(one: Input) -> Iterator[Warning]:
    """The rows of a table that could not be used, by reason, with the first of their lines."""
    lines = defaultdict(list)
    for reject in one.rejects:
        lines[reject.reason].append(Citation(one.name, reject.line, one.sheet, one.member))
    for reason, count in one.rejected:
        params = (("input", one.name), ("reason", reason))
        yield Warning("rejected-rows", params, tuple(lines[reason][:CITED]), count)


def _matters(warning: Warning, plans: Iterable[str]) -> bool:
    """Whether a warning is about the records: of the plan each store tells its own."""
    if dict(warning.params).get("reason") in EXPECTED:
        return False
    return not warning.where or any(place.input not in plans for place in warning.where)


def _unmet(report: Report) -> Iterator[Warning]:
    """Stores of one file that no other file knows: perhaps another name of one that it does."""
    found = [one for one in report.not_checked
             if one.subject == "account" and one.reason in ("unmet", "ambiguous")]  # fmt: skip
    if found:
        named = ", ".join(one.id for one in found[:NAMED]) + (", …" if len(found) > NAMED else "")
        yield Warning("unmet-stores", (("accounts", named),), (), sum(one.count for one in found))
