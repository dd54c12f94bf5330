"""Text as people read it: what spelling, width and invisible characters add is taken away.

Every function here is a fixed point: applied to its own result it changes nothing.
"""

from __future__ import annotations

import re
import unicodedata

from fingerprints.settle import settled

# Control, format and surrogate characters: copying from a web page or from the certificate
# window of Windows leaves a U+200B or U+202A in front of a value, and nobody sees it.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})

_SEPARATORS = re.compile(r"[\s/\-\u2010-\u2015\u2212]+")
# Exports guard long numbers from Excel as '6222..., ="6222..." or with a back quote.
_GUARDS = "'\"=`"
_FLOAT = re.compile(r"([0-9]+)\.0+")
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{1,3}|[0-9][.,][0-9]+[eE][0-9]{1,3}")
_MASK_SIGNS = re.compile(r"[*•●■█]|\.{3}")
_MASK_RUNS = re.compile(r"[xX×]{3}|#{3}|\?{3}|_{3}")


def _tidied(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    if not text.isprintable():
        text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _INVISIBLE)
    return " ".join(text.split())


def tidy(text: str) -> str:
    """`text` in NFKC, without invisible characters, white space collapsed and trimmed."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return settled(_tidied, text)


def fold(text: str) -> str:
    """`tidy` text without differences of case."""
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().split())
    return settled(lambda t: _tidied(t.casefold()), text)


def unguarded(text: str) -> str:
    """A number without what an export put around it: quotes, `=`, and the `.0` of a float."""
    bare = text.strip(_GUARDS)
    return found[1] if (found := _FLOAT.fullmatch(bare)) else bare


def number(text: str) -> str:
    """A number of a paper: upper case, `unguarded`, without spaces, hyphens and slashes."""
    return settled(lambda t: unguarded(_SEPARATORS.sub("", _tidied(t.upper()))), text)


def is_masked(text: str, *, runs: bool = False) -> bool:
    """Whether part of `text` is hidden: 138****5678, and with `runs` 138xxxx5678 and ####."""
    return bool(_MASK_SIGNS.search(text) or (runs and _MASK_RUNS.search(text)))


def is_rounded(text: str) -> bool:
    """Whether `text` is a number as a spreadsheet shows it when it lost digits: 6.22E+18."""
    return bool(_SCIENTIFIC.fullmatch(text))


def one_character(text: str) -> bool:
    """Whether `text` repeats one character (00-00-00, ffff), separators aside."""
    return len({c for c in text if c not in " -_.:{}()"}) <= 1


def mask(key: str, head: int, tail: int) -> str:
    """`key` with its middle hidden: at most `head` and `tail` characters, never over half."""
    if len(key) < 2 * (head + tail):
        head, tail = 0, min(tail, len(key) // 4)
    return f"{key[:head]}****{key[len(key) - tail :]}"
