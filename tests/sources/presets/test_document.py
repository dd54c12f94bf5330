"""JSON documents, value by value."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.errors import LinkscanError
from linkscan.sources.presets import document
from linkscan.sources.presets.document import document_values

VALUES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)
EVENTS = st.lists(st.dictionaries(st.text(max_size=4), VALUES, max_size=3), max_size=6)


def _read(text: str, most: int = 10_000) -> list[object]:
    return [value for _line, value in document_values(io.StringIO(text), "a.json", most)]


@given(EVENTS, st.sampled_from([None, 1]), st.integers(1, 64))
def test_an_array_gives_its_values(events: list[object], indent: int | None, step: int) -> None:
    """However small the steps in which it is read."""
    before, document._CHUNK = document._CHUNK, step
    try:
        assert _read(json.dumps(events, indent=indent)) == events
    finally:
        document._CHUNK = before


@given(EVENTS)
def test_a_wrapper_is_opened(events: list[object]) -> None:
    """What stands before and behind the list is passed over."""
    answer = {"kind": "x", "n": 1, "Records": events, "next": {"token": ["t"]}, "more": False}
    assert _read(json.dumps(answer)) == events


def test_documents_one_after_the_other() -> None:
    """A file into which several answers were written; each value with its line."""
    text = '{"Records": [{"a": "1"},\n {"a": "2"}]}\n{"Records": []}\n[{"a": "3"}]\n{"b": "4"}'
    assert list(document_values(io.StringIO(text), "a.json", 100)) == [
        (1, {"a": "1"}), (2, {"a": "2"}), (4, {"a": "3"}), (5, {"b": "4"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ['[{"a": "1"}', '{"Records": [{"a": "1"}]', '[{"a": }]', "[]]", '[{"a": "' + "x" * 200]
)
def test_what_is_not_whole_is_refused(text: str) -> None:
    """Cut off, broken, or a value without end."""
    with pytest.raises(LinkscanError, match=r"a\.json: "):
        _read(text, 100)
