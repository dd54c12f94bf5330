"""Lines for a console: text broken where a reader would break it, wide characters counted twice."""

from __future__ import annotations

import re

from linkscan.report.visible import width

# What may stand on the next line: a wide character with the marks that open and close it, or a
# word with the space after it.
UNITS = re.compile(
    r"[(\[（《“]*[\u2e80-\U0010ffff][，。：；、！？）》”)\]]*|[^\s\u2e80-\U0010ffff]+\s*|\s+"
)


def wrapped(text: str, columns: int, indent: str = "", further: str = "") -> list[str]:
    """`text` in lines of at most `columns`: the first after `indent`, the others after `further`.

    A word that no line holds is broken. There is at least one line.
    """
    lines = [indent]
    for unit in UNITS.findall(text):
        for piece in _pieces(unit, columns):
            if width(lines[-1]) + width(piece.rstrip()) > columns:
                lines.append(further)
            lines[-1] += piece
    return [line.rstrip() for line in lines]


def _pieces(unit: str, columns: int) -> list[str]:
    """A unit that no line can hold, in halves of a line."""
    size = max(columns // 2, 1)
    if width(unit) <= size:
        return [unit]
    step = size if unit.isascii() else max(size // 2, 1)  # characters; wide ones take two columns
    return [unit[at : at + step] for at in range(0, len(unit), step)]
