"""The order of the numbers of dates, from a whole column."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.sources.date_order import date_order_of
from linkscan.sources.written import ORDERS, Order, read_written

FORMS: dict[Order, str] = {"dmy": "{0.day}/{0.month}/{0.year}", "mdy": "{0.month}/{0.day}/{0.year}",
                           "ymd": "{0:%y}-{0:%m}-{0:%d}"}  # fmt: skip
days = st.dates(date(1990, 1, 1), date(2049, 12, 31))


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["3/4/2026", "13/4/2026"], "dmy"),
        (["3/4/2026", "4/13/2026 9:05 AM"], "mdy"),
        (["3.4.2026", "31.12.2025"], "dmy"),
        (["26-01-02", "99-12-31"], "ymd"),
        (["1/31/26", "2/1/26"], "mdy"),
        (["2026-01-02", "yesterday", "13/13/2026"], None),
        (["3/3/2026", "4/4/2026 9:05"], None),  # the same in either
        (["3/3/26"], None),
        ([], None),
    ],
)
def test_decided(texts: list[str], order: str | None) -> None:
    """One date that fits one order alone decides for the column."""
    found = date_order_of(texts)
    assert (found.order, found.undecided, found.contrary) == (order, None, None)
    assert found.possible


@pytest.mark.parametrize(
    ("texts", "undecided", "possible"),
    [
        (["3/3/2026", "3/4/2026 9:05 AM"], "3/4/2026 9:05 AM", ("dmy", "mdy")),
        (["03/03/26"], "03/03/26", ("dmy", "mdy", "ymd")),
        (["31/01/26"], "31/01/26", ("dmy", "ymd")),
    ],
)
def test_undecided(texts: list[str], undecided: str, possible: tuple[str, ...]) -> None:
    """A date with several readings that no other date decides is told, with its orders."""
    found = date_order_of(texts)
    assert (found.order, found.undecided, found.possible) == (None, undecided, possible)


def test_contrary() -> None:
    """Two dates of different orders are both named."""
    found = date_order_of(["1/2/2026", "13/2/2026", "2/14/2026"])
    assert found.contrary == ("13/2/2026", "2/14/2026")
    assert not found.possible


@given(st.lists(days, min_size=1), st.sampled_from(ORDERS))
def test_never_another_order(dates: list[date], order: Order) -> None:
    """Dates all written in one order are never taken for another that reads them otherwise."""
    texts = [FORMS[order].format(day) for day in dates]
    found = date_order_of(texts)
    assert found.contrary is None
    assert order in found.possible
    if found.undecided is None:
        for text, day in zip(texts, dates, strict=True):
            written = read_written(text)
            assert written is not None
            assert written.day(found.order or found.possible[0]) == day
