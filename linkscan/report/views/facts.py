"""A report with its records by id, and the small things that every view of it says."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from hashlib import sha256

from linkscan.i18n import translate
from linkscan.model import (
    LEVELS,
    Account,
    Citation,
    DaysOfUse,
    Finding,
    Health,
    Identifier,
    Level,
    Machine,
    Report,
)
from linkscan.report import words
from linkscan.report.views import clock
from linkscan.report.views.labels import labels_of

NAME_CHARS = 48
"""Longest file name made from a machine's: well under 255 bytes in any script."""

_RESERVED = {"con", "prn", "aux", "nul"} | {f"{n}{i}" for n in ("com", "lpt") for i in range(10)}


@dataclass(frozen=True, slots=True)
class Facts:
    """A report in one language, its records by id."""

    report: Report
    lang: str
    accounts: Mapping[str, Account]
    identifiers: Mapping[str, Identifier]
    labels: Mapping[str, str]  # of identifiers, by id
    machines: Mapping[str, Machine]
    findings: Mapping[str, Finding]
    health: Mapping[str, Sequence[Health]]  # broken limits, by store
    days: Mapping[str, Sequence[DaysOfUse]]  # days of use, by machine
    refused: Mapping[str, Sequence[Identifier]]  # values that link nothing, by store
    totals: Mapping[str, int]

    @classmethod
    def of(cls, report: Report, lang: str) -> Facts:
        """The facts of `report`, to be said in `lang`."""
        return cls(
            report,
            lang,
            {account.id: account for account in report.accounts},
            {identifier.id: identifier for identifier in report.identifiers},
            labels_of(report.identifiers),
            {machine.id: machine for machine in report.machines},
            {finding.id: finding for finding in report.findings},
            _by_store(report.health),
            _by_machine(report.days),
            _refused(report.identifiers),
            dict(report.totals),
        )

    def total(self, name: str, listed: int) -> int:
        """How many there are of a list of which `listed` are in the report."""
        return max(self.totals.get(name, listed), listed)

    def say(self, message: str, **params: object) -> str:
        """A marked sentence in the language of these facts."""
        return translate(message, self.lang).format(**params)

    @property
    def zone(self) -> tzinfo:
        """On whose clocks times are shown."""
        return clock.zone_of(self.report.display_zone)

    def span(self, first: datetime | None, last: datetime | None) -> str:
        """First and last time as shown, once where they are one."""
        return clock.span(first, last, self.zone)

    def zone_named(self) -> str:
        """The zone of the times, as a page names it once."""
        return clock.zone_named(self.report.display_zone, self.lang)

    def value(self, identifier_id: str) -> str:
        """A value as shown: its kind and label, or the id where the list was cut."""
        found = self.identifiers.get(identifier_id)
        if found is None:
            return identifier_id
        label = self.labels.get(identifier_id, "")
        return f"{words.kind_word(found.kind, self.lang)} {label}"


def _by_store(broken: Iterable[Health]) -> dict[str, list[Health]]:
    found: dict[str, list[Health]] = {}
    for one in broken:
        found.setdefault(one.account, []).append(one)
    return found


def _by_machine(used: Iterable[DaysOfUse]) -> dict[str, list[DaysOfUse]]:
    found: dict[str, list[DaysOfUse]] = {}
    for one in used:
        found.setdefault(one.machine, []).append(one)
    return found


def _refused(values: Iterable[Identifier]) -> dict[str, list[Identifier]]:
    found: dict[str, list[Identifier]] = {}
    for one in values:
        if one.reason is not None:
            for store in one.accounts:
                found.setdefault(store, []).append(one)
    return found


def overall_level(report: Report) -> Level:
    """The level of all stores together: the most serious; clear only if one store is.

    A group with a weak store may be more serious than any of its stores.
    """
    levels = {finding.level for finding in report.findings if finding.scope == "platform"}
    levels |= {account.level for account in report.accounts}
    levels |= {group.level for group in report.components if group.weak} - {"clear"}
    return min(levels or {"not-checked"}, key=LEVELS.index)


def barred_stores(report: Report) -> frozenset[str]:
    """The stores that are suspended or the like: rejected, or closed by the platform."""
    named = {store for finding in report.findings for store in finding.suspended}
    by_status = {one.id for one in report.accounts if one.status in ("suspended", "rejected")}
    return frozenset(named | by_status)


def by_seriousness(machines: Iterable[Machine]) -> list[Machine]:
    """Machines, the one to look at first standing first; named ones before the rest."""
    return sorted(
        machines, key=lambda one: (LEVELS.index(one.level), -len(one.findings), one.source, one.id)
    )


def page_names(ids: Iterable[str]) -> dict[str, str]:
    """A file name for each id that any system accepts, without its `.html`.

    A name that had to change, or that only case tells from another, ends in a digest of
    its id, so that the names depend on neither order nor file system.
    """
    slugs = {id: _slug(id) for id in ids}
    met = Counter(slug.casefold() for slug in slugs.values())
    return {
        id: slug if slug == id and met[slug.casefold()] == 1 else f"{slug}-{_digest(id)}"
        for id, slug in slugs.items()
    }


def _slug(id: str) -> str:
    text = unicodedata.normalize("NFKC", id)
    kept = "".join(char if char.isalnum() or char in "-_." else "-" for char in text)
    slug = re.sub("-{2,}", "-", kept)[:NAME_CHARS].strip("-.")
    # A system that knows `con` also refuses `con.1`.
    return f"machine-{slug}".rstrip("-") if slug.split(".")[0].lower() in _RESERVED | {""} else slug


def _digest(id: str) -> str:
    return sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def place(citation: Citation) -> str:
    """Where a row stands, `file[member][sheet]:line`."""
    return f"{table_name(citation.input, citation.member, citation.sheet)}:{citation.line}"


def places(citations: Iterable[Citation]) -> Iterator[str]:
    """Where rows stand, the table named once for those in a row: `file:10`, then `48`."""
    told = None
    for citation in citations:
        name = table_name(citation.input, citation.member, citation.sheet)
        yield str(citation.line) if name == told else f"{name}:{citation.line}"
        told = name


def table_name(name: str, member: str | None, sheet: str | None) -> str:
    """A table as shown: its file, and the member and sheet it is."""
    return name + "".join(f"[{part}]" for part in (member, sheet) if part)
