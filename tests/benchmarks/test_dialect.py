"""The scorer of polluted tables, and the score that is claimed."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.dialect import (
    SIMPLE_GOAL,
    WEIGHTED_GOAL,
    Variant,
    field,
    linkscan,
    run,
    score,
    table,
    variants,
)


def test_points_of_a_file() -> None:
    """Ten for a file read right; precision and recall fall with what is missing."""
    variant = Variant("x", "", ("a", "b"), [["1", "2"], ["3", "4"]], 1)
    assert score(variant, ["a", "b"], [["1", "2"], ["3", "4"]]) == 10
    assert score(variant, ["c"], [["5"]]) == 1
    half = score(variant, ["a", "b"], [["1", "2"]])
    # header 3; records 1, 1/2, 2/3; cells 1, 4/6, 4/5; success 1
    assert half == pytest.approx(1 + 3 + (1 + 1 / 2 + 2 / 3) + (1 + 4 / 6 + 4 / 5))


def test_the_variants_are_those_of_the_benchmark() -> None:
    """22 of the file; 9 + 9 + 8 + 1 of each of the 84 rows."""
    names = [variant.name for variant in variants()]
    assert len(names) == len(set(names)) == 22 + len(table()) * 27
    sampled = [variant for variant in variants(12) if variant.name.startswith("row_")]
    assert sum(variant.count for variant in sampled) == pytest.approx(84 * 27)


@pytest.mark.parametrize(
    ("cell", "escape", "written"),
    [("a", None, "a"), ('8" x', None, '"8"" x"'), ('8" x', "\\", '"8\\" x"'), ("a,b", "", '"a,b"')],
)
def test_a_cell_is_quoted_where_it_must_be(cell: str, escape: str | None, written: str) -> None:
    """Quotes inside are doubled, escaped, or left as they are by bad writers."""
    assert field(cell, escape=escape) == written


def test_the_goal_is_reached(tmp_path: Path) -> None:
    """Every 30th row polluted in every way: simple and weighted score."""
    files = []
    for variant in variants(30):
        path = tmp_path / f"{variant.name}.csv"
        path.write_text(variant.text, "utf-8", newline="")
        files.append((variant, path))
    points = run(linkscan, files)
    for name, goal in (("count", SIMPLE_GOAL), ("weight", WEIGHTED_GOAL)):
        weights = [getattr(variant, name) for variant, _path in files]
        mean = sum(p * w for p, w in zip(points, weights, strict=True)) / sum(weights)
        assert mean >= goal
