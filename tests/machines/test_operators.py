"""Who was seen, or may still sign in, after having left; agencies; machines of several people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

import linkscan
from linkscan.machines.operators import agency_keys
from linkscan.machines.staff import read_staff
from linkscan.model import Finding, Report
from linkscan.report.forms.json import write_json
from tests.scanning import SETTINGS, lines, scan_log

LEFT = "left_operator"

LOGINS = """
    店铺,平台,操作员,登录时间,登录IP,电脑名称
    甲店,amazon,Zhou Qiang,2026-03-01 09:00,203.0.113.1,PC-01
    甲店,amazon,zhou qiang,2026-03-01 23:59,203.0.113.1,PC-01
    甲店,amazon,Zhou Qiang,2026-03-02 00:00,203.0.113.1,PC-01
    甲店,amazon,ZHOU QIANG,2026-03-05 09:00,203.0.113.1,PC-02
    乙店,amazon,Lin Mei,2026-03-05 09:00,203.0.113.2,PC-03
"""
STAFF = "姓名,人员类型,离职日期\nZhou Qiang,员工,2026-03-01\nLin Mei,员工,"


def after_leaving(report: Report) -> list[Finding]:
    """The findings of somebody who had left."""
    return [one for one in report.findings if LEFT in one.kinds]


def counts(report: Report) -> dict[str, int]:
    """How often each account was used, or may be, by somebody who had left."""
    return {one.account: one.n for found in after_leaving(report) for one in found.evidence
            if one.identifier.startswith(LEFT)}  # fmt: skip


def test_access_after_the_last_day() -> None:
    """Rows after the end of the last day are a finding of one account, with machine, dates and
    cited rows; those of the last day itself are not in it."""
    (finding,) = after_leaving(scan_log(LOGINS, staff=STAFF))
    assert (finding.reason, finding.first_step) == ("access-after-leaving", "withdraw-access")
    assert (finding.accounts, finding.kinds, finding.grade) == (("amazon/甲店",), (LEFT,), "A")
    assert finding.machines == ("PC-01", "PC-02")
    (link,) = finding.evidence
    assert link.n == 2
    assert [(where.input, where.line) for where in link.evidence] == [
        ("logins.csv", 4), ("logins.csv", 5)
    ]  # fmt: skip
    assert (str(link.first_seen), str(link.last_seen)) == (
        "2026-03-02 00:00:00+00:00", "2026-03-05 09:00:00+00:00"
    )  # fmt: skip


def test_the_last_day_ends_where_the_list_was_written() -> None:
    """The day of leaving is one of the user's own zone: 23:59 in Shanghai is 15:59 UTC."""
    text = """
        account,operator,time,ip
        a,Zhou,2026-03-01T15:59:00Z,203.0.113.1
        a,Zhou,2026-03-01T16:00:00Z,203.0.113.1
    """
    shanghai = replace(SETTINGS, zone="Asia/Shanghai")
    staff = "operator,leave date\nZhou,2026-03-01"
    assert counts(scan_log(text, shanghai, staff=staff)) == {"a": 1}
    assert counts(scan_log(text, staff=staff)) == {}


@pytest.mark.parametrize(
    ("staff", "rows"),
    [
        (STAFF, 2),
        ("操作员,离职日期\nZhou Qiang,2026-03-04", 1),
        ("操作员,离职日期\nZhou Qiang,2026-03-05", 0),
        ("员工姓名,账号,最后工作日\n周强,zhou qiang,2026-03-01", 2),  # listed by name and by login
        ("name,staff type,last working day\nZHOU  QIANG,employee,2026/3/1", 2),
        ("操作员,离职日期\nZhou Qiang,2026-03-01\nZhou Qiang,2026-03-04", 1),  # left twice
        ("操作员,离职日期\nZhou Qiang,2026-03-01\nZhou Qiang,", 0),  # came back, or two people
        ("操作员,离职日期\nZhou Qiang,2026-03-01\nZhou Qiang,在职", 0),
        ("操作员,离职日期\nZhou Qiang,在职", 0),
        ("操作员,离职日期\nZhou Qiang,-", 0),
        ("操作员,离职日期\nZhou Qiang,9999-12-31", 0),
        ("操作员,人员类型\nZhou Qiang,员工", 0),
        ("操作员,离职日期\nadmin,2026-03-01", 0),
    ],
)
def test_who_has_left(staff: str, rows: int) -> None:
    """Somebody has left after the last of the dates that the files name, unless one of them
    says that they are there."""
    assert counts(scan_log(LOGINS, staff=staff)) == ({"amazon/甲店": rows} if rows else {})


def test_a_date_beside_the_operator() -> None:
    """A log that says beside each operator when they left needs no list; a cell that was not
    filled says nothing."""
    report = scan_log("""
        account,operator,left at,time,ip
        a,Zhou,,2026-02-01 09:00,203.0.113.1
        a,Zhou,2026-03-01,2026-03-05 09:00,203.0.113.1
        a,Zhou,,2026-03-06 09:00,203.0.113.1
    """)
    assert counts(report) == {"a": 2}


def test_a_failed_sign_in_is_no_access() -> None:
    """Somebody who left and could not sign in is no finding."""
    report = scan_log(
        "account,operator,time,ip,outcome\na,Zhou,2026-03-05 09:00,203.0.113.1,failed",
        staff=STAFF.replace("Zhou Qiang", "Zhou"),
    )
    assert not after_leaving(report)


@pytest.mark.parametrize(
    ("permission", "accounts"),
    [
        ("Zhou Qiang", {"a", "b"}),
        ("Lin Mei、Zhou Qiang", {"a", "b"}),
        ("Lin Mei; zhou qiang", {"a", "b"}),
        ("Lin Mei,Zhou Qiang", {"a", "b"}),
        ("Lin Mei", {"b"}),
        ("-", {"b"}),
    ],
)
def test_a_permission_that_was_not_withdrawn(permission: str, accounts: set[str]) -> None:
    """Who has left and is still listed among the permissions of a store can sign in: a finding
    without machine and time, cited by the row of the list."""
    report = scan_log(
        "account,ip\na,203.0.113.1\nb,203.0.113.2",
        staff=STAFF,
        stores=f'store,platform,status,user permissions\na,amazon,active,"{permission}"\n'
        "b,amazon,active,Zhou Qiang",
    )
    links = [one for one in report.links if one.identifier.startswith(LEFT)]
    assert {one.account.rpartition("/")[2] for one in links} == accounts
    assert {(one.machines, one.first_seen, one.last_seen, one.n) for one in links} == {
        ((), None, None, 1)
    }
    assert {where.input for one in links for where in one.evidence} == {"stores.csv"}
    (found,) = [one for one in report.identifiers if one.kind == LEFT]
    assert found.roles == ("permission",)


@pytest.mark.parametrize(("left", "told"), [("2026-10-30", True), ("2026-11-01", False)])
def test_a_permission_until_the_last_day(left: str, told: bool) -> None:
    """On the last day itself a permission is in order: the day must be over (now: 1 November)."""
    report = scan_log(
        "account,ip\na,203.0.113.1",
        staff=f"operator,leave date\nZhou,{left}",
        stores="store,status,granted to\na,active,Zhou",
    )
    assert bool(after_leaving(report)) is told


def test_who_runs_a_store_is_no_permission() -> None:
    """A store list that still names somebody as operator says nothing of their access."""
    report = scan_log(
        "account,ip\na,203.0.113.1",
        staff=STAFF,
        stores="store,platform,status,operator\na,amazon,active,Zhou Qiang",
    )
    assert not after_leaving(report)


def test_nobody_is_named() -> None:
    """The name of somebody who left is masked wherever the report tells of it."""
    report = scan_log(LOGINS, staff=STAFF)
    (found,) = [one for one in report.identifiers if one.kind == LEFT]
    assert found.id == f"{LEFT}#1"
    assert "qiang" not in found.label.casefold()
    told = (report.findings, report.links, report.identifiers, report.warnings)
    assert "qiang" not in repr(told).casefold()


def test_one_left_in_a_log_of_many() -> None:
    """The rows of one account are found where a log is too large to identify every value."""
    with patch("linkscan.linking.identify.EVERYTHING", 0):
        report = scan_log(LOGINS, staff=STAFF)
    assert counts(report) == {"amazon/甲店": 2}


def test_a_permission_across_companies() -> None:
    """One person who may sign in to stores of two companies ties them, cited by the lists' rows."""
    (finding,) = scan_log("""
        store,platform,status,owner,user permissions
        a,amazon,active,Company One,Lin Mei; Zhou
        b,amazon,active,Company Two,lin mei
        c,amazon,active,Company Two,Wu
    """).findings
    assert (finding.reason, finding.accounts) == ("shared-operator", ("amazon/a", "amazon/b"))
    assert (finding.kinds, finding.roles) == (("operator",), ("permission",))
    assert [where.line for one in finding.evidence for where in one.evidence] == [2, 3]


def test_operators_of_a_log_are_cited() -> None:
    """An operator across companies is cited by the rows of the log."""
    report = scan_log("""
        account,entity,operator,time,ip
        a,Company One,Zhou,2026-03-01 09:00,203.0.113.1
        b,Company Two,ZHOU,2026-03-01 09:00,203.0.113.2
    """)
    (finding,) = report.findings
    assert [where.line for one in finding.evidence for where in one.evidence] == [2, 3]


AGENCY = """
    account,operator,time,ip
    a,Lin Mei,2026-03-01 09:00,203.0.113.1
    b,Lin Mei,2026-03-01 09:00,203.0.113.2
    b,helper@agency.invalid,2026-03-01 09:00,203.0.113.2
    c,Zhou,2026-03-01 09:00,203.0.113.3
"""


@pytest.mark.parametrize(
    ("staff", "agencies"),
    [
        ("operator,staff type\nlin mei,agency\nZhou,employee", {"lin mei"}),
        ("操作员,人员类型\nLin Mei,代运营\nHelper@Agency.invalid,服务商",
         {"lin mei", "helper@agency.invalid"}),
        ("操作员,人员类型\nLin Mei,外包员工\nZhou,第三方（深圳）", {"lin mei", "zhou"}),
        ("操作员,人员类型\nLin Mei,代运营\nLin Mei,员工", set()),  # one name, two people
        ("操作员,人员类型\nLin Mei,实习\nZhou,未知", set()),
    ],
)  # fmt: skip
def test_agencies(staff: str, agencies: Iterable[str], tmp_path: Path) -> None:
    """The keys of people are an agency's where the files say so, and none says otherwise."""
    (tmp_path / "logins.csv").write_text(lines(AGENCY), encoding="utf-8")
    (tmp_path / "staff.csv").write_text(staff, encoding="utf-8")
    with linkscan.scan(tmp_path, settings=SETTINGS) as result:
        engine, inputs = result._scanned.engine, result._scanned.inputs
        keys = agency_keys(engine, read_staff(engine, inputs, SETTINGS.zone_of))
        texts: dict[int, str] = dict(engine.rows("SELECT key, text FROM keys"))
    assert {texts[key] for key in keys} == {*agencies}


def test_machines_of_several_operators() -> None:
    """A machine that several people used is told by its name and their number, never theirs."""
    report = scan_log("""
        account,operator,machine,ip
        a,Zhou,PC-01,203.0.113.1
        b,Lin,pc-01,203.0.113.2
        b,LIN,PC-01,203.0.113.2
        c,Lin,PC-02,203.0.113.3
        c,lin,PC-02,203.0.113.3
        c,admin,PC-02,203.0.113.3
        d,Zhou,,203.0.113.4
        d,Lin,,203.0.113.4
    """)
    told = [one for one in report.warnings if one.code == "several-operators"]
    assert [dict(one.params) for one in told] == [{"machine": "PC-01", "operators": "2"}]


def test_no_operators_no_word() -> None:
    """A log without operators tells nothing of them."""
    report = scan_log("account,machine,ip\na,PC-01,203.0.113.1\nb,PC-01,203.0.113.2")
    assert not {"several-operators", "bad-leave-date"} & {one.code for one in report.warnings}
    assert LEFT not in {one.kind for one in report.identifiers}


def test_the_json_report_holds_it() -> None:
    """The finding and its evidence are in report.json."""
    assert '"access-after-leaving"' in write_json(scan_log(LOGINS, staff=STAFF)).decode()
