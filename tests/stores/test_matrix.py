"""The store matrix: what each store has, and what of it others have too."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given

from linkscan.linking import identify as identifying
from linkscan.model import MatrixCell, MatrixColumn, Report
from linkscan.stores import matrix
from linkscan.stores.matrix import COLUMNS, ROWS_SHOWN, VALUES_SHOWN
from tests.naive import _read
from tests.naive_weights import Account, Value
from tests.scanning import SETTINGS, named, scan_log, scan_world
from tests.strategies import World, examples, worlds

LOG = """
    account,platform,machine,ip,device id
    a,amazon,PC-01,203.0.113.1,dev-x1
    b,amazon,PC-01,203.0.113.2,dev-x1
    c,amazon,PC-02,203.0.113.1,dev-y2
    d,ebay,PC-03,203.0.113.2,dev-z3
    d,ebay,PC-03,192.168.1.2,dev-z3
"""


def cell(report: Report, account: str, column: MatrixColumn) -> MatrixCell:
    """One cell of the matrix."""
    (row,) = (row for row in report.matrix if row.account == account)
    (found,) = (cell for cell in row.cells if cell.column == column)
    return found


def said(found: MatrixCell) -> list[tuple[str, int, int, bool]]:
    """The values of a cell: label, other stores here and anywhere, whether they tie."""
    return [(one.label, one.others, one.others_anywhere, one.shared) for one in found.values]


def test_a_shared_address_is_counted_by_platform() -> None:
    """What another store of the platform has ties; what one elsewhere has is counted only."""
    report = scan_log(LOG)
    assert said(cell(report, "amazon/a", "line")) == [("203.0.113.1", 1, 1, True)]
    assert said(cell(report, "amazon/b", "line")) == [("203.0.113.2", 0, 1, False)]
    assert said(cell(report, "ebay/d", "line"))[0] == ("203.0.113.2", 0, 1, False)


def test_what_links_nothing_is_shown_and_not_marked() -> None:
    """A private address stands after the others, with its reason and without a count."""
    report = scan_log(LOG.replace("c,amazon,PC-02,203.0.113.1", "c,amazon,PC-02,192.168.1.2"))
    last = cell(report, "ebay/d", "line").values[-1]
    assert (last.label, last.reason, last.others_anywhere) == ("192.168.1.2", "private", 0)
    assert not last.shared


def test_a_machine_is_shared_by_its_device() -> None:
    """The machine's name says it, and the device need not say it again."""
    report = scan_log(LOG)
    assert said(cell(report, "amazon/a", "machine")) == [("PC-01", 1, 1, True)]
    assert said(cell(report, "amazon/c", "machine")) == [("PC-02", 0, 0, False)]


def test_a_machine_whose_devices_differ_is_not_shared() -> None:
    """Two computers of one name tie nothing; the name is counted all the same."""
    report = scan_log(LOG.replace("b,amazon,PC-01,203.0.113.2,dev-x1", "b,amazon,PC-01,,dev-q9"))
    assert said(cell(report, "amazon/a", "machine")) == [("PC-01", 1, 1, False)]


def test_a_device_under_two_names_is_shown() -> None:
    """A laptop that was renamed: no name tells, so the device does."""
    report = scan_log(LOG.replace("c,amazon,PC-02,203.0.113.1,dev-y2", "c,amazon,PC-02,,dev-x1"))
    assert said(cell(report, "amazon/c", "machine")) == [
        ("dev-x1", 2, 2, True),
        ("PC-02", 0, 0, False),
    ]
    assert said(cell(report, "amazon/a", "machine")) == [
        ("dev-x1", 2, 2, True),
        ("PC-01", 1, 1, True),
    ]


def test_a_device_without_a_machine_is_shown() -> None:
    """Where a row of the log leaves the machine blank, the device stands for it."""
    report = scan_log("""
        account,machine,device id
        a,,dev-x1
        b,PC-01,dev-y2
    """)
    assert said(cell(report, "a", "machine")) == [("dev-x1", 0, 0, False)]


STORES = """
    store,platform,legal person name,payee name,uscc,licence number,phone,bank card,email,status
    a,amazon,Li Wei,Chen Yu,91440300MA5DEM01X1,,+1 202 555 0101,4242420000000018,x@example.com,ok
    b,amazon,Li Wei,,,,+1 202 555 0101,4242420000000026,y@example.com,suspended
    c,amazon,Chen Yu,,91440300MA5DEMA2YX,,+1 202 555 0103,,y@example.com,closed
"""


def test_papers_stand_masked_in_their_columns() -> None:
    """Masked as in every form, ids as ordinals; revealed only when asked for."""
    report = scan_log(STORES)
    (licence,) = cell(report, "amazon/a", "licence").values
    assert (licence.identifier, licence.label) == ("uscc#1", "9144****X1")
    assert said(cell(report, "amazon/a", "phone")) == [("+12****101", 1, 1, True)]
    assert said(cell(report, "amazon/a", "bank")) == [("4242****0018", 0, 0, False)]
    assert [one.shared for one in cell(report, "amazon/c", "email").values] == [True]
    revealed = scan_log(STORES, replace(SETTINGS, reveal=True))
    assert said(cell(revealed, "amazon/a", "phone")) == [("+12025550101", 1, 1, True)]


def test_a_name_is_that_of_the_legal_person_and_ties_nothing() -> None:
    """A payee's name is no legal person's; two legal persons of one name may be two people."""
    report = scan_log(STORES)
    for store, others in (("a", 1), ("b", 1), ("c", 1)):
        (name,) = cell(report, f"amazon/{store}", "legal-person").values
        assert (name.kind, name.others, name.shared) == ("person", others, False)


def test_the_most_serious_store_stands_first() -> None:
    """By level, then by id."""
    report = scan_log(STORES)
    assert [row.account for row in report.matrix] == ["amazon/a", "amazon/b", "amazon/c"]
    assert {row.account: row.level for row in report.matrix} == {
        one.id: one.level for one in report.accounts
    }
    assert report.matrix[1].status == "suspended"


def test_the_matrix_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is cut is counted: stores in the totals, values in their cell."""
    log = ["account,ip", *(f"s{n},203.0.113.{n}" for n in range(ROWS_SHOWN // 100))]
    log += [f"s1,198.51.100.{n}" for n in range(7)]
    monkeypatch.setattr(matrix, "ROWS_SHOWN", 2)
    report = scan_log("\n".join(log))
    assert [row.account for row in report.matrix] == ["s0", "s1"]
    assert dict(report.totals)["matrix"] == 5
    line = cell(report, "s1", "line")
    assert (len(line.values), line.values_total) == (VALUES_SHOWN, 8)


def test_a_large_log_shows_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses of one store, which a large log does not number, are shown all the same."""
    small = scan_log(LOG).matrix
    monkeypatch.setattr(identifying, "EVERYTHING", 0)
    assert scan_log(LOG).matrix == small


@given(worlds())
@examples(25)
def test_counts_are_those_of_plain_loops(world: World) -> None:
    """Each address and paper of each store, and who else has it, recounted from the rows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matrix, "VALUES_SHOWN", 1000)
        report = scan_world(world, replace(SETTINGS, reveal=True))
    stores, _classes = _read(world, 64, None)
    holders: dict[Value, set[Account]] = defaultdict(set)
    for account, store in stores.items():
        for value in store.uses:
            holders[value].add(account)
    names = named(report)
    for row in report.matrix:
        account = names[row.account]
        own = stores[account]
        for found in row.cells:
            if found.column == "machine":
                continue
            wanted = {
                f"{kind}:{key}": (
                    max(
                        sum(scope in stores[one].scopes for one in holders[kind, key])
                        for scope in own.scopes
                    )
                    - 1,
                    len(holders[kind, key]) - 1,
                )
                for kind, key in own.uses
                if kind in COLUMNS[found.column]
            }
            shown = {
                one.identifier: (one.others, one.others_anywhere)
                for one in found.values
                if one.reason is None
            }
            assert shown == wanted
            assert all(one.shared == (one.others > 0) for one in found.values)


def test_a_store_without_a_platform_shares_on_each() -> None:
    """What it shares ties it on whatever platform it does; counted is where most have it."""
    report = scan_log("""
        account,platform,machine,ip,device id
        a,amazon,PC-01,203.0.113.1,dev-x1
        u,,PC-01,203.0.113.2,dev-x1
        u,,PC-02,203.0.113.3,dev-y2
        e,ebay,PC-02,203.0.113.3,dev-y2
        f,ebay,PC-04,203.0.113.3,dev-z3
    """)
    assert said(cell(report, "u", "machine")) == [("PC-01", 1, 1, True), ("PC-02", 1, 1, True)]
    assert said(cell(report, "u", "line")) == [
        ("203.0.113.3", 2, 2, True),
        ("203.0.113.2", 0, 0, False),
    ]
