"""Cells that stand for their neighbour: 同上, ditto marks, and cells merged to the right.

Only data is filled. A title merged over a table must not name every column, and a mark below
a header must not repeat the header.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from linkscan.sources.aliases import field_of, paper_of

Row = tuple[int, Sequence[str] | str]

_WORDS = ("同上", "同前", "同上行", "〃", "″", "”", '"', "''", "ditto", "as above", "same as above")
_BRACKETS = ("{}", "({})", "（{}）", "[{}]", "【{}】")
_MARKS = frozenset(
    form.format(text)
    for word in _WORDS
    for text in (word, word.capitalize(), word.upper())
    for form in _BRACKETS
)


class Covered(str):
    """A cell that is blank because a merged one to its left covers it; `at` is its column."""

    __slots__ = ("at",)

    def __new__(cls, at: int) -> Covered:
        cell = super().__new__(cls)
        cell.at = at
        return cell

    at: int


def is_ditto(cells: Iterable[str]) -> bool:
    """Whether one of the cells says that its value stands above it."""
    return not _MARKS.isdisjoint(map(str.strip, cells))


def fill_data(rows: Iterable[Row], header: Sequence[str]) -> Iterator[Row]:
    """The rows below a header, each cell that stands for a neighbour holding its value.

    A mark repeats the cell above, as filled; without a row above it is blank. A covered cell
    repeats the cell that covers it if both columns hold values of one kind: a phone number
    merged over 联系电话 and 验证手机 is both, a note merged over a row is nothing.
    """
    kinds = [_kind(text) for text in header]
    above: Sequence[str] = ()
    for line, cells in rows:
        if isinstance(cells, str) or not "".join(cells).strip():
            yield line, cells
            continue
        if is_ditto(cells):
            cells = [
                (above[i] if i < len(above) else "") if cell.strip() in _MARKS else cell
                for i, cell in enumerate(cells)
            ]
        if any(type(cell) is Covered for cell in cells):
            cells = [_uncovered(cell, i, cells, kinds) for i, cell in enumerate(cells)]
        above = cells
        yield line, cells


def _uncovered(cell: str, column: int, cells: Sequence[str], kinds: Sequence[str]) -> str:
    if not isinstance(cell, Covered):
        return cell
    alike = column < len(kinds) and kinds[cell.at] == kinds[column] != ""
    return cells[cell.at] if alike else ""


def _kind(header: str) -> str:
    paper = paper_of(header)
    return paper.kind if paper else field_of(header)[0]
