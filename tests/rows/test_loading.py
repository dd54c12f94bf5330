"""A table becomes `input_N`: what the words in its cells make of a row."""

from __future__ import annotations

import pytest

from linkscan.rules.vocabulary import words
from tests.scanning import scan_log

BLOCKS_BYTES = 20_000_000
"""More than DuckDB gives to one thread at a time."""

ON_ONE_ADDRESS = "account,ip,outcome\na,203.0.113.1,success\nb,203.0.113.1,"


@pytest.mark.parametrize(
    ("outcome", "ties", "failures", "told"),
    [
        ("", True, 0, False),
        ("success", True, 0, False),
        ("登录成功", True, 0, False),
        ("SUCCEEDED", True, 0, False),
        ("failed", False, 1, False),
        ("登陆失败", False, 1, False),  # the common misspelling of 登录
        ("failure: bad password", False, 1, False),
        ("ＦＡＩＬＥＤ", False, 1, False),
        ("unsuccessful", False, 1, False),
        ("第三种", False, 0, True),
    ],
)
def test_only_known_success_ties(outcome: str, ties: bool, failures: int, told: bool) -> None:
    """A row ties if it says no outcome or one known as success; an unknown word is told."""
    report = scan_log(ON_ONE_ADDRESS + outcome)
    assert bool(report.findings) is ties
    assert report.inputs[0].rows_used == 2
    assert report.inputs[0].failures == failures
    assert ("unknown-outcome" in {one.code for one in report.warnings}) is told


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("封号", "suspended"),
        ("已封店（关联）", "suspended"),
        ("account suspended", "suspended"),
        ("已解封", "active"),
        ("登录失败", "unknown"),
        ("注销", "unknown"),  # to sign out, as well as to close a store
        ("session terminated", "unknown"),
        ("第三种", "unknown"),
    ],
)
def test_an_outcome_that_says_how_the_store_stands(outcome: str, status: str) -> None:
    """状态 in a log may be of the store: such a word is heard as its status, timeless or not."""
    log = "time,account,ip,状态\n2026-01-02 09:00,a,203.0.113.1,正常\n{},b,203.0.113.1,{}"
    for time in ("2026-01-02 09:30", "09:30?"):
        report = scan_log(log.format(time, outcome))
        assert {one.id: one.status for one in report.accounts}.get("b", "unknown") == status
        told = any(one.code == "unknown-outcome" for one in report.warnings)
        assert told is (time[-1] == "0" and status == "unknown" and outcome != "登录失败")


def test_every_address_of_a_row_ties() -> None:
    """Stores behind one proxy are tied, though each signs in from an office of its own."""
    report = scan_log("""
        店铺,登录时间,登录IP,代理IP
        a,2026-01-02 09:00,203.0.113.1,198.51.100.7
        b,2026-01-02 09:30,203.0.113.2,198.51.100.7
        c,2026-01-02 09:40,203.0.113.1,198.51.100.8
    """)
    assert {one.accounts for one in report.findings} == {("a", "b"), ("a", "c")}


@pytest.mark.parametrize(
    ("event", "ties", "ignored"),
    [("login", True, 0), ("登录失败", False, 0), ("logout", False, 1), ("查看订单", True, 0)],
)
def test_events(event: str, ties: bool, ignored: int) -> None:
    """What is no sign-in is ignored; a failed one ties nothing; an unknown act is a use."""
    report = scan_log(f"account,ip,event\na,203.0.113.1,login\nb,203.0.113.1,{event}")
    assert bool(report.findings) is ties
    assert report.inputs[0].rows_ignored == ignored


@pytest.mark.parametrize(
    "word", [*words("row", "total"), "合计：", "Grand Total", " 合计 ", "TOTAL"]
)
def test_total_rows(word: str) -> None:
    """Every word for a total, however written, is ignored and no account."""
    report = scan_log(f"account,ip\na,203.0.113.1\n{word},203.0.113.1")
    assert [one.id for one in report.accounts] == ["a"]
    assert dict(report.inputs[0].ignored) == {"total": 1}


def test_a_total_row_without_account() -> None:
    """Its word may stand in a column that is not read: 合计 below the running numbers."""
    report = scan_log("序号,账号,登录IP\n1,a,203.0.113.1\n合计,,1")
    assert dict(report.inputs[0].ignored) == {"total": 1}
    assert not report.inputs[0].rejected


@pytest.mark.parametrize(
    "log",
    [
        "序号,店铺,登录时间,登录IP\n1,a,2026-01-02 09:05,203.0.113.1\n合计,120条,,",
        "序号,店铺,登录IP\n1,a,203.0.113.1\n总计：,2家店,",
    ],
)
def test_a_total_beside_a_count_is_no_store(log: str) -> None:
    """A count in the column of stores is none, where 合计 stands before it and nothing else."""
    report = scan_log(log)
    assert [one.id for one in report.accounts] == ["a"]
    assert dict(report.inputs[0].ignored) == {"total": 1}


def test_a_store_beside_a_word_for_a_total_is_kept_with_its_time_and_address() -> None:
    """What was done at a time, from an address, is a sign-in, whatever stands before it."""
    report = scan_log("分组,店铺,登录时间,登录IP\n合计,a,2026-01-02 09:05,203.0.113.1")
    assert [one.id for one in report.accounts] == ["a"]
    assert report.inputs[0].rows_used == 1


def test_rows_that_are_read_side_by_side_keep_their_lines() -> None:
    """A log so large that several threads read it is cited by its own lines, as a small one is."""
    rows, each = 100_000, 5_000
    note = "x" * (BLOCKS_BYTES // rows)
    found = scan_log("account,ip,note\n" + "\n".join(
        f"s{n // each:02},203.0.113.1,{note}" for n in range(rows)
    ))  # fmt: skip
    first = [link.evidence[0].line for link in found.links]
    assert first == [n + 2 for n in range(0, rows, each)]


@pytest.mark.parametrize("last", ["合计,120,", "总计：,b,203.0.113.1", "Total,2,"])
def test_a_total_in_the_column_of_times(last: str) -> None:
    """What stands beside its word is a sum, and no store of that name."""
    report = scan_log(f"登录时间,店铺,登录IP\n2026-01-02 09:05:00,a,203.0.113.1\n{last}")
    assert [one.id for one in report.accounts] == ["a"]
    assert dict(report.inputs[0].ignored) == {"total": 1}
    assert not report.inputs[0].rejected


@pytest.mark.parametrize(
    "last",
    [
        "制表人：李四,,",
        ",制表人: 李四,",
        "导出时间：2026-11-01 10:00,,",
        "制表人：李四,导出时间：2026-11-01,",
        "备注：以上数据来自系统,,",
        "Generated by ERP 3.2,,",
        ",GENERATED BY ERP 3.2,",
        ",共 2 条,",
        "制表人：李四",
    ],
)
def test_a_note_below_the_table(last: str) -> None:
    """Who made the table, and when, is no row of it and no store."""
    report = scan_log(f"登录时间,店铺,登录IP\n2026-01-02 09:05:00,a,203.0.113.1\n{last}")
    assert [one.id for one in report.accounts] == ["a"]
    assert dict(report.inputs[0].ignored) == {"note": 1}
    assert not report.inputs[0].rejected


@pytest.mark.parametrize(
    ("last", "stores", "rejected"),
    [
        ("2026-01-03 09:05:00,备注：店,203.0.113.9", ["a", "备注：店"], {}),
        ("备注：x,,203.0.113.1", ["a"], {"no-account": 1}),
        ("备注：x,b,203.0.113.1", ["a"], {"bad-time": 1}),
    ],
)
def test_a_row_that_says_more_is_no_note(
    last: str, stores: list[str], rejected: dict[str, int]
) -> None:
    """Beside an address or a time such words are a name, or a flaw that is told."""
    report = scan_log(f"登录时间,店铺,登录IP\n2026-01-02 09:05:00,a,203.0.113.1\n{last}")
    assert [one.id for one in report.accounts] == stores
    assert dict(report.inputs[0].rejected) == rejected
    assert not report.inputs[0].ignored


@pytest.mark.parametrize(
    ("header", "ignored", "rejected"),
    [
        ("账号,登录时间,登录IP", {"header": 1}, {}),  # files joined by hand
        ("店铺,平台,状态", {"header": 1}, {"second-table": 1}),
    ],
)
def test_a_header_among_the_rows(
    header: str, ignored: dict[str, int], rejected: dict[str, int]
) -> None:
    """In a file that is regular otherwise it is found, and no store is called 账号."""
    report = scan_log(f"账号,登录时间,登录IP\na,2026-01-22,203.0.113.1\n{header}\nb,2026-01-23,x")
    assert [one.id for one in report.accounts] == ["a", "b"][: 1 + (not rejected)]
    assert dict(report.inputs[0].ignored) == ignored
    assert dict(report.inputs[0].rejected) == rejected


@pytest.mark.parametrize("word", [*words("row", "blank"), " ", "\t", "\u3000"])
def test_words_for_nothing(word: str) -> None:
    """A word for nothing in place of an account is a rejected row."""
    report = scan_log(f"account,ip\na,203.0.113.1\n{word},203.0.113.1")
    assert [one.id for one in report.accounts] == ["a"]
    assert dict(report.inputs[0].rejected) == {"no-account": 1}


@pytest.mark.parametrize("number", ["6.22202E+18", "1,2E+17", "1E+16"])
def test_a_name_that_a_spreadsheet_rounded(number: str) -> None:
    """Two numbers of stores look alike once they are rounded: the rows are rejected."""
    report = scan_log(f'account,ip\na,203.0.113.1\n"{number}",203.0.113.1\n1E5,203.0.113.1')
    assert [one.id for one in report.accounts] == ["1E5", "a"]
    assert dict(report.inputs[0].rejected) == {"rounded": 1}


def test_a_failed_sign_in_ties_through_no_paper() -> None:
    """A phone number beside a failed sign-in is no evidence."""
    report = scan_log("""
        time,account,ip,outcome,phone
        2026-01-02 09:05,a,203.0.113.1,success,+8613912345678
        2026-01-02 09:06,b,203.0.113.9,failed,+8613912345678
    """)
    assert not report.findings


@pytest.mark.parametrize("capitals", [False, True])
def test_capitals_of_devices(capitals: bool) -> None:
    """A device id in capitals is the one without, in a column full of capitals or not."""
    first = "4C4C4544-0051-4A10-8052-B4C04F4E3732"
    other = "9f1d2c3b-1111-4a10-8052-b4c04f4e3732"
    rest = "\n".join(f"c{n},{other.upper() if capitals else other}" for n in range(3))
    report = scan_log(f"account,device id\na,{first}\nb,{first.lower()}\n{rest}")
    assert {one.accounts for one in report.findings} == {("a", "b"), ("c0", "c1", "c2")}
