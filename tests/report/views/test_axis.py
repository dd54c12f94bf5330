"""Days on an axis: every bar inside the frame, few marks, none without room for its label."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.report.views.axis import (
    LAST_LABEL,
    LEAST_WIDTH,
    LETTER,
    TICKS,
    WIDTH,
    Bar,
    Run,
    Tick,
    bars,
    joined,
    letter_place,
    ticks,
)
from tests.strategies import UNTIMED

DAYS = st.integers(date(1990, 1, 1).toordinal(), date(2090, 1, 1).toordinal())
RUNS = st.lists(st.tuples(DAYS, DAYS).map(lambda days: (min(days), max(days))), min_size=1)


def period(first: str, last: str) -> Run:
    """Two days as they are counted."""
    return date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        # every day, every second, every third
        ("2026-09-01", "2026-09-01", [(0, "09-01")]),
        ("2026-09-01", "2026-09-04", [(0, "09-01"), (250, "09-02"), (500, "09-03"),
                                      (750, "09-04")]),
        ("2026-09-01", "2026-09-10", [(0, "09-01"), (200, "09-03"), (400, "09-05"), (600, "09-07"),
                                      (800, "09-09")]),
        ("2026-12-30", "2027-01-10", [(0, "12-30"), (250, "01-02"), (500, "01-05"),
                                      (750, "01-08")]),
        # Mondays; a label that would not fit is left out
        ("2026-09-01", "2026-09-22", [(273, "09-07"), (591, "09-14"), (909, "")]),
        # first days of months, quarters, years
        ("2026-01-15", "2026-05-14", [(142, "2026-02"), (375, "2026-03"), (633, "2026-04"),
                                      (883, "")]),
        ("2026-01-01", "2026-12-31", [(0, "2026-01"), (247, "2026-04"), (496, "2026-07"),
                                      (748, "2026-10")]),
        ("2000-01-02", "2060-01-02", [(333, "2020"), (667, "2040"), (1000, "")]),
        ("2024-06-01", "2028-06-01", [(146, "2025"), (396, "2026"), (646, "2027"), (895, "")]),
    ],
)  # fmt: skip
def test_marks(first: str, last: str, expected: list[tuple[int, str]]) -> None:
    """Days, Mondays, months, quarters, years: the finest that leaves no more than five."""
    assert ticks(period(first, last)) == tuple(Tick(*one) for one in expected)


@UNTIMED
@given(RUNS)
def test_marks_of_any_period(runs: list[Run]) -> None:
    """One to five marks, from left to right, at least a label apart, none outside the axis."""
    found = ticks((min(runs)[0], max(last for _first, last in runs)))
    assert 1 <= len(found) <= TICKS
    assert all(0 <= one.x <= WIDTH for one in found)
    assert all(right.x - left.x >= WIDTH - LAST_LABEL for left, right in pairwise(found))
    assert all(bool(one.label) == (one.x <= LAST_LABEL) for one in found)


@pytest.mark.parametrize(
    ("runs", "gap", "expected"),
    [
        ([], 1, []),
        ([(5, 5)], 1, [(5, 5)]),
        ([(7, 8), (1, 2)], 1, [(1, 2), (7, 8)]),
        ([(1, 2), (3, 4)], 1, [(1, 4)]),
        ([(1, 9), (2, 3), (9, 10)], 1, [(1, 10)]),
        ([(1, 2), (9, 9), (17, 18)], 7, [(1, 9), (17, 18)]),
    ],
)
def test_joined(runs: list[Run], gap: int, expected: list[Run]) -> None:
    """Runs in order; neighbours, overlaps and short breaks become one."""
    assert joined(runs, gap) == tuple(expected)


def test_bars() -> None:
    """A day is as wide as its part of the period, but never too narrow to be seen."""
    assert bars([(1, 1), (3, 4)], (1, 4)) == (Bar(0, 250), Bar(500, 500))
    assert bars([(1, 1), (5_000, 5_000)], (1, 5_000)) == (
        Bar(0, LEAST_WIDTH),
        Bar(WIDTH - LEAST_WIDTH, LEAST_WIDTH),
    )


@UNTIMED
@given(RUNS)
def test_no_bar_is_outside_the_frame(runs: list[Run]) -> None:
    """Whatever the period, each run is a bar, and it lies on the axis."""
    drawn = bars(runs, (min(runs)[0], max(last for _first, last in runs)))
    assert len(drawn) == len(runs)
    assert all(one.x >= 0 and one.width >= LEAST_WIDTH for one in drawn)
    assert max(one.x + one.width for one in drawn) == WIDTH


@pytest.mark.parametrize(
    ("drawn", "place"),
    [
        ((Bar(0, 100),), 100),
        # behind the first bar that leaves it room
        ((Bar(0, 100), Bar(120, 100), Bar(400, 50)), 220),
        # in front of the first, as there is no gap
        ((Bar(500, 500),), 500 - LETTER),
        # over it, where there is no room at all
        ((Bar(0, 1000),), 0),
        ((), 0),
    ],
)
def test_a_letter_stands_beside_a_bar(drawn: tuple[Bar, ...], place: int) -> None:
    """In a gap that has room for it, and always in the frame."""
    assert letter_place(drawn) == place
