"""Traditional Chinese read as simplified."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.rules.simplified import simplified
from linkscan.rules.vocabulary import certification_of, event_of, meaning, outcome_of, status_of


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("帳號", "账号"),
        ("帐号", "账号"),
        ("登入時間", "登入时间"),
        ("賬戶", "账户"),
        ("Login", "Login"),
        ("鱷魚", "鱷魚"),
    ],
)
def test_characters(text: str, read: str) -> None:
    """The characters of our words; others stay."""
    assert simplified(text) == read


@given(st.text())
def test_a_fixed_point(text: str) -> None:
    """Once is enough, and the length stays."""
    assert simplified(simplified(text)) == simplified(text)
    assert len(simplified(text)) == len(text)


def test_words_of_taiwan_and_hong_kong() -> None:
    """Statuses, outcomes and platforms are known in either writing."""
    assert status_of("已封號") == "suspended"
    assert (status_of("審核中"), status_of("正常運營")) == ("planned", "active")
    assert (outcome_of("登錄失敗"), event_of("登錄失敗")) == ("failure", "failure")
    assert meaning("platform", "速賣通") == "aliexpress"
    assert meaning("region", "美國站") == "US"
    assert certification_of("審核未通過") == "failed"
