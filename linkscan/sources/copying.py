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
from linkscan.sources.dialect import HEADER_RECORDS, header_index, is_blank
from linkscan.sources.table import Scan

SAMPLE_ROWS = 1_000
REJECTS_LISTED = 100
LINE_COLUMN = "linkscan line"

Row = tuple[int, Sequence[str] | str]
"""The line on which a row starts and its cells, or the reason why it has none."""

_BREAKS = re.compile(r"\r\n|[\r\n\0]")


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
) -> Copy | None:
    """Copy a table to `path`; None if it has no header, that is, nothing but blank rows.

    Args:
        rows: All rows in order, the header and what stands above it included.
        path: File to write.
        where: The table as shown in messages.
        bounds: Limits on columns, lines and cells.
        known: Headers that the user named: they help to find the header.
        header: The column names where the rows have none among them.

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
    keep = [i for i, text in enumerate(header) if not is_secret(text)]
    width = len(header)
    short = min(bounds.cell_chars, bounds.line_bytes // 4)  # characters that exceed no limit
    sample: list[tuple[str, ...]] = []
    count = 0
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*(header[i] for i in keep), LINE_COLUMN])
        for line, cells in rows:
            full = counter.admit(line, cells, width)
            if full is None:
                continue
            kept = [full[i] for i in keep]
            text = "".join(kept)  # one search over a row is far faster than one a cell
            if len(text) > short:
                _check(kept, where, line, bounds)
            if _BREAKS.search(text):
                kept = [_clean(cell) for cell in kept]
            writer.writerow([*kept, line])
            count += 1
            if len(sample) < SAMPLE_ROWS:
                sample.append(tuple(kept))
    return Copy(
        Scan(path, "csv", tuple(header[i] for i in keep), lines=True),
        header_line,
        tuple(header[i] for i in range(width) if i not in keep),
        count,
        tuple(sample),
        *counter.totals(),
    )


class _Counter:
    """Counts the rows that are not copied, by reason."""

    def __init__(self) -> None:
        self._ignored: Counter[str] = Counter()
        self._rejected: Counter[str] = Counter()
        self._rejects: list[Reject] = []
        self._blank = 0  # rows since the last that says something; at the end they are none

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
        if is_blank(cells):
            self._blank += 1
            return None
        if self._blank:
            self._ignored["blank"] += self._blank
            self._blank = 0
        if len(cells) < width:
            return [*cells, *[""] * (width - len(cells))]
        if len(cells) > width and not is_blank(cells[width:]):
            self.reject(line, "extra-cells")
            return None
        return cells

    def totals(
        self,
    ) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...], tuple[Reject, ...]]:
        return (
            tuple(sorted(self._ignored.items())),
            tuple(sorted(self._rejected.items())),
            tuple(self._rejects),
        )


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
    for (line, cells), text in zip(head[:at], texts[:at], strict=True):
        if isinstance(cells, str):
            counter.reject(line, cells)
        else:
            counter.ignore("blank" if is_blank(text) else "title")
    return (head[at][0], texts[at]), chain(head[at + 1 :], rows)


def _named(header: Sequence[str], where: str, bounds: Bounds) -> list[str]:
    """The headers as columns, empty ones at the end left out."""
    names = [_clean(text).strip() for text in header]
    while names and not names[-1]:
        names.pop()
    if len(names) > bounds.columns:
        raise LinkscanError(
            _("{where}: {count} columns, at most {most} are allowed; delete the others."),
            where=where,
            count=len(names),
            most=bounds.columns,
        )
    return names


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
