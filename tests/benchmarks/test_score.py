"""Precision, recall and B-cubed, by hand-worked examples and against naive counting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.accuracy.score import (
    Score,
    b_cubed,
    components,
    pairs_within,
    score_counts,
    score_pairs,
)

labels = st.lists(st.integers(0, 4), max_size=12)


@pytest.mark.parametrize(
    ("said", "true", "score", "f1"),
    [
        ({(0, 1), (0, 2)}, {(0, 1), (1, 2), (2, 3)}, Score(1 / 2, 1 / 3), 0.4),
        ({(0, 1)}, {(0, 1)}, Score(1.0, 1.0), 1.0),
        ({(0, 1)}, {(1, 2)}, Score(0.0, 0.0), 0.0),
        (set(), {(1, 2)}, Score(1.0, 0.0), 0.0),
        ({(0, 1)}, set(), Score(0.0, 1.0), 0.0),
    ],
)
def test_pairs_are_counted_once_on_each_side(
    said: set[tuple[int, int]], true: set[tuple[int, int]], score: Score, f1: float
) -> None:
    """Precision is of what is said, recall of what is true; silence is precise."""
    assert score_pairs(said, true) == score
    assert score.f1 == pytest.approx(f1)


def test_a_count_of_nothing_misses_nothing() -> None:
    """Where nothing is true and nothing said, all is right."""
    assert score_counts(0, 0, 0) == Score(1.0, 1.0)


def test_pairs_within_labels() -> None:
    """Records of one label are pairs, the smaller number first."""
    assert pairs_within(["a", "b", "a", "a"]) == {(0, 2), (0, 3), (2, 3)}


@given(st.integers(1, 9), st.data())
def test_components_are_those_of_a_naive_merge(size: int, data: st.DataObject) -> None:
    """Two records carry one label exactly if merging pair by pair brings them together."""
    number = st.integers(0, size - 1)
    pairs = data.draw(st.lists(st.tuples(number, number), max_size=12))
    naive = list(range(size))
    for a, b in pairs:
        naive = [naive[a] if label == naive[b] else label for label in naive]
    assert pairs_within(components(size, pairs)) == pairs_within(naive)


def test_b_cubed_of_a_worked_example() -> None:
    """Said {0,1,2} {3}, true {0,1} {2,3}: precision (2/3+2/3+1/3+1)/4, recall (1+1+1/2+1/2)/4."""
    score = b_cubed([0, 0, 0, 1], ["a", "a", "b", "b"])
    assert score.precision == pytest.approx(2 / 3)
    assert score.recall == pytest.approx(3 / 4)


@given(labels)
def test_b_cubed_equals_counting_record_by_record(true: list[int]) -> None:
    """The sums over cells are the means over records, whatever the truth."""
    said = [label % 2 for label in true]
    groups = [{n for n, other in enumerate(said) if other == label} for label in said]
    truths = [{n for n, other in enumerate(true) if other == label} for label in true]
    size = len(true) or 1
    precision = sum(len(g & t) / len(g) for g, t in zip(groups, truths, strict=True)) / size
    recall = sum(len(g & t) / len(t) for g, t in zip(groups, truths, strict=True)) / size
    score = b_cubed(said, true)
    assert (score.precision, score.recall) == (
        pytest.approx((precision, recall)) if true else (1.0, 1.0)
    )
