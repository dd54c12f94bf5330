"""The small parts of every page: names that are cut, and lists that say how much they cut."""

from __future__ import annotations

from dataclasses import replace

from linkscan.model import Report
from linkscan.report.views import parts
from linkscan.report.views.facts import Facts
from linkscan.report.views.view import index_view, machine_view


def facts(report: Report, lang: str = "en") -> Facts:
    """The facts of a report."""
    return Facts.of(report, lang)


def test_a_long_name_of_a_machine_is_cut_in_lists_only(full_report: Report) -> None:
    """A list keeps its shape; the machine's own page shows the name whole."""
    machine = replace(full_report.machines[0], id="M" * 300)
    report = replace(full_report, machines=(machine,))
    assert len(index_view(facts(report), {}).machines[0].link.name) == parts.NAME_CHARS
    assert machine_view(facts(report), machine, {}).name == "M" * 300


def test_some_names_stand_for_all(full_report: Report) -> None:
    """A few names, and the number of the others, those without a name included."""
    english = facts(full_report)
    assert parts.some(english, ["a", "b", "c"]) == "a, b, c"
    assert parts.some(english, ["a", "b", "c", "d"]) == "a, b, c, and 1 more"
    assert parts.some(english, ["a"], cut=7) == "a, and 7 more"
    assert parts.some(english, []) == ""
