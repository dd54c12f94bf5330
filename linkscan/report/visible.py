"""Text of strangers made visible: nothing in a value can hide, move or rewrite its surroundings."""

from __future__ import annotations

import unicodedata
from functools import cache

# Controls, formats (bidi marks, zero-width characters), halves of characters, line and
# paragraph separators. Ordinary and ideographic spaces stay.
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_BLANK = frozenset(
    map(
        chr,
        (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x2800, 0x3164,
         *range(0xFE00, 0xFE10), 0xFFA0, *range(0xE0100, 0xE01F0)),
    )
)  # fmt: skip
"""Letters and marks that show nothing: fillers, variation selectors, the blank of Braille.

Source: Unicode 15.1, DerivedCoreProperties, Default_Ignorable_Code_Point (2026-11).
"""


def visible(text: str, brackets: str = "⟨⟩") -> str:
    """`text` with each hidden character as its code point, `⟨U+202E⟩`."""
    if text.isascii() and text.isprintable():
        return text
    hidden = {char for char in set(text) if _is_hidden(char)}
    if not hidden:
        return text
    shown = f"{brackets[0]}U+{{:04X}}{brackets[1]}"
    return text.translate({ord(char): shown.format(ord(char)) for char in hidden})


def escaped(text: str) -> str:
    """JSON with each hidden character as its escape, `\\u202e`: whoever opens it sees it."""
    if text.isascii():
        return text
    import json  # the help of the command line wants the rest of this file, without it

    odd = (char for char in set(text) if char > "~" and _is_hidden(char))
    return text.translate({ord(char): json.dumps(char)[1:-1] for char in odd})


@cache
def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in _HIDDEN or char in _BLANK


def console(text: str) -> str:
    """`text` in characters that a GBK console can print; others as `<U+1F6D2>`."""
    shown = visible(text, "<>")
    if shown.isascii():
        return shown
    return "".join(char if _in_gbk(char) else f"<U+{ord(char):04X}>" for char in shown)


def clip(text: str, length: int) -> str:
    """`text`, cut to `length` characters with an ellipsis where it is longer."""
    return text if len(text) <= length else text[: length - 1] + "…"


def width(text: str) -> int:
    """Columns of a console that `text` takes; a Chinese console draws ambiguous ones wide."""
    if text.isascii():
        return len(text)
    return sum(1 + (unicodedata.east_asian_width(char) in "WFA") for char in text)


def _in_gbk(char: str) -> bool:
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True
