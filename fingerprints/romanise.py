"""Names in plain letters: traditional to simplified, Chinese to pinyin, accents dropped."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from fingerprints.text import fold

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters, as ranges for a character class."""

# Only on Latin letters: in other scripts such a mark makes another letter (и and й).
_ACCENTED = re.compile("([a-z])[\u0300-\u036f]+")
# Letters with a stroke or a tail have no accent that could be taken off.
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_APOSTROPHES = re.compile("['’‘`´ʼ]")


def has_han(text: str) -> bool:
    """Whether `text` has Chinese characters; only then the libraries for them load."""
    return not text.isascii() and bool(_han().search(text))


def words(text: str) -> str:
    """The words of a name or an address as compared: folded, simplified, one space between.

    Accents of Latin letters, punctuation and symbols are dropped; Chinese characters stand
    together, whatever stood between them.
    """
    folded = _simplified(_plain(fold(text)))
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in folded)
    plain = " ".join(kept.split())
    return _between_han().sub("", plain) if has_han(plain) else plain


def pinyin(text: str) -> str:
    """`text` with each run of Chinese characters in pinyin without tones, in one piece.

    Characters with several readings get the usual one of the word they stand in; rare ones
    without a known reading stay. `v` stands for `ü`.
    """
    return _han().sub(lambda run: _read(run[0]), text) if has_han(text) else text


# To compile a pattern of so many characters takes longer than many a name in letters.
@cache
def _han() -> re.Pattern[str]:
    return re.compile(f"[{HAN}]+")


@cache
def _between_han() -> re.Pattern[str]:
    return re.compile(f"(?<=[{HAN}]) (?=[{HAN}])")


@cache
def _read(run: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(run))


def _plain(text: str) -> str:
    if text.isascii():
        return _APOSTROPHES.sub("", text)
    bare = _ACCENTED.sub(r"\1", unicodedata.normalize("NFD", text.translate(_LETTERS)))
    return _APOSTROPHES.sub("", unicodedata.normalize("NFKC", bare))


def _simplified(text: str) -> str:
    return str(_converter().convert(text)) if has_han(text) else text


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
