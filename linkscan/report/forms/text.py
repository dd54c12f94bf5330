"""The report on one screen of a terminal: what stands, what to do, what was not checked.

At most 40 lines of 100 columns, in characters that a GBK console can print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from linkscan.i18n import _
from linkscan.model import LEVELS, Level, Report
from linkscan.report.views.checklists import closing_text
from linkscan.report.views.facts import Facts
from linkscan.report.views.health import health_lines
from linkscan.report.views.notes import InputLine, Note
from linkscan.report.views.shown import Count, IndexView, MachineRow
from linkscan.report.views.view import FINDINGS_AT, index_view
from linkscan.report.visible import console, width

COLUMNS = 100

# Entries shown of each part, and the lines that one of them may take. At their most, with
# headings and blank lines, they fill 40 lines.
MACHINES = 4
STEPS = (2, 2)
NOTES = (4, 1)
FILES = (3, 2)
WARNINGS = (2, 1)
HEALTH = (2, 1)
CLOSING = (1, 1)
"""Where there is something to say of one of these, the parts around have one entry less."""
NAME_COLUMNS = 40
"""Longest name of a file; of a longer path the end is shown, which tells files apart."""

# What may stand on the next line: a wide character with the marks that close it, or a word
# with the space after it.
UNITS = re.compile(r"[\u2e80-\U0010ffff][，。：；、！？）]*|[^\s\u2e80-\U0010ffff]+\s*|\s+")


def summary(report: Report, lang: str, folder: str | None = None, min_level: Level = "low") -> str:
    """The report on one screen; `folder` is where the other forms of it stand.

    Machines are named from `min_level` on; a clear one needs no look.
    """
    facts = Facts.of(report, lang)
    view = index_view(facts, {})
    health = health_lines(facts)
    closing = [closing_text(facts, row) for row in view.closing]
    room = bool(health) + bool(closing)
    lines = [
        *fit(f"[{view.level.word}] {view.verdict}", 1),
        *fit(_names(facts, view), 1)[: 1 if view.names else 0],
        *fit(_counted(view.counts[:FINDINGS_AT]), 1),
        *fit(_counted(view.counts[FINDINGS_AT:]), 1),
        *_part(
            facts,
            _("Machines to look at first:"),
            _machines(facts, view.machines, min_level),
            MACHINES - room,
        ),
        *_part(facts, _("First steps:"), [step.text for step in view.first_steps], *STEPS),
        *_part(facts, _("Shop health:"), health, *HEALTH),
        *_part(facts, _("Stores being left:"), closing, *CLOSING),
        *_part(facts, _("Not checked:"), _notes(view.not_checked), NOTES[0] - room, NOTES[1]),
        *_part(facts, _("Files:"), _files(view.inputs), FILES[0] - room, FILES[1]),
        *_part(
            facts, _("Warnings:"), _notes(view.warnings), max(WARNINGS[0] - room, 1), WARNINGS[1]
        ),
        "",
    ]
    if folder is not None:
        lines += fit(facts.say(_("Reports: {folder}"), folder=folder), 1)
    return "\n".join(lines).rstrip() + "\n"


def _part(
    facts: Facts, heading: str, entries: Sequence[str], most: int, lines_each: int = 1
) -> list[str]:
    """A heading and the first entries below it; nothing where there is no entry."""
    if not entries:
        return []
    lines = ["", facts.say(heading)]
    for entry in entries[:most]:
        lines += fit(entry, lines_each, "  ")
    if len(entries) > most:
        lines += fit(facts.say(_("and {n} more"), n=len(entries) - most), 1, "  ")
    return lines


def _names(facts: Facts, view: IndexView) -> str:
    """Whom the verdict speaks of; how strong the evidence is only where the line has room."""
    whole = facts.say(_("; ")).join(filter(None, (view.names, view.strength)))
    return whole if width(console(whole)) <= COLUMNS else view.names


def _counted(counts: Sequence[Count]) -> str:
    return "   ".join(f"{count.word} {count.n}" for count in counts)


def _machines(facts: Facts, rows: Sequence[MachineRow], min_level: Level) -> list[str]:
    return [
        facts.say(
            _("[{level}] {name}: {verdict}"),
            level=row.level.word,
            name=row.link.name,
            verdict=row.verdict,
        )
        for row in rows
        if LEVELS.index(row.level.code) <= LEVELS.index(min_level)
    ]


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


def fit(text: str, most: int, indent: str = "") -> list[str]:
    """`text` in at most `most` lines of the screen, the further ones set in."""
    lines = [indent]
    for unit in UNITS.findall(console(text)):
        for piece in _pieces(unit):
            if width(lines[-1]) + width(piece.rstrip()) > COLUMNS:
                lines.append(indent + "  ")
            lines[-1] += piece
    lines = [line.rstrip() for line in lines]
    if len(lines) > most:
        kept = lines[most - 1]
        while width(kept) > COLUMNS - 3:
            kept = kept[:-1]
        lines[most - 1 :] = [kept + "..."]
    return lines


def _pieces(unit: str) -> list[str]:
    """A unit that no line can hold, in halves of a line."""
    size = COLUMNS // 2
    return [unit[at : at + size] for at in range(0, len(unit), size)]
