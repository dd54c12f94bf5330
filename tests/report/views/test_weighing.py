"""What a finding weighs: words before numbers, the sum, and how much hangs on assumptions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkscan.model import Finding, Report, Variant, Weight
from linkscan.report.views import weighing as module
from linkscan.report.views.facts import Facts
from linkscan.report.views.shown import Weighing
from linkscan.report.views.weighing import weighing


def facts(report: Report, lang: str = "en") -> Facts:
    """The facts of a report."""
    return Facts.of(report, lang)


def shown(report: Report, finding: Finding, lang: str = "en") -> Weighing:
    """The weighing of a finding that was weighed."""
    found = weighing(facts(report, lang), finding)
    assert found is not None
    return found


def test_each_value_is_weighed_in_a_row(full_report: Report) -> None:
    """Value, group, bits, days, and whether the value is part of the sum."""
    rows = shown(full_report, full_report.findings[1]).rows
    assert [(one.value, one.group, one.bits, one.gap, one.counts) for one in rows] == [
        ("device ID DEV-7", "hardware", "19.9", "40", "counts"),
        ("mac:00:1b:63:84:45:02", "hardware", "16.6", "40", "another value of its group counts"),
    ]


def test_what_never_fades_says_so(full_report: Report) -> None:
    """Papers have no days between uses."""
    assert shown(full_report, full_report.findings[0]).rows[0].gap == "does not fade"
    chinese = shown(full_report, full_report.findings[0], "zh").rows[0]
    assert (chinese.group, chinese.gap, chinese.counts) == ("企业主体", "不随时间减弱", "计入")


def test_the_sum_can_be_retraced(full_report: Report) -> None:
    """What is taken off and what is left are numbers that a reader's own sum gives."""
    assert shown(full_report, full_report.findings[0]).total == (
        "Sum: 23.3 bits; less 13.3 for the prior: 10.0 bits, very strong evidence."
    )
    close = replace(full_report.findings[0], bits=23.239)
    assert "23.2 bits; less 13.3 for the prior: 9.9 bits" in shown(full_report, close).total
    weak = replace(full_report.findings[0], bits=10.0, strength="weak")
    assert "less 13.3 for the prior: -3.3 bits, weak evidence" in shown(full_report, weak).total


@pytest.mark.parametrize("settings", [(), (("prior", "often"),), (("prior", "0"),)])
def test_without_a_prior_on_record_only_the_sum_is_told(
    full_report: Report, settings: tuple[tuple[str, str], ...]
) -> None:
    """A report that does not tell its prior is not given another one."""
    report = replace(full_report, settings=settings)
    assert shown(report, report.findings[0]).total == "Sum: 23.3 bits, very strong evidence."


def test_a_level_that_stays_is_said_in_a_sentence(full_report: Report) -> None:
    """Where nothing hangs on the assumptions, there is nothing to compare."""
    assert shown(full_report, full_report.findings[0]).remarks == (
        "If such values were 10 times as common or 10 times as rare, the level would stay.",
    )


def test_a_level_that_would_change_is_named(full_report: Report) -> None:
    """How much hangs on the assumed frequencies is told by the levels either way."""
    finding = full_report.findings[1]
    assert shown(full_report, finding).remarks == (
        "Level if such values were 10 times as common: medium; 10 times as rare: high.",
    )
    assert shown(full_report, finding, "zh").remarks == (
        "假如这类值的常见程度不同，级别为：常见 10 倍：中；少见 10 倍：高。",
    )
    one = replace(finding, variants=(Variant(100.0, 13.0, "low"),))
    assert shown(full_report, one).remarks == (
        "Level if such values were 100 times as common: low.",
    )


def test_an_address_of_strangers_is_said_to_weigh_less(full_report: Report) -> None:
    """A discount is never silent: its class and its reason are told."""
    vpn = Weight("ip:198.51.100.9", "network", 10.0, 0, True)
    finding = replace(full_report.findings[2], weights=(vpn,))
    assert shown(full_report, finding).remarks == (
        "Weighs less, for strangers share such addresses: VPN exit.",
    )
    hosted = tuple(replace(one, cls="datacentre") for one in full_report.identifiers)
    assert shown(replace(full_report, identifiers=hosted), finding).remarks == ()


def test_context_is_not_weighed(full_report: Report) -> None:
    """Where no platform would judge, there is no weight to explain."""
    assert weighing(facts(full_report), full_report.findings[3]) is None


def test_what_is_summed_is_never_cut(full_report: Report) -> None:
    """Of many values those that count stand first; how many are not shown is told."""
    many = [Weight(f"ip:203.0.113.{n}", "network", 16.0, 0, False) for n in range(30)]
    last = Weight("uscc#1", "legal-entity", 9.0, None, True)
    finding = replace(full_report.findings[0], weights=(*many, last))
    seen = shown(full_report, finding)
    assert seen.rows[0].counts == "counts"
    assert seen.rows_cut == 31 - module.WEIGHTS
