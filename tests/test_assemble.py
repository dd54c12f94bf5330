"""The lists of a report say what the files say."""

from __future__ import annotations

from tests.scanning import account, scan_log


def test_an_account_in_full() -> None:
    """What several files say of one store stands together."""
    report = scan_log(
        """
        store,operator,time,ip,machine,outcome
        Shop A,Li,2026-01-02T09:05:00Z,203.0.113.1,PC-1,ok
        shop a,Wu,2026-01-03T09:05:00Z,203.0.113.1,PC-2,ok
        shop a,Wu,2026-01-04T09:05:00Z,203.0.113.1,PC-2,failed
        """,
        stores="""
        store,platform,region,status,ban reason,opened at,closed at,entity
        SHOP A,亚马逊,美国,封号,关联,2025-01-01,2026-02-01,Example Trading
        """,
    )
    one = account(report, "amazon/US/Shop A")
    assert {*one.spellings} == {"Shop A", "shop a", "SHOP A"}
    assert (one.status, one.status_word, one.ban_reason) == ("suspended", "封号", "关联")
    assert (str(one.opened_at)[:10], str(one.closed_at)[:10]) == ("2025-01-01", "2026-02-01")
    assert one.machines == ("PC-1", "PC-2")
    assert one.operators == ("l****", "w****")
    assert (one.logins, one.failures) == (2, 1)
    assert one.entity == "Example Trading"


def test_refused_values_are_listed_with_their_reason() -> None:
    """A value that ties nothing stands in the report, with the reason and who had it."""
    report = scan_log("account,ip\na,10.0.0.1\nb,10.0.0.1")
    (one,) = report.identifiers
    assert (one.id, one.reason, one.ties, one.accounts) == (
        "ip:10.0.0.1", "private", False, ("a", "b")
    )  # fmt: skip


def test_inputs_tell_what_was_understood() -> None:
    """A report says what each column was taken for, and what was read over or dropped."""
    report = scan_log("账号,登录IP,密码,心情\na,203.0.113.1,hunter2,good")
    (one,) = report.inputs
    assert one.columns == (("账号", "account"), ("登录IP", "ip"))
    assert (one.unmapped, one.dropped) == (("心情",), ("密码",))
    assert len(one.sha256) == 64
