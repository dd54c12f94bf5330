"""Which stores are being left, and how their closing checklists stand."""

from __future__ import annotations

from linkscan.model import Report
from linkscan.stores.closing import STORES
from tests.scanning import account, scan_log

LOG = "account,ip,platform\na,203.0.113.1,douyin"


def report(stores: str) -> Report:
    """The report on a log and a list of stores."""
    return scan_log(LOG, stores=stores)


def left(found: Report) -> dict[str, tuple[bool, list[str]]]:
    """The stores being left: whether badly, and what is not done."""
    return {
        one.account: (
            one.left_badly,
            [check.item for check in one.items if check.state == "open"],
        )
        for one in found.closing
    }


def test_stores_that_are_being_left() -> None:
    """One that is closing, and one that was closed with something open; never the others."""
    found = report("""
        店铺,平台,状态,退款完成,保证金已退
        a,抖音,关店中,是,否
        b,抖音,已关店,是,否
        c,抖音,已关店,是,是
        d,抖音,已关店,,
        e,抖音,正常,,否
        f,抖音,封号,,否
    """)
    assert left(found) == {
        "douyin/a": (False, ["deposit_returned"]),
        "douyin/b": (True, ["deposit_returned"]),
    }
    assert account(found, "douyin/a").status == "closing"


def test_only_a_yes_is_done() -> None:
    """An unknown word is told, and taken for not recorded."""
    found = report("店铺,平台,状态,退款完成\na,抖音,关店中,快了")
    states = {check.item: check.state for one in found.closing for check in one.items}
    assert set(states.values()) == {"not-recorded"}
    assert ("unknown-answer", (("word", "快了"),)) in {
        (one.code, one.params) for one in found.warnings
    }


def test_a_failed_certification_is_told() -> None:
    """The store is named; a word that nobody knows is told, and neither passed nor failed."""
    found = report("店铺,平台,状态,认证\na,抖音,正常,未通过\nb,抖音,正常,再看看")
    assert account(found, "douyin/a").certification == "failed"
    assert account(found, "douyin/a").status == "active"
    assert account(found, "douyin/b").certification == "unknown"
    told = {one.code: dict(one.params) for one in found.warnings}
    assert told["certification-failed"] == {"accounts": "douyin/a"}
    assert told["unknown-certification"] == {"word": "再看看"}


def test_many_stores_are_counted_not_listed() -> None:
    """The list is bounded, the total is not."""
    rows = "\n".join(f"s{n},抖音,关店中" for n in range(STORES + 3))
    found = report(f"店铺,平台,状态\n{rows}")
    assert len(found.closing) == STORES
    assert dict(found.totals)["closing"] == STORES + 3
