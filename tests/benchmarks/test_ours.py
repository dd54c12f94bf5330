"""linkscan is judged by what its report says and cites, and by nothing else."""

from __future__ import annotations

from benchmarks.accuracy.ours import judge
from benchmarks.accuracy.score import Score
from benchmarks.accuracy.world import Bond
from tests.benchmarks.small import small_world

VISITS = [
    *((account, 5, "198.51.100.7") for account in "AB"),
    ("C", 5, "198.51.100.8"),
    ("D", 5, "198.51.100.9"),
]
PHONES = {"C": {"phone": "+1 202 555 0101"}, "D": {"phone": "001 (202) 555-0101"}}
PHONE_BOND = Bond("phone", frozenset("CD"), frozenset({"+1 202 555 0101", "001 (202) 555-0101"}))


def test_findings_are_followed_to_pairs_and_to_lines() -> None:
    """Two findings of two stores: both pairs are said, and both values are cited."""
    line = Bond("line", frozenset("AB"), frozenset({"198.51.100.7"}))
    owners = {"A": "one", "B": "one", "C": "other", "D": "other"}
    ours = judge(small_world(VISITS, owners, PHONES, [line, PHONE_BOND]))
    assert ours.score == Score(1.0, 1.0)
    assert (ours.findings, ours.top, ours.explained) == (2, 2, 1.0)


def test_a_tie_of_strangers_costs_precision_and_explains_nothing() -> None:
    """What is tied without being true counts against it; a value nobody shares is not told."""
    missed = Bond("line", frozenset("BC"), frozenset({"203.0.113.5"}))
    owners = {"A": "a", "B": "b", "C": "other", "D": "other"}
    ours = judge(small_world(VISITS, owners, PHONES, [missed, PHONE_BOND]))
    assert ours.score == Score(0.5, 1.0)
    assert ours.explained == 0.5
