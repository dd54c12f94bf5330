"""Rows become events, and every one of them is accounted for."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import linkscan
from linkscan.errors import LinkscanError
from linkscan.model import Input, Report
from tests.scanning import SETTINGS, scan_log, scan_texts
from tests.strategies import examples

SOME = examples(25)


def counts(one: Input) -> tuple[int, int, int, int]:
    """Rows read, used, ignored, rejected."""
    return one.rows_read, one.rows_used, one.rows_ignored, one.rows_rejected


def first_input(text: str) -> Input:
    """What is told of a log."""
    (one,) = scan_log(text).inputs
    return one


@pytest.mark.parametrize(
    ("row", "ignored", "rejected"),
    [
        ("b,2026-01-02 09:05,203.0.113.1,login", None, None),
        ("b,2026-01-02T09:05:00+08:00,203.0.113.1,登录", None, None),
        ("b,,203.0.113.1,", None, None),
        (",,,", "blank", None),
        ("合计,,,17", "total", None),
        ("TOTAL,,,", "total", None),
        ("b,2026-01-02 09:05,203.0.113.1,logout", "not-a-sign-in", None),
        ("b,2026-01-02 09:05,203.0.113.1,心跳", "not-a-sign-in", None),
        (",2026-01-02 09:05,203.0.113.1,login", None, "no-account"),
        ("-,2026-01-02 09:05,203.0.113.1,login", None, "no-account"),
        ("b,yesterday,203.0.113.1,login", None, "bad-time"),
        ("b,0001-01-01 00:00,203.0.113.1,login", None, "bad-time"),
        ("b,2026-13-40 09:05,203.0.113.1,login", None, "bad-time"),
    ],
)
def test_what_becomes_of_a_row(row: str, ignored: str | None, rejected: str | None) -> None:
    """A row is used, ignored for a reason, or rejected for one and listed by its line."""
    one = first_input(f"account,time,ip,event\na,2026-01-01 09:05,203.0.113.9,login\n{row}")
    assert dict(one.ignored) == ({ignored: 1} if ignored else {})
    assert dict(one.rejected) == ({rejected: 1} if rejected else {})
    assert [(reject.line, reject.reason) for reject in one.rejects] == (
        [(3, rejected)] if rejected else []
    )
    assert counts(one) == (2, 2 - bool(ignored or rejected), bool(ignored), bool(rejected))


CELLS = ("a", "b", "", " ", "合计", "-", "null", "2026-01-02 09:05", "2026年1月2日 下午9:05",
         "soon", "203.0.113.1", "999.1.1.1", "login", "logout", "failed", 'say "hi"', "two\nlines",
         "a,b", "0", "1767349500", "总计", "\u3000")  # fmt: skip


@pytest.mark.slow
@SOME
@given(
    st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=6), max_size=12),
    st.sampled_from(("utf-8", "utf-8-sig", "gb18030", "utf-16")),
    st.sampled_from(("\n", "\r\n")),
    st.booleans(),
)
def test_rows_add_up(rows: list[list[str]], encoding: str, newline: str, titled: bool) -> None:
    """However dirty, read = used + ignored + rejected, and read is what another reader counts."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=newline)
    if titled:
        writer.writerow(["登录日志"])
    writer.writerow(["account", "time", "ip", "event", "outcome"])
    writer.writerows(rows)
    writer.writerow(["a", "2026-01-02 09:05", "203.0.113.1", "login", ""])
    report = _scan_bytes(text.getvalue().encode(encoding))
    (one,) = report.inputs
    read, used, ignored, rejected = counts(one)
    assert read == used + ignored + rejected
    assert read == 1 + len(rows) + titled
    assert ignored == sum(count for _reason, count in one.ignored)
    assert rejected == sum(count for _reason, count in one.rejected) == len(one.rejects)


def _scan_bytes(content: bytes) -> Report:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "logins.csv"
        path.write_bytes(content)
        with linkscan.scan(path, settings=SETTINGS) as result:
            return result.report


TIMES = [
    ("2026-01-02T09:05:00Z", "2026-01-02 09:05:00+00:00"),
    ("2026-01-02 09:05:00+08:00", "2026-01-02 01:05:00+00:00"),
    ("2026/1/2 9:05", "2026-01-02 09:05:00+00:00"),
    ("2026年1月2日 9:05", "2026-01-02 09:05:00+00:00"),
    ("2026年1月2日 下午9:05", "2026-01-02 21:05:00+00:00"),
    ("1767344700", "2026-01-02 09:05:00+00:00"),
    ("1767344700000", "2026-01-02 09:05:00+00:00"),
    ("2026-01-02", "2026-01-02 00:00:00+00:00"),
]


@pytest.mark.parametrize(("written", "moment"), TIMES)
@pytest.mark.parametrize("others", ["", "\nb,2026年1月2日 上午9:05,203.0.113.2"])
def test_times(written: str, moment: str, others: str) -> None:
    """Every form of time means the same whether the engine reads it or Python must."""
    report = scan_log(f"account,time,ip\na,{written},203.0.113.1{others}")
    (link,) = (one for one in report.links if one.account == "a")
    assert str(link.first_seen) == moment


def test_a_log_without_a_used_row_is_refused() -> None:
    """Silence must never read as all clear."""
    with pytest.raises(LinkscanError, match="no row could be used"):
        scan_texts({"logins.csv": "account,ip\n,203.0.113.1\n合计,\n"})


def test_many_rejects_are_counted_and_the_first_listed() -> None:
    """Of very many rejected rows the first hundred are listed; all are counted."""
    one = first_input("account,ip\na,203.0.113.1\n" + ",203.0.113.2\n" * 150)
    assert counts(one) == (151, 1, 0, 150)
    assert [reject.line for reject in one.rejects] == list(range(3, 103))
