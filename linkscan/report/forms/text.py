"""The report on one screen of a terminal: what stands, what to do, what was not checked.

In characters that a GBK console can print. Where the screen is small, lists are shorter; if that
is not enough, blank lines go, then whole parts, those first that can wait. The verdict stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from linkscan.i18n import _
from linkscan.model import LEVELS, Level, Report
from linkscan.report.views.checklists import closing_text
from linkscan.report.views.facts import Facts
from linkscan.report.views.health import health_lines
from linkscan.report.views.notes import InputLine, Note
from linkscan.report.views.shown import Count, IndexView, MachineRow
from linkscan.report.views.verdict import further_findings
from linkscan.report.views.view import FINDINGS_AT, index_view
from linkscan.report.visible import console, width
from linkscan.report.wrapping import wrapped

COLUMNS = 100
NAME_COLUMNS = 40
"""Longest name of a file; of a longer path the end is shown, which tells files apart."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a text has to fit in; `lines` None: it may be as long as it gets."""

    columns: int = COLUMNS
    lines: int | None = 40


SCREEN = Page()
FILE = Page(lines=None)
URGENT = 1
"""Parts that wait no longer than this, findings and first steps, get their lines before others."""
FILE_ENTRIES, FILE_LINES = 300, 40
"""Entries of one part in a file, and the lines that one of them may take."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading and entries below it: how many are shown, and in how many lines each.

    Where not all parts fit, the one with the highest `waits` goes first.
    """

    heading: str
    entries: Sequence[str]
    most: int
    lines_each: int
    waits: int

    def lines(self, facts: Facts, columns: int) -> list[str]:
        """The part as it stands, nothing where there is no entry."""
        if not self.entries:
            return []
        lines = [facts.say(self.heading)]
        for entry in self.entries[: self.most]:
            lines += fit(entry, self.lines_each, "  ", columns)
        if more := len(self.entries[self.most :]):
            lines += fit(facts.say(_("and {n} more"), n=more), 1, "  ", columns)
        return lines

    def least(self) -> _Part:
        """The same as short as it can be."""
        return replace(self, most=1, lines_each=1)

    def longer(self, ideal: _Part) -> _Part:
        """The same a step nearer to `ideal`: entries whole before there are more of them."""
        if self.lines_each < ideal.lines_each:
            return replace(self, lines_each=self.lines_each + 1)
        return replace(self, most=min(self.most + 1, ideal.most))


def summary(
    report: Report,
    lang: str,
    folder: str | None = None,
    min_level: Level = "low",
    page: Page = SCREEN,
) -> str:
    """The report on one page; `folder` is where the other forms of it stand.

    On a page without end nothing but the findings is left out: report.txt has them in full.
    Findings and machines are named from `min_level` on; a clear one needs no look.
    """
    facts = Facts.of(report, lang)
    view = index_view(facts, {})
    head = [
        *fit(f"[{view.level.word}] {view.verdict}", 1, "", page.columns),
        *fit(_names(facts, view, page.columns), 1, "", page.columns)[: 1 if view.names else 0],
        *fit(_counted(view.counts[:FINDINGS_AT]), 1, "", page.columns),
        *fit(_counted(view.counts[FINDINGS_AT:]), 1, "", page.columns),
    ]
    foot = [] if folder is None else fit(facts.say(_("Reports: {folder}"), folder=folder), 1, "",
                                         page.columns)  # fmt: skip
    parts = _parts(facts, view, min_level)
    if page.lines is None:
        parts = [replace(one, most=FILE_ENTRIES, lines_each=FILE_LINES) for one in parts[1:]]
    lines = _fitted(facts, head, parts, foot, page)
    return "\n".join(lines).rstrip() + "\n"


def _parts(facts: Facts, view: IndexView, min_level: Level) -> list[_Part]:
    findings = [one for one in facts.report.findings if _reaches(one.level, min_level)]
    further = further_findings(facts, view.level.code, findings)
    machines = [
        _machine(facts, row) for row in view.machines if _reaches(row.level.code, min_level)
    ]
    closing = [closing_text(facts, row) for row in view.closing]
    return [
        _Part(_("Further findings:"), further, 6, 2, 0),
        _Part(_("Machines to look at first:"), machines, 4, 1, 3),
        _Part(_steps_heading(view), _steps(view), 3, 2, 1),
        _Part(_("Shop health:"), health_lines(facts), 2, 1, 4),
        _Part(_("Stores being left:"), closing, 2, 2, 6),
        _Part(_("Not checked:"), _notes(view.not_checked), 5, 2, 2),
        _Part(_("Files:"), _files(view.inputs), 3, 2, 7),
        _Part(_("Warnings:"), _notes(view.warnings), 5, 2, 5),
    ]


def _steps(view: IndexView) -> list[str]:
    """What to do first: the official route, then ranked steps, then what else findings advise."""
    plan = view.steps
    ranked = [text for group in plan.groups for _place, text in group.steps]
    remarks = [group.remark for group in plan.groups]
    said = plan.said if plan.groups else ""
    told = [plan.route, *ranked, *(step.text for step in view.first_steps), *remarks, said,
            *plan.lasting[:1]]  # fmt: skip
    return list(filter(None, told))


def _steps_heading(view: IndexView) -> str:
    """How to have steps ranked stands in the heading: an entry may be cut."""
    if view.steps.groups or not view.steps.said:
        return _("First steps:")
    return _("First steps (in which order: linkscan steps FOLDER):")


def _fitted(
    facts: Facts, head: list[str], parts: Sequence[_Part], foot: list[str], page: Page
) -> list[str]:
    """The lines of the page: as many as it has at most."""

    def laid_out(shown: Sequence[_Part], blank: bool = True) -> list[str]:
        return _joined([head, *(one.lines(facts, page.columns) for one in shown), foot], blank)

    def fits(shown: Sequence[_Part], blank: bool = True) -> bool:
        return page.lines is None or len(laid_out(shown, blank)) <= page.lines

    ideal = [one for one in parts if one.entries]
    if fits(ideal):
        return laid_out(ideal)
    blank = fits([one.least() for one in ideal])
    while ideal and not fits([one.least() for one in ideal], blank):
        ideal.remove(max(ideal, key=lambda one: one.waits))
    return laid_out(_grown(ideal, lambda shown: fits(shown, blank)), blank)


def _grown(ideal: Sequence[_Part], fits: Callable[[Sequence[_Part]], bool]) -> list[_Part]:
    """The parts, from the shortest on each longer in turn, while all of them fit; those first
    that cannot wait."""
    shown = [one.least() for one in ideal]
    order = sorted(range(len(shown)), key=lambda at: ideal[at].waits)
    for turn in ([at for at in order if ideal[at].waits <= URGENT], order):
        before: list[_Part] = []
        while shown != before:
            before = shown
            for at in turn:
                further = [*shown[:at], shown[at].longer(ideal[at]), *shown[at + 1 :]]
                if fits(further):
                    shown = further
    return shown


def _joined(blocks: Sequence[Sequence[str]], blank: bool) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if lines and block and blank:
            lines.append("")
        lines += block
    return lines


def _reaches(level: Level, min_level: Level) -> bool:
    return LEVELS.index(level) <= LEVELS.index(min_level)


def _names(facts: Facts, view: IndexView, columns: int) -> str:
    """Whom the verdict speaks of; how strong the evidence is only where the line has room."""
    whole = facts.say(_("; ")).join(filter(None, (view.names, view.strength)))
    return whole if width(console(whole)) <= columns else view.names


def _counted(counts: Sequence[Count]) -> str:
    return "   ".join(f"{count.word} {count.n}" for count in counts)


def _machine(facts: Facts, row: MachineRow) -> str:
    return facts.say(
        _("[{level}] {name}: {verdict}"),
        level=row.level.word,
        name=row.link.name,
        verdict=row.verdict,
    )


def _notes(notes: Sequence[Note]) -> list[str]:
    return [note.text + (f" × {note.count}" if note.count > 1 else "") for note in notes]


def _files(inputs: Sequence[InputLine]) -> list[str]:
    """A line per file; those with stores that were not met stand first, never cut silently."""
    ordered = sorted(inputs, key=lambda line: line.unmet == 0)
    return [f"{_tail(line.name)}  {line.rows}  {line.met}" for line in ordered]


def _tail(name: str) -> str:
    kept = console(name)
    if width(kept) <= NAME_COLUMNS:
        return kept
    while width(kept) > NAME_COLUMNS - 3:
        kept = kept[1:]
    return "..." + kept


def fit(text: str, most: int, indent: str = "", columns: int = COLUMNS) -> list[str]:
    """`text` in at most `most` lines of the screen, the further ones set in."""
    lines = wrapped(console(text), columns, indent, indent + "  ")
    if len(lines) > most:
        kept = lines[most - 1]
        while width(kept) > columns - 3:
            kept = kept[:-1]
        lines[most - 1 :] = [kept + "..."]
    return lines
