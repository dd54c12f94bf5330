"""Code pages by what bytes read as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.sources.codepages import code_pages, is_latin_letter, readings


def test_a_reading_of_real_text_costs_what_is_usual() -> None:
    """Text in its own code page is within three bits a character of the average."""
    text = "登录时间和账号的店铺"
    (first, *_others) = readings(text.encode("gb18030"))
    assert (first.encoding, first.text) == ("gb18030", text)
    assert abs(first.excess) < 3


def test_what_a_text_says_counts() -> None:
    """A bonus of bits makes a reading likelier."""
    data = "サ".encode("cp932")
    plain = {reading.encoding: reading.bits for reading in readings(data)}
    earned = readings(data, lambda text: 10.0 if text == "サ" else 0.0)
    for reading in earned:
        assert reading.bits == plain[reading.encoding] - (10.0 if reading.text == "サ" else 0.0)


@pytest.mark.parametrize(("char", "often"), [("é", True), ("ł", True), ("Ŀ", False), ("ж", False)])
def test_letters_with_marks(char: str, often: bool) -> None:
    """Accents, but no letters of phonetics and of other scripts."""
    assert is_latin_letter(char) is often


@given(st.binary(max_size=30))
def test_any_bytes_have_a_reading(data: bytes) -> None:
    """KOI8-R reads all bytes; every reading is what its code page says, cheapest first."""
    found = readings(data)
    assert {reading.encoding for reading in found} <= {page.name for page in code_pages()}
    assert "koi8_r" in {reading.encoding for reading in found}
    assert all(data.decode(reading.encoding) == reading.text for reading in found)
    assert [reading.bits for reading in found] == sorted(reading.bits for reading in found)
