"""Proposals and edits: a scan with edits is the scan of files edited by hand."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import linkscan
from fingerprints import Identifier, browser_of, identify
from linkscan.accounts.accounts import Joined
from linkscan.errors import LinkscanError
from linkscan.model import Report
from linkscan.whatif.proposals import find_proposals
from linkscan.whatif.proposed import Found, join_edits
from tests.scanning import SETTINGS, lines, scan_world, without, written
from tests.strategies import Row, World, examples, worlds

KINDS = {
    "ip": "ip", "device id": "device_id", "mac": "mac", "machine": "machine",
    "operator": "operator", "user agent": "user_agent", "canvas": "canvas", "screen": "screen",
    "uscc": "uscc", "phone": "phone", "resident id": "resident_id", "company name": "company",
}  # fmt: skip
"""Columns of the files of `strategies`, and the kind of their values."""

FAILED = ("failed", "失败")
CHANGES = ("sha256", "evidence", "where", "rejects")


def meaning(column: str, cell: str) -> tuple[str, str] | None:
    """The identifier in a cell: kind and key."""
    found = identify(KINDS[column], cell) if column in KINDS else None
    return (found.kind, found.key) if isinstance(found, Identifier) else None


def blanked(world: World, wanted: tuple[str, str]) -> World:
    """The files without this identifier."""

    def edit(row: Row) -> Row:
        return {name: "" if _is(name, cell, wanted) else cell for name, cell in row.items()}

    return World(tuple(map(edit, world.logins)), tuple(map(edit, world.stores)))


def _is(column: str, cell: str, wanted: tuple[str, str]) -> bool:
    found = meaning(column, cell)
    if found and wanted[0] == "browser" and found[0] == "user_agent":
        return " on ".join(browser_of(found[1]) or ()) == wanted[1]
    return found == wanted


def used(world: World) -> list[Row]:
    """The sign-ins that succeeded."""
    return [row for row in world.logins if row["outcome"] not in FAILED]


def moved(world: World, store: Joined, machine: str, cloned: frozenset[str]) -> World:
    """The files with the sign-ins of a store on another machine, named as it is shown."""
    mine = {(mention.name, mention.details.get("platform", "")) for mention in store.mentions}
    there = {"machine": machine}
    on_it = [row for row in used(world)
             if meaning("machine", row["machine"]) == meaning("machine", machine)]  # fmt: skip
    for column in ("ip", "device id", "mac"):
        cells = [row[column] for row in on_it if meaning(column, row[column])]
        keys = Counter(found for cell in cells for found in [meaning(column, cell)]
                       if found and not (column == "device id" and found[1] in cloned))  # fmt: skip
        best = min(keys, key=lambda key: (-keys[key], key), default=None)
        # Of several spellings, which may say different things of the line, the least is taken.
        there[column] = min((cell for cell in cells if meaning(column, cell) == best), default="")

    def edit(row: Row) -> Row:
        return {**row, **there} if (row["account"], row["platform"]) in mine else row

    return World(tuple(map(edit, world.logins)), world.stores)


def edited_scan(
    texts: Mapping[str, str], ask: Callable[[linkscan.ScanResult], tuple[Found, ...]]
) -> tuple[Report, Report]:
    """The reports before and after what is asked of the first."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            (Path(folder) / name).write_text(text, encoding="utf-8", newline="")
        with linkscan.scan(folder, settings=SETTINGS) as result:
            edits = join_edits(ask(result))
            with linkscan.scan(folder, settings=SETTINGS, edits=edits) as edited:
                return result.report, edited.report


def compared(report: Report) -> object:
    """All of a report that edited files say in the same way."""
    return without(replace(report, inputs=()), CHANGES)


@examples(15)
@given(worlds(), st.data())
def test_blanking_equals_edited_files(world: World, data: st.DataObject) -> None:
    """Without an identifier the report is that of files from which all its spellings are gone."""
    asked: list[tuple[str, str]] = []

    def ask(result: linkscan.ScanResult) -> tuple[Found, ...]:
        shown = [one for one in result.report.identifiers if one.reason is None]
        keys = {id_: (kind, text) for id_, kind, text in result.scanned.engine.rows(
            "SELECT id, kind, text FROM keys JOIN key_names USING (key, kind)")}  # fmt: skip
        ids = [one.id for one in shown if one.kind not in ("machine", "left_operator")]
        ids += sorted({f"machine:{row['machine'].strip()}" for row in used(world)
                       if meaning("machine", row["machine"])})  # fmt: skip
        chosen = data.draw(st.lists(st.sampled_from(ids), max_size=3, unique=True)) if ids else []
        asked.extend(("machine", one[8:].lower()) if one.startswith("machine:") else keys[one]
                     for one in chosen)  # fmt: skip
        return find_proposals(result.scanned, chosen, [])

    _before, after = edited_scan(written(world), ask)
    for wanted in asked:
        world = blanked(world, wanted)
    assert compared(after) == compared(scan_world(world))


@examples(15)
@given(worlds(), st.data())
def test_moving_equals_edited_files(world: World, data: st.DataObject) -> None:
    """A moved store's report is that of files whose rows name the machine and its values."""
    asked: list[tuple[Joined, str, frozenset[str]]] = []

    def ask(result: linkscan.ScanResult) -> tuple[Found, ...]:
        stores = [one for one in result.scanned.joined if any(m.input == 0 for m in one.mentions)]
        labels = [row["machine"] for row in used(world) if meaning("machine", row["machine"])]
        machine = data.draw(st.sampled_from(["PC-NEW", *labels]))
        cloned = frozenset(dict(one.params)["device"] for one in result.report.warnings
                           if one.code == "cloned-device")  # fmt: skip
        if not stores:
            return ()
        store = data.draw(st.sampled_from(stores))
        asked.append((store, machine, cloned))
        return find_proposals(result.scanned, [], [f"{store.id}={machine}"])

    before, after = edited_scan(written(world), ask)
    shown = {meaning("machine", one.id): one.id for one in before.machines}
    for store, machine, cloned in asked:
        world = moved(world, store, shown.get(meaning("machine", machine), machine), cloned)
    assert compared(after) == compared(scan_world(world))
    assert asked or before == after


# -- what a proposal names -----------------------------------------------------------------

FILES = {
    "logins.csv": lines("""
        account,platform,time,ip,device id,mac,machine,operator
        a,amazon,2026-01-02 09:05:00,203.0.113.7,dev-x1,,PC-01,Li Wei
        b,amazon,2026-01-02 10:05:00,203.0.113.7:443,DEV-X1,00-1B-63-00-45-E6,pc-01,li  wei
        c,amazon,2026-01-03 11:05:00,::ffff:203.0.113.7,dev-x3,,PC-03,
        c,amazon,2026-01-04 11:05:00,198.51.100.3,dev-x3,,PC-03,
        c,amazon,2026-01-05 11:05:00,198.51.100.3,dev-x3,,PC-03,
        d,amazon,2026-01-02 11:05:00,10.0.0.1,,,PC-04,
    """),
    "papers.csv": lines("""
        account,platform,uscc,phone,permission
        a,amazon,91440300MA5DEM01X1,13912340001,Li Wei; Chen
        b,amazon, 91440300ma5dem01x1,+86 139-1234-0001,Chen
        c,amazon,,,Chen
    """),
    "long.csv": lines("""
        account,platform,paper type,value
        d,amazon,USCC,91440300MA5DEM01X1
    """),
}
"""Written variants in logs, papers and a long list."""


def ask_for(*asked: str, moves: tuple[str, ...] = ()) -> Callable[..., tuple[Found, ...]]:
    """What `edited_scan` asks."""
    return lambda result: find_proposals(result.scanned, asked, moves)


def proposal(*asked: str, moves: tuple[str, ...] = ()) -> Found:
    """The one proposal that is asked for of `FILES`."""
    kept: list[Found] = []

    def ask(result: linkscan.ScanResult) -> tuple[Found, ...]:
        kept.extend(find_proposals(result.scanned, asked, moves))
        return ()

    edited_scan(FILES, ask)
    (one,) = kept
    return one


@pytest.mark.parametrize(
    ("text", "id_", "cells"),
    [
        ("ip:203.0.113.7", "ip:203.0.113.7", 3),
        ("ip:203.0.113.7:8080", "ip:203.0.113.7", 3),
        ("ip:::ffff:203.0.113.7", "ip:203.0.113.7", 3),
        ("device_id: DEV-X1", "device_id:dev-x1", 2),
        ("mac:001B.6300.45E6", "mac:00:1b:63:00:45:e6", 1),
        ("uscc#1", "uscc#1", 3),
        ("uscc:91440300ma5dem01x1", "uscc#1", 3),
        ("phone:+8613912340001", "phone#1", 2),
        ("machine:pc-01", "machine:PC-01", 2),
        ("operator:LI WEI", "operator#2", 3),
        ("operator:chen", "operator#1", 3),
        ("operator#1", "operator#1", 3),
    ],
)
def test_a_value_in_any_spelling(text: str, id_: str, cells: int) -> None:
    """However the value is written, all cells that say it are meant."""
    found = proposal(text).proposal
    assert (found.what, found.cells) == (id_, cells)


@pytest.mark.parametrize(
    "text", ["ip:203.0.113.7", "uscc#1", "phone#1", "machine:PC-01", "operator:chen"]
)
def test_nothing_else_goes(text: str) -> None:
    """A blanked value is in no link; every other value and every store is there as before."""
    before, after = edited_scan(FILES, ask_for(text))
    kinds = {one.kind for one in before.identifiers}
    kind = text.replace("#", ":").partition(":")[0]
    for other in kinds - {kind, "machine"}:
        assert _labels(before, other) == _labels(after, other)
    assert _labels(before, kind) != _labels(after, kind) or kind == "machine"
    assert [one.id for one in before.accounts] == [one.id for one in after.accounts]
    assert ("PC-01" in {one.id for one in after.machines}) is (kind != "machine")


def _labels(report: Report, kind: str) -> set[tuple[str, tuple[str, ...]]]:
    return {(one.label, one.accounts) for one in report.identifiers if one.kind == kind}


def test_a_person_among_several_in_a_cell() -> None:
    """Of a cell of permissions only the person who is named goes."""
    _before, after = edited_scan(FILES, ask_for("operator:li wei"))
    assert _labels(after, "operator") == {("c****", ("amazon/a", "amazon/b", "amazon/c"))}


def test_a_scanned_file_by_what_it_holds(tmp_path: Path) -> None:
    """A scanned file is blanked under every path that leads to the same content."""
    (tmp_path / "one.jpg").write_bytes(b"licence")
    (tmp_path / "two.jpg").write_bytes(b"licence")
    (tmp_path / "list.csv").write_text("account,scan\na,one.jpg\nb,two.jpg\nc,./one.jpg\n")
    with linkscan.scan(tmp_path / "list.csv", settings=SETTINGS) as result:
        (shared,) = [one.id for one in result.report.identifiers if one.kind == "file"]
        found = find_proposals(result.scanned, [shared], [])
        edits = join_edits(found)
    assert found[0].proposal.cells == 3
    with linkscan.scan(tmp_path / "list.csv", settings=SETTINGS, edits=edits) as edited:
        assert edited.report.links == ()


def test_a_move_takes_the_most_frequent_values() -> None:
    """Of several values of a machine that can tie, the most frequent one is given, and it is
    said that there were several."""
    found = proposal(moves=("a=pc-03",))
    (move,) = found.edits.moves
    assert move.cells == ("PC-03", "198.51.100.3", "dev-x3", None)
    assert [(one.kind, one.label, one.among) for one in found.proposal.given] == [
        ("ip", "198.51.100.3", 2),
        ("device_id", "dev-x3", 1),
    ]
    assert (found.proposal.to, found.proposal.new, found.proposal.cells) == ("PC-03", False, 1)


@pytest.mark.parametrize(("machine", "new"), [("PC-04", False), ("PC  99", True)])
def test_a_machine_without_values(machine: str, new: bool) -> None:
    """A machine that has no value that can tie, or is new, gives its name and blank cells."""
    found = proposal(moves=(f"amazon/a={machine}",))
    assert found.edits.moves[0].cells == (" ".join(machine.split()), None, None, None)
    assert (found.proposal.new, found.proposal.given) == (new, ())


def test_a_blanked_value_is_not_given() -> None:
    """Of blanks and moves together: what is blanked is given to nobody."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "logins.csv").write_text(FILES["logins.csv"])
        with linkscan.scan(folder, settings=SETTINGS) as result:
            _blank, move = find_proposals(result.scanned, ["ip:198.51.100.3"], ["a=PC-03"])
    assert move.edits.moves[0].cells[:2] == ("PC-03", "::ffff:203.0.113.7")


@pytest.mark.parametrize(
    ("asked", "moves", "message"),
    [
        (["ip:203.0.113.8"], [], "'ip:203.0.113.8' is in none of the files; nearest: ip:203.0.113"),
        (["uscc:91440300MA5DEM01X2"], [], "is in none of the files; nearest: uscc#1"),
        (["uscc#7"], [], "'uscc#7' is in none of the files"),
        (["machine:PC-77"], [], "nearest: machine:PC-01, machine:PC-03, machine:PC-04"),
        (["colour:red"], [], "names no identifier; write kind:value"),
        (["ip"], [], "names no identifier"),
        (["colour#7"], [], "names no identifier"),
        ([], ["zz=PC-01"], "no store 'zz' in this input"),
        ([], ["a"], "write STORE=MACHINE"),
        ([], ["=PC-01"], "write STORE=MACHINE"),
        ([], ["a=unknown"], "'unknown' is no name of a machine"),
        ([], ["a=PC-03", "amazon/a=PC-04"], "amazon/a is moved twice"),
    ],
)
def test_what_names_nothing(asked: list[str], moves: list[str], message: str) -> None:
    """What is in no file, or says nothing, is one sentence with the way out."""
    with pytest.raises(LinkscanError, match=re.escape(message)):
        edited_scan(FILES, lambda result: find_proposals(result.scanned, asked, moves))


def test_a_name_on_two_platforms() -> None:
    """A name that several stores bear is asked back for."""
    texts = {"logins.csv": "account,platform,ip\na,amazon,203.0.113.1\na,ebay,203.0.113.2\n"}
    with pytest.raises(LinkscanError, match=r"'A' names several stores; .*: amazon/a, ebay/a"):
        edited_scan(texts, ask_for(moves=("A=PC-01",)))


@pytest.mark.parametrize("name", ["Shop-1 ", "Shop-1", " shop-1", "ＳＨＯＰ－１"])
def test_a_store_of_no_platform_by_its_id(name: str) -> None:
    """An id is one store, as shown or without its blanks, though stores of several platforms
    bear its name."""
    texts = {
        "logins.csv": "account,platform,ip\nshop-1,amazon,203.0.113.1\n"
        "shop-1,ebay,203.0.113.1\nShop-1\x20,,203.0.113.2\n"
    }
    kept: list[Found] = []

    def ask(result: linkscan.ScanResult) -> tuple[Found, ...]:
        kept.extend(find_proposals(result.scanned, [], [f"{name}=PC-01"]))
        return ()

    edited_scan(texts, ask)
    assert [one.proposal.what for one in kept] == ["Shop-1 "]


def test_no_edits_change_nothing() -> None:
    """A scan with empty edits is the scan."""
    before, after = edited_scan(FILES, lambda result: ())
    assert before == after
