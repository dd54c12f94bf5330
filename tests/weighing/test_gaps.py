"""Days between the nearest uses of a value, against a loop over all pairs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.engine import LocalEngine
from linkscan.weighing.gaps import gaps
from tests.strategies import examples

Use = tuple[int, int, int | None]
"""Tie, account, day."""

ACCOUNTS = 6
UNKNOWN = -1
uses = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.integers(0, ACCOUNTS - 1),
        st.one_of(st.integers(0, 12), st.integers(0, 900), st.none()),
    ),
    max_size=25,
)
marks = st.lists(st.integers(0, 2), min_size=ACCOUNTS, max_size=ACCOUNTS)


@pytest.fixture(scope="module")
def engine() -> Iterator[LocalEngine]:
    engine = LocalEngine(threads=1)
    yield engine
    engine.close()


def said(
    engine: LocalEngine, days: list[Use], mark: list[int], part: list[int]
) -> dict[tuple[int, int], int]:
    """Gaps by (tie, account), as the engine finds them."""
    known = [(tie, account, UNKNOWN if day is None else day) for tie, account, day in {*days}]
    engine.put("uses", {"tie": "INTEGER", "account": "INTEGER", "day": "INTEGER"}, known)
    engine.create("days", f"SELECT * REPLACE (nullif(day, {UNKNOWN}) AS day) FROM uses")
    engine.put(
        "accounts",
        {"account": "INTEGER", "side": "INTEGER", "region": "INTEGER"},
        [(n, mark[n], part[n]) for n in range(ACCOUNTS)],
    )
    rows = engine.rows(gaps("side", "region"))
    assert len({(tie, account) for tie, account, _gap in rows}) == len(rows)
    return {(tie, account): gap for tie, account, gap in rows}


def wanted(days: list[Use], mark: list[int], part: list[int]) -> dict[tuple[int, int], int]:
    """The same by trying all pairs of uses."""
    found: dict[tuple[int, int], int] = {}
    for tie, account, day in days:
        for other_tie, other, other_day in days:
            if tie == other_tie and part[account] == part[other] and mark[account] != mark[other]:
                gap = 0 if day is None or other_day is None else abs(day - other_day)
                found[tie, account] = min(gap, found.get((tie, account), gap))
    return found


@examples(150)
@given(uses, marks, marks)
def test_nearest_days(
    engine: LocalEngine, days: list[Use], mark: list[int], part: list[int]
) -> None:
    """The gap of an account is the least distance of its days to those of another mark in its
    part; 0 where either day is not known; nothing where there is nobody."""
    assert said(engine, days, mark, part) == wanted(days, mark, part)


@examples(50)
@given(uses, marks, uses)
def test_one_more_use_never_widens_a_gap(
    engine: LocalEngine, days: list[Use], mark: list[int], more: list[Use]
) -> None:
    """More days leave every gap as it is or make it smaller."""
    part = [0] * ACCOUNTS
    before, after = said(engine, days, mark, part), said(engine, days + more, mark, part)
    assert all(after[one] <= gap for one, gap in before.items())


def test_turns_are_never_far_apart(engine: LocalEngine) -> None:
    """Two accounts that took turns for a year were never further apart than a day, though
    their first and last days are: gaps are not read from those."""
    days: list[Use] = [(0, n % 2, n) for n in range(365)]
    assert said(engine, days, [0, 1, 2, 2, 2, 2], [0] * ACCOUNTS) == {(0, 0): 1, (0, 1): 1}
