"""Names of pages, order of machines, the level of all stores together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.model import Citation, Level
from linkscan.report.views.facts import by_seriousness, overall_level, page_names, places
from tests.report import factory

WINDOWS_RESERVED = {"con", "prn", "aux", "nul", "com1", "lpt9"}


@pytest.mark.parametrize("id", ["PC-01", "客服一号机", "203.0.113.7", "a_b", "vps.example"])
def test_an_ordinary_name_is_kept(id: str) -> None:
    """A file is called like its machine where any system allows it."""
    assert page_names([id]) == {id: id}


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("../etc/passwd", "etc-passwd-a5f6a7d1"),
        ("con", "machine-con-"),
        ("CON.1", "machine-CON.1-"),
        ("PC 01", "PC-01-"),
        ("ends.", "ends-"),
        ("", "machine-"),
        ("<>", "machine-"),
        ("x" * 300, "x" * 48 + "-"),
    ],
)
def test_a_name_that_no_system_allows_is_changed(id: str, name: str) -> None:
    """What had to change ends in a digest of the whole name."""
    made = page_names([id])[id]
    assert made.rsplit("-", 1)[0] == name.rsplit("-", 1)[0]
    assert len(made.rsplit("-", 1)[1]) == 8


def test_names_that_case_alone_tells_apart_do_not_collide() -> None:
    """On Windows and macOS `pc` and `PC` are one file."""
    names = page_names(["pc", "PC"])
    assert len({name.casefold() for name in names.values()}) == 2


@given(st.lists(st.text(st.characters()), unique=True, max_size=8), st.randoms())
def test_names_are_safe_and_distinct_whatever_the_machines(ids: list[str], rng: object) -> None:
    """Names are distinct when case is folded, need no escape, and do not depend on order."""
    names = page_names(ids)
    assert len({name.casefold() for name in names.values()}) == len(ids)
    for name in names.values():
        assert name.split(".")[0].lower() not in WINDOWS_RESERVED
        assert name.strip(". ") == name != ""
        assert not set(name) & set('<>:"/\\|?*')
        assert len(name.encode()) < 250
    assert page_names(reversed(ids)) == names


@pytest.mark.parametrize(
    ("levels", "overall"),
    [
        ((), "not-checked"),
        (("not-checked",), "not-checked"),
        (("clear", "not-checked"), "clear"),
        (("clear", "low", "not-checked"), "low"),
        (("medium", "critical"), "critical"),
    ],
)
def test_the_level_of_all_stores(levels: tuple[Level, ...], overall: Level) -> None:
    """The most serious one; nothing at all is not checked, never clear."""
    accounts = tuple(factory.account(str(n), level=level) for n, level in enumerate(levels))
    assert overall_level(replace(factory.empty_report(), accounts=accounts)) == overall


def test_a_context_finding_raises_no_level() -> None:
    """A tie across platforms is shown and counts for nothing."""
    report = factory.clear_report()
    link = factory.link("amazon/us/Lone Pine", "ip:203.0.113.7", 1)
    context = factory.finding("low", "other-platform", "no-action", link, scope="context")
    assert overall_level(replace(report, findings=(context,))) == "clear"


def test_the_machine_to_look_at_first_stands_first() -> None:
    """By level, then number of findings, then id."""
    machines = [
        factory.machine("c", "clear"),
        factory.machine("b", "high", "f"),
        factory.machine("a", "high", "f"),
        factory.machine("d", "high", "f", "g"),
        factory.machine("e", "not-checked"),
    ]
    assert [machine.id for machine in by_seriousness(machines)] == ["d", "a", "b", "c", "e"]


def test_a_table_is_named_once_for_the_rows_that_follow() -> None:
    """Lines of one table stand beside its name; another sheet or file is named anew."""
    cited = (
        Citation("logins.csv", 10),
        Citation("logins.csv", 48),
        Citation("stores.xlsx", 2, "店铺"),
        Citation("stores.xlsx", 3, "店铺"),
        Citation("logins.csv", 90),
    )
    assert [*places(cited)] == ["logins.csv:10", "48", "stores.xlsx[店铺]:2", "3", "logins.csv:90"]
