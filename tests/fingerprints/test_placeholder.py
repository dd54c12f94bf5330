"""The lists of texts that stand for nothing."""

from __future__ import annotations

import pytest

from fingerprints import KINDS, Rejected, identify
from fingerprints.placeholder import placeholders
from fingerprints.tables import load

LISTS = load("placeholders")["list"]


@pytest.mark.parametrize("entry", LISTS, ids=lambda entry: entry["kinds"][0])
def test_every_list_is_stated(entry: dict[str, object]) -> None:
    """Each list has its kinds, source and date."""
    assert set(entry) == {"kinds", "values", "source", "date"}
    assert set(entry["kinds"]) <= {"any", *KINDS}  # type: ignore[call-overload]
    assert entry["source"]
    assert entry["date"]


@pytest.mark.parametrize("kind", ["device_id", "mac", "hostname", "phone", "email", "document"])
def test_every_listed_value_is_refused(kind: str) -> None:
    """No listed value is ever an identifier of its kind."""
    for text in placeholders(kind):
        assert isinstance(identify(kind, text), Rejected), text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["N/A", "null", "无", "-"])
def test_a_word_for_nothing_is_nothing_of_any_kind(kind: str, text: str) -> None:
    """An empty-cell word ties no accounts, whatever the column."""
    assert identify(kind, text) == Rejected(kind, "placeholder")
