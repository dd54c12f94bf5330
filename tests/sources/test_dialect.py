"""How a text table is laid out."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.sources.dialect import (
    Dialect,
    find_dialect,
    header_index,
    is_data,
    is_header,
    read_records,
)


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


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("a^b^c\n1^2^3\n", Dialect("^", width=3)),
        ("a~b~c\n1~2~3\n", Dialect("~", width=3)),
        ("a\x01b\n1\x012\n", Dialect("\x01", width=2)),
        ("a\x1fb\x1e1\x1f2\x1e", Dialect("\x1f", width=2)),
        ("a||b||c\n1||2||3\n", Dialect("||", width=3)),
        ("账号，登录IP\n晨星店，203.0.113.7\n", Dialect("，", width=2)),
        ("account ip\na 203.0.113.7\n", Dialect(" ", width=2)),
        ("a, b, c\n1, 2, 3\n", Dialect(skip_spaces=True, width=3)),
        ("a|b\n'x|y'|2\n'z|y'|3\n", Dialect("|", quote="'", width=2)),
        ('a,b\n"say \\"hi\\" you",2\n"x",3\n', Dialect(escape="\\", width=2)),
        # a path ends with a backslash before its quote: nothing is escaped
        ('a,b\n"C:\\dir\\",2\n"C:\\x\\",3\n', Dialect(width=2)),
        # a column of names with spaces is one column
        ("name\nAnn Lee\nBob Ray\n", Dialect(width=1)),
        # a column of addresses and one of times
        ("203.0.113.1;2026-01-02 1:2;a,b\n203.0.113.2;2026-01-03 1:2;c,d\n", Dialect(";", width=3)),
    ],
)
def test_the_whole_dialect_is_found(text: str, dialect: Dialect) -> None:
    """Delimiter, quotes, escapes, spaces and width."""
    assert find_dialect(text) == dialect


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        # a title of two known words above the table
        ([["店铺", "晨星店", "平台"], ["账号", "登录时间", "登录IP"], ["a", "b", "c"]], 1),
        # preamble of an unknown table, padded to its width
        ([["PREAMBLE", "", ""], ["", "", ""], ["x", "y", "z"], ["1", "2", "3"]], 2),
        ([["report of 2026"], ["x", "y", "z"], ["1", "2", "3"], ["1", "2", "3"]], 1),
        ([["x"], ["1"], ["2"]], 0),
    ],
)
def test_the_header_stands_below_titles(rows: list[list[str]], index: int) -> None:
    """The row with most names, or the first that is as full as the table."""
    assert header_index(rows) == index


@pytest.mark.parametrize(
    ("row", "below", "data"),
    [
        (["1", "203.0.113.7"], [["2", "203.0.113.8"]], True),
        (["晨星店", "2026-01-02 09:05"], [["海棠店", "2026-01-03 09:05"]], True),
        (["account", "ip"], [["a", "203.0.113.8"]], False),
        (["2025", "2026"], [["x", "y"]], False),
        (["a", "b"], [], False),
    ],
)
def test_a_row_of_data_is_no_header(row: list[str], below: list[list[str]], data: bool) -> None:
    """It holds an address, a time or a number as every row below does."""
    assert is_data(row, below) is data


@pytest.mark.parametrize(
    ("cells", "header"),
    [
        (["账号", "登录IP", ""], True),
        (["Account", "Login time", "IP"], True),
        (["晨星店", "amazon", "正常"], False),
        (["合计", "", ""], False),
        (["account", "x", "y"], False),
    ],
)
def test_names_make_a_header(cells: list[str], header: bool) -> None:
    """Two names at least, and most of what the row says."""
    assert is_header(cells) is header
