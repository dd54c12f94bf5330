"""What the picture of a page shows: who, tied by what, and what nobody is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from linkscan.model import Report
from linkscan.report.views import picture
from linkscan.report.views.picture import Picture, Tie, index_picture, machine_picture
from linkscan.report.views.web import Web
from tests.report.pictures import report_of

HAVE = {"ip:1": "abc", "uscc:2": "cd", "phone:3": "a", "ip:9": "xy", "email:8": "z"}


def on_machine(report: Report) -> Picture | None:
    """The picture of the one machine."""
    return machine_picture(Web.of(report), report.machines[0])


def stores(found: Picture | None) -> list[str]:
    """The stores of a picture by their bare names."""
    assert found
    return [one.id.rpartition("/")[2] for one in found.stores]


def test_a_machine_gets_its_stores_and_what_they_hang_on() -> None:
    """Its own stores first, then those that are tied to them; no other group."""
    found = on_machine(report_of(HAVE, machines={"PC-01": ("a",)}))
    assert found
    assert stores(found) == ["a", "b", "c", "d"]
    assert [one.here for one in found.stores] == [True, False, False, False]
    assert [one.id for one in found.values] == ["ip:1", "uscc:2"]
    assert [(group.stores, group.whole) for group in found.groups] == [(4, True)]


def test_a_machine_whose_stores_share_nothing_has_no_picture() -> None:
    """There is nothing to draw: the tables say it."""
    assert on_machine(report_of(HAVE, machines={"PC-01": ("z",)})) is None
    assert on_machine(report_of(HAVE, machines={"PC-01": ()})) is None


def test_the_index_has_every_group() -> None:
    """The largest group first here, as all are equally serious; stores tied to none are left."""
    found = index_picture(Web.of(report_of(HAVE)))
    assert found
    assert [group.stores for group in found.groups] == [4, 2]
    assert [one.group for one in found.stores] == [0, 0, 0, 0, 1, 1]


def test_without_a_group_there_is_no_picture(empty_report: Report, clear_report: Report) -> None:
    """An empty report, and one whose store is tied to nothing."""
    for report in (empty_report, clear_report):
        assert index_picture(Web.of(report)) is None


def test_a_tie_says_when_and_where() -> None:
    """Days in UTC, rows and machines."""
    found = on_machine(report_of({"ip:1": "ab"}, machines={"PC-01": ("a",)}))
    assert found
    assert found.ties[0] == Tie(0, 0, "2026-01-02", "2026-02-03", 1, (0,))
    assert found.machines == ("PC-01",)


def test_days_of_a_tie_are_those_of_the_zone_of_the_report() -> None:
    """Late in the evening in UTC it is the next day in Tokyo."""
    report = report_of({"ip:1": "ab"}, machines={"PC-01": ("a",)})
    late = datetime(2026, 1, 2, 16, tzinfo=UTC)
    links = tuple(replace(one, first_seen=late, last_seen=late) for one in report.links)
    found = on_machine(replace(report, links=links, findings=(), display_zone="Asia/Tokyo"))
    assert found
    assert {(one.first, one.last) for one in found.ties} == {("2026-01-03", "2026-01-03")}


def test_a_store_that_no_link_cites_is_tied_all_the_same() -> None:
    """Where the list of links is cut, the value still names its stores."""
    report = report_of({"ip:1": "ab"}, machines={"PC-01": ("a",)})
    found = on_machine(replace(report, links=(), findings=()))
    assert found
    assert [(tie.first, tie.n) for tie in found.ties] == [("", 0), ("", 0)]


def test_values_of_one_store_are_told_with_it() -> None:
    """They are no nodes: they tie nothing."""
    found = on_machine(report_of(HAVE, machines={"PC-01": ("a",)}))
    assert found
    assert [one.own for one in found.stores if one.own] == [(("phone", "3"),)]


def test_where_there_are_many_stores_own_values_are_only_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A page of two thousand stores stays small."""
    monkeypatch.setattr(picture, "STORES_WITH_OWN", 3)
    found = on_machine(report_of(HAVE, machines={"PC-01": ("a",)}))
    assert found
    assert (found.stores[0].own, found.stores[0].own_total) == ((), 1)


def test_a_bounded_picture_says_that_its_group_is_not_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Then nothing can be tried in it: nobody would know what is left."""
    monkeypatch.setattr(picture, "NODES_OF_MACHINE", 3)
    found = on_machine(report_of({"ip:1": "ab", "ip:2": "bc"}, machines={"PC-01": ("a",)}))
    assert found
    assert stores(found) == ["a", "b"]
    assert [(group.stores, group.whole) for group in found.groups] == [(3, False)]


def test_a_report_with_cut_links_has_no_whole_group() -> None:
    """A link that is not listed may hold a group together."""
    report = report_of({"ip:1": "ab"})
    found = index_picture(Web.of(replace(report, totals=(("links", 30_000),))))
    assert found
    assert not found.groups[0].whole


@pytest.mark.parametrize(("barred", "kept"), [("d", [True, True]), ("", [False, False])])
def test_what_holds_a_group_with_a_ban_is_kept(barred: str, kept: list[bool]) -> None:
    """Every value of the group, near the suspended store or far from it."""
    found = on_machine(report_of(HAVE, barred, {"PC-01": ("a",)}))
    assert found
    assert [one.kept for one in found.values] == kept
    assert [one.barred for one in found.stores] == [one == barred for one in "abcd"]
