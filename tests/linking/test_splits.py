"""What a component hangs on: the value or the machine without which it falls apart."""

from __future__ import annotations

from unittest.mock import patch

from linkscan.linking import splits
from linkscan.model import Report
from tests.scanning import scan_log

CHAIN = """
    account,machine,ip,device id
    a,PC-1,203.0.113.1,dev-x1
    b,PC-1,203.0.113.1,dev-x1
    b,PC-2,203.0.113.2,dev-y2
    c,PC-2,203.0.113.2,dev-z3
    d,PC-3,203.0.113.2,dev-w4
"""


def told(report: Report) -> dict[str, tuple[str, set[frozenset[str]]]]:
    """Kind and parts by what is taken away, of the only component."""
    (component,) = report.components
    return {one.without: (one.kind, set(map(frozenset, one.parts))) for one in component.splits}


def test_values_and_machines() -> None:
    """Without the one address three stores stand apart; without the one machine its stores do
    where they share nothing elsewhere. An account is nothing to take away."""
    assert told(scan_log(CHAIN)) == {
        "ip:203.0.113.2": ("ip", {frozenset("ab"), frozenset("c"), frozenset("d")}),
        "PC-1": ("machine", {frozenset("a"), frozenset("bcd")}),
        "PC-2": ("machine", {frozenset("ab"), frozenset("c"), frozenset("d")}),
    }


def test_what_separates_most_comes_first() -> None:
    """Splits are ordered by how small the largest part is that they leave."""
    (component,) = scan_log(CHAIN).components
    largest = [max(map(len, one.parts)) for one in component.splits]
    assert largest == sorted(largest)
    assert all(one.parts_total == len(one.parts) > 1 for one in component.splits)


def test_no_single_value_holds_a_ring() -> None:
    """Stores that share two values each hang on none of them."""
    report = scan_log("""
        account,machine,ip,device id
        a,PC-1,203.0.113.1,dev-x1
        b,PC-2,203.0.113.1,dev-x1
    """)
    (component,) = report.components
    assert component.splits == ()


def test_one_machine_is_named_for_all_its_values() -> None:
    """A machine counts with everything that was seen on it alone."""
    report = scan_log("""
        account,machine,ip,device id
        a,PC-1,203.0.113.1,dev-x1
        b,PC-1,203.0.113.1,dev-x1
    """)
    assert told(report) == {"PC-1": ("machine", {frozenset("a"), frozenset("b")})}


def test_papers_hang_on_no_machine() -> None:
    """A paper ties stores wherever they are used."""
    report = scan_log(
        "account,machine,ip\na,PC-1,203.0.113.1\nb,PC-1,203.0.113.1",
        stores="store,platform,status,phone\na,,active,13912340001\nb,,active,13912340001",
    )
    assert all(kind != "machine" for kind, _parts in told(report).values())


def test_large_components_are_not_told() -> None:
    """Beyond the bound splits are left out."""
    with patch.object(splits, "SPLIT_EDGES", 3):
        (component,) = scan_log(CHAIN).components
    assert component.splits == ()


def test_a_machine_that_nobody_recorded_is_none() -> None:
    """Of a log without machines only values are told; a split says how many parts there are,
    even where not all are listed."""
    rows = "\n".join(f"s{n:02},203.0.113.1" for n in range(30))
    (component,) = scan_log(f"account,ip\n{rows}").components
    (split,) = component.splits
    assert (split.without, split.parts_total, len(split.parts)) == ("ip:203.0.113.1", 30, 20)
