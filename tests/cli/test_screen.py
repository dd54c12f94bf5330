"""The terminal: its size, and colours only where they are wanted."""

from __future__ import annotations

import io
import sys

import pytest

from linkscan.cli.screen import page, show

TEXT = "[high] 2 stores share a device.\n\nFiles:\n  a.csv\n1. [clear] x [high] \u00d7 2\n"


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, **environ: str) -> str:
    """TEXT as a terminal in this environment gets it."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    stream = Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    show(TEXT, "en")
    return stream.getvalue()


def test_levels_are_coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Levels at the start of a line and headings; every character stays."""
    text = shown(monkeypatch)
    assert text.startswith("\x1b[31m[high]\x1b[0m 2 stores")
    assert "\x1b[1mFiles:\x1b[0m" in text
    assert "1. \x1b[32m[clear]\x1b[0m x [high]" in text


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_where_none_is_wanted(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_COLOR and a terminal without colours get the text as it is."""
    assert shown(monkeypatch, **environ) == TEXT


def test_a_pipe_gets_the_text_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """So does what reads the output of linkscan."""
    show(TEXT, "en")
    assert capsys.readouterr().out == TEXT


@pytest.mark.parametrize(
    ("columns", "rows", "expected"),
    [("80", "25", (80, 24)), ("300", "90", (100, 89)), ("10", "3", (40, 20))],
)
def test_page(
    columns: str, rows: str, expected: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is as large as the terminal, within what can be read."""
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("LINES", rows)
    found = page()
    assert (found.columns, found.lines) == expected
