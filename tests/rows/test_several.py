"""Cells that hold several values: each is found, and one number is never torn apart."""

from __future__ import annotations

import pytest

from linkscan.rows.several import KINDS, split_cell
from tests.scanning import scan_log

ONE, OTHER = "91440300MA5DEM01X1", "91440300MA5DEM02X2"


@pytest.mark.parametrize(
    ("kind", "text", "parts"),
    [
        ("uscc", f"{ONE}；{OTHER}", (ONE, OTHER)),
        ("uscc", f"{ONE}、{OTHER}", (ONE, OTHER)),
        ("uscc", f"{ONE}\n{OTHER}", (ONE, OTHER)),
        ("uscc", f"{ONE}, {OTHER}", (ONE, OTHER)),
        ("uscc", f"{ONE} {OTHER}", (ONE, OTHER)),
        ("licence", f"{ONE} {OTHER}", (ONE, OTHER)),
        ("licence", "440301100012345/440301100012346", ("440301100012345", "440301100012346")),
        ("licence", "440301100012345, 440301100012346", ("440301100012345", "440301100012346")),
        ("phone", "13912340001/13912340002", ("13912340001", "13912340002")),
        ("phone", "010-55501234 13912340002", ("010-55501234", "13912340002")),
        ("email", "a@example.com, b@example.com", ("a@example.com", "b@example.com")),
        ("card", "4242420000000018；4242 4200 0000 0026",
         ("4242420000000018", "4242 4200 0000 0026")),
        ("ip", "203.0.113.7, 198.51.100.1", ("203.0.113.7", "198.51.100.1")),
        ("ip", "203.0.113.7；10.0.0.1", ("203.0.113.7", "10.0.0.1")),
        ("mac", "00:1b:63:84:45:01 00-1b-63-84-45-02", ("00:1b:63:84:45:01", "00-1b-63-84-45-02")),
        # The same twice is one; a remark or a date beside a number is no second.
        ("uscc", f"{ONE}；{ONE}", (ONE,)),
        ("licence", "440301100012345；已注销", ("440301100012345",)),
        ("passport", "E00000099；2030-01-01", ("E00000099",)),
        # Nor is what it is called, or noted behind it.
        ("licence", "440301100012345 (old)", ("440301100012345",)),
        ("licence", "440301100012345（2020年注销）", ("440301100012345",)),
        ("licence", "注册号440301100012345", ("440301100012345",)),
        ("licence", f"统一社会信用代码：{ONE}", (ONE,)),
        ("uscc", f"{ONE}（旧证）", (ONE,)),
        ("uscc", f"{ONE}（旧）；{OTHER}【新】", (ONE, OTHER)),
        ("phone", "13912340001（老板）", ("13912340001",)),
        ("email", "a@example.com（主）", ("a@example.com",)),
        ("resident_id", "身份证号：11010519491231002X（法人）", ("11010519491231002X",)),
        ("card", "卡号 4242420000000018", ("4242420000000018",)),
        # Nor whose it is, written before it or behind.
        ("resident_id", "张三 11010519491231002x", ("11010519491231002x",)),
        ("resident_id", "11010519491231002X（张三，老板）", ("11010519491231002X",)),
        ("licence", f"示例公司 {ONE}", (ONE,)),
        ("licence", f"甲公司 {ONE} 乙公司 {OTHER}", (ONE, OTHER)),
        ("phone", "老板 13912340001", ("13912340001",)),
        ("phone", "13912340001 卡在老板那", ("13912340001",)),
        ("email", "Mei, office <mei@example.com>", ("mei@example.com",)),
        ("email", "mailto:mei@example.com", ("mei@example.com",)),
        ("document", "P卡 mei@example.com", ("mei@example.com",)),
        ("ip", "内网192.168.1.3 外网203.0.113.7", ("内网192.168.1.3", "外网203.0.113.7")),
        ("ip", "1号线203.0.113.7，2号线203.0.113.8", ("203.0.113.7", "203.0.113.8")),
        ("ip", "203.0.113.7 和 203.0.113.8", ("203.0.113.7", "203.0.113.8")),
        ("mac", "00:1B:63:84:45:E6（有线）", ("00:1B:63:84:45:E6",)),
    ],
)  # fmt: skip
def test_several_values(kind: str, text: str, parts: tuple[str, ...]) -> None:
    """Every value of a cell, as written."""
    assert split_cell(kind, text) == parts


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("licence", "2024/1234567"),
        ("licence", "HRB: 123456"),
        ("licence", "A123456(A)"),
        ("licence", "沪工商注字（集）第123号"),
        ("document", "A123456(7)"),
        ("uscc", "（旧）"),
        ("licence", "９１９９９９９９ MA００００００９F"),
        ("licence", "1234567 7654321"),
        ("licence", "HRB 123456 / Amtsgericht Musterstadt"),
        ("passport", "E00000099 2030-01-01"),
        ("phone", "+86 139 1234 0001"),
        ("phone", "030/12345678"),
        ("phone", "98765 43210"),
        ("resident_id", "110105 19491231 002X"),
        ("iban", "DE89 3704 0044 0532 0130 00"),
        ("card", "4242 4200 0000 0018"),
        ("vat", "DE 136/695/976"),
        ("ip", "2001:db8::7/64"),
        ("ip", "203.0.113.7 (office, 2nd floor)"),
        ("ip", "203.0.113.7"),
        ("ip", "203.0.113.7-203.0.113.12"),
        ("licence", "公司 11010519491231002"),  # no check digit fits
        ("uscc", "；"),
        ("uscc", ""),
    ],
)
def test_one_value(kind: str, text: str) -> None:
    """A separator that belongs to a value parts nothing."""
    assert split_cell(kind, text) == (text,)


@pytest.mark.parametrize("kind", KINDS)
def test_parts_are_not_split_again(kind: str) -> None:
    """A part of a cell is one value."""
    for text in (f"{ONE}；{OTHER}", "13912340001/13912340002", "a@example.com b@example.com"):
        for part in split_cell(kind, text):
            assert split_cell(kind, part) == (part,)


def test_each_ties() -> None:
    """Two licences in one cell tie the store to both of the stores that have one of them."""
    stores = f"account,platform,uscc\na,amazon,{ONE}；{OTHER}\nb,amazon,{ONE}\nc,amazon,{OTHER}"
    report = scan_log("account,platform,ip\nd,amazon,203.0.113.1", stores=stores)
    tied = {frozenset(one.accounts) for one in report.findings}
    assert tied == {frozenset({"amazon/a", "amazon/b"}), frozenset({"amazon/a", "amazon/c"})}
    cited = {place.line for one in report.links if one.account == "amazon/a" for place in
             one.evidence}  # fmt: skip
    assert cited == {2}


def test_a_row_without_a_time_keeps_its_papers() -> None:
    """A registration counts whatever its time says; as a row of the log it is rejected."""
    log = f"account,platform,time,ip,uscc\na,amazon,soon,203.0.113.1,{ONE}\n" \
          f"b,amazon,2026-10-01,203.0.113.2,{ONE}\na,amazon,2026-10-01,203.0.113.3,"  # fmt: skip
    report = scan_log(log)
    assert [one.rows_rejected for one in report.inputs] == [1]
    assert [set(one.accounts) for one in report.findings] == [{"amazon/a", "amazon/b"}]
