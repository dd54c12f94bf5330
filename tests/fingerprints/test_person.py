"""Names of persons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerprints import Identifier, Rejected, identify
from fingerprints.tables import load
from tests.strategies import UNTIMED

SYLLABLES = st.sampled_from(
    ("zhang", "wei", "xiao", "ming", "yu", "han", "lv", "an", "o", "ouyang")
)
PIECES = st.sampled_from(
    (
        *("张", "單", "單于", "吕", "先生", "小", "明", "兙", "某"),
        *("mr", "dr.", "l", "yu", "lyu", "É", "x"),
    )
)


def key_of(text: str) -> str:
    """The key of a name that has one."""
    found = identify("person", text)
    assert isinstance(found, Identifier)
    return found.key


@pytest.mark.parametrize(
    "forms",
    [
        (
            "张伟",
            "張偉",
            "Zhang Wei",
            "Wei Zhang",
            "ZHANG, Wei",
            "zhangwei",
            "张 伟",
            "张伟先生",
            "Mr. Zhang Wei",
        ),
        ("张小明", "Zhang Xiao Ming", "Zhang Xiaoming", "Xiaoming Zhang", "ZHANG Xiao-Ming"),
        ("欧阳娜娜", "Ouyang Nana", "Nana Ou Yang", "歐陽娜娜"),
        ("单小明", "Shan Xiaoming"),  # not dan
        ("曾小明", "Zeng Xiaoming"),
        ("仇小明", "Qiu Xiaoming"),
        ("解小明", "Xie Xiaoming"),
        ("查小明", "Zha Xiaoming"),
        ("任小明", "Ren Xiaoming"),
        ("區小明", "Ou Xiaoming"),
        ("单于小明", "Chanyu Xiaoming"),
        ("令狐小明", "Linghu Xiaoming"),
        ("吕小明", "LYU XIAOMING", "Lv Xiaoming"),  # passports, input methods
        ("韩宇", "Han Yu", "Yu Han"),
        ("李雷总经理", "Li Lei"),
        ("José García-López", "Garcia Lopez, Jose", "Dr. Jose Garcia Lopez"),
        ("John Q. Public", "Public, John Q"),
    ],
)
def test_the_forms_of_a_name_have_one_key(forms: tuple[str, ...]) -> None:
    """Script, accents, titles, where the surname stands and how the rest is cut do not count."""
    assert {key_of(form) for form in forms} == {key_of(forms[0])}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张小明", "张明小"),
        ("Zhang Xiaoming", "Zhang Mingxiao"),
        ("张伟", "章威威"),
        ("John Q. Public", "John Public"),  # an initial counts
        ("Garcia Lopez, Jose", "Lopez Garcia, Jose"),
        ("王小明", "汪晓敏"),
    ],
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    """The order of the given names, initials and other letters keep apart."""
    assert key_of(one) != key_of(other)


def test_a_label_hides_all_but_a_letter() -> None:
    """It depends on the key alone."""
    assert identify("person", "李雷") == Identifier("person", "lilei", "l****")
    assert identify("person", "Lei, LI") == Identifier("person", "lilei", "l****")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("暂无", "placeholder"),
        ("·", "placeholder"),
        ("先生", "placeholder"),
        ("李*", "masked"),
        ("李**", "masked"),
        ("李某某", "masked"),
        ("李某", "masked"),
        ("李XX", "masked"),
        ("李", "too-short"),
        ("李先生", "too-short"),
        ("Li", "too-short"),
        ("J. S", "too-short"),
        ("김", "too-short"),
        ("x" * 201, "too-long"),
        ("张" * 200, "too-long"),
    ],
)
def test_what_names_nobody_says_why(text: str, reason: str) -> None:
    """Blanks, hidden names and bare surnames are refused."""
    assert identify("person", text) == Rejected("person", reason)


@UNTIMED
@given(st.lists(SYLLABLES, min_size=2, max_size=4), st.integers(1, 3), st.booleans())
def test_the_surname_may_stand_at_either_end(name: list[str], cut: int, glued: bool) -> None:
    """Moving the first part of a name behind the others changes nothing."""
    surname, given_name = name[:cut], name[cut:]
    turned = [*given_name, *surname]
    between = "" if glued else " "
    assert identify("person", " ".join(name)) == identify("person", between.join(turned))


@UNTIMED
@given(st.lists(PIECES, max_size=6), st.sampled_from(["", " "]))
def test_a_key_is_its_own_key(pieces: list[str], between: str) -> None:
    """Whatever pieces a name is made of, its key names the same person."""
    found = identify("person", between.join(pieces))
    if isinstance(found, Identifier):
        assert identify("person", found.key) == found


def test_readings_differ_from_the_usual_or_guard_it() -> None:
    """Each surname is Chinese, each reading plain letters."""
    readings = load("surnames")["readings"]
    assert all(reading.isascii() and reading.isalpha() for reading in readings.values())
    assert all(1 <= len(surname) <= 2 and not surname.isascii() for surname in readings)
