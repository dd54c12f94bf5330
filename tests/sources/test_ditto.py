"""Cells that stand for their neighbour."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkscan.sources.ditto import Covered, fill_data
from tests.sources.reading import copied_rows, read_one

HEADER = ("店铺", "联系电话", "验证手机", "登录IP")


@pytest.mark.parametrize(
    "mark", ["同上", " 同上 ", "（同上）", "〃", '"', "ditto", "Ditto", "DITTO"]
)
def test_a_mark_repeats_what_stands_above(mark: str) -> None:
    """However often it is repeated, and over a blank row."""
    rows = [(2, ["A", "1"]), (3, ["B", mark]), (4, ["", ""]), (5, ["C", mark])]
    assert list(fill_data(rows, HEADER)) == [
        (2, ["A", "1"]),
        (3, ["B", "1"]),
        (4, ["", ""]),
        (5, ["C", "1"]),
    ]


def test_a_mark_below_nothing_is_blank() -> None:
    """Neither a header nor the mark itself becomes a value; rejected rows stay as they are."""
    rows = [(2, ["同上", "x"]), (3, "bad-json"), (4, ["A", "B", "同上"])]
    assert [cells for _line, cells in fill_data(rows, HEADER)] == [
        ["", "x"],
        "bad-json",
        ["A", "B", ""],
    ]


@pytest.mark.parametrize("text", ["同上海", "同上店铺", "ditto shop", "do", "-", "''x"])
def test_a_name_that_begins_like_a_mark_is_a_name(text: str) -> None:
    """Only a whole cell is a mark."""
    rows = [(2, ["A", "1"]), (3, [text, "2"])]
    assert list(fill_data(rows, HEADER)) == rows


def test_a_covered_cell_repeats_a_value_of_its_kind() -> None:
    """A phone merged over two columns of phones is both; over an address it is nothing."""
    row = [(2, ["A", "13800138000", Covered(1), Covered(1)])]
    assert list(fill_data(row, HEADER)) == [(2, ["A", "13800138000", "13800138000", ""])]


def test_marks_in_a_csv_are_filled(tmp_path: Path) -> None:
    """A table saved from a workbook has them, too, and its first lines give them away."""
    table = read_one(tmp_path, "a.csv", "店铺,营业执照号\na,L-1\nb,同上\n同上,L-2\n")
    assert [row[:2] for row in copied_rows(table)] == [["a", "L-1"], ["b", "L-1"], ["b", "L-2"]]
