"""How a text table is laid out: its delimiter and quotes, and on which line its header stands."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from statistics import median

from linkscan.sources.aliases import is_known
from linkscan.sources.records import Dialect, Record, judged_records, read_records

__all__ = ["Dialect", "Record", "find_dialect", "header_index", "is_blank", "read_records"]

DELIMITERS = (",", "\t", ";", "|", "^", "~", "\x01", "\x1f", "||", "::", "\t\t", "，", "；")
WEAK_DELIMITERS = (" ", ":", "、")
"""They stand inside values, too: tried only where no other parts the lines evenly."""
SAMPLE_RECORDS = 100
HEADER_RECORDS = 10
"""A header stands among the first of the records; above it are titles and blank lines."""
_LOOKED_AT = 500  # cells of a row in which names are looked for
_QUOTES = "\"'"
_CLEARLY_EVEN = 0.75  # all rows of four columns or more
_EVEN = 0.5  # share of the rows that must be as wide as most
_ADDRESS = re.compile(
    r"\s*\[?(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){3,7})\b", re.I
)
_TIME = re.compile(
    r"\s*(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|1[0-9]{9}\b)"
)
_NUMBER = re.compile(r"\s*[-+]?[\d.,]*\d%?\s*")
_KINDS = (_ADDRESS, _TIME, _NUMBER)

_Sense = tuple[int, int, float]


def find_dialect(text: str, known: Iterable[str] = ()) -> Dialect:
    """The layout under which the start of a file makes most sense.

    Headers that are recognised (or `known` to the user) count first, then whether one column is
    addresses and one is times, then how regular and how alike the records are. A file of one
    column has no delimiter and passes for a CSV.
    """
    # Not splitlines(): it also breaks at characters that stand inside cells.
    lines = list(islice(io.StringIO(text.replace("\x1e", "\n"), newline=""), SAMPLE_RECORDS))
    own = frozenset(known)
    best, sense = _best(lines, DELIMITERS, own)
    if sense[0] < 2:
        weak, weak_sense = _best(lines, WEAK_DELIMITERS, own)
        says = weak_sense[0] >= 2 or weak_sense[1] > 0 or weak_sense[2] >= _CLEARLY_EVEN
        if says and weak_sense > sense and weak_sense[2] >= _EVEN:
            best = weak
    return replace(best, width=_width(lines, best))


def header_index(rows: Sequence[Sequence[str]], known: Iterable[str] = ()) -> int:
    """Which of the first rows is the header: the one with most names that mean something.

    Where none has two, the first that is filled as most rows are; 0 of no rows at all.
    """
    own = set(known)
    head = rows[:HEADER_RECORDS]
    names = [_names(cells, own) for cells in head]
    if names and max(names) >= 2:
        return names.index(max(names))
    filled = [sum(1 for cell in cells if cell.strip()) for cells in rows[: 2 * HEADER_RECORDS]]
    usual = median([n for n in filled if n] or [0])
    enough = (
        i for i, n in enumerate(filled[: len(head)]) if n and n >= min(2, usual) and 2 * n >= usual
    )
    return next(enough, next((i for i, n in enumerate(filled[: len(head)]) if n), 0))


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row is made of names of columns: two at least, and most of what it says."""
    said = [cell for cell in cells if cell.strip()]
    return len(said) >= 2 and 2 * _names(said, set()) > len(said)


def is_data(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row that stands where a header does is a row of data.

    So it is if it holds an address, a time or a number in a column of such.
    """
    for i, cell in enumerate(row):
        for kind in _KINDS:
            if kind.match(cell) and (kind is not _NUMBER or kind.fullmatch(cell)):
                column = [cells[i] for cells in below if i < len(cells) and cells[i].strip()]
                if column and all(kind.match(other) for other in column):
                    return True
                break
    return False


def is_blank(cells: Sequence[str]) -> bool:
    """Whether a row says nothing."""
    return not "".join(cells).strip()


def _names(cells: Sequence[str], own: Iterable[str]) -> int:
    return sum(
        cell.strip() in own or is_known(cell) for cell in cells[:_LOOKED_AT] if 0 < len(cell) < 100
    )


def _best(
    lines: Sequence[str], delimiters: Sequence[str], known: frozenset[str]
) -> tuple[Dialect, _Sense]:
    text = "".join(lines)
    found = [
        (dialect, _sense(lines, dialect, known))
        for delimiter in delimiters
        if delimiter == delimiters[0] or (delimiter in text and not _is_doubled(text, delimiter))
        for dialect in _variants(text, delimiter)
    ]
    return max(found, key=lambda pair: pair[1])


def _is_doubled(text: str, delimiter: str) -> bool:
    """Whether a delimiter only ever stands twice: then two of them are the delimiter."""
    return delimiter * 2 in DELIMITERS and text.count(delimiter) == 2 * text.count(delimiter * 2)


def _variants(text: str, delimiter: str) -> list[Dialect]:
    """The ways to quote and to escape that a text shows signs of."""
    parted = re.escape(delimiter)
    spaced = len(re.findall(f"{parted} +", text))
    skip = delimiter != " " and (
        f'{delimiter} "' in text
        or spaced * 10 >= 9 * len(re.findall(f"{parted}(?! *[\r\n])", text)) > 0
    )
    plain = Dialect(delimiter, skip)
    variants = [plain]
    if re.search(f"(?:^|{parted}) *'[^\n]*?'(?:{parted}|\r?$)", text, re.M):
        variants.append(replace(plain, quote="'"))
    if "\\" in text:
        signs = re.compile(f'\\\\"(?!{parted}|\r?$)|\\\\{parted}', re.M)
        if signs.search(text):
            variants.append(replace(plain, escape="\\"))
    return variants


def _sense(lines: Sequence[str], dialect: Dialect, known: frozenset[str]) -> _Sense:
    found = [one for one in judged_records(lines, dialect) if not is_blank(one[1])]
    rows = [cells for _line, cells, _regular in found]
    if not rows:
        return 0, 0, 0.0
    width, count = Counter(map(len, rows)).most_common(1)[0]
    names = max(_names(cells, known) for cells in rows[:HEADER_RECORDS])
    usual = [cells for cells in rows if len(cells) == width]
    strays = sum(
        cell[0] in _QUOTES or cell[-1] in _QUOTES for cells in rows for cell in cells if cell
    )
    strays += sum(not regular for _line, _cells, regular in found)
    tidy = 1 - strays / (2 + sum(map(len, rows)))
    return names, _log_columns(usual), count / len(rows) * (1 - 1 / width) * tidy


def _log_columns(rows: Sequence[Sequence[str]]) -> int:
    """How many of the two columns that every log has are there: addresses and times."""
    below = rows[1:]
    if not below:
        return 0
    columns = list(zip(*below, strict=True))[:_LOOKED_AT]
    return sum(
        any(2 * sum(1 for cell in column if kind.match(cell)) > len(column) for column in columns)
        for kind in (_ADDRESS, _TIME)
    )


def _width(lines: Sequence[str], dialect: Dialect) -> int:
    """The number of fields that most records have."""
    widths = Counter(len(cells) for _line, cells in read_records(lines, dialect) if cells)
    return widths.most_common(1)[0][0] if widths else 0
