"""The words for verdicts on planned stores."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest

from linkscan.i18n import translate
from linkscan.model import Check
from linkscan.preflight.preflight import Planned, Preflight, Reason, Shared, Verdict
from linkscan.preflight.unused import Unused
from linkscan.report.answers.preflight import (
    REASONS,
    STATES,
    VERDICTS,
    preflight_json,
    preflight_text,
)
from linkscan.stores.standing import Spent

SHARED = Shared("device_id:dev-x1", "device_id", "dev-x1", None, "A", 23.2)
STOPPED = Planned(
    "amazon/US/New",
    "amazon",
    "US",
    "STOP",
    (
        Reason("shared", "STOP", ("amazon/US/Old",), (SHARED,), 23.2, "very-strong"),
        Reason("hangs-on", "STOP", ("amazon/US/Gone",), path=("amazon/US/Old",)),
        Reason("stores-allowed", "GO", rule="One each.", rule_zh="各一家。", count=2),
    ),
)
FREE = Planned("amazon/US/Free", "amazon", "US", "GO", ())
FOUND = Preflight((STOPPED, FREE), (Unused("amazon", ("PC-09",), (), ("uscc 91****",)),))


def test_every_verdict_has_a_word() -> None:
    """No verdict is without its word, in either language."""
    assert set(VERDICTS) == set(get_args(Verdict))
    assert all(translate(word, "zh") != word for word in (*VERDICTS.values(), *REASONS.values()))


def test_json_holds_everything() -> None:
    """Verdicts are codes, reasons carry what they rest on."""
    tree = json.loads(preflight_json(FOUND))
    assert tree["format"] == 1
    assert [(one["id"], one["verdict"]) for one in tree["stores"]] == [
        ("amazon/US/New", "STOP"),
        ("amazon/US/Free", "GO"),
    ]
    assert tree["stores"][0]["reasons"][0]["shared"][0]["identifier"] == "device_id:dev-x1"
    assert tree["all_go"] is False


def test_text_names_values_stores_and_what_is_unused() -> None:
    """A reader learns what is shared, with whom, and what is left to use."""
    text = preflight_text(FOUND, "en")
    assert "[STOP] amazon/US/New\n  It would share device ID dev-x1 with amazon/US/Old" in text
    assert "[GO] amazon/US/Free\n  Compared, and nothing is shared" in text
    assert "machines: PC-09" in text
    assert "company code (USCC) 91****" in text


def test_chinese_text_has_no_english_sentence() -> None:
    """But for values and names of stores."""
    text = preflight_text(FOUND, "zh")
    rest = re.sub(r"amazon(/US/\w+)?|dev-x1|PC-09|USCC|ID|91\*+", "", text)
    assert not re.search(r"[A-Za-z]{2,}", rest)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_names_stay_on_their_line(lang: str) -> None:
    """A name with control characters cannot forge a line."""
    evil = Planned("evil\n[GO] amazon/US/New\x1b[31m", "amazon", "US", "STOP", ())
    text = preflight_text(Preflight((evil,), ()), lang)
    assert len(text.strip().splitlines()) == 1
    assert "\x1b" not in text


BURNED = Planned(
    "douyin/New",
    "douyin",
    None,
    "REVIEW",
    (
        Reason(
            "burned", "REVIEW", ("douyin/Gone",),
            (Shared("uscc#1", "uscc", "91****", None, "C", 20.0, ("registration",)),),
            20.0, "very-strong", state="left-badly", left_open=("deposit_returned",),
        ),
    ),
    (Check("stock_proof", "missing"), Check("company_papers", "not-recorded")),
)  # fmt: skip


def test_every_way_of_using_up_papers_has_a_word() -> None:
    """No state is without its word, in either language."""
    assert set(STATES) == set(get_args(Spent))
    assert all(translate(word, "zh") != word for word in STATES.values())


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("en", ["  company code (USCC) 91**** (as registration) was used by douyin/Gone (closed, "
                "not done: deposit returned): registration material is used once (R3).",
                "  Asked for at review (sellers' articles): proof of stock missing, company papers "
                "not recorded."]),
        ("zh", ["  统一社会信用代码 91****（用作注册）已被douyin/Gone使用过"
                "（已关店，未完成：保证金已退）：注册资料只能用一次（R3）。",
                "  审核时会要求（卖家文章）：库存证明缺少、公司资料没有记录。"]),
    ],
)  # fmt: skip
def test_burned_papers_and_readiness(lang: str, lines: list[str]) -> None:
    """The paper, its role, the store, what became of it; and what a review will ask for."""
    assert preflight_text(Preflight((BURNED,), ()), lang).splitlines()[1:] == lines


def test_json_of_burned_papers() -> None:
    """States are codes."""
    (tree,) = json.loads(preflight_json(Preflight((BURNED,), ())))["stores"]
    assert tree["reasons"][0]["state"] == "left-badly"
    assert tree["reasons"][0]["shared"][0]["roles"] == ["registration"]
    assert tree["readiness"][0] == {"item": "stock_proof", "state": "missing"}
