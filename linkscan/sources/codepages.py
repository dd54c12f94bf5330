"""Code pages: in which of them bytes read as likely text, in bits.

Most bytes are valid in several code pages, so the reading counts, not validity: a reading of
GBK as Big5 is a row of characters that nobody writes. Each code page has a coarse model of the
text that is written in it (how often which class of character, evenly within a class), and a
reading costs the sum of `-log2 p` of its characters. The cheaper one is the likelier, and the
difference is the odds: 6 bits are 64 to 1. Only characters beyond ASCII are counted.

The shares of the classes are ours, rounded; they need to be right to a factor of two only.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2

Bits = Callable[[str], float]

RARE = 24.0
"""Bits of a character that hardly anybody writes: private use, controls, most of Unicode."""
_LATIN = ("cp1252", "cp1250", "cp1254")
_OFTEN = 10.0  # bits
# What hardly any language writes, each with the bits that it costs once.
_STRANGE = (
    # A Latin letter within a word of Greek, Cyrillic or Hebrew, or the reverse.
    (6.0, re.compile("[A-Za-z](?=[\u0370-\u05ff])|[\u0370-\u05ff](?=[A-Za-z])")),
    # Two letters with marks side by side ("ção" has them; mojibake has nothing else).
    (3.0, re.compile("[\u00a1-\u024f](?=[\u00a1-\u024f])")),
    # A Chinese character or two inside a Latin word: "a玢o" is the GBK of "ação".
    (12.0, re.compile("[a-z][\u3400-\u9fff]{1,2}(?=[a-z])")),
)


@dataclass(frozen=True, slots=True)
class CodePage:
    """A code page, how unlikely it is before any byte is seen, and what its text looks like."""

    name: str  # as Python calls it
    prior: float  # bits
    usual: float  # bits of a character of real text, on average
    bits: Bits


@dataclass(frozen=True, slots=True)
class Reading:
    """What bytes say in one code page, and what that costs."""

    encoding: str
    text: str
    bits: float
    excess: float  # bits of a character beyond ASCII above what is usual; 0 is real text


def readings(data: bytes, bonus: Callable[[str], float] = lambda _text: 0.0) -> list[Reading]:
    """Every reading in which all of `data` is valid, the likeliest first.

    Args:
        data: Whole lines.
        bonus: Bits that a text earns for what it says, such as known headers.
    """
    found = []
    for page in code_pages():
        try:
            text = data.decode(page.name)
        except UnicodeDecodeError:
            continue
        odd = Counter(char for char in text if not char.isascii())
        bits = sum(page.bits(char) * n for char, n in odd.items())
        bits += sum(cost * len(strange.findall(text)) for cost, strange in _STRANGE)
        excess = bits / max(1, odd.total()) - page.usual
        found.append(Reading(page.name, text, page.prior + bits - bonus(text), excess))
    return sorted(found, key=lambda reading: reading.bits)


def is_latin_letter(char: str) -> bool:
    """Whether a character beyond ASCII is a letter with a mark that a language has often."""
    return any(page.bits(char) < _OFTEN for page in code_pages() if page.name in _LATIN)


@cache
def code_pages() -> tuple[CodePage, ...]:
    """The code pages that a table may be in, without the Unicode ones.

    The priors say whose files these are: a Chinese seller's first, then those of the countries
    where Chinese sellers sell.
    """
    simplified, traditional = _common()
    western = _letters("àâäáãåæçèéêëìíîïñòóôöõøùúûüýßœ", "ÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØÙÚÛÜÝŒ")
    central = _letters("ąćęłńóśźżáčďéěíňřšťúůýžőűäöüăâîșț", "ĄĆĘŁŃÓŚŹŻÁČĎÉĚÍŇŘŠŤÚŮÝŽŐŰÄÖÜ")
    return (
        CodePage(
            "gb18030", 0, 10.5, _chinese("gb18030", simplified, (0xB0, 0xD7), (0xD8, 0xF7), 0xA1)
        ),
        CodePage("cp950", 4, 11, _chinese("cp950", traditional, (0xA4, 0xC6), (0xC9, 0xF9), 0x40)),
        CodePage("cp932", 8, 10, _japanese("cp932", (0x88, 0x97))),
        CodePage("euc_jp", 9, 9.5, _japanese("euc_jp", (0xB0, 0xCF))),
        CodePage("cp949", 8, 11.3, _korean),
        CodePage("cp1252", 8, 9.5, western),
        CodePage("cp1250", 11, 9.5, central),
        CodePage("cp1254", 11, 9.5, _letters("çğıöşüâîû", "ÇĞİÖŞÜ")),
        CodePage("cp1251", 9, 5.5, _script("абвгдежзийклмнопрстуфхцчшщъыьэюяё")),
        CodePage("koi8_r", 11, 5.5, _script("абвгдежзийклмнопрстуфхцчшщъыьэюяё")),
        CodePage("cp1253", 11, 5.5, _script("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώ")),
        CodePage("cp1255", 11, 5.5, _script("אבגדהוזחטיךכלםמןנסעףפץצקרשת")),
    )


def _share(share: float, of: int) -> float:
    """Bits of one of so many characters that have this share of a text together."""
    return -log2(share / of)


_PUNCTUATION = frozenset(
    "、。·ˉ—～‖…‘’“”（）《》【】「」『』：；？！，．￥％＋－／＝＿〜＠＃＆＊　№℃"
)
_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_TYPOGRAPHY = frozenset("’‘“”–—…€°©®«»§\u00a0")


def _chinese(
    codec: str, common: frozenset[str], first: tuple[int, int], second: tuple[int, int], trail: int
) -> Bits:
    """Common characters, the other ones of the first level, of the second level, the rest."""
    usual, level_1, level_2 = _share(0.68, len(common)), _share(0.2, 3500), _share(0.01, 4000)

    def bits(char: str) -> float:
        if char in common:
            return usual
        if char in _PUNCTUATION:
            return _share(0.08, len(_PUNCTUATION))
        if _FULL_WIDTH.match(char):
            return _share(0.01, 62)
        code = char.encode(codec, "replace")
        if len(code) != 2 or code[1] < trail:
            return RARE
        if first[0] <= code[0] <= first[1]:
            return level_1
        return level_2 if second[0] <= code[0] <= second[1] else _share(0.002, 8000)

    return bits


def _japanese(codec: str, first: tuple[int, int]) -> Bits:
    def bits(char: str) -> float:
        if "\u3041" <= char <= "\u3096":
            return _share(0.4, 83)
        if "\u30a1" <= char <= "\u30fc":
            return _share(0.15, 86)
        if char in _PUNCTUATION or _FULL_WIDTH.match(char):
            return _share(0.08, 100)
        if "\uff61" <= char <= "\uff9f":
            return _share(0.003, 63)
        code = char.encode(codec, "replace")
        if len(code) != 2 or not "\u4e00" <= char <= "\u9fff":
            return RARE if len(code) != 2 else _share(0.005, 500)
        return _share(0.33, 2965) if first[0] <= code[0] <= first[1] else _share(0.01, 3390)

    return bits


def _korean(char: str) -> float:
    if "\uac00" <= char <= "\ud7a3":
        code = char.encode("cp949", "replace")
        usual = code[0] >= 0xB0 and code[1] >= 0xA1
        return _share(0.94, 2350) if usual else _share(0.003, 8822)
    if char in _PUNCTUATION or _FULL_WIDTH.match(char):
        return _share(0.03, 100)
    return _share(0.01, 4888) if "\u4e00" <= char <= "\u9fff" else _share(0.003, 900)


def _letters(lower: str, upper: str) -> Bits:
    """Latin letters with marks: a few among many of ASCII."""
    few, fewer = _share(0.06, len(lower)), _share(0.005, len(upper))

    def bits(char: str) -> float:
        if char in lower:
            return few
        if char in upper:
            return fewer
        return _share(0.01, len(_TYPOGRAPHY)) if char in _TYPOGRAPHY else _share(0.001, 90)

    return bits


def _script(lower: str) -> Bits:
    """Letters of a script of its own: most of a text, mostly small ones."""
    common, capital = _share(0.85, len(lower)), _share(0.05, len(lower))

    def bits(char: str) -> float:
        if char in lower:
            return common
        if char.lower() in lower:
            return capital
        return _share(0.01, len(_TYPOGRAPHY)) if char in _TYPOGRAPHY else _share(0.001, 90)

    return bits


@cache
def _common() -> tuple[frozenset[str], frozenset[str]]:
    """The most frequent characters of Chinese text, simplified and traditional."""
    text = files("linkscan.sources").joinpath("characters.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return _joined(data["simplified"].values()), _joined(data["traditional"].values())


def _joined(texts: Iterable[str]) -> frozenset[str]:
    return frozenset("".join(texts))
