"""Writing the regular copy: any stream of rows becomes a CSV that the engine can scan.

The copy holds no secret column, no newline or NUL inside a cell, and in a last column the
line of the original. What is not copied is counted: rows = copied + ignored + rejected.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.model import Reject
from linkscan.sources.aliases import is_secret
from linkscan.sources.bounds import Bounds
from linkscan.sources.dialect import HEADER_RECORDS, header_index, is_blank, is_data, is_header
from linkscan.sources.ditto import fill_data
from linkscan.sources.numbered import is_numbered, numbered
from linkscan.sources.table import Scan

SAMPLE_ROWS = 1_000
REJECTS_LISTED = 100
LINE_COLUMN = "linkscan line"

Row = tuple[int, Sequence[str] | str]
"""The line on which a row starts and its cells, or the reason why it has none."""

_BREAKS = re.compile(r"\r\n|[\r\n\0]")
_DIGIT = re.compile(r"\d")
# "注：以上数据…", "共 128 条", "Page 1 of 3": words below a table that are none of its cells.
_NOTE = re.compile(
    r"\s*(?:#|--|//|注|备注|说明|共|第|导出|打印|制表|数据来源|note|page|source|exported)", re.I
)
_NOTE_WIDTH, _NOTE_CHARACTERS = 3, 30


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy and what its writing set aside."""

    scan: Scan
    header_line: int
    secret: tuple[str, ...]  # headers that were left out
    rows: int
    sample: tuple[tuple[str, ...], ...]
    ignored: tuple[tuple[str, int], ...]
    rejected: tuple[tuple[str, int], ...]
    rejects: tuple[Reject, ...]


def write_copy(
    rows: Iterable[Row],
    path: Path,
    where: str,
    bounds: Bounds,
    known: Iterable[str] = (),
    header: Sequence[str] | None = None,
    *,
    exact: bool = False,
    given: int | None = None,
) -> Copy | None:
    """Copy a table to `path`; None if it has no header, that is, nothing but blank rows.

    Args:
        rows: All rows in order, the header and what stands above it included.
        path: File to write.
        where: The table as shown in messages.
        bounds: Limits on columns, lines and cells.
        known: Headers that the user named: they help to find the header.
        header: The column names where the rows have none among them.
        given: Bytes of the file that the rows come from: a cell may stand for many, but not for
            any number.
        exact: The rows are written by a program and each is a record: none is a note or a
            header, and no cell stands for another.

    Raises:
        LinkscanError: A limit is exceeded.
    """
    rows = iter(rows)
    counter = _Counter()
    header_line = 1
    if header is None:
        named, rows = _header(rows, counter, known)
        if named is None:
            return None
        header_line, header = named
    header = _named(header, f"{where}:{header_line}", bounds)
    counter.header = header
    rows = rows if exact else fill_data(rows, header)
    keep = [i for i, text in enumerate(header) if not is_secret(text)]
    width = len(header)
    short = min(bounds.cell_chars, bounds.line_bytes // 4)  # characters that exceed no limit
    sample: list[tuple[str, ...]] = []
    count = written = 0
    most = None if given is None else max(bounds.inflation_free_bytes, given * bounds.inflation)
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*(header[i] for i in keep), LINE_COLUMN])
        for line, cells in rows:
            if len(cells) > bounds.columns and not isinstance(cells, str):
                _check_width(cells, f"{where}:{line}", bounds)
            is_row = exact and not isinstance(cells, str)
            full = cells if is_row else counter.admit(line, cells, width)
            if full is None:
                continue
            kept = [full[i] for i in keep]
            text = "".join(kept)  # one search over a row is far faster than one a cell
            written += len(text) + len(kept)
            if most is not None and written > most:
                raise _too_much(where, line, bounds)
            if len(text) > short:
                _check(kept, where, line, bounds)
            if _BREAKS.search(text):
                kept = [_clean(cell) for cell in kept]
            writer.writerow([*kept, line])
            count += 1
            if len(sample) < SAMPLE_ROWS:
                sample.append(tuple(kept))
    return Copy(
        # Quotes are doubled in it, and the number of the line is added.
        Scan(
            path,
            "csv",
            tuple(header[i] for i in keep),
            lines=True,
            longest=3 * bounds.line_bytes + 64,
        ),
        header_line,
        tuple(header[i] for i in range(width) if i not in keep),
        count,
        tuple(sample),
        *counter.totals(),
    )


class _Counter:
    """Counts the rows that are not copied, by reason."""

    def __init__(self) -> None:
        self.header: Sequence[str] = ()
        self._ignored: Counter[str] = Counter()
        self._rejected: Counter[str] = Counter()
        self._rejects: list[Reject] = []
        self._blank = 0  # rows since the last that says something; at the end they are none
        self._below = False  # whether a row below the header was met
        self._other_table = False  # whether a second table began

    def ignore(self, reason: str) -> None:
        self._ignored[reason] += 1

    def reject(self, line: int, reason: str) -> None:
        self._rejected[reason] += 1
        if len(self._rejects) < REJECTS_LISTED:
            self._rejects.append(Reject(line, reason))

    def admit(self, line: int, cells: Sequence[str] | str, width: int) -> Sequence[str] | None:
        """The row as wide as the header; None: it is blank or cannot be used, and counted."""
        if isinstance(cells, str):
            self.reject(line, cells)
            return None
        text = "".join(cells)
        if not text.strip():
            self._blank += 1
            return None
        after_blank = self._blank > 0
        self._ignored["blank"] += self._blank
        self._blank = 0
        if not _DIGIT.search(text) and self._repeats(cells, after_blank=after_blank):
            self.ignore("header")
            return None
        if self._other_table:
            self.reject(line, "second-table")
            return None
        if len(cells) == 1 and width >= _NOTE_WIDTH and _is_note(text):
            self.ignore("note")
            return None
        self._below = True
        if len(cells) < width:
            return [*cells, *[""] * (width - len(cells))]
        if len(cells) > width and not is_blank(cells[width:]):
            self.reject(line, "extra-cells")
            return None
        return cells

    def _repeats(self, cells: Sequence[str], *, after_blank: bool) -> bool:
        """Whether a row is a header: this one again, its translation, or that of a second table.

        The rows below a second header are not read by the first one: they are told.
        """
        said = [cell.strip() for cell in cells]
        while said and not said[-1]:
            said.pop()
        if said == list(self.header):
            self._other_table = False
            return True
        if not is_header(said):
            return False
        if self._below:
            if not after_blank and len(said) < _NOTE_WIDTH:
                return False
            self._other_table = True
        return True

    def totals(
        self,
    ) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...], tuple[Reject, ...]]:
        return (
            tuple(sorted((reason, n) for reason, n in self._ignored.items() if n)),
            tuple(sorted(self._rejected.items())),
            tuple(self._rejects),
        )


def _is_note(text: str) -> bool:
    return len(text) > _NOTE_CHARACTERS or _NOTE.match(text) is not None


def _header(
    rows: Iterator[Row], counter: _Counter, known: Iterable[str]
) -> tuple[tuple[int, Sequence[str]] | None, Iterator[Row]]:
    """The header and the rows below it; what stands above is counted."""
    # Leading blank rows are no candidates: a sheet may start far down.
    head: list[Row] = []
    for line, cells in rows:
        if isinstance(cells, str) or not is_blank(cells):
            head.append((line, cells))
            break
        counter.ignore("blank")
    head += islice(rows, HEADER_RECORDS - 1)
    texts = [[] if isinstance(cells, str) else cells for _line, cells in head]
    at = header_index(texts, known)
    if at >= len(head) or is_blank(texts[at]):
        return None, rows
    names, below = texts[at], at + 1
    if is_numbered(known) and is_data(names, texts[below:]):
        names, below = numbered(len(names)), at
    for (line, cells), text in zip(head[:at], texts[:at], strict=True):
        if isinstance(cells, str):
            counter.reject(line, cells)
        else:
            counter.ignore("blank" if is_blank(text) else "title")
    return (head[at][0], names), chain(head[below:], rows)


def _named(header: Sequence[str], where: str, bounds: Bounds) -> list[str]:
    """The headers as columns, empty ones at the end left out."""
    names = [_clean(text).strip() for text in header]
    while names and not names[-1]:
        names.pop()
    _check_width(names, where, bounds)
    return names


def _check_width(cells: Sequence[str], where: str, bounds: Bounds) -> None:
    if len(cells) > bounds.columns and not is_blank(cells[bounds.columns :]):
        raise too_wide(len(cells), where, bounds)


def too_wide(count: int, where: str, bounds: Bounds) -> LinkscanError:
    """The refusal of a row with more columns than the bound."""
    return LinkscanError(
        _("{where}: {count} columns, at most {most} are allowed; delete the others."),
        where=where,
        count=count,
        most=bounds.columns,
    )


def _too_much(where: str, line: int, bounds: Bounds) -> LinkscanError:
    return LinkscanError(
        _(
            "{where}:{line}: cells repeat so often that the table has more than {inflation} "
            "times the size of the file; write it without merged and repeated cells."
        ),
        where=where,
        line=line,
        inflation=bounds.inflation,
    )


def _check(cells: Sequence[str], where: str, line: int, bounds: Bounds) -> None:
    if max(map(len, cells)) > bounds.cell_chars:
        raise LinkscanError(
            _("{where}:{line}: a cell is longer than {most} characters; is this a table?"),
            where=where,
            line=line,
            most=bounds.cell_chars,
        )
    if len("".join(cells).encode(errors="replace")) > bounds.line_bytes:
        raise long_line(where, line, bounds)


def long_line(where: str, line: int, bounds: Bounds) -> LinkscanError:
    """The refusal of a line that is longer than the bound."""
    return LinkscanError(
        _("{where}:{line}: a line is longer than {most} bytes; is this a table?"),
        where=where,
        line=line,
        most=bounds.line_bytes,
    )


def _clean(cell: str) -> str:
    return _BREAKS.sub(" ", cell)
