"""The report as one Markdown page in one language: for a ticket, a wiki, a reply to a colleague.

It says what the HTML pages say, in the same order, the page of all stores included. Every text
is escaped so that it is no markup, no link and no HTML, whoever wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from linkscan.i18n import _
from linkscan.model import Report
from linkscan.report.views.facts import Facts
from linkscan.report.views.notes import Note, listed
from linkscan.report.views.shown import (
    AccountRow,
    Badge,
    FindingView,
    IndexView,
    LedgerView,
    MatrixBox,
    MatrixEntry,
    MatrixView,
    PaperUseRow,
    Weighing,
)
from linkscan.report.views.view import accounts_view, index_view, made
from linkscan.report.visible import clip, visible

Blocks = Iterator[str]

TEXT_CHARS = 1000
"""Longest text shown in one place, as in the pages; `report.json` holds it whole."""

# What a reader of Markdown may take for the start of a link stands as code, which is never one.
_LINKED = re.compile(r"(\S*(?:@|://|www\.)\S*)", re.IGNORECASE)
_MARKS = re.compile(r"([\\`*_\[\]{}~^$])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"})
# At its beginning a text may be taken for a heading, a list or a rule.
_OPENING = re.compile(r"\d+(?=[.)](?:\s|$))|(?=[#+\-=:])")


def write_markdown(report: Report, lang: str) -> str:
    """`report.md`."""
    facts = Facts.of(report, lang)
    view = index_view(facts, {})
    blocks = (
        *_head(facts, view),
        *_first_steps(facts, view),
        *_findings(facts, view),
        *_matrix(facts, view.matrix),
        *_ledger(facts, view.ledger),
        *_machines(facts, view),
        *_stores(facts),
        *_closing(facts, view),
        *_groups(facts, view),
        *_health(facts, view),
        *_not_checked(facts, view),
        *_files(facts, view),
        *_method(facts, view),
        *_settings(facts, view),
    )
    return "\n\n".join(filter(None, blocks)) + "\n"


def text(said: str) -> str:
    """A text that Markdown shows as it is: on one line, with no markup, link or HTML in it."""
    shown = _shown(said)
    opening = _OPENING.match(shown)
    return f"{shown[: opening.end()]}\\{shown[opening.end() :]}" if opening else shown


def cell(said: str) -> str:
    """The same in a table, where code may not hold a bare line either."""
    return _shown(said).replace("|", r"\|")


def _shown(said: str) -> str:
    parts = _LINKED.split(clip(visible(said.strip()), TEXT_CHARS))
    return "".join(_code(part) if n % 2 else _escaped(part) for n, part in enumerate(parts))


def _escaped(part: str) -> str:
    return _MARKS.sub(r"\\\1", part).translate(_ENTITIES)


def _code(part: str) -> str:
    """Text as code, between more backticks than it holds in a row."""
    longest = max(map(len, re.findall("`+", part)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if part.startswith("`") or part.endswith("`") else ""
    return f"{fence}{pad}{part}{pad}{fence}"


# -- blocks ----------------------------------------------------------------------------------


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {text(item)}" for item in items)


def _named(items: Iterable[tuple[str, str]]) -> str:
    """A list of what has a name; nothing of what is not known."""
    return "\n".join(f"- **{text(name)}**: {text(said)}" for name, said in items if said)


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, *rows]
    cells = [" | ".join(cell(said) or "–" for said in line) for line in lines]
    cells.insert(1, " | ".join("---" for _heading in headings))
    return "\n".join(f"| {line} |" for line in cells)


def _cut(facts: Facts, n: int) -> str:
    message = _(
        "Not shown here: {n} more. The report.json and the csv and tables folders hold the rest."
    )
    return text(facts.say(message, n=n)) if n > 0 else ""


def _joined(facts: Facts, parts: Iterable[str], cut: int = 0) -> str:
    more = [facts.say(_("and {n} more"), n=cut)] if cut > 0 else []
    return facts.say(_("; ")).join((*filter(None, parts), *more))


def _with(facts: Facts, name: str, remark: str) -> str:
    return facts.say(_("{name} ({reason})"), name=name, reason=remark) if remark else name


def _level(badge: Badge) -> str:
    return f"**\\[{text(badge.word)}\\]**"


# -- parts of the report ---------------------------------------------------------------------


def _head(facts: Facts, view: IndexView) -> Blocks:
    yield f"# {text(facts.say(_('Store association report')))}"
    yield f"{_level(view.level)} {text(view.verdict)}"
    yield text(_joined(facts, (view.names, view.strength)))
    yield "\n".join(f"- {_level(one.level)} {text(one.text)}" for one in view.platforms)
    yield text(_joined(facts, (f"{one.word} {one.n}" for one in view.counts)))
    yield text(view.times)
    yield text(made(facts))


def _first_steps(facts: Facts, view: IndexView) -> Blocks:
    plan = view.steps
    if not (plan.groups or plan.said or view.first_steps):
        return
    yield f"## {text(facts.say(_('First steps')))}"
    for group in plan.groups:
        yield f"{_level(group.level)} {text(group.head)}"
        yield _list(group.route)
        yield "\n".join(f"{place}. {text(said)}" for place, said in group.steps)
        yield text(group.remark)
    yield _list(
        _with(facts, step.text, facts.say(_("findings: {n}"), n=step.findings))
        for step in view.first_steps
    )
    yield text(plan.said)
    yield text(_joined(facts, plan.lasting[:1]))
    yield _list(plan.lasting[1:])


def _findings(facts: Facts, view: IndexView) -> Blocks:
    yield f"## {text(facts.say(_('Findings')))}"
    for one in view.findings:
        yield from _finding(facts, one)
    if not view.findings:
        yield text(facts.say(_("No finding.")))
    yield _cut(facts, view.findings_cut)


def _finding(facts: Facts, one: FindingView) -> Blocks:
    yield f"### {_level(one.level)} {text(one.headline)}"
    yield text(one.why)
    yield _list(one.declared)
    stores = (_with(facts, store.id, store.status) for store in one.stores)
    values = (_with(facts, f"{value.kind} {value.label}", value.used_as) for value in one.values)
    yield _named(
        (
            (facts.say(_("First step")), one.first_step),
            (facts.say(_("Stores")), _joined(facts, stores, one.stores_cut)),
            (facts.say(_("Shared")), _joined(facts, values, one.values_cut)),
            (facts.say(_("Machines")), listed((link.name for link in one.machines), facts)),
            (facts.say(_("Seen")), one.seen),
            (facts.say(_("Strength")), one.strength),
            (facts.say(_("Grade")), _with(facts, one.grade, one.grade_meaning)),
        )
    )
    if one.evidence:
        headings = (_("Store"), _("Value"), _("Seen"), _("Rows"), _("File and line"))
        yield _table(
            [facts.say(heading) for heading in headings],
            (
                (row.store, row.value, row.seen, str(row.n),
                 _joined(facts, (*row.where, *(["…"] if row.where_cut > 0 else []))))
                for row in one.evidence
            ),
        )  # fmt: skip
    yield _cut(facts, one.evidence_cut)
    if one.weighing is not None:
        yield from _weighing(facts, one.weighing)


def _weighing(facts: Facts, view: Weighing) -> Blocks:
    yield f"**{text(facts.say(_('What it weighs')))}**"
    headings = (_("Value"), _("Group"), _("Bits"), _("Days between uses"), _("In the sum"))
    yield _table(
        [facts.say(heading) for heading in headings],
        ((row.value, row.group, row.bits, row.gap, row.counts) for row in view.rows),
    )
    yield _cut(facts, view.rows_cut)
    yield _list((view.total, *view.remarks))


def _matrix(facts: Facts, view: MatrixView) -> Blocks:
    if not view.lines:
        return
    yield f"## {text(facts.say(_('Store matrix')))}"
    yield text(
        facts.say(
            _(
                "A value marked as shared ties the store to others of its platform; beside the "
                "mark stands to how many."
            )
        )
    )
    yield _table(
        (facts.say(_("Level")), facts.say(_("Store")), facts.say(_("Status")), *view.headings),
        (
            (line.level.word, line.store, line.status, *(_box(facts, box) for box in line.boxes))
            for line in view.lines
        ),
    )
    if view.absent:
        message = _("Not on record for any of these stores: {names}")
        yield text(facts.say(message, names=view.absent))
    yield _cut(facts, view.cut)


def _box(facts: Facts, box: MatrixBox) -> str:
    return _joined(facts, (_entry(facts, one) for one in box.entries), box.cut)


def _entry(facts: Facts, one: MatrixEntry) -> str:
    name = " ".join(filter(None, (one.kind, one.label)))
    mark = facts.say(_("shared")) if one.shared else ""
    return _with(facts, name, listed(filter(None, (mark, one.remark)), facts))


def _ledger(facts: Facts, view: LedgerView) -> Blocks:
    if not view.rows:
        return
    message = _("Where each registration detail was used: {total}, for several stores: {broken}")
    yield f"## {text(facts.say(message, total=view.total, broken=view.broken))}"
    headings = (_("Registration detail"), _("Used once"), _("Stores"))
    yield _table(
        [facts.say(heading) for heading in headings],
        (
            (row.value, row.used_once,
             _joined(facts, (_use(facts, use) for use in row.uses), row.uses_cut))
            for row in view.rows
        ),
    )  # fmt: skip
    yield _cut(facts, view.cut)


def _use(facts: Facts, use: PaperUseRow) -> str:
    return _with(
        facts, use.store, listed(filter(None, (use.status, use.used_as, use.where)), facts)
    )


def _machines(facts: Facts, view: IndexView) -> Blocks:
    yield f"## {text(facts.say(_('Machines')))}"
    if not view.machines:
        yield text(facts.say(_("No machine is on record.")))
        return
    headings = (
        _("Level"), _("Machine"), _("Verdict"), _("Stores"), _("Findings"), _("Sign-ins"), _("Seen")
    )  # fmt: skip
    yield _table(
        [facts.say(heading) for heading in headings],
        (
            (row.level.word, row.link.name, row.verdict, str(row.stores), str(row.findings),
             str(row.logins), row.seen)
            for row in view.machines
        ),
    )  # fmt: skip
    yield _cut(facts, view.machines_cut)


def _stores(facts: Facts) -> Blocks:
    view = accounts_view(facts, {})
    yield f"## {text(facts.say(_('All stores')))}"
    if not view.accounts:
        yield text(facts.say(_("No store is on record here.")))
        return
    headings = (
        _("Level"), _("Store"), _("Status"), _("Machines"), _("Sign-ins"),
        _("Hangs on suspended stores"),
    )  # fmt: skip
    rows = (_store(facts, row) for row in view.accounts)
    yield _table([facts.say(heading) for heading in headings], rows)
    yield _cut(facts, view.accounts_cut)


def _store(facts: Facts, row: AccountRow) -> Sequence[str]:
    failed = facts.say(_("{n} failed"), n=row.failures) if row.failures else ""
    return (
        row.level.word,
        _joined(facts, (row.id, *row.remarks)),
        row.status,
        listed((link.name for link in row.machines), facts),
        _with(facts, str(row.logins), failed),
        _joined(facts, (row.exposure, row.likely, " → ".join(row.path))),
    )


def _closing(facts: Facts, view: IndexView) -> Blocks:
    if not view.closing:
        return
    yield f"## {text(facts.say(_('Stores being left')))}"
    headings = (
        _("Store"), _("Status"), _("Not done"), _("Not recorded"), _("Done"), _("Asked for by")
    )  # fmt: skip
    used = facts.say(_("its papers count as used"))
    yield _table(
        [facts.say(heading) for heading in headings],
        (
            (row.store, _with(facts, row.status, used if row.left_badly else ""), row.open,
             row.unrecorded, row.done, row.said_by)
            for row in view.closing
        ),
    )  # fmt: skip
    yield _cut(facts, view.closing_cut)


def _groups(facts: Facts, view: IndexView) -> Blocks:
    if not view.groups:
        return
    yield f"## {text(facts.say(_('Groups of tied stores')))}"
    headings = (_("Level"), _("Platform"), _("Stores"), _("Held together by"))
    yield _table(
        [facts.say(heading) for heading in headings],
        (
            (row.level.word, row.platform,
             _joined(facts, (_joined(facts, row.stores, row.stores_cut), *row.weak)),
             _joined(facts, (_with(facts, one.name, one.without) for one in row.holds),
                     row.holds_cut) or facts.say(_("several values, no single one")))
            for row in view.groups
        ),
    )  # fmt: skip
    yield _cut(facts, view.groups_cut)


def _health(facts: Facts, view: IndexView) -> Blocks:
    if not view.health_said:
        return
    yield f"## {text(facts.say(_('Shop health')))}"
    yield text(view.health_said)
    if view.health:
        headings = (
            _("Store"), _("Figure"), _("Limit"), _("Said by"), _("Date"), _("File and line")
        )  # fmt: skip
        yield _table(
            [facts.say(heading) for heading in headings],
            (
                (row.store, row.figure, _with(facts, row.limit, row.rule),
                 _with(facts, row.said_by, row.source), row.date, row.where)
                for row in view.health
            ),
        )  # fmt: skip
        yield _cut(facts, view.health_cut)


def _not_checked(facts: Facts, view: IndexView) -> Blocks:
    yield f"## {text(facts.say(_('What was not checked')))}"
    yield _notes(facts, view.not_checked)


def _notes(facts: Facts, notes: Iterable[Note]) -> str:
    return _list(
        _with(facts, f"{note.text} × {note.count}" if note.count > 1 else note.text, note.where)
        for note in notes
    )


def _files(facts: Facts, view: IndexView) -> Blocks:
    yield f"## {text(facts.say(_('Files')))}"
    yield _named(
        (
            _with(facts, one.name, one.role),
            _joined(facts, (one.rows, one.reasons, one.met, *one.notes)),
        )
        for one in view.inputs
    )
    if view.warnings:
        yield f"## {text(facts.say(_('Warnings about the input')))}"
        yield _notes(facts, view.warnings)


def _method(facts: Facts, view: IndexView) -> Blocks:
    yield f"## {text(facts.say(_('How to read this')))}"
    yield from map(text, view.method)
    yield text(facts.say(_("Grades say how well it is attested that a platform looks at a value:")))
    yield _named(view.grades)
    yield from map(text, view.numbers)


def _settings(facts: Facts, view: IndexView) -> Blocks:
    if view.settings:
        yield f"## {text(facts.say(_('Settings')))}"
        yield _named(view.settings)
