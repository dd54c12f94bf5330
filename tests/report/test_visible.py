"""Visible text: nothing in a value hides, moves or rewrites its surroundings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.report.visible import clip, console, visible, width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("plain text", "plain text"),
        ("店铺 一号", "店铺 一号"),
        ("shop\u202etxt.exe", "shop⟨U+202E⟩txt.exe"),
        ("a\nb\tc\r", "a⟨U+000A⟩b⟨U+0009⟩c⟨U+000D⟩"),
        ("\x1b[31mred", "⟨U+001B⟩[31mred"),
        ("zero\u200bwidth\ufeff", "zero⟨U+200B⟩width⟨U+FEFF⟩"),
        ("half \ud800", "half ⟨U+D800⟩"),
        ("line\u2028end", "line⟨U+2028⟩end"),
        ("fil\u3164ler\u2800", "fil⟨U+3164⟩ler⟨U+2800⟩"),
        ("\u2764\ufe0f", "\u2764⟨U+FE0F⟩"),
        ("\u3000ideographic", "\u3000ideographic"),
    ],
)
def test_hidden_characters_are_shown(text: str, shown: str) -> None:
    """Controls, bidi marks, zero-width characters and half characters show their code."""
    assert visible(text) == shown


@given(st.text(st.characters()))
def test_visible_text_stays_as_it_is(text: str) -> None:
    """What was made visible holds nothing hidden, and has a UTF-8 form."""
    shown = visible(text)
    assert visible(shown) == shown
    assert shown.encode().decode() == shown


@given(st.text(st.characters()))
def test_a_gbk_console_can_print_it(text: str) -> None:
    """Any text whatever becomes one that GBK encodes."""
    assert console(text).encode("gbk").decode("gbk") == console(text)


def test_characters_beyond_gbk_are_named() -> None:
    """An emoji shows as its code point, not as a crash."""
    assert console("shop \U0001f6d2") == "shop <U+1F6D2>"


def test_width_counts_chinese_twice() -> None:
    """A Chinese character takes two columns."""
    assert width("店A") == 3


@pytest.mark.parametrize(("text", "cut"), [("abc", "abc"), ("abcd", "ab…")])
def test_clip(text: str, cut: str) -> None:
    """A long text ends in an ellipsis and fits."""
    assert clip(text, 3) == cut
