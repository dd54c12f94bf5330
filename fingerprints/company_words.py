"""The vocabulary of company names, compiled from its data file when first needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from fingerprints.phrases import any_of, as_words
from fingerprints.romanise import HAN, has_han, pinyin
from fingerprints.tables import load

_APART = 4
"""Letters of a form that may be written apart (S.p.A., G.m.b.H.)."""


def without_forms(name: str) -> str:
    """The words of `name` without its legal form, its article and "and"; may be none."""
    bare = _at_head().sub("", _dropped().sub("", name))
    return _at_end().sub("", f" {bare}").strip()


def in_key_words(name: str) -> str:
    """`name` with each word of business replaced by the one that stands for its writings."""
    return _business().sub(lambda found: _key_words()[found[0]], name)


def han_translated(name: str) -> str:
    """A name in Chinese characters with its words of business and its legal form in English."""
    bare = _place_suffix().sub(r"\1\2", name)
    return _han().sub(lambda found: f" {_han_words()[found[0]]} ", bare)


def pinyin_translated(name: str) -> str:
    """The same of a name in unbroken pinyin, as far as its last words are known."""
    bare = _pinyin_place_suffix().sub(r"\1", name)
    if found := _pinyin_tail().fullmatch(bare):
        known = _pinyin_word().sub(lambda word: f" {_pinyin_words()[word[0]]}", found[2])
        return f"{found[1]}{known}"
    return bare


def _words() -> dict[str, Any]:
    return load("company_words")


def _written() -> Iterator[tuple[str, str]]:
    """Each writing of a word of business, and its key word."""
    for key, writings in _words()["business"].items():
        if isinstance(writings, list):  # beside them stand source and date
            yield from ((writing, key) for writing in writings)


def _apart(forms: Iterable[str]) -> Iterator[str]:
    """Forms as patterns, short ones with room between their letters."""
    for form in sorted(forms, key=len, reverse=True):
        yield " ?".join(form) if len(form) <= _APART and " " not in form else form


@cache
def _at_end() -> re.Pattern[str]:
    forms = _words()["forms"]
    before = any_of(forms["before"])
    return re.compile(f"(?: (?:{before}))*(?: (?:{'|'.join(_apart(forms['latin']))}|{before}))$")


@cache
def _at_head() -> re.Pattern[str]:
    return re.compile(f"^(?:{any_of(_words()['forms']['first'])}) ")


@cache
def _dropped() -> re.Pattern[str]:
    return re.compile(f" (?:{any_of(_words()['dropped']['latin'])})(?= )")


@cache
def _key_words() -> dict[str, str]:
    return {writing: key for writing, key in _written() if not has_han(writing)}


@cache
def _business() -> re.Pattern[str]:
    return as_words(_key_words())


@cache
def _han_words() -> dict[str, str]:
    forms = _words()["forms"]["han"].items()
    legal = {writing: form for form, writings in forms for writing in writings}
    return legal | {writing: key for writing, key in _written() if has_han(writing)}


@cache
def _han() -> re.Pattern[str]:
    return re.compile(any_of(_han_words()))


@cache
def _place_suffix() -> re.Pattern[str]:
    """Place, 省 or 市, and the district that may follow; a name must be left."""
    places = _words()["places"]
    known = any_of([*places["municipalities"], *places["others"]])
    district = f"(?:([{HAN}]{{2,3}}?)[区县镇市])?"
    return re.compile(f"^({known})[省市]{district}(?=[{HAN}]{{2}})")


@cache
def _pinyin_words() -> dict[str, str]:
    return {pinyin(word): english for word, english in _han_words().items()}


@cache
def _pinyin_word() -> re.Pattern[str]:
    return re.compile(any_of(_pinyin_words()))


@cache
def _pinyin_tail() -> re.Pattern[str]:
    # ++ takes no word back: dianzishangwu is one word or two, and of many there are 2^n ways.
    return re.compile(f"(.+?)((?:{any_of(_pinyin_words())})++)")


@cache
def _pinyin_place_suffix() -> re.Pattern[str]:
    """Municipalities rarely have their 市 in a name, and 上海时代 would lose its 时."""
    places = [pinyin(place) for place in _words()["places"]["others"]]
    return re.compile(f"^({any_of(places)})(?:shi|sheng)(?=...)")
