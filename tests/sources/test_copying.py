"""The regular copy of any stream of rows."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.errors import LinkscanError
from linkscan.model import Reject
from linkscan.sources import Bounds
from linkscan.sources.copying import REJECTS_LISTED, Copy, Row, write_copy
from tests.sources.reading import csv_rows

HEADER: Row = (1, ["account", "ip"])


def copied(tmp_path: Path, *rows: Row, bounds: Bounds | None = None) -> Copy:
    """The copy of these rows."""
    copy = write_copy(rows, tmp_path / "copy.csv", "a.csv", bounds or Bounds())
    assert copy is not None
    return copy


def test_rows_keep_their_line(tmp_path: Path) -> None:
    """The last column is the line of the original."""
    copy = copied(tmp_path, HEADER, (2, ["a", "x"]), (7, ["b", "y"]))
    assert csv_rows(copy.scan.path) == [
        ["account", "ip", "linkscan line"],
        ["a", "x", "2"],
        ["b", "y", "7"],
    ]
    assert (copy.scan.columns, copy.scan.skip, copy.scan.lines) == (("account", "ip"), 1, True)


def test_ragged_rows(tmp_path: Path) -> None:
    """Short rows are filled, blank extra cells dropped; others are rejected by line."""
    copy = copied(tmp_path, HEADER, (2, ["a"]), (3, ["b", "y", " ", ""]), (4, ["c", "z", "?"]))
    assert copy.sample == (("a", ""), ("b", "y"))
    assert copy.rejected == (("extra-cells", 1),)
    assert copy.rejects == (Reject(4, "extra-cells"),)


def test_blank_and_title_rows_are_counted(tmp_path: Path) -> None:
    """Those at the end of a file are no rows."""
    rows: list[Row] = [(1, []), (2, ["登记表"]), (3, [""]), (4, ["account", "ip"]), (5, ["a", "x"])]
    copy = copied(tmp_path, *rows, (6, ["", " "]), (7, ["b", "y"]), (8, []), (9, [""]))
    assert (copy.header_line, copy.rows) == (4, 2)
    assert copy.ignored == (("blank", 3), ("title", 1))


def test_secret_columns_are_not_copied(tmp_path: Path) -> None:
    """Not their cells, nor their place."""
    copy = copied(tmp_path, (1, ["account", "密码", "ip"]), (2, ["a", "hunter2", "x"]))
    assert (copy.scan.columns, copy.secret, copy.sample) == (
        ("account", "ip"),
        ("密码",),
        (("a", "x"),),
    )
    assert "hunter2" not in copy.scan.path.read_text("utf-8")


def test_cells_become_one_line(tmp_path: Path) -> None:
    """A line break or NUL in a cell is a space; half a character pair is shown as its code."""
    copy = copied(tmp_path, HEADER, (2, ["a\r\nb\nc\rd\0e", "x\u2028\ud800"]))
    assert copy.sample[0][0] == "a b c d e"
    assert csv_rows(copy.scan.path)[1] == ["a b c d e", "x\u2028\\ud800", "2"]


def test_rows_may_come_rejected(tmp_path: Path) -> None:
    """A reader's own reason is counted; the list of rejects is bounded, the count is not."""
    bad: list[Row] = [(n, "bad-json") for n in range(2, 2 + 2 * REJECTS_LISTED)]
    copy = copied(tmp_path, HEADER, *bad)
    assert copy.rejected == (("bad-json", 2 * REJECTS_LISTED),)
    assert len(copy.rejects) == REJECTS_LISTED


@pytest.mark.parametrize("rows", [[], [(1, [])], [(1, []), (2, ["", " "])]])
def test_nothing_is_no_table(tmp_path: Path, rows: list[Row]) -> None:
    """Without a header there is no copy."""
    assert write_copy(rows, tmp_path / "copy.csv", "a.csv", Bounds()) is None


@pytest.mark.parametrize(
    ("bounds", "sentence"),
    [
        (Bounds(columns=1), "a.csv:1: 2 columns, at most 1 are allowed"),
        (Bounds(cell_chars=3), "a.csv:2: a cell is longer than 3 characters"),
        (Bounds(line_bytes=7), "a.csv:2: a line is longer than 7 bytes"),
    ],
)
def test_limits_are_refused_in_one_sentence(tmp_path: Path, bounds: Bounds, sentence: str) -> None:
    """Columns, cells and lines; the length of a line counts bytes."""
    with pytest.raises(LinkscanError) as caught:
        copied(tmp_path, HEADER, (2, ["店铺", "abcd"]), bounds=bounds)
    assert str(caught.value).startswith(sentence)


@given(
    st.lists(
        st.lists(
            st.text('a",\n\r\0 店;', max_size=4).filter(lambda t: t.strip() != '"'), max_size=4
        ),
        max_size=12,
    )
)
def test_no_row_is_lost(cells: list[list[str]]) -> None:
    """Rows = copied + ignored + rejected, the empty ones at the end apart."""
    rows: list[Row] = [HEADER, *((n, row) for n, row in enumerate(cells, 2))]
    while not "".join(cells[-1] if cells else ["x"]).strip():
        cells.pop()
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(Path(folder), *rows)
        written = csv_rows(copy.scan.path)[1:]
    assert len(written) == copy.rows
    assert copy.rows + sum(dict(copy.ignored).values()) + sum(dict(copy.rejected).values()) == len(
        cells
    )
    assert all(len(row) == 3 for row in written)


def test_headers_below_the_header_are_ignored(tmp_path: Path) -> None:
    """Its translation, and itself again where files were joined; what stands below is read."""
    copy = copied(
        tmp_path,
        (1, ["账号", "登录时间", "登录IP"]),
        (2, ["Account", "Login time", "Login IP"]),
        (3, ["a", "2026-01-02", "203.0.113.1"]),
        (4, ["账号", "登录时间", "登录IP", ""]),
        (5, ["b", "2026-01-03", "203.0.113.2"]),
    )
    assert (copy.rows, copy.ignored, copy.rejected) == (2, (("header", 2),), ())


def test_a_second_table_is_told_and_not_mixed_in(tmp_path: Path) -> None:
    """From its header on, its rows are rejected by line, until the first header comes again."""
    copy = copied(
        tmp_path,
        (1, ["账号", "登录时间", "登录IP"]),
        (2, ["a", "2026-01-02", "203.0.113.1"]),
        (3, []),
        (4, ["店铺", "平台", "状态"]),
        (5, ["a", "amazon", "正常"]),
        (6, ["b", "amazon", "封号"]),
        (7, ["账号", "登录时间", "登录IP"]),
        (8, ["c", "2026-01-02", "203.0.113.1"]),
    )
    assert [row[0] for row in csv_rows(copy.scan.path)[1:]] == ["a", "c"]
    assert copy.ignored == (("blank", 1), ("header", 2))
    assert copy.rejected == (("second-table", 2),)
    assert [reject.line for reject in copy.rejects] == [5, 6]


@pytest.mark.parametrize(
    ("text", "ignored"),
    [
        ("注：以上数据仅供参考", True),
        ("共 128 条", True),
        ("# exported by the back office", True),
        ("Page 1 of 3", True),
        ("晨星店", False),
    ],
)
def test_a_note_beside_the_table_is_no_row(tmp_path: Path, text: str, ignored: bool) -> None:
    """A single cell where all rows have more, and the words of a note."""
    copy = copied(tmp_path, (1, ["账号", "登录时间", "登录IP"]), (2, [text]))
    assert (copy.rows, copy.ignored) == ((0, (("note", 1),)) if ignored else (1, ()))
