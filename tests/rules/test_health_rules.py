"""The rules of shop health are complete data, each with who says so."""

from __future__ import annotations

import re

import pytest

from linkscan.report.words import FIELDS
from linkscan.rules.health_rules import health_rules
from linkscan.sources.columns import FIGURES


@pytest.mark.parametrize("id", health_rules())
def test_a_rule_is_complete(id: str) -> None:
    """Each has both languages, a source with its date, and words for its metric."""
    rule = health_rules()[id]
    assert re.fullmatch(r"R\d+", rule.id)
    assert rule.metric in FIGURES
    assert rule.metric in FIELDS
    assert rule.comparison in ("<", "<=", ">")
    assert rule.unit in ("%", "h", "x")
    assert rule.limit > 0
    assert rule.en.endswith(".")
    assert rule.zh.endswith("。")
    assert rule.source
    assert re.fullmatch(r"20\d\d-\d\d", rule.date)
    assert (rule.mark == "official") == bool(rule.platforms)


def test_each_metric_has_one_rule() -> None:
    """Every metric that a file may hold is compared with one limit, and no other is."""
    assert sorted(rule.metric for rule in health_rules().values()) == sorted(FIGURES)


def test_the_limits() -> None:
    """The limits are those that sellers are told."""
    assert {rule.id: f"{rule.comparison}{rule.limit:g}{rule.unit}"
            for rule in health_rules().values()} == {
        "R5": "<=3x", "R7": "<=72h", "R8": "<4%", "R9": "<1%", "R10": "<2.5%", "R11": ">95%",
    }  # fmt: skip
