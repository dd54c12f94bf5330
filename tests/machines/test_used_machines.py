"""Used machines: seen before they were acquired, or listed twice as one piece of hardware."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from linkscan.model import Warning
from tests.scanning import scan_log

LOGINS = """
    account,time,machine,ip,device id,mac
    a,2026-01-10 09:00,PC-01,203.0.113.1,dev-x1-000017,00-1B-21-AA-BB-C1
    b,2026-01-20 09:00,OLD,203.0.113.2,dev-x1-000017,
    c,2026-02-10 09:00,PC-01,203.0.113.3,dev-x1-000017,
    d,2026-01-31 23:00,PC-02,203.0.113.4,,00-1b-21-aa-bb-c2
"""


def told(machines: str, code: str) -> list[Warning]:
    """The warnings of a code on a list of machines beside the log."""
    report = scan_log(LOGINS, machines=machines)
    assert [one.role for one in report.inputs if one.name == "machines.csv"] == ["machines"]
    return [one for one in report.warnings if one.code == code]


@pytest.mark.parametrize(
    ("row", "seen", "accounts"),
    [
        ("PC-01,,,2026-02-01", "2026-01-10", "1"),
        ("pc-01,,,2026年2月1日", "2026-01-10", "1"),
        ("PC-01,,,2026-01-10", None, None),  # bought on the day of its first use
        ("PC-01,,,2026-01-11", "2026-01-10", "1"),
        ("PC-02,,,2026-02-01", "2026-01-31", "1"),
        ("NEW,,DEV-X1-000017,2026-02-01", "2026-01-10", "2"),  # by its device id
        ("NEW,001B21AABBC1,,2026-02-01", "2026-01-10", "1"),  # by its network card
        ("PC-01,,dev-x1-000017,2026-03-01", "2026-01-10", "3"),
        ("NEW,00:00:00:00:00:00,,2026-03-01", None, None),  # a placeholder names no machine
        ("NEW,,,2026-03-01", None, None),
        ("PC-01,,,", None, None),
        ("PC-01,,,-", None, None),
    ],
)
def test_seen_before_it_was_acquired(row: str, seen: str | None, accounts: str | None) -> None:
    """A machine that the logs know from before it was acquired is told, with the first day and
    how many accounts: by its label, or by a device that the list gives."""
    found = told(f"machine,mac,device id,acquired at\n{row}", "used-machine")
    assert [(dict(one.params)["seen"], dict(one.params)["accounts"]) for one in found] == (
        [(seen, accounts)] if seen else []
    )
    assert [[where.line for where in one.where] for one in found] == ([[2]] if seen else [])


def test_clones_name_no_used_machine() -> None:
    """A device id that several machines carry says nothing of one of them."""
    report = scan_log(
        """
        account,time,machine,ip,device id,mac
        a,2026-01-10 09:00,PC-01,203.0.113.1,dev-x1-000017,00-1B-21-AA-BB-C1
        b,2026-01-20 09:00,PC-02,203.0.113.2,dev-x1-000017,00-1B-21-AA-BB-C2
        """,
        machines="machine,device id,acquired at\nNEW,dev-x1-000017,2026-03-01",
    )
    codes = {one.code for one in report.warnings}
    assert "cloned-device" in codes
    assert "used-machine" not in codes


def test_one_value_in_a_log_of_many() -> None:
    """A device of one account is found where a log is too large to identify every value."""
    with patch("linkscan.linking.identify.EVERYTHING", 0):
        (one,) = told("machine,mac,acquired at\nNEW,00:1B:21:AA:BB:C2,2026-02-01", "used-machine")
    assert dict(one.params) == {
        "machine": "NEW", "acquired": "2026-02-01", "seen": "2026-01-31", "accounts": "1"
    }  # fmt: skip


def test_dates_that_cannot_be_read_are_told() -> None:
    """An odd date of acquisition is counted and cited, not dropped in silence."""
    (one,) = told(
        "machine,site,acquired at\nPC-01,x,last year\nPC-02,x,\nPC-03,x,2026-02-01\nPC-04,x,?",
        "bad-acquired-date",
    )
    assert (dict(one.params), one.count) == ({"input": "machines.csv"}, 2)
    assert [where.line for where in one.where] == [2, 5]


@pytest.mark.parametrize(
    ("rows", "sets"),
    [
        ("PC-01,00:1b:21:aa:bb:c1,\nPC-02,001B.21AA.BBC1,", ["PC-01, PC-02"]),
        ("PC-01,,dev-x1-000017\nPC-02,,DEV-X1-000017", ["PC-01, PC-02"]),
        # One warning for one set, whatever they share.
        ("PC-01,00:1b:21:aa:bb:c1,dev-x1\nPC-02,00:1b:21:aa:bb:c1,dev-x1", ["PC-01, PC-02"]),
        ("PC-02,,dev-x1\nPC-03,,dev-x1\nPC-01,,dev-x1", ["PC-01, PC-02, PC-03"]),
        ("PC-01,00:1b:21:aa:bb:c1,\npc-01,00:1b:21:aa:bb:c1,", []),  # one machine, listed twice
        ("PC-01,00:1b:21:aa:bb:c1,\nPC-02,00:1b:21:aa:bb:c2,", []),
        ("PC-01,02:00:00:00:00:01,\nPC-02,02:00:00:00:00:01,", []),  # made-up cards
        ("PC-01,,00000000\nPC-02,,00000000", []),
        ("PC-01,,\nPC-02,,", []),
    ],
)
def test_listed_twice(rows: str, sets: list[str]) -> None:
    """Two machines of the list with one network card or device id are one piece of hardware, or
    a slip of the pen: told once for each set."""
    found = told(f"machine,mac,device id\n{rows}", "same-hardware")
    assert [dict(one.params)["machines"] for one in found] == sets
    assert [len(one.where) for one in found] == [text.count(",") + 1 for text in sets]
