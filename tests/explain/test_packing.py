"""Evidence packs: when two stores shared a value and when not, every row, nobody else's values."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import linkscan
from linkscan.config import Settings
from linkscan.explain import packing
from linkscan.explain.appeals import appeal_sayings
from linkscan.explain.explain import explain
from linkscan.explain.pack import Pack, Period, Value
from linkscan.explain.packing import make_pack
from linkscan.report.answers.pack import pack_files
from linkscan.rows.events import account_ref
from linkscan.rows.flaws import KEPT
from tests.explaining import CHAIN, STATUSES
from tests.scanning import SETTINGS, lines, scanned
from tests.strategies import World, examples, worlds

LOG = """
    account,platform,time,ip,device_id,machine
    a,amazon,2026-01-02 09:00,203.0.113.1,dev-alpha-1,PC-01
    b,amazon,2026-01-05 09:00,203.0.113.1,dev-beta-22,pc-02
    a,amazon,2026-01-20 09:00,203.0.113.1,dev-alpha-1,PC-01
    a,amazon,2026-05-01 09:00,203.0.113.7,dev-alpha-1,PC-01
    b,amazon,2026-06-01 09:00,203.0.113.8,dev-beta-22,pc-02
    c,amazon,2026-06-01 09:00,203.0.113.1,dev-beta-22,PC-02
"""


@contextmanager
def opened(
    log: str = LOG, settings: Settings = SETTINGS, **others: str
) -> Iterator[linkscan.ScanResult]:
    """The scan of a log and, by stem, other CSV files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {"logins": log, **others}.items():
            (Path(folder) / f"{name}.csv").write_text(lines(text), encoding="utf-8")
        with linkscan.scan(folder, settings=settings) as result:
            yield result


def packed(
    one: str = "a", other: str = "b", log: str = LOG, settings: Settings = SETTINGS, **others: str
) -> Pack:
    """The pack on two stores of a log."""
    with opened(log, settings, **others) as result:
        return make_pack(result, explain(result, one, other))


def only(pack: Pack) -> Value:
    """The value of a pack that has one."""
    (value,) = pack.values
    return value


def days(first: str, last: str) -> Period:
    """A period by its first and last day."""
    return Period(date.fromisoformat(first), date.fromisoformat(last))


def test_what_each_store_has() -> None:
    """Of a shared value each store's dates, machines as that store's rows write them, and rows."""
    value = only(packed())
    assert (value.kind, value.label, value.use, value.number) == ("ip", "203.0.113.1", "ties", 1)
    a, b = value.held
    assert (a.store, a.period, a.rows, a.undated) == (
        "amazon/a", days("2026-01-02", "2026-01-20"), 2, 0)  # fmt: skip
    assert (b.period, b.machines) == (days("2026-01-05", "2026-01-05"), ("pc-02",))


def test_together_and_apart() -> None:
    """Shared from a use by one to the next use by the other; apart while both sign in without."""
    pack = packed()
    assert pack.window == days("2026-01-05", "2026-05-01")
    assert pack.together == (days("2026-01-02", "2026-01-20"),)
    (gap,) = pack.apart
    assert (gap.period, gap.rows) == (days("2026-01-21", "2026-05-01"), (1, 0))


def test_a_value_that_passes_on_late_is_shared_all_the_same() -> None:
    """A line that the other store uses months later was not given up: the day of the later use
    counts, and nothing says that the two were apart then."""
    log = """
        account,platform,time,ip
        a,amazon,2026-01-02 09:00,203.0.113.1
        b,amazon,2026-02-02 09:00,203.0.113.2
        b,amazon,2026-06-02 09:00,203.0.113.1
        a,amazon,2026-09-02 09:00,203.0.113.3
        b,amazon,2026-09-02 09:00,203.0.113.2
    """
    pack = packed(log=log)
    assert pack.together == (days("2026-06-02", "2026-06-02"),)
    assert only(pack).nearest == 151
    assert [gap.period for gap in pack.apart] == [
        days("2026-02-02", "2026-06-01"), days("2026-06-03", "2026-09-02")]  # fmt: skip


def test_near_periods_are_one() -> None:
    """Use by turns on one line is one period, however many turns."""
    rows = "\n".join(
        f"{account},amazon,2026-{month:02}-{day:02} 09:00,203.0.113.1"
        for month in (3, 4, 5)
        for account, day in (("a", 1), ("b", 15))
    )
    pack = packed(log=f"account,platform,time,ip\n{rows}")
    assert pack.together == (days("2026-03-01", "2026-05-15"),)
    assert pack.apart == ()


def test_a_browser_alone_keeps_nobody_together() -> None:
    """What only adds weight is listed with its rows, and makes no period of sharing."""
    agent = "Mozilla/5.0 (Windows NT 10.0) Firefox/128.0"
    log = f"""
        account,platform,time,ip,user_agent
        a,amazon,2026-01-02 09:00,203.0.113.1,{agent}
        b,amazon,2026-01-03 09:00,203.0.113.2,{agent}
    """
    pack = packed(log=log)
    assert {value.use for value in pack.values} == {"adds"}
    assert (pack.together, len(pack.rows)) == ((), 2)
    assert [reason.code for reason in pack.not_tied][:1] == ["soft-only"]


def test_rows_are_all_rows_with_a_shared_value() -> None:
    """Every row of the two that carries a shared value, by time, with file and line; none of a
    third store that has the value too."""
    pack = packed()
    assert [(row.store, row.input, row.line, row.values) for row in pack.rows] == [
        ("amazon/a", "logins.csv", 2, (1,)),
        ("amazon/b", "logins.csv", 3, (1,)),
        ("amazon/a", "logins.csv", 4, (1,)),
    ]
    assert pack.rows_total == 3


def test_inputs() -> None:
    """The tables that name either store, with digest and rows; not a third store's."""
    phones = "store,platform,phone\nc,amazon,+12025550101"
    pack = packed(phones=phones)
    assert [(source.name, source.rows) for source in pack.inputs] == [("logins.csv", 3)]
    assert len(pack.inputs[0].sha256) == 64


def test_papers_have_no_time() -> None:
    """A registration detail stands in a row without a time, and with the role it was given in."""
    stores = """
        store,platform,legal person id number,opened,closed_at
        a,amazon,11010519491231002X,2025-12-01,
        b,amazon,11010519491231002X,,2026-07-01
        c,amazon,11010519491231002X,,
    """
    pack = packed(stores=stores)
    paper = pack.values[0]
    assert paper.kind == "resident_id"
    assert "19491231" not in paper.label
    assert [(held.roles, held.period, held.undated) for held in paper.held] == [
        (("legal-person",), None, 1)] * 2  # fmt: skip
    undated = [row for row in pack.rows if row.at is None]
    assert [(row.input, row.line) for row in undated] == [("stores.csv", 2), ("stores.csv", 3)]
    assert pack.rows[:2] == tuple(undated)
    a, b = pack.stores
    assert (a.opened_at, b.closed_at) == (date(2025, 12, 1), date(2026, 7, 1))


def test_no_time_common_to_both() -> None:
    """Of a store without sign-ins nothing says that it was apart from the other."""
    stores = "store,platform,phone\nz,amazon,+12025550101\na,amazon,+12025550101"
    pack = packed("a", "z", stores=stores)
    assert (pack.window, pack.together, pack.apart) == (None, (), ())
    assert pack.stores[1].records is None


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more rows than a pack holds, each store keeps its first and last use of each value; the
    rest is counted."""
    monkeypatch.setattr(packing, "ROWS", 4)
    rows = "\n".join(f"a,amazon,2026-01-{day:02} 09:00,203.0.113.1" for day in range(1, 21))
    log = f"account,platform,time,ip\n{rows}\nb,amazon,2026-02-01 09:00,203.0.113.1"
    pack = packed(log=log)
    assert pack.rows_total == 21
    assert len(pack.rows) == 4
    assert {row.line for row in pack.rows} >= {2, 21, 22}


def test_a_chain_names_nobody() -> None:
    """Stores tied by way of a third share nothing themselves: the third is counted, not named."""
    pack = packed("a", "c", CHAIN)
    assert pack.linked
    assert (pack.between, pack.values, pack.rows) == (1, (), ())
    assert "amazon/b" not in str(pack)


def test_the_official_route_comes_with_a_suspended_store() -> None:
    """Beside a suspended store the route is there, and first among what is said."""
    pack = packed("b", "c", CHAIN, stores=STATUSES)
    assert pack.route
    assert pack.stores[1].suspended
    assert pack.sayings[0].about == "route"
    assert packed("a", "b", CHAIN, stores=STATUSES).route is None


def test_what_is_said_of_what_both_have() -> None:
    """Who says that the platform looks at the shared kinds: the platform's own words beside what
    sellers are told, each with grade, source and date; nothing on kinds that are not shared."""
    pack = packed()
    assert {kind for saying in pack.sayings for kind in saying.kinds} == {"ip"}
    assert {saying.about for saying in pack.sayings} == {"route", "use", "stores", "note", "appeal"}
    assert "A" in {saying.rule.grade for saying in pack.sayings}
    for rule in (saying.rule for saying in pack.sayings):
        assert rule.en
        assert rule.zh
        assert rule.source
        assert rule.date
    assert appeal_sayings()[-1].en.startswith("An appeal is short")


def test_other_platforms() -> None:
    """Stores of two platforms: both platforms' profiles are quoted, and why they are not tied."""
    log = """
        account,platform,time,device_id
        a,amazon,2026-01-02 09:00,dev-alpha-1
        a,ebay,2026-01-02 09:00,dev-alpha-1
    """
    pack = packed("amazon/a", "ebay/a", log)
    assert [store.platform for store in pack.stores] == ["amazon", "ebay"]
    assert {saying.platform for saying in pack.sayings} == {"amazon", "ebay", None}
    reason = pack.not_tied[0]
    assert (reason.code, reason.values) == ("other-platform", (1,))


def test_a_machine_in_a_third_stores_spelling() -> None:
    """A machine is called as the two stores' own rows write it, though the report's name of it
    is another store's spelling."""
    log = """
        account,platform,time,machine
        a,amazon,2026-01-02 09:00,pc-07
        b,amazon,2026-01-03 09:00,pc-07
        c,amazon,2026-01-03 09:00,PC-07
    """
    pack = packed(log=log)
    assert [value.label for value in pack.values if value.kind == "machine"] == ["pc-07"]
    assert "PC-07" not in str(pack)


def test_an_address_in_a_third_stores_spelling() -> None:
    """Revealed, a postal address is shown as the two stores' own rows write it."""
    stores = """
        store,platform,registered address
        a,amazon,12 sample road exampletown
        b,amazon,12 sample road exampletown
        c,amazon,12 SAMPLE ROAD EXAMPLETOWN
    """
    pack = packed(stores=stores, settings=replace(SETTINGS, reveal=True))
    labels = [value.label for value in pack.values if value.kind == "address"]
    assert labels == ["12 sample road exampletown"]
    assert "SAMPLE" not in str(pack)


def texts_by_side(
    world: World, result: linkscan.ScanResult, ids: tuple[str, str]
) -> tuple[set[str], set[str]]:
    """What the rows of the two stores say, and what those of all others do; with their keys."""
    engine, inputs = result.scanned.engine, result.scanned.inputs
    numbers = [n for n, one in enumerate(result.scanned.joined) if one.id in ids]
    own: set[str] = set()
    others: set[str] = set()
    for one in inputs:
        rows = world.logins if one.table.name == "logins.csv" else world.stores
        mine = {
            one.line(record) - 2
            for (record,) in engine.rows(f"""
                SELECT record FROM (SELECT record, {account_ref(engine, one)} AS account_ref
                                    FROM {one.name} WHERE flaw IN {KEPT})
                JOIN account_refs USING (account_ref)
                WHERE account IN ({numbers[0]}, {numbers[1]})
            """)
        }
        for place, row in enumerate(rows):
            cells = {cell.strip() for name, cell in row.items() if name not in UNTOLD}
            (own if place in mine else others).update(cells)
    for account, kind, *forms in engine.rows("""
        SELECT account, kind, text, label, revealed FROM links JOIN keys USING (key)
    """):
        # The name of a machine is one spelling of several.
        if account not in numbers:
            others.update(forms)
        elif kind != "machine":
            own.update(forms[:2])
    return own, others


UNTOLD = ("platform", "time", "status", "outcome", "ban reason")
"""Columns whose cells are words of the language, not anybody's values."""


@given(worlds(), st.integers(0, 1_000), st.booleans())
@examples(15)
def test_not_one_value_of_a_third_store(world: World, choice: int, reveal: bool) -> None:
    """No name and no value of any other store stands in any file of a pack, masked or revealed,
    unless one of the two stores has it too."""
    with scanned(world, replace(SETTINGS, reveal=reveal)) as result:
        pairs = list(combinations([one.id for one in result.scanned.joined], 2))
        if not pairs:
            return
        ids = pairs[choice % len(pairs)]
        files = pack_files(make_pack(result, explain(result, *ids)), "en")
        own, others = texts_by_side(world, result, ids)
    text = "\n".join(data.decode() for data in files.values())
    allowed = "\n".join([*own, *ids, own_words()])
    assert [one for one in others if one and one in text and one not in allowed] == []


@cache
def own_words() -> str:
    """The words of a pack that are the same in every one."""
    return "\n".join(data.decode() for data in pack_files(packed(), "en").values())


@given(worlds())
@examples(8)
def test_totals_add_up(world: World) -> None:
    """A pack lists each row once; every value that the explanation has is in it, and each of its
    rows holds at least one; periods lie in order and apart."""
    with scanned(world) as result:
        ids = [one.id for one in result.scanned.joined][:2]
        if len(ids) < 2:
            return
        found = explain(result, *ids)
        pack = make_pack(result, found)
    both = tuple(store.id for store in found.accounts)
    assert len(pack.values) == sum(value.accounts == both for value in found.evidence)
    places = [(row.input, row.line) for row in pack.rows]
    assert len(places) == len(set(places)) == pack.rows_total
    for value in pack.values:
        for held in value.held:
            rows = [row for row in pack.rows if row.store == held.store]
            assert held.rows == sum(value.number in row.values for row in rows) > 0
    assert all(row.values for row in pack.rows)
    known = [*pack.together, *(gap.period for gap in pack.apart)]
    known.sort(key=lambda period: period.first)
    assert all(one.last < other.first for one, other in pairwise(known))
