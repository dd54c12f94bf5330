"""Lines for a console: text broken where a reader would break it, wide characters counted twice."""

from __future__ import annotations

import re

from linkscan.report.visible import width

_WORDS = re.compile(r"\S+\s*|\s+")
_UNITS = r"[(\[（《“]*[\u2e80-\U0010ffff][，。：；、！？）》”)\]]*|[^\s\u2e80-\U0010ffff]+\s*|\s+"


def wrapped(text: str, columns: int, indent: str = "", further: str = "") -> list[str]:
    """`text` in lines of at most `columns`: the first after `indent`, the others after `further`.

    A word that no line holds is broken. There is at least one line.
    """
    lines, taken = [indent], width(indent)
    for unit in units(text):
        for piece in _pieces(unit, columns):
            if taken + width(piece.rstrip()) > columns:
                lines.append(further)
                taken = width(further)
            lines[-1] += piece
            taken += width(piece)
    return [line.rstrip() for line in lines]


def units(text: str) -> list[str]:
    """What may stand on the next line: a wide character with the marks that open and close it,
    or a word with the space after it."""
    # Compiled where it is wanted: it takes as long as all else that help in English needs.
    return _WORDS.findall(text) if text.isascii() else re.findall(_UNITS, text)


def _pieces(unit: str, columns: int) -> list[str]:
    """A unit that no line can hold, in halves of a line."""
    size = max(columns // 2, 1)
    if width(unit) <= size:
        return [unit]
    step = size if unit.isascii() else max(size // 2, 1)  # characters; wide ones take two columns
    return [unit[at : at + step] for at in range(0, len(unit), step)]
