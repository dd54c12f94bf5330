"""Groups of tied stores: what each hangs on, and what is left without it."""

from __future__ import annotations

from dataclasses import replace

from linkscan.model import Component, Report, Split
from linkscan.report.views import groups
from linkscan.report.views.facts import Facts
from linkscan.report.views.groups import group_row


def facts(report: Report, lang: str = "en") -> Facts:
    """The facts of a report."""
    return Facts.of(report, lang)


def holds(report: Report, component: Component, lang: str = "en") -> list[tuple[str, str]]:
    """What holds a group together, and what is left without it."""
    return [(one.name, one.without) for one in group_row(facts(report, lang), component).holds]


def test_what_a_group_hangs_on_is_named(full_report: Report) -> None:
    """Machines and values first, with the parts that are left; then stores that join."""
    assert holds(full_report, full_report.components[0]) == [
        ("machine PC-01", "without it none of these stores are tied"),
        (
            "company code (USCC) 9135****40",
            "without it 2 parts: amazon/de/Elm, amazon/us/Fir | amazon/us/Oak",
        ),
        ("amazon/us/Fir", ""),
    ]
    assert holds(full_report, full_report.components[0], "zh")[:2] == [
        ("操作机 PC-01", "去掉它，这些店铺互不关联"),
        (
            "统一社会信用代码 9135****40",
            "去掉它，分成 2 部分：amazon/de/Elm、amazon/us/Fir | amazon/us/Oak",
        ),
    ]


def test_the_biggest_parts_are_named_briefly(full_report: Report) -> None:
    """Of many parts a few, of a big part a few stores; how many there are is told."""
    parts = (("a", "b", "c", "d", "e"), ("f", "g"), ("h",), ("i",))
    component = replace(
        full_report.components[0],
        accounts_total=90,
        splits=(Split("ip:203.0.113.7", "ip", parts, 60),),
        articulation_points=("ip:203.0.113.7",),
    )
    assert holds(full_report, component) == [
        (
            "IP address 203.0.113.7",
            "without it 60 parts: a, b, c, and 2 more | f, g | h | …",
        )
    ]


def test_a_group_held_by_several_values_names_none(full_report: Report) -> None:
    """No single value splits it: the page says so in its own words."""
    component = replace(full_report.components[0], splits=(), articulation_points=())
    assert holds(full_report, component) == []


def test_many_holds_are_cut_and_counted(full_report: Report) -> None:
    """A chain of stores hangs on each of them; the row stays a row."""
    points = tuple(f"s{n}" for n in range(10))
    component = replace(full_report.components[0], splits=(), articulation_points=points)
    row = group_row(facts(full_report), component)
    assert (len(row.holds), row.holds_cut) == (groups.HOLDS, 10 - groups.HOLDS)
