"""What the bench tells of its figures."""

from __future__ import annotations

import pytest

from benchmarks.accuracy.__main__ import told_wins
from benchmarks.accuracy.rivals import Best
from benchmarks.accuracy.score import Score


@pytest.mark.parametrize(
    ("recall", "told"),
    [
        (1.0, ["families: one hop 1.000, linkscan 0.667"]),
        (0.5, []),  # as good is no win
        (0.4, []),
    ],
)
def test_a_rival_wins_by_a_higher_f1_alone(recall: float, told: list[str]) -> None:
    """Every rival that is better is named with both figures, an equal one is not."""
    rival = Best("one hop", Score(1.0, recall), "address")
    assert told_wins("families", Score(1.0, 0.5), [rival]) == told
