"""Days laid out on an axis of a fixed width: bars, and the marks between them.

Days are counted as `date.toordinal` counts them; a place on the axis is a whole number from 0
to `WIDTH`, whatever the size it is drawn in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

WIDTH = 1000
"""Units from the beginning of the first day to the end of the last one."""

LEAST_WIDTH = 5
"""Of a bar: on a phone still wider than a pixel."""

LETTER = 45
"""Room of a letter beside a bar: twelve pixels of a phone."""

TICKS = 5
LAST_LABEL = 860
"""Most marks, and how far right one is labelled: seven letters take that room on a phone."""

DAY_STEPS = (1, 2, 3, 7, 14)
MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
"""Days, or months, from mark to mark; whole weeks begin on a Monday."""

Run = tuple[int, int]
"""First and last of days in a row."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Days in a row, as drawn."""

    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a day that is marked; its label is empty where it would not fit."""

    x: int
    label: str


def joined(runs: Iterable[Run], gap: int) -> tuple[Run, ...]:
    """The runs in order, those at most `gap` days apart as one."""
    found: list[Run] = []
    for first, last in sorted(runs):
        if found and first - found[-1][1] <= gap:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)


def bars(runs: Iterable[Run], period: Run) -> tuple[Bar, ...]:
    """Runs within `period`, which fills the axis; none is too narrow to be seen."""
    found = []
    for first, last in runs:
        left, right = _place(first, period), _place(last + 1, period)
        width = max(right - left, LEAST_WIDTH)
        found.append(Bar(min(left, WIDTH - width), width))
    return tuple(found)


def letter_place(drawn: Sequence[Bar]) -> int:
    """Where a letter stands that is `LETTER` wide and names the bars: behind one of them where
    there is room before the next, else in front of the first if it fits there."""
    if not drawn:
        return 0
    for bar, following in pairwise((*drawn, Bar(WIDTH, 0))):
        if following.x - (bar.x + bar.width) >= LETTER:
            return bar.x + bar.width
    return max(drawn[0].x - LETTER, 0)


def ticks(period: Run) -> tuple[Tick, ...]:
    """Marks at days, Mondays, or first days of months: `TICKS` at most, for five centuries."""
    for step in DAY_STEPS:
        days = list(_days(period, step))
        if len(days) <= TICKS:
            return _ticks(days, "%m-%d", period)
    for step in MONTH_STEPS:
        days = list(_months(period, step))
        if len(days) <= TICKS:
            break
    return _ticks(days, "%Y" if step >= 12 else "%Y-%m", period)


def _days(period: Run, step: int) -> Iterator[int]:
    first, last = period
    if step % 7 == 0:
        # Day 1, as these are counted, is a Monday: weeks agree from one page to the next.
        first += (1 - first) % step
    yield from range(first, last + 1, step)


def _months(period: Run, step: int) -> Iterator[int]:
    first, last = map(date.fromordinal, period)
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        day = date(month // 12, month % 12 + 1, 1)
        if month % step == 0 and day >= first:
            yield day.toordinal()


def _ticks(days: Iterable[int], form: str, period: Run) -> tuple[Tick, ...]:
    return tuple(
        Tick(x, date.fromordinal(day).strftime(form) if x <= LAST_LABEL else "")
        for day in days
        for x in [_place(day, period)]
    )


def _place(day: int, period: Run) -> int:
    first, last = period
    return round((day - first) * WIDTH / (last + 1 - first))
