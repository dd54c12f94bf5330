"""Tables pasted from a page, a chat or a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkscan.errors import LinkscanError
from tests.sources.reading import copied_rows, read_one

MARKDOWN = """
| 店铺 | 登录IP | **操作电脑** |
|:-----|-------:|:---:|
| 青禾 | 203.0.113.1 | PC-01 |
| a\\|b |  | `PC-02` |
"""
BARE = """店铺 | 登录IP | 操作电脑
---|---|---
青禾 | 203.0.113.1 | PC-01
a\\|b |  | PC-02
"""
MYSQL = """+--------+-------------+--------+
| account | ip | machine |
+--------+-------------+--------+
| 青禾 | 203.0.113.1 | PC-01 |
| a\\|b |  | PC-02 |
+--------+-------------+--------+
"""
PSQL = """ account |     ip      | machine
---------+-------------+---------
 青禾    | 203.0.113.1 | PC-01
 a\\|b     |             | PC-02
"""
BOX = """┌──────┬─────────────┬───────┐
│ 店铺 │ 登录IP      │ 电脑  │
├──────┼─────────────┼───────┤
│ 青禾 │ 203.0.113.1 │ PC-01 │
│ a\\|b │             │ PC-02 │
└──────┴─────────────┴───────┘
"""


@pytest.mark.parametrize("text", [MARKDOWN, BARE, MYSQL, PSQL, BOX])
def test_bars_part_cells(tmp_path: Path, text: str) -> None:
    """Of Markdown, of databases and of boxes; rules are no rows."""
    table = read_one(tmp_path, "a.txt", text)
    assert table.format == "markdown"
    assert [row[:3] for row in copied_rows(table)] == [
        ["青禾", "203.0.113.1", "PC-01"],
        ["a|b", "", "PC-02"],
    ]


def test_what_stands_around_a_table_is_no_row(tmp_path: Path) -> None:
    """Above it a title, below it a remark that is listed."""
    table = read_one(tmp_path, "a.txt", f"9月登录\n{MARKDOWN}\n以上为9月数据\n(2 rows)\n")
    assert len(copied_rows(table)) == 2
    assert table.ignored == (("blank", 1), ("title", 1))
    assert table.rejected == (("outside-table", 2),)


def test_columns_set_with_spaces(tmp_path: Path) -> None:
    """A blank cell is found by where the others stand; a Chinese character is two wide."""
    table = read_one(
        tmp_path,
        "a.txt",
        "店铺名称     登录IP        操作电脑   登录时间\n"
        "-----------------------------------------------\n"
        "青禾家居     203.0.113.1   PC-01      2026-01-02 09:05\n"
        "白鹭 文具                  PC-02      2026-01-02 09:06\n"
        "a   b   c   d   e\n",
    )
    assert table.format == "aligned"
    assert copied_rows(table) == [
        ["青禾家居", "203.0.113.1", "PC-01", "2026-01-02 09:05", "3"],
        ["白鹭 文具", "", "PC-02", "2026-01-02 09:06", "4"],
    ]
    assert table.rejected == (("extra-cells", 1),)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("account,ip,  machine\na,x,  y\n", "csv"),
        ("account\tip\na\tx\n", "tsv"),
        ("account|ip\na|x\nb|-\n", "csv"),
        ('account,ip\n"a  |  b",x\n', "csv"),
        ("account,ip\nshop  3,douyin\n", "csv"),  # "3,douyin" reads as a numbered header
    ],
)
def test_csv_stays_csv(tmp_path: Path, text: str, form: str) -> None:
    """However many spaces and bars are in it."""
    assert read_one(tmp_path, "a.txt", text).format == form


def test_a_pasted_table_of_other_things_is_refused(tmp_path: Path) -> None:
    """As any other table."""
    with pytest.raises(LinkscanError, match="no column that names the store; found foo, bar"):
        read_one(tmp_path, "a.txt", "| foo | bar |\n|---|---|\n| 1 | 2 |\n")
