"""Lines for a console: never too wide, nothing lost, broken where a reader would."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkscan.report.visible import width
from linkscan.report.wrapping import wrapped


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one two three", ["one two", "three"]),
        ("店铺被封了吗", ["店铺被封了", "吗"]),
        ("店铺被封了，是", ["店铺被封", "了，是"]),  # no line begins with a comma
        ("店铺在哪（这里）", ["店铺在哪", "（这里）"]),  # none ends with a bracket
        ("abcdefghijklmn", ["abcdefghij", "klmn"]),
    ],
)
def test_lines(text: str, lines: list[str]) -> None:
    """Words and closing marks stay whole; what no line holds is broken."""
    assert wrapped(text, 10) == lines


@example("a（（店", 8)
@given(st.text("ab 店铺，（）x", max_size=60), st.integers(8, 30))
def test_no_line_is_too_wide(text: str, columns: int) -> None:
    """Every line fits, but for marks that close a character; no character is lost."""
    lines = wrapped(text, columns, "  ", "    ")
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line.rstrip("，）")) <= columns for line in lines)
