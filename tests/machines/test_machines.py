"""Which machine a row was written on."""

from __future__ import annotations

from linkscan.model import MACHINE_NOT_RECORDED, Report
from tests.scanning import scan_log


def accounts(report: Report) -> dict[str, tuple[str, ...]]:
    """Accounts by machine."""
    return {one.id: one.accounts for one in report.machines}


def test_written_variants_are_one_machine() -> None:
    """Case, width and spaces do not make another machine."""
    report = scan_log("account,machine\na,PC-01\nb, pc-01\nc,ＰＣ－０１\nd,PC-02")
    assert accounts(report) == {"PC-01": ("a", "b", "c"), "PC-02": ("d",)}


def test_machines_derived_from_devices() -> None:
    """A log without a machine column has a machine for each device."""
    report = scan_log("account,device id\na,dev-x1-000017\nb,DEV-X1-000017\nc,00000000")
    assert accounts(report) == {"dev-x1-000017": ("a", "b"), MACHINE_NOT_RECORDED: ("c",)}
    assert {one.source for one in report.machines} == {"device", "none"}


def test_machine_not_recorded() -> None:
    """A log without machine and device has one report, and is told what column would help."""
    report = scan_log("account,ip\na,203.0.113.1\nb,203.0.113.2")
    assert accounts(report) == {MACHINE_NOT_RECORDED: ("a", "b")}
    assert "machine-not-recorded" in {one.code for one in report.warnings}
    assert {one.id for one in report.not_checked if one.subject == "column"} == {
        "machine", "device_id", "papers"
    }  # fmt: skip


def test_empty_cells_of_a_machine_column() -> None:
    """Rows that name no machine in a log that has the column share one report."""
    report = scan_log("account,machine,device id\na,PC-01,dev-x1\nb,,dev-y2\nc,-,dev-z3")
    assert accounts(report) == {"PC-01": ("a",), MACHINE_NOT_RECORDED: ("b", "c")}


def test_operators_and_dates() -> None:
    """A machine's report says who used it, when, and how often."""
    report = scan_log("""
        store,operator,time,machine,ip
        a,Li Wei,2026-01-02T09:05:00Z,PC-01,203.0.113.1
        b,Chen,2026-01-03T09:05:00Z,PC-01,203.0.113.2
        b, Chen ,2026-01-04T09:05:00Z,pc-01,203.0.113.2
    """)
    (machine,) = report.machines
    assert machine.operators == ("c****", "l****"), "masked, and no ranking"
    assert machine.logins == 3
    assert (str(machine.first_seen), str(machine.last_seen)) == (
        "2026-01-02 09:05:00+00:00", "2026-01-04 09:05:00+00:00"
    )  # fmt: skip
