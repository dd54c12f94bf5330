"""The rivals do what their rules say, on worlds small enough to draw."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.accuracy.rivals import EVIDENCE, RULES, best_of_rivals, closed, gather
from benchmarks.accuracy.rivals import _widened as widened
from tests.benchmarks.small import small_world

OWNERS = {"A": "one", "B": "one", "C": "other"}


def test_papers_are_compared_as_written_but_for_case_and_spaces() -> None:
    """A mailbox in capitals is the same to a rival, a card with spaces another; blanks are none."""
    papers = {
        "A": {"email": "x@example.com", "card": "4242420000000018"},
        "B": {"email": " X@EXAMPLE.com", "card": "4242 4200 0000 0018"},
    }
    shared = gather(small_world([], OWNERS, papers))[EVIDENCE.index("papers")].shared()
    assert shared[0, 1] == 1
    assert shared[0, 2] == 0


@pytest.mark.parametrize(
    ("gap", "window", "linked"), [(0, 60, 1), (60, 60, 1), (61, 60, 0), (61, 90, 1), (91, 90, 0)]
)
def test_a_window_counts_days_between_the_nearest_uses(gap: int, window: int, linked: int) -> None:
    """An address of two accounts links up to the last day of the window, and not after it."""
    visits = [("A", 20, "198.51.100.7"), ("B", 20 + gap, "198.51.100.7"), ("B", 299, "192.0.2.1")]
    address = gather(small_world(visits, OWNERS))[EVIDENCE.index("address")]
    assert address.shared_within(window)[0, 1] == linked
    assert address.shared_within(window)[1, 0] == linked


@given(st.sets(st.integers(0, 40)), st.integers(0, 50))
def test_widened_days_are_those_near_a_day(days: set[int], window: int) -> None:
    """A sliding sum finds the same days as looking at every distance."""
    row = np.zeros((1, 41), np.bool_)
    row[0, list(days)] = True
    near = {day for day in range(41) if any(abs(day - one) <= window for one in days)}
    assert set(np.flatnonzero(widened(row, window)[0])) == near


def test_a_cap_leaves_out_what_many_share() -> None:
    """A value of three accounts links under a cap of three, and no more under two."""
    visits = [(account, 5, "198.51.100.7") for account in OWNERS]
    address = gather(small_world(visits, OWNERS))[EVIDENCE.index("address")]
    assert address.shared_by_few(3)[0, 2] == 1
    assert address.shared_by_few(2).sum() == 0


def test_pairs_followed_to_their_end() -> None:
    """A-B and B-C make A-C; D stays alone."""
    linked = np.zeros((4, 4), np.bool_)
    linked[0, 1] = linked[1, 2] = True
    assert closed(linked)[0].tolist() == [True, True, True, False]


def test_each_rule_is_judged_at_its_best() -> None:
    """Where an address misleads and a mailbox does not, every rule looks at the mailbox."""
    visits = [(account, 5, "198.51.100.7") for account in ("B", "C")]
    kinds = ("uscc", "resident_id", "card", "phone")
    papers = {
        account: {"email": f"{owner}@example.com", **{kind: f"{kind} {account}" for kind in kinds}}
        for account, owner in OWNERS.items()
    }
    best = best_of_rivals(small_world(visits, OWNERS, papers))
    assert [one.rule for one in best] == [rule.name for rule in RULES]
    assert {one.score.f1 for one in best} == {1.0}
    assert all("address" not in one.setting for one in best)
