"""CSV and its kin: scanned as it stands where the head looks regular, else copied.

`read_text` reads no more than the head of a UTF-8 file, whatever its size. `normalise` is
the forgiving way: it decides encoding and layout over again and copies every record.
`read_cells` gives the records of the forgiving way as they are, without their meaning.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from linkscan.sources.aliases import is_secret
from linkscan.sources.copying import SAMPLE_ROWS, long_line, write_copy
from linkscan.sources.dialect import (
    HEADER_RECORDS,
    Dialect,
    Record,
    find_dialect,
    header_index,
    is_blank,
    is_data,
    read_records,
)
from linkscan.sources.ditto import is_ditto
from linkscan.sources.encoding import file_encoding, head_encoding, is_utf8, known_encoding
from linkscan.sources.numbered import is_numbered, numbered
from linkscan.sources.source import EmptyTable, Source, copied_table, mapped
from linkscan.sources.table import ReadOptions, Scan, Table

HEAD_BYTES = 1 << 20
_RECORD_SEPARATOR = "\x1e"
_ENDS = re.compile(f"{_RECORD_SEPARATOR}(?:\r?\n)?|\r\n?|\n")
_CHUNK_CHARACTERS = 1 << 16


@dataclass(frozen=True, slots=True)
class _Head:
    """The first whole lines of a file, and whether that is all of it."""

    text: str
    whole: bool


def read_text(source: Source) -> Table:
    """The table of a CSV file.

    Raises:
        LinkscanError: It is empty, in no known encoding, or not recognised.
    """
    wanted = source.options.encoding
    with source.path.open("rb") as file:
        raw = file.read(HEAD_BYTES)
    encoding = known_encoding(wanted) if wanted else head_encoding(raw)
    if encoding is None or not is_utf8(encoding):
        return _copy(source)
    return _as_it_stands(source, _head(source, encoding), encoding) or _copy(source)


def normalise(table: Table, workdir: Path) -> Table:
    """The same table read forgivingly, as a regular copy in `workdir`.

    For a file that its proof or the engine found irregular: quoted newlines, ragged rows,
    blank lines, lone CR, NUL, or bytes that are not UTF-8 after all. A copy is regular, and
    given back as it is.

    Raises:
        LinkscanError: The file as a whole is in no one encoding, or exceeds a limit.
    """
    if table.proved:
        return table
    return _copy(
        Source(
            name=table.name,
            original=table.path,
            path=table.scan.path,
            options=table.options,
            workdir=workdir,
            role=table.forced,
            sha256=table.sha256,
        )
    )


def _as_it_stands(source: Source, head: _Head, encoding: str) -> Table | None:
    """The user's own file as the scan; None: its head shows already that it is irregular."""
    known = tuple(source.options.columns.values())
    dialect = find_dialect(head.text, known)
    if not dialect.is_plain or _RECORD_SEPARATOR in head.text:
        return None
    records = _some_records(head, dialect)
    rows = [cells for _line, cells in records]
    at = header_index(rows, known)
    if not rows or is_blank(rows[at]):
        raise EmptyTable(source.name)
    header = [text.strip() for text in rows[at]]
    if not _is_regular(records, at) or len(header) > source.options.bounds.columns:
        return None
    blank = sum(map(is_blank, rows[:at]))
    above = (("blank", blank), ("title", at - blank))
    if is_numbered(known) and is_data(header, rows[at + 1 :]):
        header, at = numbered(len(header)), at - 1
    below = rows[at + 1 :]
    mapping = mapped(source, header, f"{source.name}:{max(at, 0) + 1}", below)
    if not below:
        if not head.whole:
            return None  # a line that is longer than the head
        raise EmptyTable(source.name, header=True)
    secret = {i for i, text in enumerate(header) if is_secret(text)}
    return Table(
        name=source.name,
        path=source.original,
        format=_form(dialect),
        scan=_scan(source, header, dialect, at + 1),
        mapping=mapping,
        sample=tuple(
            tuple("" if i in secret else cell for i, cell in enumerate(cells))
            for cells in below[:SAMPLE_ROWS]
        ),
        proved=False,
        encoding="utf-8" if encoding == "ascii" else encoding,
        sha256=source.sha256,
        ignored=tuple((reason, count) for reason, count in above if count),
        options=source.options,
        forced=source.role,
        delimiter=dialect.delimiter,
        header_line=max(at, 0) + 1 if at >= 0 else None,
    )


def _scan(source: Source, header: Sequence[str], dialect: Dialect, skip: int) -> Scan:
    """The file as the engine reads it; in a line that is longer, a cell may be too long."""
    bounds = source.options.bounds
    longest = min(bounds.cell_chars, bounds.line_bytes)
    return Scan(source.path, "csv", tuple(header), dialect.delimiter, skip=skip, longest=longest)


def _some_records(head: _Head, dialect: Dialect) -> list[Record]:
    lines = io.StringIO(head.text, newline="")
    most = HEADER_RECORDS + SAMPLE_ROWS
    records = list(islice(read_records(lines, dialect), most + 1))
    if len(records) > most:
        return records[:most]  # the next one shows that the last of these is complete
    if head.whole:
        while records and not records[-1][1]:
            records.pop()  # empty lines at the end, which no scan sees
        return records
    return records[:-1]


def _is_regular(records: Sequence[Record], at: int) -> bool:
    """Whether each record is one line, and each below the header is as wide as it.

    A mark such as 同上 stands for the cell above it, which no scan fills in.
    """
    width = len(records[at][1])
    return all(line == i + 1 for i, (line, _cells) in enumerate(records)) and all(
        len(cells) == width and not is_ditto(cells) for _line, cells in records[at:]
    )


def _copy(source: Source) -> Table:
    encoding, dialect = _layout(source)
    known = tuple(source.options.columns.values())
    records = _records(source, encoding, dialect)
    target = source.new_path(".csv")
    size = source.path.stat().st_size
    copy = write_copy(records, target, source.name, source.options.bounds, known, given=size)
    table = copied_table(source, copy, _form(dialect), encoding=encoding)
    return replace(table, delimiter=dialect.delimiter)


@dataclass(frozen=True, slots=True)
class Cells:
    """What a text file holds, without meaning: its header, () if it has none, and its records."""

    encoding: str
    dialect: Dialect
    header: tuple[str, ...]
    records: tuple[tuple[str, ...], ...]


def read_cells(path: Path, options: ReadOptions | None = None) -> Cells:
    """The records of any text file, blank ones and what stands above the header left out.

    Raises:
        LinkscanError: It is in no encoding that can be told, or exceeds a limit.
    """
    source = Source(path.name, path, path, options or ReadOptions(), path.parent)
    encoding, dialect = _layout(source)
    rows = [cells for _line, cells in _records(source, encoding, dialect) if not is_blank(cells)]
    at = header_index(rows, source.options.columns.values())
    header: list[str] = []
    if rows and not is_data(rows[at], rows[at + 1 : at + 1 + SAMPLE_ROWS]):
        header = rows[at]
        at += 1
    return Cells(encoding, dialect, tuple(header), tuple(map(tuple, rows[at:])))


def _layout(source: Source) -> tuple[str, Dialect]:
    wanted = source.options.encoding
    encoding = file_encoding(source.path, source.name, known_encoding(wanted) if wanted else None)
    known = tuple(source.options.columns.values())
    return encoding, find_dialect(_head(source, encoding).text, known)


def _records(source: Source, encoding: str, dialect: Dialect) -> Iterator[Record]:
    with source.path.open(encoding=encoding, newline="") as file:
        yield from read_records(_lines(file, source), dialect)


def _head(source: Source, encoding: str) -> _Head:
    with source.path.open("rb") as file:
        raw = file.read(HEAD_BYTES)
        whole = not file.read(1)
    text = raw.decode(encoding, errors="ignore")  # the cut may be inside a character
    if whole:
        return _Head(text, whole)
    end = max(text.rfind("\n"), text.rfind("\r")) + 1
    if not end:
        raise long_line(source.name, 1, source.options.bounds)
    return _Head(text[:end], whole)


def _lines(file: io.TextIOWrapper, source: Source) -> Iterator[str]:
    """Lines of bounded length, with their ends."""
    most = source.options.bounds.line_bytes
    number = 0
    while line := file.readline(most + 1):
        number += 1
        if _RECORD_SEPARATOR in line:
            yield from _separated(line, file, number, source)
            return
        if len(line) > most:
            raise long_line(source.name, number, source.options.bounds)
        yield line


def _separated(line: str, file: io.TextIOWrapper, number: int, source: Source) -> Iterator[str]:
    """The rest of a file whose records end with the ASCII character that is made for it.

    A line ends a record, too: one such character among them must not make one of all the rest.
    """
    rest = line
    while True:
        *whole, rest = _ENDS.split(rest)
        yield from (f"{one}\n" for one in whole)
        number += len(whole)
        if len(rest) > source.options.bounds.line_bytes:
            raise long_line(source.name, number, source.options.bounds)
        if not (more := file.read(_CHUNK_CHARACTERS)):
            break
        rest += more
    if rest.strip():
        yield rest


def _form(dialect: Dialect) -> str:
    return "tsv" if dialect.delimiter == "\t" else "csv"
