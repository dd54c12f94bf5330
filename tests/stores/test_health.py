"""Shop health: what breaks a limit, what it does to the level of a group, and what is unknown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import linkscan
from linkscan.model import LEVELS, Report
from linkscan.report.views.facts import overall_level
from tests.scanning import SETTINGS, levels, scan_log
from tests.strategies import examples

LOG = """
    account,platform,timestamp,ip,device_id
    a,amazon,2026-09-01T09:00:00Z,203.0.113.7,dev-a-1111
    b,amazon,2026-09-01T09:30:00Z,203.0.113.7,dev-b-2222
    c,amazon,2026-09-01T10:00:00Z,203.0.113.9,dev-c-3333
    d,ebay,2026-09-01T11:00:00Z,203.0.113.10,dev-d-4444
"""
HEADER = "account,platform,date,order defect rate,cancel rate,late shipment rate,valid tracking rate,hours to ship"  # noqa: E501
HEALTHY = "a,amazon,2026-10-31,0.1%,0.1%,0.1%,99%,20"


def checked(*rows: str, header: str = HEADER, log: str = LOG, **others: str) -> Report:
    """The report on a log of two tied stores and two others, with these figures."""
    return scan_log(log, SETTINGS, metrics="\n".join((header, *rows)), **others)


def broken(report: Report) -> set[tuple[str, str, bool]]:
    """Which store breaks which rule, and whether that makes it weak."""
    return {(one.account, one.rule, one.weak) for one in report.health}


def reasons(report: Report) -> dict[tuple[str, str], int]:
    """What is not known of figures, with the number of stores."""
    return {
        (one.id, one.reason): one.count
        for one in report.not_checked
        if one.reason in ("no-figure", "bad-figure", "no-opening-date")
    }


@pytest.mark.parametrize(
    ("column", "figure", "rule"),
    [
        ("order defect rate", "0.99%", None),
        ("order defect rate", "1%", "R9"),  # on the limit of "below 1 %"
        ("cancel rate", "2.49%", None),
        ("cancel rate", "2.5%", "R10"),
        ("late shipment rate", "3.99%", None),
        ("late shipment rate", "4%", "R8"),
        ("valid tracking rate", "95.01%", None),
        ("valid tracking rate", "95%", "R11"),
        ("hours to ship", "72", None),
        ("hours to ship", "72.5", "R7"),
        ("订单缺陷率", "１％", "R9"),
        ("配送前取消率", "2.5", "R10"),
        ("迟发率", "0.04", "R8"),
        ("有效追踪率", "0.95", "R11"),
        ("有效追踪率", "0.97", None),
        ("发货时长", "80小时", "R7"),
    ],
)
def test_limits(column: str, figure: str, rule: str | None) -> None:
    """A figure on the limit of "below" breaks it; what stands beside it does not."""
    report = checked(f"c,amazon,2026-10-31,{figure}", header=f"account,platform,date,{column}")
    weak = rule != "R7"
    assert broken(report) == ({("amazon/c", rule, weak)} if rule else set())


def test_a_record_says_where_it_stands() -> None:
    """A broken limit names the figure, the limit, the day and the line."""
    (one,) = checked("c,amazon,2026-10-31,1.3%,,,,").health
    assert (one.value, one.comparison, one.limit, one.mark) == (1.3, "<", 1.0, "official")
    assert (one.citation.input, one.citation.line, one.date) == ("metrics.csv", 2, "2026-10-31")


def test_limits_of_amazon_are_not_those_of_another_platform() -> None:
    """Elsewhere the same figure is told, and makes no store weak."""
    report = checked("d,ebay,2026-10-31,5%,,,,")
    assert broken(report) == {("ebay/d", "R9", False)}
    assert report.health[0].mark == "article"


def test_only_the_latest_figure_counts() -> None:
    """Older figures are history; a blank cell says nothing; of one day the worst counts."""
    rows = ["c,amazon,2026-10-01,9%,,,,", "c,amazon,2026-10-31,0.1%,,,,", "c,amazon,,9%,,,,"]
    assert broken(checked(*rows)) == set()
    assert broken(checked(*reversed(rows))) == set()
    assert broken(checked(*rows, "c,amazon,2026-11-01,-,,,,")) == set()
    assert broken(checked(*rows, "c,amazon,2026-10-31,2%,,,,")) == {("amazon/c", "R9", True)}


@pytest.mark.parametrize(
    ("figures", "broken_by", "warned"),
    [
        (("0.008", "0.002"), set(), False),  # shares; per cent would keep the limit as well
        (("0.8", "0.2"), {"a", "c"}, True),  # 80 %, or 0.8 %? the reading that warns, and told
        (("0.8", "1.2"), {"c"}, False),  # above 1: per cent
        (("0.8%", "0.02"), {"c"}, True),  # a sign says it for its own cell
    ],
)
def test_rates_without_a_sign(figures: tuple[str, str], broken_by: set[str], warned: bool) -> None:
    """A column that is nowhere above 1 holds shares; where that decides, it is told."""
    header = "account,platform,date,order defect rate"
    report = checked(
        f"a,amazon,2026-10-31,{figures[0]}", f"c,amazon,2026-10-31,{figures[1]}", header=header
    )
    assert {one.account.removeprefix("amazon/") for one in report.health} == broken_by
    assert ("rates-without-sign" in {one.code for one in report.warnings}) == warned


@pytest.mark.parametrize(
    ("header", "row", "weak"),
    [
        ("order defect rate (%)", "0.9", False),
        ("订单缺陷率（％）", "0.9", False),
        ("order defect rate,valid tracking rate", "0.5,98", False),  # as Seller Central shows them
        ("order defect rate,valid tracking rate", "0.5,0.98", True),
    ],
)
def test_per_cent_by_what_stands_beside(header: str, row: str, weak: bool) -> None:
    """A sign in the header, or another rate above 1, says that a table holds per cent."""
    report = checked(f"c,amazon,2026-10-31,{row}", header=f"account,platform,date,{header}")
    assert bool(broken(report)) == weak


def test_a_bad_figure_is_left_out_by_itself() -> None:
    """It is listed by line and counts as not read since; the good figures beside it count."""
    report = checked("c,amazon,2026-10-01,2%,,,,", "c,amazon,2026-10-31,abc,9%,,,")
    metrics = next(one for one in report.inputs if one.role == "metrics")
    assert (metrics.rows_read, metrics.rows_used, metrics.rows_rejected) == (2, 2, 0)
    (told,) = (one for one in report.warnings if one.code == "bad-figure")
    assert ([place.line for place in told.where], told.count) == ([3], 1)
    assert reasons(report)["figure", "bad-figure"] == 1
    assert broken(report) == {("amazon/c", "R9", True), ("amazon/c", "R10", True)}


def test_stores_without_figures_are_told_once() -> None:
    """No row, no value: counted, never listed as healthy. A closed store is not waited for."""
    stores = (
        "store,platform,status\na,amazon,active\nb,amazon,active\nc,amazon,closed\nd,ebay,active"
    )
    report = checked("a,amazon,2026-10-31,0.1%,-,0.1%,99%,20", stores=stores)
    found = reasons(report)
    assert found["figure", "no-figure"] == 2
    assert found["cancel_rate", "no-figure"] == 1
    assert report.health == ()
    assert dict(report.totals)["health.checked"] == 1


def sold(*sales: str, opened: str = "2026-09-20", swing: float = 3.0) -> Report:
    """The report on the sales of store c, period by period."""
    rows = [f"c,amazon,2026-{10 + n // 4}-{1 + n % 4 * 7:02},{one}" for n, one in enumerate(sales)]
    text = "\n".join(("account,platform,date,sales", *rows))
    stores = f"store,platform,status,opened at\nc,amazon,active,{opened}"
    return scan_log(LOG, replace(SETTINGS, sales_swing=swing), metrics=text, stores=stores)


@pytest.mark.parametrize(
    ("sales", "factor"),
    [
        (("100", "300"), None),  # exactly the factor is no more than it
        (("100", "301"), 3.01),
        (("400", "100"), 4.0),  # down as well as up
        (("100", "0", "900"), None),  # to and from nothing there is no factor
        (("100", "500", "50"), 10.0),  # the largest
        (("900",), None),
    ],
)
def test_swings_of_sales(sales: tuple[str, ...], factor: float | None) -> None:
    """Of a young store, sales of consecutive periods that differ by more than the factor."""
    assert [one.value for one in sold(*sales).health] == ([factor] if factor else [])


def test_swings_are_of_young_stores() -> None:
    """Ninety days after it was opened nobody watches; without a date that is not known."""
    assert broken(sold("100", "900")) == {("amazon/c", "R5", False)}
    assert broken(sold("100", "900", opened="2026-08-03")) == set()
    assert broken(sold("100", "900", opened="2026-08-04")) == {("amazon/c", "R5", False)}
    assert broken(sold("100", "900", swing=10)) == set()
    unknown = sold("100", "900", opened="")
    assert broken(unknown) == set()
    assert reasons(unknown)["sales", "no-opening-date"] == 1


def test_a_weak_store_raises_its_group() -> None:
    """From medium to high, told by name; the stores themselves keep their levels."""
    before = scan_log(LOG)
    report = checked("a,amazon,2026-10-31,1.3%,,,,", "c,amazon,2026-10-31,1.3%,,,,")
    (group,) = report.components
    assert (before.components[0].level, before.components[0].weak) == ("medium", ())
    assert (group.level, group.weak, group.weak_total) == ("high", ("amazon/a",), 1)
    assert levels(report) == levels(before)
    assert (overall_level(before), overall_level(report)) == ("medium", "high")


def test_what_an_article_says_raises_nothing() -> None:
    """Only a limit in the platform's own words makes a store weak."""
    report = checked("a,amazon,2026-10-31,,,,,90")
    assert broken(report) == {("amazon/a", "R7", False)}
    assert report.components[0].level == "medium"


def test_nothing_but_a_suspended_store_makes_a_group_critical() -> None:
    """A group that is high stays high; a suspended store with bad figures raises nothing."""
    log = LOG.replace("dev-b-2222", "dev-a-1111")
    (group,) = checked("a,amazon,2026-10-31,9%,,,,", log=log).components
    assert (group.level, group.weak) == ("high", ("amazon/a",))
    stores = "store,platform,status\na,amazon,suspended\nb,amazon,active"
    (group,) = checked("a,amazon,2026-10-31,9%,,,,", stores=stores).components
    assert (group.level, group.weak) == (scan_log(LOG, stores=stores).components[0].level, ())


def test_figures_alone_meet_nobody() -> None:
    """A metrics file must be met by the others, and makes no store of a log unmet."""
    report = checked(HEALTHY, "zebra,amazon,2026-10-31,0%,0%,0%,99%,20")
    unmet = [one.id for one in report.not_checked if one.subject == "account"]
    assert unmet == ["amazon/zebra"]
    assert [(one.role, one.accounts_met, one.accounts_unmet) for one in report.inputs] == [
        ("logins", None, None),
        ("metrics", 1, 1),
    ]


def test_a_file_of_a_chinese_back_office(tmp_path: Path) -> None:
    """GB18030, Chinese headers, full-width figures; named as metrics or met in a folder."""
    (tmp_path / "logins.csv").write_text(
        "".join(f"{line.strip()}\n" for line in LOG.strip().splitlines()), encoding="utf-8"
    )
    text = "店铺名称,平台,统计日期,订单缺陷率,有效追踪率\na,亚马逊,2026年10月31日,１．２％,９６％\n"
    (tmp_path / "指标.csv").write_bytes(text.encode("gb18030"))
    for inputs, metrics in (
        ([tmp_path], ()),
        ([tmp_path / "logins.csv"], tmp_path / "指标.csv"),
    ):
        with linkscan.scan(inputs, metrics=metrics, settings=SETTINGS) as result:
            assert broken(result.report) == {("amazon/a", "R9", True)}


RATES = st.decimals(0, 100, places=2).map(lambda rate: f"{rate}%")
FIGURES = st.fixed_dictionaries({name: st.tuples(RATES, RATES, RATES, RATES) for name in "abc"})


def _rows(figures: dict[str, tuple[str, ...]]) -> list[str]:
    return [f"{name},amazon,2026-10-31,{','.join(rates)},20" for name, rates in figures.items()]


@examples(10)
@given(FIGURES, st.sampled_from("abc"))
def test_a_worse_figure_never_lowers_a_level(
    figures: dict[str, tuple[str, ...]], name: str
) -> None:
    """Whatever the figures, those of a store that are as bad as can be lower nothing."""
    worse = {**figures, name: ("100%", "100%", "100%", "0%")}
    first, second = checked(*_rows(figures)), checked(*_rows(worse))
    assert levels(first) == levels(second)
    for one, other in zip(first.components, second.components, strict=True):
        assert LEVELS.index(other.level) <= LEVELS.index(one.level)


def test_healthy_figures_change_no_level() -> None:
    """Adding healthy figures of any of the stores changes no level of store, group or whole."""
    before = scan_log(LOG)
    for names in ("", "a", "b", "c", "ab", "ac", "bc", "abc"):
        after = checked(*(HEALTHY.replace("a,", f"{name},", 1) for name in names), HEALTHY)
        assert levels(after) == levels(before), names
        assert [one.level for one in after.components] == [one.level for one in before.components]
        assert overall_level(after) == overall_level(before), names
