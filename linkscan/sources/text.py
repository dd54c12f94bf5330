"""CSV and its kin: scanned as it stands where the head looks regular, else copied.

`read_text` reads no more than the head of a UTF-8 file, whatever its size. `normalise` is
the forgiving way: it decides encoding and layout over again and copies every record.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.aliases import is_secret
from linkscan.sources.copying import SAMPLE_ROWS, long_line, write_copy
from linkscan.sources.dialect import (
    HEADER_RECORDS,
    Dialect,
    Record,
    find_dialect,
    header_index,
    is_blank,
    read_records,
)
from linkscan.sources.encoding import file_encoding, head_encoding, is_utf8, known_encoding
from linkscan.sources.source import EmptyTable, Source, copied_table, mapped
from linkscan.sources.table import Scan, Table

HEAD_BYTES = 1 << 20


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
    try:
        records = _some_records(head, dialect)
    except csv.Error:
        return None  # an overlong field, which the copying reader names with its line
    rows = [cells for _line, cells in records]
    at = header_index(rows, known)
    if not rows or is_blank(rows[at]):
        raise EmptyTable(source.name)
    header = [text.strip() for text in rows[at]]
    if not _is_regular(records, at) or len(header) > source.options.bounds.columns:
        return None
    mapping = mapped(source, header, f"{source.name}:{at + 1}")
    if not rows[at + 1 :]:
        raise EmptyTable(source.name)
    blank = sum(map(is_blank, rows[:at]))
    above = (("blank", blank), ("title", at - blank))
    secret = {i for i, text in enumerate(header) if is_secret(text)}
    return Table(
        name=source.name,
        path=source.original,
        format=_form(dialect),
        scan=Scan(source.path, "csv", tuple(header), dialect.delimiter, skip=at + 1),
        mapping=mapping,
        sample=tuple(
            tuple("" if i in secret else cell for i, cell in enumerate(cells))
            for cells in rows[at + 1 : at + 1 + SAMPLE_ROWS]
        ),
        proved=False,
        encoding="utf-8" if encoding == "ascii" else encoding,
        sha256=source.sha256,
        ignored=tuple((reason, count) for reason, count in above if count),
        options=source.options,
        forced=source.role,
    )


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
    """Whether each record is one line, and each below the header is as wide as it."""
    width = len(records[at][1])
    return all(line == i + 1 for i, (line, _cells) in enumerate(records)) and all(
        len(cells) == width for _line, cells in records[at:]
    )


def _copy(source: Source) -> Table:
    wanted = source.options.encoding
    encoding = file_encoding(source.path, source.name, known_encoding(wanted) if wanted else None)
    known = tuple(source.options.columns.values())
    dialect = find_dialect(_head(source, encoding).text, known)
    with source.path.open(encoding=encoding, newline="") as file:
        records = read_records(_lines(file, source), dialect)
        target = source.new_path(".csv")
        copy = write_copy(
            _named_errors(records, source), target, source.name, source.options.bounds, known
        )
    return copied_table(source, copy, _form(dialect), encoding=encoding)


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
        if len(line) > most:
            raise long_line(source.name, number, source.options.bounds)
        yield line


def _named_errors(records: Iterator[Record], source: Source) -> Iterator[Record]:
    line = 0
    try:
        for line, cells in records:
            yield line, cells
    except csv.Error as error:
        raise LinkscanError(
            _("{where}: the record after line {line} is no CSV: {error}."),
            where=source.name,
            line=line,
            error=error,
        ) from error


def _form(dialect: Dialect) -> str:
    return "tsv" if dialect.delimiter == "\t" else "csv"
