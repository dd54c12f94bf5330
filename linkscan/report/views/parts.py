"""Small parts that every page is made of: levels, machines, nodes of a path, texts cut short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linkscan.i18n import _
from linkscan.model import Level
from linkscan.report import words
from linkscan.report.views import notes
from linkscan.report.views.facts import Facts
from linkscan.report.views.shown import Badge, MachineLink
from linkscan.report.visible import clip

STORES = 24
VALUES = 12

NAMED = 3
"""Stores named in a sentence."""

NAME_CHARS = 80
"""Longest name of a machine in a list; its own page shows it whole."""

Pages = Mapping[str, str]
"""Machine id to the address of its page, from the page at hand; not every machine has one."""


def badge(facts: Facts, level: Level) -> Badge:
    """A level with its word."""
    return Badge(level, words.word(words.LEVELS, level, facts.lang))


def machine_link(facts: Facts, id: str, pages: Pages) -> MachineLink:
    """A machine as named in a list."""
    return MachineLink(clip(words.machine_name(id, facts.lang), NAME_CHARS), pages.get(id))


def node(facts: Facts, id: str) -> str:
    """A store by its id, a value by its kind and label."""
    return facts.value(id) if id in facts.identifiers else id


def some(facts: Facts, names: Sequence[str], cut: int = 0) -> str:
    """The first of the names, and how many there are beyond them and `cut` unnamed ones."""
    more = len(names) - len(names[:NAMED]) + cut
    rest = [facts.say(_("and {n} more"), n=more)] if more else []
    return notes.listed((*names[:NAMED], *rest), facts)


def sentences(facts: Facts, texts: Sequence[str]) -> str:
    """Sentences as one text: Chinese sets no space between them."""
    return ("" if facts.lang == "zh" else " ").join(texts)
