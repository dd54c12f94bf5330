"""The timeline of a machine: every use in a bar, what is shared marked, what is cut counted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.model import DaysOfUse, Identifier, Machine, Report
from linkscan.report.forms.html import html_pages
from linkscan.report.views.axis import WIDTH, Bar
from linkscan.report.views.facts import Facts
from linkscan.report.views.timeline import BARS, LANES, OWN, SHARED, Timeline, letter, timeline
from tests.report import factory
from tests.strategies import UNTIMED

MACHINE = "PC-01"
START = date(2026, 1, 1)


def machine(stores: int = 0) -> Machine:
    """The machine at hand, used by this many stores."""
    return factory.machine(MACHINE, "clear", accounts_total=stores)


def report(*used: DaysOfUse, totals: dict[str, int] | None = None) -> Report:
    """A report of stores that used values on these days, each value had by those who used it."""
    holders: dict[str, list[str]] = {}
    for one in used:
        holders.setdefault(one.identifier, []).append(one.account)
    values: list[Identifier] = []
    for id, names in sorted(holders.items()):
        kind, _colon, label = id.partition(":")
        total = (totals or {}).get(id, len(names))
        values.append(
            factory.identifier(kind, label, *sorted(names), accounts_total=total, ties=total > 1)
        )
    return replace(factory.empty_report(), identifiers=tuple(values), days=used)


def use(account: str, identifier: str, *days: str) -> DaysOfUse:
    """A store with a value on the machine at hand."""
    return DaysOfUse(account, identifier, MACHINE, days)


def view(report: Report, lang: str = "en") -> Timeline:
    """The timeline of the machine."""
    found = timeline(Facts.of(report, lang), machine())
    assert found is not None
    return found


def lanes(shown: Timeline) -> list[tuple[str, str, tuple[str, ...]]]:
    """Store, letter and values of each lane."""
    return [(one.store, lane.mark, lane.values) for one in shown.stores for lane in one.lanes]


def test_shared_values_are_marked(full_report: Report) -> None:
    """A letter and a colour for each, the same in every lane; the most serious store first."""
    shown = view(full_report)
    assert lanes(shown) == [
        ("amazon/us/Fir", "A", ("device ID DEV-7",)),
        ("amazon/us/Fir", "B", ("IP address 203.0.113.7",)),
        (f"amazon/us/{factory.SCRIPT}", "A", ("device ID DEV-7",)),
        ("amazon/de/Elm", "B", ("IP address 203.0.113.7",)),
    ]
    assert [lane.colour for store in shown.stores for lane in store.lanes] == [0, 1, 0, 1]
    (first, *_rest) = shown.stores[0].lanes
    assert first.remark == "used by 2 stores"
    assert first.days == "2026-01-02 – 2026-01-09, 2026-02-03"
    # 33 days from the first to the last.
    assert first.bars == (Bar(0, 242), Bar(970, 30))
    assert shown.said[0].startswith("2026-01-02 to 2026-02-03, days in UTC.")


def test_what_was_used_together_shares_a_lane() -> None:
    """A device and its network card are one lane; a card that moved on is one of its own."""
    values = "mac:00:1b:63:84:45:01", "device_id:D-1"
    together = [use(store, value, "2026-01-01/2026-01-03") for store in "ab" for value in values]
    assert lanes(view(report(*together))) == [
        ("a", "A", ("device ID D-1", "network card (MAC) 00:1b:63:84:45:01")),
        ("b", "A", ("device ID D-1", "network card (MAC) 00:1b:63:84:45:01")),
    ]
    apart = [*together[:2], use("b", "mac:00:1b:63:84:45:01", "2026-01-02"), together[3]]
    assert len(lanes(view(report(*apart)))) == 4


def test_a_line_and_a_device_never_share_a_lane() -> None:
    """They were used together, but are two facts."""
    used = [use("a", value, "2026-01-01") for value in ("ip:203.0.113.7", "device_id:D-1")]
    assert [values for _store, _mark, values in lanes(view(report(*used)))] == [
        ("device ID D-1",),
        ("IP address 203.0.113.7",),
    ]


@pytest.mark.parametrize(("count", "expected"), [(OWN, OWN), (OWN + 1, 1)])
def test_values_of_its_own_are_counted_where_they_are_many(count: int, expected: int) -> None:
    """A home line changes its address daily: one lane says how many there were."""
    used = [use("a", f"ip:203.0.113.{n}", f"2026-01-0{n}") for n in range(1, count + 1)]
    (store,) = view(report(*used)).stores
    assert len(store.lanes) == expected
    if expected == 1:
        (lane,) = store.lanes
        assert (lane.values, lane.remark) == ((f"{count} IP addresses",), "of this store alone")
        assert lane.bars == (Bar(0, WIDTH),)


def test_of_many_shared_values_those_of_most_stores_are_named() -> None:
    """Letters go to what is named, in order; the others are counted, and still drawn as shared."""
    most = [use(store, "ip:203.0.113.99", "2026-01-01") for store in "abc"]
    ids = [f"ip:203.0.113.{n}" for n in range(10, 10 + SHARED + 2)]
    used = [use(store, id, "2026-01-02") for id in ids for store in "ab"]
    first, *_rest = view(report(*most, *[replace(one, days=(f"2026-01-{n % 27 + 1:02}",))
                                         for n, one in enumerate(used)])).stores  # fmt: skip
    assert [lane.mark for lane in first.lanes] == [*map(letter, range(SHARED)), ""]
    assert first.lanes[0].values == ("IP address 203.0.113.99",)
    assert first.lanes[-1].values == ("3 IP addresses",)
    assert first.lanes[-1].remark == "used by other stores too"
    assert all(lane.shared for lane in first.lanes)


def test_a_value_that_is_shared_elsewhere_is_marked() -> None:
    """One store here, two more on other machines: it is no value of its own."""
    shown = view(report(use("a", "ip:203.0.113.7", "2026-01-01"), totals={"ip:203.0.113.7": 3}))
    (lane,) = shown.stores[0].lanes
    assert (lane.mark, lane.remark) == ("A", "used by 3 stores")


def test_a_value_that_ties_to_a_store_not_counted_is_marked() -> None:
    """The report of one client counts its own stores only, and the tie is there all the same."""
    alone = report(use("a", "ip:203.0.113.7", "2026-01-01"))
    tied = replace(alone, identifiers=(replace(alone.identifiers[0], ties=True),))
    (lane,) = view(tied).stores[0].lanes
    assert (lane.mark, lane.shared, lane.remark) == ("A", True, "used by other stores too")


def test_without_a_day_of_use_nothing_is_drawn(clear_report: Report) -> None:
    """No days, days on another machine only, or a kind that is not drawn."""
    elsewhere = DaysOfUse("a", "ip:203.0.113.7", "PC-02", ("2026-01-01",))
    operator = use("a", "operator:O", "2026-01-01")
    for one in (clear_report, report(elsewhere), report(operator)):
        assert timeline(Facts.of(one, "en"), machine()) is None


def test_stores_of_which_nothing_is_drawn_are_counted() -> None:
    """Nothing is silent: the page says that more stores were used here."""
    facts = Facts.of(report(use("a", "ip:203.0.113.7", "2026-01-01")), "en")
    assert [timeline(facts, machine(n)).undrawn for n in (1, 5)] == [0, 4]  # type: ignore[union-attr]


def test_more_lanes_than_a_page_holds_are_counted() -> None:
    """One lane a store: the rest is in `report.json`."""
    used = [use(f"s{n:03}", "ip:203.0.113.7", "2026-01-01") for n in range(LANES + 7)]
    shown = view(report(*used))
    assert len(lanes(shown)) == LANES
    assert shown.cut == 7


def test_too_many_bars_are_joined_and_it_is_said() -> None:
    """Beyond the bound uses within a week are one bar."""
    days = [(START + timedelta(days)).isoformat() for days in range(0, 120, 3)]
    used = [use(f"s{n:03}", "ip:203.0.113.7", *days) for n in range(LANES)]
    assert len(days) * LANES > BARS
    shown = view(report(*used))
    assert sum(len(lane.bars) for store in shown.stores for lane in store.lanes) == LANES
    assert "Uses at most 7 days apart are drawn as one bar." in shown.said
    assert "间隔不超过 7 天的使用连成一段。" in view(report(*used), "zh").said


def test_it_says_when_its_days_begin_where_clocks_differ(full_report: Report) -> None:
    """Days are counted in UTC, times are not: beside Beijing time that is told."""
    zoned = view(replace(full_report, display_zone="Asia/Shanghai"), "zh")
    assert "UTC 的一天从 08:00（北京时间）开始；本页其他时间均按这一时区。" in zoned.said
    berlin = replace(
        report(use("a", "ip:203.0.113.7", "2026-01-01", "2026-07-01")), display_zone="Europe/Berlin"
    )
    assert view(berlin).said[1].startswith("A day in UTC begins at 01:00 or 02:00 Europe/Berlin;")
    assert len(view(full_report).said) == 1


def test_the_legend_explains_each_look_that_is_there() -> None:
    """Marked by a letter, shared without one, or of one store: and no other."""
    own = use("c", "ip:203.0.113.8", "2026-01-01")
    marked = [use(store, "device_id:D-1", "2026-01-02") for store in "ab"]
    many = [use(store, f"ip:203.0.113.{n}", f"2026-01-{n}")
            for n in range(10, 10 + SHARED + 2) for store in "ab"]  # fmt: skip
    assert [look for look, _text in view(report(own)).legend] == ["own"]
    assert [look for look, _text in view(report(own, *marked)).legend] == ["marked", "own"]
    everything = view(report(own, *marked, *many))
    assert [look for look, _text in everything.legend] == ["marked", "shared", "own"]
    assert all(text for _look, text in everything.legend)


@pytest.mark.parametrize(
    ("place", "expected"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")]
)
def test_letters(place: int, expected: str) -> None:
    """As the columns of a sheet."""
    assert letter(place) == expected


STORES = st.sampled_from("abcde")
VALUES = st.sampled_from(["ip:203.0.113.1", "ip:203.0.113.2", "ip:203.0.113.3", "device_id:D-1",
                          "device_id:D-2", "mac:00:1b:63:84:45:01", "machine:PC-01"])  # fmt: skip
OFFSETS = st.lists(st.integers(0, 700), min_size=1, max_size=20, unique=True).map(sorted)


def written(offsets: Iterable[int]) -> tuple[str, ...]:
    """Days as a report writes them, each alone."""
    return tuple((START + timedelta(offset)).isoformat() for offset in offsets)


@UNTIMED
@given(st.dictionaries(st.tuples(STORES, VALUES), OFFSETS, min_size=1))
def test_every_day_of_use_is_in_a_bar(used: dict[tuple[str, str], list[int]]) -> None:
    """Each store has a bar over each of its days, and lanes for all of its values."""
    shown = view(report(*(use(*pair, *written(days)) for pair, days in used.items())))
    assert shown.cut == 0
    every = [day for days in used.values() for day in days]
    first, length = min(every), max(every) - min(every) + 1
    by_store = {one.store: one.lanes for one in shown.stores}
    assert set(by_store) == {store for store, _value in used}
    for (store, _value), days in used.items():
        drawn = [bar for lane in by_store[store] for bar in lane.bars]
        for day in days:
            middle = (day - first + 0.5) * WIDTH / length
            assert any(bar.x - 1 <= middle <= bar.x + bar.width + 1 for bar in drawn)
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH
               for found in by_store.values() for lane in found for bar in lane.bars)  # fmt: skip


@UNTIMED
@given(st.dictionaries(st.tuples(STORES, VALUES), OFFSETS, min_size=1), st.randoms())
def test_order_changes_nothing(used: dict[tuple[str, str], list[int]], rng: Random) -> None:
    """The same days in another order give the same drawing."""
    days = [use(*pair, *written(found)) for pair, found in used.items()]
    shuffled = list(days)
    rng.shuffle(shuffled)
    assert view(report(*shuffled)) == view(report(*days))


def test_the_page_draws_without_a_style_or_a_script(full_report: Report) -> None:
    """Bars and grid are paths, letters are text, and the days are told to a screen reader."""
    page = dict(html_pages(full_report, "en"))["machines/PC-01.html"]
    (english,) = re.findall(r'<main id="en".*?</main>', page, re.DOTALL)
    (table,) = re.findall(r'<table class="lanes">.*?</table>', english, re.DOTALL)
    assert "style=" not in table
    assert '<b class="letter c0">A</b> <span class="value">device ID DEV-7</span>' in table
    assert "<title>2026-01-02 – 2026-01-09, 2026-02-03</title>" in table
    assert 'd="M0 2h242v16h-242zM970 2h30v16h-30z"' in table
    # Which value it is stands beside the bars, too, for whom colours are alike.
    assert re.findall(r"<text x=\"[\d.]+%\"[^>]*>(.)</text></svg></td>", table) == list("ABAB")
    (legend,) = re.findall(r'<ul class="looks">.*?</ul>', english, re.DOTALL)
    assert 'class="bars marked"' in legend
    assert 'class="bars own"' not in legend
    assert "<script" not in table
    assert table.count('role="img"') == 4
