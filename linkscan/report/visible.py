"""Text of strangers made visible: nothing in a value can hide, move or rewrite its surroundings."""

from __future__ import annotations

import unicodedata

# Controls, formats (bidi marks, zero-width characters), halves of characters, line and
# paragraph separators. Ordinary and ideographic spaces stay.
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def visible(text: str, brackets: str = "⟨⟩") -> str:
    """`text` with each hidden character as its code point, `⟨U+202E⟩`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        f"{brackets[0]}U+{ord(char):04X}{brackets[1]}"
        if unicodedata.category(char) in _HIDDEN
        else char
        for char in text
    )


def console(text: str) -> str:
    """`text` in characters that a GBK console can print; others as `<U+1F6D2>`."""
    shown = visible(text, "<>")
    return "".join(char if _in_gbk(char) else f"<U+{ord(char):04X}>" for char in shown)


def clip(text: str, length: int) -> str:
    """`text`, cut to `length` characters with an ellipsis where it is longer."""
    return text if len(text) <= length else text[: length - 1] + "…"


def width(text: str) -> int:
    """Columns of a console that `text` takes; a Chinese console draws ambiguous ones wide."""
    return sum(1 + (unicodedata.east_asian_width(char) in "WFA") for char in text)


def _in_gbk(char: str) -> bool:
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True
