"""The words for verdicts on planned stores."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest

from linkscan.i18n import translate
from linkscan.model import Check, Citation, Warning
from linkscan.preflight.preflight import Planned, Preflight, Reason, Shared, Verdict
from linkscan.preflight.refused import Refused
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
        ("zh", ["  统一社会信用代码 91****（用作注册） 已被 douyin/Gone 使用过"
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


HELD = Reason("owner-suspended", "REVIEW", ("amazon/Gone",), rule="Appeal.", rule_zh="先申诉。")
WARNED = Preflight(
    (
        Planned("amazon/A", "amazon", None, "REVIEW", (HELD,)),
        Planned("amazon/B", "amazon", None, "REVIEW", (
            Reason("weak", "REVIEW", ("amazon/Old",), (SHARED,), 3.0, "weak"),
            Reason("weak", "REVIEW", ("amazon/Old",), (SHARED,), 23.0, "very-strong"),
            HELD,
            Reason("refused", "NOT CHECKED",
                   refused=(Refused("phone", "masked", (Citation("plan.csv", 2),)),)),
            Reason("more", "REVIEW", count=7),
        )),
    ),
    (),
    (
        Warning("rejected-rows", (("input", "stores.csv"), ("reason", "no-account")),
                (Citation("stores.csv", 4),), 2),
        Warning("unknown-status", (("word", "二审中"),)),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("en", [
            "Before the verdicts, please check:",
            "  - stores.csv: rows that could not be read: no account. (2) [stores.csv:4]",
            "  - Status 二审中 is not known: taken as unknown, never as active.",
            "While amazon/Gone is suspended, no plan of the same owner on this platform is GO. "
            "Take the official route first: reactivate or dispute the suspended account, and "
            "declare how the stores are related. The platform says: Appeal.",
            "Planned stores: 2. REVIEW 2.",
            "[REVIEW] amazon/A",
        ]),
        ("zh", [
            "看结论之前，请先核对：",
            "  - stores.csv：有行没能读取：没有账号。 (2) [stores.csv:4]",
            "  - 不认识状态“二审中”，按未知处理，不当作正常。",
            "amazon/Gone 被封期间，同一经营者在该平台的任何计划都不能通过。先走官方渠道："
            "申请恢复或申诉被封账号，并说明店铺之间的关系。平台的说法：先申诉。",
            "计划开的店铺：2 家。复核 2。",
            "[复核] amazon/A",
        ]),
    ],
)  # fmt: skip
def test_what_stands_before_the_verdicts(lang: str, lines: list[str]) -> None:
    """Warnings, then the official route, once for all, then how many have which verdict."""
    text = preflight_text(WARNED, lang)
    assert [line for line in text.splitlines() if line][: len(lines)] == lines
    assert text.count("Appeal." if lang == "en" else "先申诉。") == 1


def test_reasons_in_words() -> None:
    """What is weak is called weak; strong but hardly attested is for a person to look at; a cell
    that was refused is named by its line, not by what it holds."""
    text = preflight_text(WARNED, "en")
    assert "with amazon/Old: weak evidence." in text
    assert "very strong evidence in sum, but what is attested of it is not enough" in text
    assert "phone number, masked: only part of it is known (plan.csv:2)." in text
    assert "with 7 more stores" in text


def test_json_holds_warnings_and_refused_cells() -> None:
    """As a report writes them."""
    tree = json.loads(preflight_json(WARNED))
    assert [one["code"] for one in tree["warnings"]] == ["rejected-rows", "unknown-status"]
    assert tree["warnings"][0]["where"][0]["line"] == 4
    (cell,) = tree["stores"][1]["reasons"][3]["refused"]
    assert (cell["kind"], cell["reason"], cell["where"][0]["line"]) == ("phone", "masked", 2)
    assert tree["unread"] == 0


def test_a_long_list_of_warnings_is_cut() -> None:
    """The text names the first ones and how many there are; JSON has all."""
    many = tuple(Warning("unknown-status", (("word", f"w{n}"),)) for n in range(30))
    found = Preflight((FREE,), (), many)
    assert "  and 10 more" in preflight_text(found, "en")
    assert len(json.loads(preflight_json(found))["warnings"]) == 30
