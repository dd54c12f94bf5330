"""The ledger as shown: every use with its status, role and line."""

from __future__ import annotations

from dataclasses import replace

from linkscan.model import Report
from linkscan.report.views.facts import Facts
from linkscan.report.views.ledger import ROWS, ledger_view


def test_a_paper_shows_its_uses(full_report: Report) -> None:
    """Whether it was used once in words; each store with status, role, file and line."""
    shown = ledger_view(Facts.of(full_report, "en"))
    first, second = shown.rows
    assert (first.value, first.used_once) == (
        "company code (USCC) 9135****40",
        "used for several stores",
    )
    assert [(use.status, use.barred, use.used_as, use.where) for use in first.uses] == [
        ("active", False, "legal person", "papers.xlsx[店铺]:3"),
        ("suspended", True, "", "papers.xlsx[店铺]:4"),
    ]
    assert (second.used_once, second.broken) == ("used once", False)
    assert (shown.total, shown.broken, shown.cut) == (2, 1, 0)


def test_the_words_are_of_the_language(full_report: Report) -> None:
    """The same in Chinese."""
    shown = ledger_view(Facts.of(full_report, "zh"))
    assert [row.used_once for row in shown.rows] == ["用于多家店铺", "只用一次"]


def test_what_is_cut_is_counted(full_report: Report) -> None:
    """Papers beyond a page, and uses beyond those that the report holds."""
    paper = replace(full_report.ledger[0], uses_total=70)
    shown = ledger_view(Facts.of(replace(full_report, ledger=(paper,) * (ROWS + 3)), "en"))
    assert shown.cut == 3
    assert shown.rows[0].uses_cut == 68
