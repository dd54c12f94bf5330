"""What a file is taken for."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkscan.config import Settings
from linkscan.errors import LinkscanError
from linkscan.inspection.inspection import Column, Inspected, Inspection, inspect_files
from linkscan.sources import discover

LOG = """导出的登录记录,,,,,
店铺名称,操作账号,登录时间,登录IP,IP,远程密码
蓝天,op@example.com,2026-01-02 09:05,203.0.113.7,x,hunter2
蓝天,op-2,2026-01-03 09:05,203.0.113.7,x,hunter2
,op-2,2026-01-03 09:05,203.0.113.8,x,hunter2
绿地,op-2,nonsense,203.0.113.8,x,hunter2
合计,,,,,
"""
PAPERS = """店铺,平台,法人身份证,验证手机,材料
蓝天,亚马逊,11010519491231002X,13800138000,x
"""


def inspected(tmp_path: Path, data: str, settings: Settings | None = None) -> Inspected:
    """What a file of this content is taken for."""
    path = tmp_path / "a.csv"
    path.write_text(data, encoding="utf-8")
    return inspect_files(discover([path]).files, settings or Settings())


def only(found: Inspected) -> Inspection:
    """The only table."""
    (table,) = found.tables
    return table


def test_form_columns_and_counts(tmp_path: Path) -> None:
    """Header line, mapping, dropped and passed over columns, and every row in the sum."""
    table = only(inspected(tmp_path, LOG))
    assert (table.role, table.format, table.encoding, table.delimiter, table.header_line) == (
        "logins", "csv", "utf-8", ",", 2,
    )  # fmt: skip
    assert table.columns == (
        Column("店铺名称", "field", "account"),
        Column("操作账号", "field", "operator"),
        Column("登录时间", "field", "observed_at"),
        Column("登录IP", "field", "ip"),
        Column("IP", "paper", "ip/declared"),
        Column("远程密码", "secret"),
    )
    assert (table.rows_read, table.rows_used, table.rows_ignored, table.rows_rejected) == (
        6, 2, 2, 2,
    )  # fmt: skip
    assert table.ignored == (("title", 1), ("total", 1))
    assert [(row.line, row.reason) for row in table.rejects] == [
        (5, "no-account"),
        (6, "bad-time"),
    ]


def test_no_secret_and_no_personal_value_is_shown(tmp_path: Path) -> None:
    """A secret column has no cell; papers, phones and e-mail addresses are masked."""
    text = str(inspected(tmp_path, LOG)) + str(inspected(tmp_path, PAPERS))
    for value in ("hunter2", "op@example.com", "11010519491231002X", "13800138000"):
        assert value not in text
    assert "蓝天" in text
    assert "203.0.113.7" in text
    shown = str(inspected(tmp_path, PAPERS, Settings(reveal=True)))
    assert "11010519491231002X" in shown


def test_a_paper_that_is_none_is_hidden(tmp_path: Path) -> None:
    """A cell that is no paper of its kind may be any personal value."""
    table = only(inspected(tmp_path, "店铺,法人身份证\n蓝天,zhang-san-home\n"))
    assert table.sample == (("蓝天", "****"),)


def test_a_long_list_is_masked_by_its_kinds(tmp_path: Path) -> None:
    """The kind beside a value says how to mask it; of an unknown kind nothing is shown."""
    data = "店铺,材料类型,材料号码\n蓝天,手机,13800138000\n蓝天,怪,13800138000\n"
    table = only(inspected(tmp_path, data))
    assert table.sample[1] == ("蓝天", "怪", "****")
    assert "13800138000" not in str(table)


def test_an_undecided_date_order(tmp_path: Path) -> None:
    """What is known of the file is shown although its rows cannot be read."""
    found = inspected(tmp_path, "account,time,ip\na,3/4/2026 10:00,203.0.113.7\n")
    assert only(found).role == "logins"
    assert only(found).rows_read is None
    assert found.problem is not None
    assert "--date-order" in str(found.problem)
    decided = inspected(
        tmp_path, "account,time,ip\na,3/4/2026 10:00,203.0.113.7\n", Settings(order="dmy")
    )
    assert (only(decided).date_order, decided.problem) == ("dmy", None)


def test_what_is_saved(tmp_path: Path) -> None:
    """A mapping as a linkscan.toml holds it, under the last part of the file's name."""
    (saved,) = inspected(tmp_path, PAPERS).saved
    assert saved == (
        "a.csv",
        (
            ("role", "registrations+accounts"),
            ("account", "店铺"),
            ("platform", "平台"),
            ("resident_id/legal-person", "法人身份证"),
            ("phone/verification-phone", "验证手机"),
        ),
    )


def test_a_file_that_is_no_table(tmp_path: Path) -> None:
    """One sentence, as in a scan."""
    with pytest.raises(LinkscanError, match="no column that names the store"):
        inspected(tmp_path, "foo,bar\n1,2\n3,4\n")


@pytest.mark.parametrize("reveal", [False, True])
@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("gate.example.com:1080:bob:Secr3tPw", "****"),
        ("socks5://bob:Secr3tPw@203.0.113.9:1080", "203.0.113.9"),
        ("203.0.113.9:1080", "203.0.113.9:1080"),
    ],
)
def test_the_password_of_a_proxy_is_never_shown(
    tmp_path: Path, cell: str, shown: str, reveal: bool
) -> None:
    """A column of proxies holds addresses, and of what is around them nothing is anybody's."""
    data = f"账号,登录时间,代理IP\na,2026-01-02 09:00,{cell}\n"
    table = only(inspected(tmp_path, data, Settings(reveal=reveal)))
    assert "Secr3tPw" not in repr(table)
    assert shown in table.sample[0]
