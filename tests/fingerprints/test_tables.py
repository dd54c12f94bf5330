"""Data that is read when first needed."""

from __future__ import annotations

from fingerprints.tables import LazyTable


def test_a_lazy_table_is_made_once_when_asked() -> None:
    """Nothing is made before the first question, and only once."""
    made: list[int] = []

    def make() -> dict[str, int]:
        made.append(1)
        return {"a": 1, "b": 2}

    table = LazyTable(make)
    assert made == []
    assert (table["a"], list(table), len(table), "c" in table) == (1, ["a", "b"], 2, False)
    assert made == [1]
