"""The exception that people read, in their language."""

from __future__ import annotations

from linkscan.errors import LinkscanError


def test_sentence_in_two_languages() -> None:
    """The sentence is English by itself, and in Chinese where the catalogue has it."""
    error = LinkscanError("{where}: no such file or folder; check the path.", where="登录.csv")
    assert str(error) == error.text("en") == "登录.csv: no such file or folder; check the path."
    assert error.text("zh") != error.text("en")
    assert error.text("zh").startswith("登录.csv")


def test_unknown_sentence_stays_english() -> None:
    """A sentence that the catalogue lacks is shown, not lost."""
    error = LinkscanError("{what!r} is new", what="x")
    assert error.text("zh") == "'x' is new"
