"""Fixed points."""

from __future__ import annotations

from fingerprints.settle import settled


def test_a_step_is_repeated_until_it_changes_nothing() -> None:
    """What one round uncovers, the next one takes."""
    assert settled(lambda text: text.replace("ab", ""), "aabb") == ""
    assert settled(lambda text: text.replace("ab", ""), "ba") == "ba"
