"""Phrases as patterns."""

from __future__ import annotations

import re

from fingerprints.phrases import any_of, as_words


def test_the_longest_phrase_counts() -> None:
    """A phrase that begins another does not hide it, and a dot is a dot."""
    assert re.findall(any_of(["a", "ab", "a.c"]), "ab abc a.c") == ["ab", "ab", "a.c"]


def test_phrases_are_whole_words() -> None:
    """Nothing is found inside of a word."""
    assert as_words(["st", "north east"]).sub("-", "st stone best north east st") == (
        "- stone best - -"
    )
