"""Words of sellers' files."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.model import Certification, Status
from linkscan.rules.vocabulary import (
    ban_in_name,
    canonical_text,
    certification_of,
    market_of,
    meaning,
    says_lifted,
    status_of,
    words,
)
from tests.strategies import PLATFORMS


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("旗舰店（已封）", "已封"),
        ("旗舰店(Suspended)", "Suspended"),
        ("旗舰店【死】", "死"),
        ("旗艦店 被封號", "被封"),
        ("封号店铺", "封号"),
        ("已封店铺", "已封"),
        ("旗舰店", None),
        ("防封号店铺表", None),
        ("未被封店铺", None),
        ("旗舰店（已解封）", None),
        ("正常及封号店铺", None),
        ("Banned Books", None),
        ("", None),
    ],
)
def test_a_ban_in_a_name(name: str, word: str | None) -> None:
    """A name may say that its own store was banned; one that speaks of bans besides does not."""
    assert ban_in_name(name) == word
    assert word is None or status_of(word) == "suspended"


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
        ("status", "closed by Amazon", "suspended"),
        ("status", "平台关闭", "suspended"),
        ("status", "unable to sell", "suspended"),
        ("platform", "Amazon.de", "amazon"),
        ("platform", "亚马逊美国站", "amazon"),
        ("status", "注销中", "closing"),
        ("certification", "认证通过", "passed"),
        ("certification", "未认证", "pending"),
        ("answer", "未退", "no"),
        ("answer", "√", "yes"),
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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2026-05 认证未通过，待重新提交", "failed"),  # failure is looked for first
        ("资质待审核通过", "pending"),
        ("企业认证已通过", "passed"),
        ("unverified", "pending"),
        ("认证", None),
    ],
)
def test_certifications_in_longer_texts(text: str, wanted: str | None) -> None:
    """A part of a longer text says how a certification stands, the worse part first."""
    assert certification_of(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("正在注销，预计月底", "closing"),
        ("店铺关店中（3天）", "closing"),
        ("已关店", "closed"),
        ("清退中", "suspended"),  # by the platform
        ("注销", "closed"),
    ],
)
def test_closing_is_not_closed(text: str, wanted: str) -> None:
    """A store that is being closed is told from one that is."""
    assert status_of(text) == wanted


@pytest.mark.parametrize(
    "family", ["status", "certification", "answer", "platform", "region", "outcome", "event", "row"]
)
def test_no_word_has_two_meanings(family: str) -> None:
    """Within a family a word means one thing."""
    meanings = {"status": get_args(Status)[:-1], "certification": get_args(Certification)[:-1],
                "answer": ("yes", "no"), "outcome": ("success", "failure"),
                "event": ("sign_in", "other"), "row": ("total", "blank"),
                "platform": [names[0].lower() for names in PLATFORMS],
                "region": ("US", "UK", "DE", "JP", "CN")}[family]  # fmt: skip
    for one in meanings:
        assert words(family, one)
        assert {meaning(family, word) for word in words(family, one)} == {one}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("二审中", None),
        ("二审审核中", None),
        ("In second review", None),
        ("冻结资金", None),
        ("资金被冻结", None),
        ("funds on hold", None),
        ("二审未通过", "rejected"),
        ("二审被封", "suspended"),
        ("账号被封，资金冻结", "suspended"),
        ("店铺冻结", "suspended"),
        ("frozen", "suspended"),
        ("审核中", "planned"),
    ],
)
def test_money_and_reviews_are_no_status(text: str, status: str | None) -> None:
    """Frozen funds or a second review say neither active nor suspended: unknown, and told."""
    assert status_of(text) == status


@pytest.mark.parametrize(
    ("text", "lifted"), [("已解封", True), ("Reinstated", True), ("active", False), ("正常", False)]
)
def test_a_lifted_ban(text: str, lifted: bool) -> None:
    """A word for the end of a ban is more than one for a store that is open."""
    assert says_lifted(text) == lifted


@pytest.mark.parametrize(
    ("text", "platform", "region"),
    [
        ("Shopee SG", "shopee", "SG"),
        ("Amazon UK", "amazon", "UK"),
        ("Amazon.co.uk", "amazon", "UK"),
        ("TikTok Shop US", "tiktok", "US"),
        ("Amazon.com", "amazon", None),
        ("亚马逊", "amazon", None),
        ("Amazon.com（美国）", "amazon", "US"),
        ("Amazon【日本站】", "amazon", "JP"),
        ("亚马逊日本", "amazon", "JP"),
        ("AmazonUS", "amazon", "US"),
        ("amazon, perhaps", None, None),
        ("UK", None, None),
        ("Springfield UK", None, None),
        ("", None, None),
    ],
)
def test_markets(text: str, platform: str | None, region: str | None) -> None:
    """The name of a marketplace may say platform and region; a region alone says neither."""
    assert market_of(text) == (platform, region)
