"""Help whose Chinese stays within the lines: click counts characters, a console columns."""

from __future__ import annotations

from collections.abc import Iterable

import click

from linkscan.report.visible import width
from linkscan.report.wrapping import wrapped


class WideFormatter(click.HelpFormatter):
    """Writes the texts of a help page in lines that no wide character overruns."""

    def write_text(self, text: str) -> None:
        indent = " " * self.current_indent
        self._write(wrapped(" ".join(text.split()), self.width, indent, indent))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        listed = list(rows)
        most = min(max((width(term) for term, _said in listed), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        further = indent + " " * most
        for term, said in listed:
            first = f"{indent}{term}"
            gap = most - width(term)
            if gap < col_spacing:
                self._write([first])
                first, gap = indent, most
            self._write(wrapped(said, self.width, first + " " * gap, further))

    def _write(self, lines: Iterable[str]) -> None:
        self.write("".join(f"{line}\n" for line in lines))
