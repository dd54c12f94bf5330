"""What columns may be by their values."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.errors import LinkscanError
from linkscan.sources import Mapping, ReadOptions
from linkscan.sources.proposal import propose
from tests.sources.reading import read_one, scanned_rows

ROWS = [
    ["2026-01-02 09:05", "shop a", "203.0.113.7", "ok", "1"],
    ["2026-01-03 09:05", "shop a", "203.0.113.8", "ok", "2"],
    ["2026-01-04 09:05", "shop b", "10.0.0.8", "ok", "3"],
]
DATA = "\n".join(",".join(row) for row in ROWS) + "\n"


def test_values_say_what_the_headers_do_not() -> None:
    """An address (a private one, too), a time, and short texts that repeat are recognised."""
    found = propose(["a1", "b1", "c1", "d1", "e1"], ROWS)
    assert found == {"account": "b1", "observed_at": "a1", "ip": "c1"}


def test_a_header_that_is_known_needs_no_proposal() -> None:
    """What a column is called counts before what it holds; a secret column is never looked at."""
    assert propose(["密码", "店铺", "ip", "状态", "x"], ROWS) == {}


@pytest.mark.parametrize("cell", ["1", "success", "亚马逊", "x" * 65, "login"])
def test_words_with_another_meaning_are_no_account(cell: str) -> None:
    """Numbers, outcomes, platforms and long texts repeat, too."""
    assert "account" not in propose(["a1"], [[cell]] * 5)


@given(st.lists(st.text(max_size=9), max_size=4), st.lists(st.lists(st.text(max_size=9))))
def test_any_table(header: list[str], rows: list[list[str]]) -> None:
    """Whatever stands in a table, what is proposed are columns of it."""
    assert {*propose(header, rows).values()} <= {*header}


def test_no_header_at_all(tmp_path: Path) -> None:
    """The sentence proposes options by number, shows no cell, and the options work."""
    with pytest.raises(LinkscanError) as caught:
        read_one(tmp_path, "a.csv", DATA)
    assert str(caught.value) == (
        "a.csv:1: holds data where the names of the columns should stand; write them in a line "
        "above, or say which column is which. By their values it may be: --map account=#2 "
        "--map ip=#3 --map observed_at=#1."
    )
    columns = {"account": "#2", "ip": "#3", "observed_at": "#1"}
    table = read_one(tmp_path, "a.csv", DATA, ReadOptions(columns=columns))
    assert table.mapping == Mapping(
        "logins", {"observed_at": 0, "account": 1, "ip": 2}, unmapped=("#4", "#5")
    )
    assert scanned_rows(table) == [tuple(row) for row in ROWS]


def test_headers_that_say_nothing(tmp_path: Path) -> None:
    """`col1` and the like: the sentence proposes what may be right, and nothing is assumed."""
    with pytest.raises(LinkscanError) as caught:
        read_one(tmp_path, "a.csv", f"col1,col2,col 3,col4,col5\n{DATA}")
    assert str(caught.value) == (
        "a.csv:1: the headers do not say what this table is; found col1, col2, col 3, col4, col5. "
        "By the values it may be: --map account=col2 --map 'ip=col 3' --map observed_at=col1."
    )


def test_a_sheet_without_header(tmp_path: Path) -> None:
    """The copying reader finds it, too: a file in GBK."""
    data = DATA.replace("shop", "店铺").encode("gbk")
    columns = {"account": "#2", "ip": "#3"}
    table = read_one(tmp_path, "a.csv", data, ReadOptions("gbk", columns=columns))
    assert [row[1] for row in scanned_rows(table)] == ["店铺 a", "店铺 a", "店铺 b"]
