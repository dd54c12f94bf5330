"""The company behind a name, in Chinese, pinyin or English."""

from __future__ import annotations

import re
from functools import cache

from fingerprints.company_words import (
    han_translated,
    in_key_words,
    pinyin_translated,
    without_forms,
)
from fingerprints.identifier import Identifier, Rejected
from fingerprints.placeholder import is_placeholder
from fingerprints.romanise import HAN, has_han, pinyin, words
from fingerprints.settle import settled
from fingerprints.text import tidy

MAX_LENGTH = 500
"""Characters of a name; longer texts are none. Ours."""

# As sellers of Chinese companies are named abroad: shenzhenshihuayuankejiyouxiangongsi.
_IN_PINYIN = re.compile("[a-z0-9 ]+gong ?si")


def canonical_company(text: str) -> Identifier | Rejected:
    """Name the company that a name as written calls, whatever the script and the legal form.

    深圳市华远科技有限公司, 深圳華遠科技有限公司, "Shenzhen Huayuan Technology Co., Ltd." and
    "shenzhenshihuayuankejiyouxiangongsi" have one key: simplified characters, no legal form,
    no 省 and 市 after the place at the head, common words of business as in English, the
    rest in pinyin without tones; no accents, punctuation and spaces. A branch keeps its
    name, and so does its legal form a name of one letter. The label is the name as written.

    Equal keys are soft evidence: Chinese names that sound alike (华远, 华源) share one, as
    do one group's companies of different legal form. Two registration numbers tell them
    apart.

    Refused: `masked` (深圳某某科技), placeholders, a legal form alone.
    """
    written = tidy(text)
    if not written:
        return Rejected("company", "empty")
    if len(written) > MAX_LENGTH:
        return Rejected("company", "too-long")
    key = settled(_named, written)
    if len(key) > MAX_LENGTH:  # a character has up to six letters
        return Rejected("company", "too-long")
    if not key or is_placeholder("company", written) or is_placeholder("company", key):
        return Rejected("company", "placeholder")
    if _hidden().search(written) or _hidden().search(key):
        return Rejected("company", "masked")
    return Identifier("company", key, written)


def _named(text: str) -> str:
    """One round: a name in one piece, translated, without its legal form."""
    name = _in_latin(words(text))
    left = in_key_words(without_forms(name)).replace(" ", "")
    return name.replace(" ", "") if len(left) == 1 else left


def _in_latin(name: str) -> str:
    """A name with its Chinese words of business in English, other Chinese in pinyin."""
    if _IN_PINYIN.fullmatch(name):
        return pinyin_translated(name.replace(" ", ""))
    return words(pinyin(han_translated(name))) if has_han(name) else name


@cache
def _hidden() -> re.Pattern[str]:
    """A name that hides itself: 深圳某某科技, 深圳XX科技, 深圳***科技. E*Trade is none."""
    return re.compile(
        f"[*•●■█×]{{2}}|\\.{{3}}|(?<=[{HAN}])(?:某|[*×]|[xX]{{2,3}})|(?:某某|[*×]|[xX]{{2,3}})(?=[{HAN}])"
    )
