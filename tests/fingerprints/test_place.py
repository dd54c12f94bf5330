"""Postal addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerprints import Identifier, Rejected, identify
from fingerprints.tables import load
from tests.strategies import UNTIMED

PIECES = st.sampled_from(
    (
        *("中国", "示例市", "樣例路", "號", "省", "区", "1", "12", "518000", "-", ",", "é", "兙"),
        *("no", "no.", "st", "Street", "north", "east", "room", "p", "o", "box"),
        *("usa", "U.S.A.", "u", "s", "china"),
    )
)


def key_of(text: str) -> str:
    """The key of an address that has one."""
    found = identify("address", text)
    assert isinstance(found, Identifier)
    return found.key


@pytest.mark.parametrize(
    "forms",
    [
        (
            "广东省深圳市南山区样例路88号3栋1205室",
            "廣東省深圳市南山區樣例路88號3棟1205室",
            "中国 广东省 深圳市 南山区 样例路 88 号 3 栋 1205 室",
            "广东省深圳市南山区样例路８８号３栋１２０５室，中国",
        ),
        (
            "Room 1205, Building 3, No. 88 Yangli Road, Nanshan, Shenzhen, China 518000",
            "Rm 1205 Bldg 3, 88 Yangli Rd., Nanshan, Shenzhen 518000, P.R. China",
            "RM. 1205, BLDG. 3, #88 YANGLI RD, NANSHAN, SHENZHEN 518000",
        ),
        ("221 E. 51st St. ", "221 East 51st Street", "221 E 51ST STREET, USA"),
        ("P.O. Box 12, Example City", "PO Box 12 Example City", "Post Office Box 12, Example City"),
        ("12 Rue de l'Été, Paris", "12 rue de l’Ete, Paris, France"),
    ],
)
def test_the_forms_of_an_address_have_one_key(forms: tuple[str, ...]) -> None:
    """Script, spacing, punctuation, long street words and the country do not count."""
    assert {key_of(form) for form in forms} == {key_of(forms[0])}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示例市样例路1-2号", "示例市样例路12号"),
        ("Room 1, 23 Main St", "Room 12, 3 Main St"),
        ("样例路88号3栋1205室", "样例路88号3栋1206室"),
        ("样例路88号3栋1205室", "样例路88号3座1205室"),
        ("12 Main St 60601", "12 Main St 60602"),
        ("12 N Main St", "12 S Main St"),
        ("12 Main St", "12 Main Ave"),
    ],
)
def test_other_addresses_have_other_keys(one: str, other: str) -> None:
    """Numbers, rooms, directions, kinds of street and postcodes count."""
    assert key_of(one) != key_of(other)


def test_a_label_shows_the_region_alone() -> None:
    """It depends on the key alone."""
    text = "示例市样例路 1 号"
    assert identify("address", text) == Identifier("address", "示例市样例路1号", "示例市****")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("同上", "too-short"),
        ("暂无", "placeholder"),
        ("China", "placeholder"),
        ("，", "placeholder"),
        ("示例市****", "masked"),
        ("深圳市", "too-short"),
        ("广东省深圳市南山区", "too-short"),
        ("中国新疆维吾尔自治区示例市", "too-short"),
        ("12 A", "too-short"),
    ],
)
def test_what_names_no_place_says_why(text: str, reason: str) -> None:
    """Blanks, hidden addresses, countries and regions are refused."""
    assert identify("address", text) == Rejected("address", reason)


@UNTIMED
@given(st.lists(PIECES, max_size=8), st.sampled_from(["", " "]))
def test_a_key_is_its_own_key(pieces: list[str], between: str) -> None:
    """Whatever pieces an address is made of, its key names the same place."""
    found = identify("address", between.join(pieces))
    if isinstance(found, Identifier):
        assert identify("address", found.key) == found


def test_a_long_form_has_one_short_form() -> None:
    """No long form stands twice, and none is a short form."""
    short = load("address_words")["short"]
    longs = [long for forms in short.values() for long in forms]
    assert len(set(longs)) == len(longs)
    assert not set(longs) & set(short)
