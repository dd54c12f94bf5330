"""How a text table is laid out."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.sources.dialect import Dialect, find_dialect, header_index, read_records


def records(text: str, dialect: Dialect | None = None) -> list[tuple[int, list[str]]]:
    """The records of a text."""
    return list(read_records(io.StringIO(text, newline=""), dialect or Dialect()))


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("account,ip\na,203.0.113.1\n", ","),
        ("account\tip\na\t203.0.113.1\n", "\t"),
        ("account;ip;note\na;203.0.113.1;x,y,z\n", ";"),
        ("account|ip\na|203.0.113.1\n", "|"),
        ("时间\t账号\tua\n1\ta\tx (KHTML, like Gecko)\n2\tb\ty (KHTML, like Gecko)\n", "\t"),
        ("a;b;c\n1,5;2;3\n1,6;2;3\n", ";"),
        ("登录导出, 2026年1月\n账号\tIP\na\t203.0.113.1\n", "\t"),
        ("a\nb\n", ","),
        ("", ","),
    ],
)
def test_the_delimiter_is_found(text: str, delimiter: str) -> None:
    """Recognised headers count first, then how alike the lines are."""
    assert find_dialect(text).delimiter == delimiter


def test_headers_that_the_user_names_count() -> None:
    """Where no alias helps, the user's own column names do."""
    text = "wer;von,wo\na;203.0.113.1,x\n"
    assert find_dialect(text, ["von,wo", "wer"]).delimiter == ";"


def test_a_space_before_a_quote_is_skipped() -> None:
    """`a, "b, c"` are two fields."""
    text = 'account, ip\n"a", "b, c"\n'
    assert records(text, find_dialect(text)) == [(1, ["account", "ip"]), (2, ["a", "b, c"])]


def test_a_record_knows_its_line() -> None:
    """A record starts on a physical line, whatever line ends the cells before held."""
    assert records('a,b\r\n1,"x\ny"\r\n\r\n2,z') == [
        (1, ["a", "b"]),
        (2, ["1", "x\ny"]),
        (4, []),
        (5, ["2", "z"]),
    ]


def test_an_open_quote_swallows_nothing() -> None:
    """A quote that is never closed is text: each of its lines is read."""
    assert records('a,b\n1,"x\n2,y\n3,z\n') == [
        (1, ["a", "b"]),
        (2, ["1", '"x']),
        (3, ["2", "y"]),
        (4, ["3", "z"]),
    ]


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        ([["account", "ip"], ["a", "b"]], 0),
        ([["登录记录"], [], ["账号", "登录IP"], ["a", "b"]], 2),
        ([["foo", "bar"], ["a", "b"]], 0),
        ([[], [""], ["foo", "bar"]], 2),
        ([["foo", "account"], ["a", "b"]], 0),
        ([], 0),
    ],
)
def test_the_header_is_found(rows: list[list[str]], index: int) -> None:
    """The first row with two names that mean something, else the first that is not blank."""
    assert header_index(rows) == index


@given(st.lists(st.lists(st.text('ab",\n\r\0 ;'), min_size=1), max_size=8))
def test_a_written_table_is_read_back(rows: list[list[str]]) -> None:
    """Whatever the csv module writes in full quotes is read as it was."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    assert [cells for _line, cells in records(out.getvalue())] == rows


@given(st.text('ab",\n;\t '))
def test_no_text_is_lost(text: str) -> None:
    """Every letter of any text is in some record."""
    found = "".join("".join(cells) for _line, cells in records(text, find_dialect(text)))
    assert found.count("a") == text.count("a")
    assert found.count("b") == text.count("b")
