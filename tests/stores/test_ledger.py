"""The document ledger: where each paper was used, and whether once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkscan.model import Citation, Paper, Report
from linkscan.stores import ledger
from tests.scanning import SETTINGS, scan_log

LOG = """
    account,platform,ip
    a,amazon,203.0.113.1
"""


def papers(report: Report) -> dict[str, Paper]:
    """The ledger by label, of revealed papers."""
    return {paper.label: paper for paper in report.ledger}


def scanned(stores: str) -> Report:
    """The report on a list of stores with papers, revealed."""
    return scan_log(LOG, replace(SETTINGS, reveal=True), stores=stores)


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        (("amazon", "active"), ("amazon", "active"), "broken"),
        (("amazon", "active"), ("amazon", "closed"), "broken"),
        (("amazon", "active"), ("amazon", "rejected"), "broken"),
        (("amazon", "suspended"), ("amazon", "active"), "broken"),
        (("amazon", "active"), ("amazon", "planned"), "planned"),
        (("amazon", "planned"), ("amazon", "planned"), "planned"),
        (("amazon", "active"), ("ebay", "active"), "platforms"),
        (("amazon", "active"), ("ebay", "planned"), "platforms"),
    ],
)
def test_used_once(first: tuple[str, str], second: tuple[str, str], state: str) -> None:
    """R3: closed, rejected and suspended stores count; planned ones are told apart; a platform
    knows its own stores only."""
    report = scanned(f"""
        store,platform,status,phone
        a,{",".join(first)},+1 202 555 0101
        b,{",".join(second)},+1 202 555 0101
        c,amazon,active,+1 202 555 0102
    """)
    found = papers(report)
    assert found["+12025550101"].used_once == state
    assert found["+12025550102"].used_once == "kept"
    assert [use.status for use in found["+12025550101"].uses] == [first[1], second[1]]
    assert report.ledger[0].label == "+12025550101"  # what wants a look first
    assert dict(report.totals)["ledger.broken"] == (state == "broken")


def test_each_use_names_its_role_and_line() -> None:
    """The legal person of one store and the payee of another is one paper with two uses."""
    report = scanned("""
        store,platform,legal person id number,payee id number,email
        a,amazon,11010519491231002X,,x@example.com
        b,amazon,,11010519491231002x,y@example.com
    """)
    paper = papers(report)["11010519491231002X"]
    assert [(use.account, use.roles, use.where) for use in paper.uses] == [
        ("amazon/a", ("legal-person",), Citation("stores.csv", 2)),
        ("amazon/b", ("payee",), Citation("stores.csv", 3)),
    ]
    assert paper.used_once == "broken"


def test_labels_are_masked() -> None:
    """Neither id nor label holds the number, unless revealed."""
    report = scan_log(LOG, stores="store,platform,phone\na,amazon,+1 202 555 0101")
    (paper,) = report.ledger
    assert (paper.identifier, paper.label) == ("phone#1", "+12****101")


def test_addresses_and_names_are_no_papers() -> None:
    """The ledger holds documents, bank details and ways of contact, no soft values."""
    report = scanned("""
        store,platform,company name,legal person name,ip,operator
        a,amazon,Example Trading Ltd,Li Wei,203.0.113.1,op1
    """)
    assert report.ledger == ()


def test_the_ledger_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The broken ones are never cut before the others; the rest is counted."""
    monkeypatch.setattr(ledger, "PAPERS_SHOWN", 2)
    monkeypatch.setattr(ledger, "USES_SHOWN", 2)
    rows = [f"s{n},amazon,+1 202 555 01{n:02}" for n in range(5)]
    rows += [f"t{n},amazon,+1 202 555 0199" for n in range(4)]
    report = scanned("\n".join(["store,platform,phone", *rows]))
    first, second = report.ledger
    assert (first.used_once, second.used_once) == ("broken", "kept")
    assert (len(first.uses), first.uses_total) == (2, 4)
    assert dict(report.totals)["ledger"] == 6
