"""What the files say of people."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from linkscan.errors import LinkscanError
from linkscan.machines.staff import end_of_day
from linkscan.model import Warning
from tests.scanning import scan_log, scan_texts

LOGINS = "account,operator,time,ip\na,Zhou,2026-03-05 09:00,203.0.113.1"


def warnings(staff: str) -> list[Warning]:
    """What is told of a list of operators."""
    codes = ("bad-leave-date", "unknown-operator-kind")
    return [one for one in scan_log(LOGINS, staff=staff).warnings if one.code in codes]


@pytest.mark.parametrize(
    ("text", "zone", "end"),
    [
        ("2026-03-01", "UTC", "2026-03-02T00:00:00+00:00"),
        ("2026-03-01 18:00", "UTC", "2026-03-02T00:00:00+00:00"),  # a time: the day counts
        ("2026年3月1日", "Asia/Shanghai", "2026-03-01T16:00:00+00:00"),
        ("2026-03-01T20:00:00Z", "Asia/Shanghai", "2026-03-02T16:00:00+00:00"),
        ("2026-03-28", "Europe/Berlin", "2026-03-28T23:00:00+00:00"),
        ("2026-03-29", "Europe/Berlin", "2026-03-29T22:00:00+00:00"),  # a day of 23 hours
        ("3/1/2026", "UTC", None),  # which of the two is the month is a guess
        ("soon", "UTC", None),
        ("", "UTC", None),
    ],
)
def test_the_end_of_a_day(text: str, zone: str, end: str | None) -> None:
    """A day ends at the midnight after it, where it was written."""
    found = end_of_day(text, ZoneInfo(zone))
    assert (found.isoformat() if found else None) == end


def test_dates_that_cannot_be_read_are_told() -> None:
    """An odd date is counted and cited by line; its row says nothing of leaving."""
    (one,) = warnings("操作员,离职日期\nZhou,上周五\nLin,上周五\nWu,-\nHe,2026-01-02\nXu,2026/13/1")
    assert (one.code, dict(one.params), one.count) == (
        "bad-leave-date", {"input": "staff.csv"}, 3
    )  # fmt: skip
    assert [where.line for where in one.where] == [2, 3, 6]


@pytest.mark.parametrize(
    ("word", "known"),
    [("代运营", True), ("Agency", True), ("part-time", True), ("实习生", True), ("-", True),
     ("外包（深圳）", True), ("宇航员", False)],
)  # fmt: skip
def test_words_that_nobody_knows_are_told(word: str, known: bool) -> None:
    """A word for what somebody is that nobody knows is told, and is neither."""
    told = warnings(f"操作员,人员类型\nZhou,{word}")
    assert [(one.code, dict(one.params)) for one in told] == (
        [] if known else [("unknown-operator-kind", {"word": word})]
    )


def test_a_list_of_operators_counts_no_accounts() -> None:
    """People are no stores: the list has its rows, one without a name rejected, and no account."""
    report = scan_log(
        LOGINS, staff="姓名,人员类型,离职日期\nZhou,员工,\n,员工,\nn/a,员工,\n合计,2,\n,,"
    )
    assert [one.id for one in report.accounts] == ["a"]
    (staff,) = [one for one in report.inputs if one.name == "staff.csv"]
    assert (staff.role, staff.accounts, staff.accounts_met) == ("operators", 0, None)
    assert (staff.rows_read, staff.rows_used) == (5, 1)
    assert dict(staff.rejected) == {"no-operator": 2}
    assert dict(staff.ignored) == {"blank": 1, "total": 1}


def test_a_list_of_operators_alone() -> None:
    """It names no store, and the error says what to add."""
    with pytest.raises(LinkscanError) as caught:
        scan_texts({"staff.csv": "操作员,离职日期\nZhou,2026-01-02\n"})
    assert str(caught.value) == (
        "staff.csv: a list of operators alone names no store; add the logs or the store list."
    )
