"""Words of sellers' files."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.model import Status
from linkscan.vocabulary import canonical_text, meaning, words
from tests.strategies import PLATFORMS


@given(st.text())
def test_canonical_text_is_a_fixed_point(text: str) -> None:
    """The canonical form of a canonical form is itself."""
    assert canonical_text(canonical_text(text)) == canonical_text(text)


@pytest.mark.parametrize(
    ("family", "text", "wanted"),
    [
        ("platform", " 亚马逊 ", "amazon"),
        ("platform", "ＡＭＺ", "amazon"),
        ("region", "美国站", "US"),
        ("region", "gb", "UK"),
        ("status", "已封号", "suspended"),
        ("status", "Under  Review", "planned"),
        ("status", "审核未通过", "rejected"),
        ("status", "退店", "closed"),
        ("status", "not suspended", None),
        ("status", "", None),
        ("status", None, None),
        ("ban_reason", "主动注销", "voluntary"),
        ("ban_reason", "关联", None),
        ("outcome", "登录失败", "failure"),
        ("event", "退出登录", "other"),
    ],
)
def test_meanings(family: str, text: str | None, wanted: str | None) -> None:
    """A known word in any width and case has its meaning; an unknown one has none."""
    assert meaning(family, text) == wanted


@pytest.mark.parametrize("family", ["status", "platform", "region", "outcome", "event", "row"])
def test_no_word_has_two_meanings(family: str) -> None:
    """Within a family a word means one thing."""
    meanings = {"status": get_args(Status)[:-1], "outcome": ("success", "failure"),
                "event": ("sign_in", "other"), "row": ("total", "blank"),
                "platform": [names[0].lower() for names in PLATFORMS],
                "region": ("US", "UK", "DE", "JP", "CN")}[family]  # fmt: skip
    for one in meanings:
        assert words(family, one)
        assert {meaning(family, word) for word in words(family, one)} == {one}
