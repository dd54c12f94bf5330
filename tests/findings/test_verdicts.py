"""Unknown is not safe: clear needs something that was compared."""

from __future__ import annotations

import pytest

from tests.scanning import levels, scan_log


@pytest.mark.parametrize(
    ("cells", "level"),
    [
        ("203.0.113.1,,", "clear"),
        (",dev-x1,", "clear"),
        (",,PC-01", "clear"),
        ("10.0.0.1,dev-x1,", "clear"),
        ("10.0.0.1,,", "not-checked"),
        ("10.0.0.1,00000000,unknown", "not-checked"),
        (",,", "not-checked"),
    ],
)
def test_accounts(cells: str, level: str) -> None:
    """An account without a single value that could meet another's is not checked."""
    report = scan_log(f"account,ip,device id,machine\na,{cells}\nb,203.0.113.9,dev-z9,PC-99")
    assert levels(report) == {"a": level, "b": "clear"}


def test_machines() -> None:
    """A machine is as bad as the worst that is found on it; a listed one that no log names, or
    one whose accounts were not checked, is not clear."""
    report = scan_log(
        """
        account,ip,device id,machine
        a,203.0.113.1,dev-x1,PC-1
        b,203.0.113.1,dev-y2,PC-2
        c,203.0.113.3,dev-z3,PC-3
        d,10.0.0.1,00000000,PC-4
        c,203.0.113.3,dev-z3,PC-4
        """,
        pcs="machine,site\nPC-5,Hall 2\npc-3,Hall 1",
    )
    assert {one.id: (one.level, one.source, one.site) for one in report.machines} == {
        "PC-1": ("medium", "log", None),
        "PC-2": ("medium", "log", None),
        "PC-3": ("clear", "log", "Hall 1"),
        "PC-4": ("high", "log", None),  # d has no device on record there: the label stands in
        "PC-5": ("not-checked", "list", "Hall 2"),
    }


def test_papers_count_where_their_accounts_are_used() -> None:
    """A finding by papers shows on the machines on which its accounts are used."""
    report = scan_log(
        "account,ip,machine\na,203.0.113.1,PC-1\nb,203.0.113.2,PC-2\nc,203.0.113.3,PC-3",
        stores="store,platform,status,phone\na,,active,13912340001\nb,,suspended,13912340001\n"
               "c,,active,",
    )  # fmt: skip
    assert {one.id: one.level for one in report.machines} == {
        "PC-1": "critical", "PC-2": "critical", "PC-3": "clear"
    }  # fmt: skip
    (finding,) = report.findings
    assert {one.id: one.findings for one in report.machines} == {
        "PC-1": (finding.id,), "PC-2": (finding.id,), "PC-3": ()
    }  # fmt: skip


def test_component_level() -> None:
    """A component is as bad as the worst of its accounts."""
    report = scan_log("account,ip,device id\na,203.0.113.1,dev-x1\nb,203.0.113.1,\nc,,dev-x1")
    (component,) = report.components
    assert (component.level, component.accounts_total) == ("high", 3)
    assert component.articulation_points == ("a", "device_id:dev-x1", "ip:203.0.113.1")
