"""Merged cells: one value that a sheet shows over several rows and columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from linkscan.sources.ditto import Covered

_MOST_COLUMNS = 2_000
"""A cell merged over more columns than a table may have is a banner."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A range that starts in a known row: its columns, from 0, and its last row."""

    left: int
    right: int
    bottom: int


def fill_merges(
    rows: Iterable[tuple[int, list[str] | str]], merges: Mapping[int, Sequence[Merge]]
) -> Iterator[tuple[int, list[str] | str]]:
    """The rows with the value of each merged range in its first column all the way down.

    Args:
        rows: Row numbers and cells.
        merges: The ranges by the row in which they start; a reader may add those of a row just
            before it gives the row.
    """
    # Ranges that reach into the row at hand, by column: files may repeat one a million times.
    filled: dict[int, tuple[Merge, str]] = {}
    for number, cells in rows:
        if isinstance(cells, str):  # why the row is none
            yield number, cells
            continue
        filled = {n: one for n, one in filled.items() if one[0].bottom >= number}
        for merge, value in filled.values():
            _put(cells, merge.left, value)
            _cover(cells, merge)
        for merge in merges.get(number, ()):
            if merge.left not in filled and merge.left < len(cells) and cells[merge.left]:
                _cover(cells, merge)
                filled[merge.left] = merge, cells[merge.left]
        yield number, cells


def _cover(cells: list[str], merge: Merge) -> None:
    for column in range(merge.left + 1, min(merge.right, _MOST_COLUMNS) + 1):
        _put(cells, column, Covered(merge.left))


def _put(cells: list[str], column: int, value: str) -> None:
    cells.extend([""] * (column + 1 - len(cells)))
    if type(cells[column]) is str and not cells[column]:
        cells[column] = value
