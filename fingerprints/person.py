"""The person behind a name, in whatever order and script it is written."""

from __future__ import annotations

import re
from functools import cache

from fingerprints.identifier import Identifier, Rejected
from fingerprints.placeholder import is_placeholder
from fingerprints.romanise import HAN, has_han, pinyin, words
from fingerprints.settle import settled
from fingerprints.tables import load
from fingerprints.text import is_masked, mask, tidy

MIN_LETTERS = 3
"""Letters of a name; shorter ones are initials or a bare surname (Wu, Li). Ours."""

MAX_LETTERS = 200
"""Characters of a name as written; longer texts are none. Ours."""

_LYU = re.compile("(?<![^ ])lyu")  # as passports write 吕, which input methods write lv


def canonical_person(text: str) -> Identifier | Rejected:
    """Name whom a personal name calls: 张小明, 張小明, "Zhang Xiao Ming", "XIAOMING, Zhang".

    Two names have one key if their letters are the same and the surname stands first in one
    and last in the other: the key is that rotation of the letters (Chinese in pinyin without
    tones, accents dropped) which sorts last. So it counts neither which part is the surname
    nor how the given name is cut, while the order of the given names does count. Titles
    (Mr, Dr, 先生) are dropped, initials kept.

    Equal keys are soft evidence at most: thousands are called so, and tones are lost.

    Refused: `masked` (张*, 张某某), `too-short` (张, Li: a bare surname), placeholders.
    """
    written = tidy(text)
    if not written:
        return Rejected("person", "empty")
    if is_placeholder("person", written):
        return Rejected("person", "placeholder")
    if len(written) > MAX_LETTERS:
        return Rejected("person", "too-long")
    name = _bare(written)
    key = settled(_letters, name)
    if len(key) > MAX_LETTERS:  # a character has up to six letters
        return Rejected("person", "too-long")
    if not key or is_placeholder("person", key):
        return Rejected("person", "placeholder")
    if is_masked(written) or _hidden().search(name) or _hidden().search(key):
        return Rejected("person", "masked")
    if _is_short(name, key):
        return Rejected("person", "too-short")
    return Identifier("person", key, mask(key, 1, 0))


def _bare(text: str) -> str:
    """The words of a name without the titles around it."""
    titles = load("surnames")["titles"]
    parts = words(text).split()
    # A key is one word, and stays what it is.
    bare = [part for part in parts if part not in titles["before"]] or parts
    return _untitled(" ".join(bare), titles["after"])


def _untitled(name: str, titles: list[str]) -> str:
    """A Chinese name without the longest of the titles that end it: 李雷总经理."""
    found = [title for title in titles if name.endswith(title)]
    return name.removesuffix(max(found, key=len, default="")).rstrip()


def _letters(name: str) -> str:
    """One round: the greatest rotation of a name's letters."""
    latin = _LYU.sub("lv", words(pinyin(_with_surname_read(words(name)))))
    return _greatest_rotation(latin.replace(" ", ""))


def _with_surname_read(name: str) -> str:
    """A Chinese name with its surname in letters, where that is read in a way of its own."""
    if has_han(name[:1]):
        readings = _readings()
        for length in (2, 1):  # 单于 before 单
            if length < len(name) and (reading := readings.get(name[:length])):
                return reading + name[length:]
    return name


@cache
def _hidden() -> re.Pattern[str]:
    """A name that hides itself: 张某某, 张XX."""
    return re.compile(f"[{HAN}](?:某+|[xX×]{{1,3}})$|^某+[{HAN}]?$")


@cache
def _readings() -> dict[str, str]:
    return dict(load("surnames")["readings"])


def _greatest_rotation(letters: str) -> str:
    return max((letters[i:] + letters[:i] for i in range(len(letters))), default="")


def _is_short(name: str, key: str) -> bool:
    least = MIN_LETTERS if key.isascii() else 2
    return len(key) < least or (len(name) == 1 and has_han(name))
