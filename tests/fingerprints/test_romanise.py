"""Names in plain letters."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import fingerprints
from fingerprints.romanise import has_han, pinyin, words


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Señor  MÜLLER-Øst", "senor muller ost"),
        ("O'Neil’s", "oneils"),
        ("C++ & Co., Ltd.", "c co ltd"),
        ("華遠（深圳）科技", "华远深圳科技"),
        ("ＡＢＣ 華遠", "abc 华远"),
        ("Чайковский й", "чайковский й"),  # the mark on и makes another letter
        ("हिन्दी", "हिन्दी"),  # vowel signs are marks too
        ("ガス", "ガス"),
        ("--", ""),
    ],
)
def test_words_lose_what_is_no_letter(text: str, kept: str) -> None:
    """Accents of Latin letters, punctuation, case and the traditional forms go."""
    assert words(text) == kept
    assert words(kept) == kept


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("深圳", "shenzhen"),
        ("长沙银行", "changshayinhang"),
        ("重庆", "chongqing"),
        ("厦门 abc", "xiamen abc"),
        ("绿", "lv"),
        ("兙", "兙"),  # no known reading
        ("abc", "abc"),
    ],
)
def test_chinese_is_read_in_its_words(text: str, read: str) -> None:
    """Runs of Chinese become pinyin in one piece; the rest stays."""
    assert pinyin(text) == read


def test_what_is_chinese() -> None:
    """Kana and Hangul are not."""
    assert has_han("a中")
    assert not has_han("ガス 주식회사 abc")


def test_latin_names_load_no_library_for_chinese() -> None:
    """The dictionaries of Chinese wait for a Chinese character."""
    program = (
        "import sys; from fingerprints import identify; identify('company', 'Example Ltd');"
        "identify('person', 'Li Lei'); identify('address', '1 Main St'); print(*sys.modules)"
    )
    root = Path(fingerprints.__file__).parents[1]
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert not {"pypinyin", "opencc"} & set(run.stdout.split())
