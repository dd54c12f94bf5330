"""How a text table is laid out: its delimiter, and on which line its header stands."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from linkscan.sources.aliases import is_known

DELIMITERS = (",", "\t", ";", "|")
SAMPLE_RECORDS = 100
HEADER_RECORDS = 10
"""A header stands among the first of the records; above it are titles and blank lines."""
_LOOKED_AT = 500  # cells of a row in which names are looked for

Record = tuple[int, list[str]]
"""The line on which a record starts, from 1, and its cells."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """Fields are parted by `delimiter` and may be quoted by `"`, doubled inside."""

    delimiter: str = ","
    skip_spaces: bool = False  # `a, "b, c"`: the space is not part of the field


def find_dialect(text: str, known: Iterable[str] = ()) -> Dialect:
    """The layout under which the start of a file makes most sense.

    Headers that are recognised (or `known` to the user) count first, then how alike the
    records are in width. A file of one column has no delimiter and passes for a CSV.
    """
    # Not splitlines(): it also breaks at characters that stand inside cells.
    lines = list(islice(io.StringIO(text, newline=""), SAMPLE_RECORDS))
    best = max(DELIMITERS, key=lambda one: _sense(lines, one, tuple(known)))
    return Dialect(best, any(f'{best} "' in line for line in lines))


def read_records(lines: Iterable[str], dialect: Dialect) -> Iterator[Record]:
    """The records of a text, none lost: what is no CSV is read as well as can be.

    A quote that is never closed would swallow the rest of the file: such a record has an
    odd number of quotes and spans lines, which then are read one by one as plain text.

    Raises:
        csv.Error: A field is longer than the csv module allows.
    """
    held: list[str] = []

    def tap() -> Iterator[str]:
        for line in lines:
            held.append(line)
            yield line

    start = 1
    for cells in csv.reader(
        tap(), delimiter=dialect.delimiter, skipinitialspace=dialect.skip_spaces
    ):
        if len(held) > 1 and sum(line.count('"') for line in held) % 2:
            for offset, line in enumerate(held):
                yield start + offset, line.rstrip("\r\n").split(dialect.delimiter)
        else:
            yield start, cells
        start += len(held)
        held.clear()


def header_index(rows: Sequence[Sequence[str]], known: Iterable[str] = ()) -> int:
    """Which of the first rows is the header: the first with two names that mean something.

    Where no row has two, the first that is not blank; 0 of no rows at all.
    """
    own = set(known)
    head = rows[:HEADER_RECORDS]
    for i, cells in enumerate(head):
        if _names(cells, own) >= 2:
            return i
    return next((i for i, cells in enumerate(head) if not is_blank(cells)), 0)


def is_blank(cells: Sequence[str]) -> bool:
    """Whether a row says nothing."""
    return not "".join(cells).strip()


def _names(cells: Sequence[str], own: set[str]) -> int:
    return sum(
        cell.strip() in own or is_known(cell) for cell in cells[:_LOOKED_AT] if 0 < len(cell) < 100
    )


def _sense(lines: Sequence[str], delimiter: str, known: Sequence[str]) -> tuple[int, float]:
    try:
        records = list(read_records(lines, Dialect(delimiter)))
    except csv.Error:  # by this delimiter a field would be too long for any table
        return 0, 0.0
    rows = [cells for _line, cells in records if not is_blank(cells)]
    if not rows:
        return 0, 0.0
    width, count = Counter(map(len, rows)).most_common(1)[0]
    names = max(_names(cells, set(known)) for cells in rows[:HEADER_RECORDS])
    return names, count / len(rows) * (1 - 1 / width)
