"""The terminal that answers are shown on: its size, and colours where it has them.

Where stdout goes elsewhere, or NO_COLOR is set, text is plain and nothing is imported for it.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from typing import TYPE_CHECKING

import click

from linkscan.i18n import _, translate

if TYPE_CHECKING:
    from linkscan.report.forms.text import Page

NARROWEST, WIDEST, LOWEST = 40, 100, 20
"""Columns and lines of a page, whatever the terminal says: a longer line reads badly."""

STYLES = {
    _("critical"): "bold red",
    _("high"): "red",
    _("medium"): "yellow",
    _("low"): "cyan",
    _("clear"): "green",
    _("STOP"): "bold red",
    _("REVIEW"): "yellow",
    _("NOT CHECKED"): "cyan",
    _("GO"): "green",
}
"""How words in brackets are shown."""


def page() -> Page:
    """The page that fits the terminal; of 100 columns and 40 lines where there is none."""
    from linkscan.report.forms.text import Page

    size = shutil.get_terminal_size((100, 41))
    columns = min(max(size.columns, NARROWEST), WIDEST)
    return Page(columns, max(size.lines - 1, LOWEST))


def show(text: str, lang: str) -> None:
    """Print an answer; a terminal shows headings bold and levels in colours."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        click.echo(text, nl=False)
        return
    from rich.console import Console
    from rich.text import Text

    styles = {translate(word, lang): style for word, style in STYLES.items()}
    shown = Text(text)
    for found in re.finditer(r"^[ \d.]*(\[(.+?)\])", text, re.MULTILINE):
        if found[2] in styles:
            shown.stylize(styles[found[2]], *found.span(1))
    shown.highlight_regex(r"(?m)^\S.*[:：]$", "bold")
    Console(highlight=False, markup=False, emoji=False).print(shown, soft_wrap=True, end="")
