"""The tables of the workbook: what a person filters and sorts, in the words of one language.

Unlike `csv`, whose names and codes are a contract for programs, a sheet says everything as the
pages do; numbers stay numbers and times times, on the clocks that the pages show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from math import ceil
from operator import attrgetter
from typing import Any, NamedTuple, get_args

from linkscan.i18n import _
from linkscan.model import (
    Account,
    CheckState,
    Closing,
    Component,
    Exposure,
    Finding,
    Health,
    Input,
    Level,
    Link,
    Machine,
    MatrixColumn,
    MatrixRow,
    MatrixValue,
    NotChecked,
    Paper,
    PaperUse,
    Step,
    StepGroup,
    Weight,
)
from linkscan.report import words
from linkscan.report.views.facts import Facts, place
from linkscan.report.views.groups import group_row
from linkscan.report.views.health import broken_limit
from linkscan.report.views.notes import ORDERS, Note, warnings
from linkscan.report.views.parts import node, sentences
from linkscan.report.views.steps import group_view, step_text
from linkscan.report.views.verdict import headline, verdict
from linkscan.report.views.view import index_view, made
from linkscan.report.views.weighing import strength_word

TIES = "ties"
"""Colour of a value that ties its store to others; else the colours are those of levels."""


class Filled(NamedTuple):
    """A text in a colour."""

    text: str
    colour: str


Value = str | int | float | datetime | date | Filled | None
Column = Callable[[Facts, Any], Value]


class Sheet(NamedTuple):
    """One table: its title, its records, and its columns by name (see `headers`)."""

    title: str
    records: Callable[[Facts], Iterable[Any]]
    columns: dict[str, Column]


def rows(sheet: Sheet, facts: Facts) -> Iterator[list[Value]]:
    """The rows of a sheet below its header."""
    for record in sheet.records(facts):
        yield [column(facts, record) for column in sheet.columns.values()]


# -- what a column says ----------------------------------------------------------------------


def _field(name: str) -> Column:
    get = attrgetter(name)
    return lambda _facts, record: get(record)


def _fields(*names: str) -> dict[str, Column]:
    return {name: _field(name) for name in names}


def _day(name: str) -> Column:
    """A day that a list names, with no zone: it is the one that was written, on any clock."""
    get = attrgetter(name)
    return lambda _facts, record: at.astimezone(UTC).date() if (at := get(record)) else None


def _word(table: dict[str, str], name: str) -> Column:
    get = attrgetter(name)
    return lambda facts, record: words.word(table, get(record) or "", facts.lang)


def _list(name: str) -> Column:
    get = attrgetter(name)
    return lambda facts, record: _joined(facts, get(record))


def _word_list(table: dict[str, str], name: str) -> Column:
    get = attrgetter(name)
    return lambda facts, record: _joined(
        facts, (words.word(table, code, facts.lang) for code in get(record))
    )


def _machine_list(name: str) -> Column:
    get = attrgetter(name)
    return lambda facts, record: _joined(
        facts, (words.machine_name(id, facts.lang) for id in get(record))
    )


def _level(facts: Facts, record: Any) -> Value:
    return _badge(facts, record.level)


def _badge(facts: Facts, level: Level) -> Filled:
    return Filled(words.word(words.LEVELS, level, facts.lang), level)


def _kind(facts: Facts, record: Any) -> Value:
    return words.kind_word(record.kind, facts.lang)


def _places(facts: Facts, record: Link) -> Value:
    return _joined(facts, map(place, record.evidence))


def _joined(facts: Facts, parts: Iterable[str]) -> str:
    return facts.say(_("; ")).join(filter(None, parts))


def _with(facts: Facts, name: str, remark: str) -> str:
    return facts.say(_("{name} ({reason})"), name=name, reason=remark) if remark else name


# -- summary ---------------------------------------------------------------------------------


class Said(NamedTuple):
    """A line of the summary."""

    name: str
    value: Value


def _summary(facts: Facts) -> Iterator[Said]:
    view = index_view(facts, {})
    yield Said(facts.say(_("Level")), Filled(view.level.word, view.level.code))
    yield Said(facts.say(_("Verdict")), view.verdict)
    for line in view.platforms:
        yield Said(facts.say(_("Platform")), line.text)
    if view.names:
        said = _joined(facts, (view.names, view.strength))
        yield Said(facts.say(_("Stores concerned")), said)
    for count in view.counts:
        yield Said(count.word, count.n)
    for told in (view.steps.route, *(step.text for step in view.first_steps), view.steps.said):
        if told:
            yield Said(facts.say(_("First step")), told)
    for note in view.not_checked:
        yield Said(facts.say(_("Not checked")), note.text)
    yield from _cuts(facts)
    yield Said(facts.say(_("Report")), made(facts))
    yield Said(facts.say(_("time zone")), facts.zone_named())
    for name, value in facts.report.settings:
        yield Said(facts.say(_("Setting {name}"), name=name), value)


def _cuts(facts: Facts) -> Iterator[Said]:
    """Which lists of the report are cut, so that no sheet seems to be whole that is not."""
    for name in ("machines", "accounts", "findings", "matrix", "ledger", "components", "links"):
        listed = len(getattr(facts.report, name))
        total = facts.total(name, listed)
        if total > listed:
            message = _("{listed} of {total}; the tables folder of analyze holds the rest")
            title = facts.say(SHEETS[name].title)
            yield Said(title, facts.say(message, listed=listed, total=total))


# -- steps -----------------------------------------------------------------------------------


class Planned(NamedTuple):
    """A ranked step of a group, or the official route where there is none."""

    group: StepGroup
    place: int | None
    step: Step | None


def _planned(facts: Facts) -> Iterator[Planned]:
    found = facts.report.steps
    for group in found.groups if found else ():
        if not group.steps:
            yield Planned(group, None, None)
        for number, step in enumerate(group.steps, 1):
            yield Planned(group, number, step)


def _advice(facts: Facts, one: Planned) -> Value:
    if one.step:
        return step_text(one.step, facts.lang)
    view = group_view(one.group, facts.lang)
    return sentences(facts, [*view.route[1:], view.remark]).strip()


def _of_step(name: str) -> Column:
    return lambda _facts, one: one.step and getattr(one.step, name)


# -- machines --------------------------------------------------------------------------------


def _machine(facts: Facts, one: Machine) -> Value:
    return words.machine_name(one.id, facts.lang)


def _machine_verdict(facts: Facts, one: Machine) -> Value:
    found = [facts.findings[id] for id in one.findings if id in facts.findings]
    return verdict(facts, one.level, found)


# -- stores ----------------------------------------------------------------------------------


class Store(NamedTuple):
    """A store, and its checklist if it is being left."""

    account: Account
    closing: Closing | None


def _stores(facts: Facts) -> Iterator[Store]:
    left = {one.account: one for one in facts.report.closing}
    for account in facts.report.accounts:
        yield Store(account, left.get(account.id))


def _of_account(columns: dict[str, Column]) -> dict[str, Column]:
    def inside(column: Column) -> Column:
        return lambda facts, store: column(facts, store.account)

    return {name: inside(column) for name, column in columns.items()}


def _exposed(say: Callable[[Facts, Exposure], Value]) -> Column:
    return lambda facts, one: None if one.exposure is None else say(facts, one.exposure)


def _likelihood(_facts: Facts, one: Exposure) -> float:
    """Per cent, rounded up: an upper bound."""
    return ceil(round(one.probability * 1000, 6)) / 10


def _path(facts: Facts, one: Exposure) -> str:
    return " → ".join(node(facts, id) for id in one.path)


def _broken_limits(facts: Facts, one: Account) -> Value:
    return _joined(facts, (broken_limit(facts, health) for health in facts.health.get(one.id, ())))


def _items(state: CheckState) -> Column:
    def column(facts: Facts, store: Store) -> Value:
        items = store.closing.items if store.closing else ()
        named = (words.item_word(one.item, facts.lang) for one in items if one.state == state)
        return _joined(facts, named)

    return column


def _left_badly(facts: Facts, store: Store) -> Value:
    badly = store.closing is not None and store.closing.left_badly
    return facts.say(_("left badly")) if badly else None


# -- findings and their evidence -------------------------------------------------------------


def _headline(facts: Facts, one: Finding) -> Value:
    return headline(facts, one)


def _scope(facts: Facts, one: Finding) -> Value:
    return facts.say(_("tie") if one.scope == "platform" else _("context only"))


def _values(facts: Facts, one: Finding) -> Value:
    return _joined(facts, map(facts.value, one.identifiers))


def _grade(facts: Facts, one: Finding) -> Value:
    return _with(facts, one.grade, words.word(words.GRADES, one.grade, facts.lang))


def _strength(facts: Facts, one: Finding) -> Value:
    return strength_word(facts, one.strength)


def _accepted(facts: Facts, one: Finding) -> Value:
    if one.accepted is None:
        return None
    said = (one.accepted.reason, one.accepted.owner, one.accepted.expires)
    return _joined(facts, said)


class Evidence(NamedTuple):
    """A store seen with a value, as part of a finding; and what the value weighs there."""

    finding: Finding
    link: Link
    weight: Weight | None


def _evidence(facts: Facts) -> Iterator[Evidence]:
    for finding in facts.report.findings:
        weights = {one.identifier: one for one in finding.weights}
        for link in finding.evidence:
            yield Evidence(finding, link, weights.get(link.identifier))


def _of_link(column: Column) -> Column:
    return lambda facts, record: column(facts, record.link)


def _bits(_facts: Facts, one: Evidence) -> Value:
    return one.weight.bits if one.weight else None


def _counts(facts: Facts, one: Evidence) -> Value:
    if one.weight is None:
        return None
    return facts.say(_("counts") if one.weight.counts else _("another value of its group counts"))


def _kind_of_link(facts: Facts, one: Link) -> Value:
    found = facts.identifiers.get(one.identifier)
    return words.kind_word(found.kind, facts.lang) if found else None


def _label_of_link(facts: Facts, one: Link) -> Value:
    found = facts.identifiers.get(one.identifier)
    return found.label if found else one.identifier


# -- matrix and ledger -----------------------------------------------------------------------


def _box(column: MatrixColumn) -> Column:
    """The values of a cell of the matrix; in a colour if one of them ties."""

    def values(facts: Facts, row: MatrixRow) -> Value:
        found = [one for one in row.cells if one.column == column]
        held = [value for one in found for value in one.values]
        more = sum(one.values_total for one in found) - len(held)
        rest = [facts.say(_("and {n} more"), n=more)] if more > 0 else []
        text = _joined(facts, (*(_held(facts, value) for value in held), *rest))
        return Filled(text, TIES) if any(value.shared for value in held) else text

    return values


def _held(facts: Facts, one: MatrixValue) -> str:
    label = one.label or words.kind_word(one.kind, facts.lang)
    if one.reason:
        return _with(facts, label, words.word(words.REASONS, one.reason, facts.lang))
    elsewhere = one.others_anywhere - one.others
    shared = facts.say(_("shared, other stores: {n}"), n=one.others) if one.shared else ""
    others = facts.say(_("on other platforms: {n}"), n=elsewhere) if elsewhere > 0 else ""
    return _with(facts, label, facts.say(_(", ")).join(filter(None, (shared, others))))


def _used_once(facts: Facts, one: Paper) -> Value:
    word = words.word(words.USED_ONCE, one.used_once, facts.lang)
    return Filled(word, TIES) if one.used_once == "broken" else word


def _uses(facts: Facts, one: Paper) -> Value:
    return _joined(facts, (_use(facts, use) for use in one.uses))


def _use(facts: Facts, use: PaperUse) -> str:
    return _with(facts, use.account, words.word(words.STATUSES, use.status, facts.lang))


def _roles(facts: Facts, one: Paper) -> Value:
    roles = sorted({role for use in one.uses for role in use.roles})
    return _joined(facts, (words.word(words.ROLES, role, facts.lang) for role in roles))


def _lines_of_uses(facts: Facts, one: Paper) -> Value:
    return _joined(facts, (place(use.where) for use in one.uses))


# -- groups, health --------------------------------------------------------------------------


def _holds(facts: Facts, one: Component) -> Value:
    held = group_row(facts, one).holds
    return _joined(facts, (_with(facts, hold.name, hold.without) for hold in held))


def _metric(facts: Facts, one: Health) -> Value:
    return words.word(words.FIELDS, one.metric, facts.lang)


def _limit(facts: Facts, one: Health) -> Value:
    return broken_limit(facts, one)


def _where(_facts: Facts, one: Health) -> Value:
    return place(one.citation)


# -- what is known of the input --------------------------------------------------------------


def _subject(facts: Facts, one: NotChecked) -> Value:
    said = {"account": _("Store"), "identifier": _("Value"), "column": _("Column")}
    return facts.say(said[one.subject])


def _unchecked(facts: Facts, one: NotChecked) -> Value:
    return one.id if one.subject == "account" else words.kind_word(one.id, facts.lang)


def _order(facts: Facts, one: Input) -> Value:
    return words.word(ORDERS, one.date_order or "", facts.lang)


def _input_role(facts: Facts, one: Input) -> Value:
    return " + ".join(words.word(words.INPUT_ROLES, r, facts.lang) for r in one.role.split("+"))


def _reasons(name: str) -> Column:
    def column(facts: Facts, one: Input) -> Value:
        counts = getattr(one, name)
        return _joined(
            facts, (f"{words.word(words.REASONS, code, facts.lang)} {n}" for code, n in counts)
        )

    return column


def _columns_read(facts: Facts, one: Input) -> Value:
    return _joined(facts, (f"{header} → {field}" for header, field in one.columns))


def _of(name: str) -> Callable[[Facts], Iterable[Any]]:
    return lambda facts: getattr(facts.report, name)


def _noted(facts: Facts) -> Iterable[Note]:
    return warnings(facts)


SHEETS: dict[str, Sheet] = {
    "summary": Sheet(_("Summary"), _summary, _fields("name", "value")),
    "machines": Sheet(
        _("Machines"),
        _of("machines"),
        {
            "machine": _machine,
            "level": _level,
            "verdict": _machine_verdict,
            **_fields("kind", "site", "user"),
            "operators": _list("operators"),
            "accounts_total": _field("accounts_total"),
            "accounts": _list("accounts"),
            "findings": lambda _facts, one: len(one.findings),
            **_fields("logins", "first_seen", "last_seen"),
        },
    ),
    "accounts": Sheet(
        _("Stores"),
        _stores,
        {
            **_of_account(
                {
                    "account": _field("id"),
                    "level": _level,
                    "status": _word(words.STATUSES, "status"),
                    **_fields("status_word", "ban_reason"),
                    **_fields("name", "platform", "region"),
                    "sites": _list("sites"),
                    **_fields("client", "entity"),
                    "certification": _word(words.CERTIFICATIONS, "certification"),
                    **{name: _day(name) for name in ("opened_at", "closed_at")},
                    "nearest": _exposed(lambda _facts, one: one.nearest),
                    "strength": _exposed(lambda facts, one: strength_word(facts, one.strength)),
                    "likelihood": _exposed(_likelihood),
                    "path": _exposed(_path),
                    "machines": _machine_list("machines"),
                    "operators": _list("operators"),
                    **_fields("logins", "failures", "component"),
                    "health": _broken_limits,
                }
            ),
            "left_badly": _left_badly,
            "open": _items("open"),
            "not_recorded": _items("not-recorded"),
            "done": _items("done"),
            "spellings": lambda facts, store: _joined(facts, store.account.spellings[1:]),
        },
    ),
    "findings": Sheet(
        _("Findings"),
        _of("findings"),
        {
            "finding": _field("id"),
            "level": _level,
            "headline": _headline,
            "scope": _scope,
            "first_step": _word(words.FIRST_STEPS, "first_step"),
            "platform": _field("platform"),
            "accounts_total": _field("accounts_total"),
            "accounts": _list("accounts"),
            "suspended": _list("suspended"),
            "values": _values,
            "roles": _word_list(words.ROLES, "roles"),
            "machines": _machine_list("machines"),
            **_fields("first_seen", "last_seen"),
            "grade": _grade,
            "strength": _strength,
            **_fields("bits", "relation"),
            "accepted": _accepted,
        },
    ),
    "evidence": Sheet(
        _("Evidence"),
        _evidence,
        {
            "finding": _field("finding.id"),
            "level": lambda facts, one: _badge(facts, one.finding.level),
            "account": _field("link.account"),
            "kind": _of_link(_kind_of_link),
            "label": _of_link(_label_of_link),
            "first_seen": _field("link.first_seen"),
            "last_seen": _field("link.last_seen"),
            "n": _field("link.n"),
            "machines": _machine_list("link.machines"),
            "bits": _bits,
            "counts": _counts,
            "where": _of_link(_places),
        },
    ),
    "steps": Sheet(
        _("First steps"),
        _planned,
        {
            "place": _field("place"),
            "level": lambda facts, one: _badge(facts, one.group.level),
            "advice": _advice,
            "separates": _of_step("separated"),
            "accounts_total": _field("group.accounts_total"),
            "accounts": _list("group.accounts"),
            "suspended": _list("group.suspended"),
            "platform": _field("group.platform"),
            "machines": lambda facts, one: _joined(
                facts,
                (
                    words.machine_name(id, facts.lang)
                    for id in (one.step.machines if one.step else ())
                ),
            ),
        },
    ),
    "matrix": Sheet(
        _("Store matrix"),
        _of("matrix"),
        {
            "account": _field("account"),
            "level": _level,
            "status": _word(words.STATUSES, "status"),
            **{one.replace("-", "_"): _box(one) for one in get_args(MatrixColumn)},
        },
    ),
    "ledger": Sheet(
        _("Ledger"),
        _of("ledger"),
        {
            "label": _field("label"),
            "kind": _kind,
            "used_once": _used_once,
            "roles": _roles,
            "stores_total": _field("uses_total"),
            "stores": _uses,
            "where": _lines_of_uses,
        },
    ),
    "components": Sheet(
        _("Groups of tied stores"),
        _of("components"),
        {
            "component": _field("id"),
            "level": _level,
            "platform": _field("platform"),
            "accounts_total": _field("accounts_total"),
            "accounts": _list("accounts"),
            "holds": _holds,
            "weak": _list("weak"),
        },
    ),
    "health": Sheet(
        _("Shop health"),
        _of("health"),
        {
            "account": _field("account"),
            "metric": _metric,
            "figure": _field("value"),
            "limit": _limit,
            "date": _field("date"),
            "where": _where,
        },
    ),
    "not_checked": Sheet(
        _("Not checked"),
        _of("not_checked"),
        {
            "subject": _subject,
            "name": _unchecked,
            "reason": _word(words.REASONS, "reason"),
            "count": _field("count"),
            "inputs": _list("inputs"),
            "candidates": _list("candidates"),
        },
    ),
    "warnings": Sheet(_("Warnings"), _noted, _fields("text", "count", "where")),
    "inputs": Sheet(
        _("Files"),
        _of("inputs"),
        {
            **_fields("name", "sheet", "member"),
            "role": _input_role,
            **_fields("format", "preset", "encoding", "zone"),
            "date_order": _order,
            **_fields("rows_read", "rows_used", "rows_ignored", "rows_rejected"),
            "ignored": _reasons("ignored"),
            "rejected": _reasons("rejected"),
            "failures": _field("failures"),
            "accounts_total": _field("accounts"),
            **_fields("accounts_met", "accounts_unmet"),
            "columns": _columns_read,
            "unmapped": _list("unmapped"),
            "dropped": _list("dropped"),
            "sha256": _field("sha256"),
        },
    ),
    "links": Sheet(
        _("Links"),
        _of("links"),
        {
            "account": _field("account"),
            "kind": _kind_of_link,
            "label": _label_of_link,
            "machines": _machine_list("machines"),
            **_fields("first_seen", "last_seen", "n"),
            "where": _places,
        },
    ),
}
"""The sheets in the order of the workbook, those of a list of the report by its name."""
