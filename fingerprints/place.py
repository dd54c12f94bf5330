"""The place behind a postal address, as far as its text says."""

from __future__ import annotations

import re
from functools import cache

from fingerprints.identifier import Identifier, Rejected
from fingerprints.phrases import any_of, as_words
from fingerprints.placeholder import is_placeholder
from fingerprints.romanise import HAN, words
from fingerprints.settle import settled
from fingerprints.tables import load
from fingerprints.text import is_masked, mask, tidy

MIN_LENGTH = 5
"""Characters of an address; shorter ones are a town or a house number. Ours."""

SHOWN = 3
"""Characters at the head of the key that a label shows: the region."""

# Between two numbers the space stays: 1-2号 is not 12号.
_SPACES = re.compile(r"(?<!\d) | (?!\d)")


def canonical_place(text: str) -> Identifier | Rejected:
    """Name the place that a postal address as written calls; equal keys are equal wording.

    Case, width, traditional characters, punctuation, spaces (but between two numbers), the
    length of street words ("Street", "St.") and the country at the end do not count. The
    order of the parts, numbers, floors, rooms and postcodes do. Nothing is looked up, so a
    near match is another key.

    Refused: `masked` (示例市****), `too-short` (a town, or regions only: 广东省深圳市),
    placeholders.
    """
    written = tidy(text)
    if not written:
        return Rejected("address", "empty")
    if is_placeholder("address", written):
        return Rejected("address", "placeholder")
    if is_masked(written):
        return Rejected("address", "masked")
    key = settled(_worded, written)
    if not key or is_placeholder("address", key):
        return Rejected("address", "placeholder")
    if len(key) < MIN_LENGTH or _regions().fullmatch(key):
        return Rejected("address", "too-short")
    return Identifier("address", key, mask(key, SHOWN, 0))


def _worded(text: str) -> str:
    """One round: the words in their short form, in one piece."""
    named = _numbered().sub("", _without_country(words(text)))
    short = _shortened().sub(lambda word: _short_forms()[word[0]], named)
    return _SPACES.sub("", short)


def _without_country(named: str) -> str:
    return _country().sub("", f" {named}").strip()


@cache
def _country() -> re.Pattern[str]:
    countries = load("address_words")["countries"]
    latin, han = any_of(countries["latin"]), any_of(countries["han"])
    return re.compile(rf" (?:{latin})(?=(?: \d{{4,6}})?$)|^ (?:{han})|(?:{han})(?=(?: ?\d{{6}})?$)")


@cache
def _numbered() -> re.Pattern[str]:
    phrases = load("address_words")["dropped"]["before_number"]
    return re.compile(rf"(?<![^ ])(?:{any_of(phrases)}) ?(?=\d)")


@cache
def _short_forms() -> dict[str, str]:
    table = load("address_words")["short"]
    return {long: short for short, longs in table.items() for long in longs}


@cache
def _shortened() -> re.Pattern[str]:
    return as_words(_short_forms())


@cache
def _regions() -> re.Pattern[str]:
    suffixes = any_of(load("address_words")["regions"]["han"])
    # Without going back (?> ++): of 省省省… there are 2^n ways.
    return re.compile(f"(?>[{HAN}]{{2,5}}?(?:{suffixes}))++")
