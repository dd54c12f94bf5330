"""What is said of checklists, in both languages."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from linkscan.i18n import translate
from linkscan.model import Certification, Check, CheckState, Closing, Report
from linkscan.report import words
from linkscan.report.forms.text import summary
from linkscan.report.views.checklists import ROWS, by_source, closing_rows, closing_text
from linkscan.report.views.facts import Facts
from linkscan.report.views.view import index_view

BADLY = Closing(
    "amazon/us/Oak",
    True,
    (Check("data_saved", "done"), Check("ads_stopped", "open"), Check("stock_cleared", "open")),
)
LEAVING = Closing(
    "amazon/us/Fir", False, (Check("data_saved", "done"), Check("ads_stopped", "not-recorded"))
)


def facts(report: Report, lang: str = "en") -> Facts:
    """The facts of a report in which two stores are being left."""
    return Facts.of(replace(report, closing=(LEAVING, BADLY)), lang)


def test_every_state_has_a_word() -> None:
    """No state of an item or a certification is without its word, in either language."""
    assert set(words.CHECKS) == set(get_args(CheckState))
    assert set(words.CERTIFICATIONS) == set(get_args(Certification))
    said = {**words.CHECKS, **words.CERTIFICATIONS, **words.ATTESTED}.values()
    assert all(translate(word, "zh") != word for word in said)


def test_a_store_that_was_left_badly_stands_first(full_report: Report) -> None:
    """What is not done is named apart from what nobody recorded."""
    first, second = closing_rows(facts(full_report))
    assert (first.store, first.left_badly) == ("amazon/us/Oak", True)
    assert (first.open, first.unrecorded, first.done) == (
        "ads stopped, stock cleared", "", "data backed up",
    )  # fmt: skip
    assert (second.open, second.unrecorded) == ("", "ads stopped")
    assert second.said_by == "sellers' articles"


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "amazon/us/Oak (left badly): not done: ads stopped, stock cleared"),
        ("zh", "amazon/us/Oak（关店未办妥）：未完成：广告停投、库存清理"),
    ],
)
def test_a_line_of_text(full_report: Report, lang: str, line: str) -> None:
    """The first of them stands in the summary, in words of the language alone."""
    found = facts(full_report, lang)
    assert closing_text(found, closing_rows(found)[0]) == line
    assert line in summary(found.report, lang)


def test_all_done(full_report: Report) -> None:
    """A store whose list is finished says so."""
    done = replace(LEAVING, items=LEAVING.items[:1])
    found = Facts.of(replace(full_report, closing=(done,)), "en")
    assert closing_text(found, closing_rows(found)[0]).endswith(": all done")


def test_many_stores_are_cut(full_report: Report) -> None:
    """The table is bounded, and says how many stores are not in it."""
    many = replace(full_report, closing=(LEAVING,) * (ROWS + 7))
    view = index_view(Facts.of(many, "en"), {})
    assert (len(view.closing), view.closing_cut) == (ROWS, 7)


def test_who_asks_for_it() -> None:
    """Items are told apart by who says that they are asked for."""
    assert list(by_source(BADLY.items)) == ["article"]
