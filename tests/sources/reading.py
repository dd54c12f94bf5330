"""Helpers of the tests of sources: one input, read from bytes."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb

from linkscan.sources import Found, Reading, ReadOptions, Role, Table, read_tables


def read_all(
    tmp_path: Path,
    name: str,
    data: bytes | str,
    options: ReadOptions | None = None,
    role: Role | None = None,
) -> Reading:
    """What reading a file of this content gives."""
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_tables([Found(path, name, role=role)], options or ReadOptions(), workdir(tmp_path))


def read_one(
    tmp_path: Path,
    name: str,
    data: bytes | str,
    options: ReadOptions | None = None,
    role: Role | None = None,
) -> Table:
    """The only table of a file of this content."""
    (table,) = read_all(tmp_path, name, data, options, role).tables
    return table


def workdir(tmp_path: Path) -> Path:
    """The working folder of a test."""
    folder = tmp_path / "work"
    folder.mkdir(exist_ok=True)
    return folder


def copied_rows(table: Table) -> list[list[str]]:
    """The rows of a copy, the line as last cell."""
    return csv_rows(table.scan.path)[table.scan.skip :]


def csv_rows(path: Path) -> list[list[str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def scanned_rows(table: Table) -> list[tuple[str, ...]]:
    """The rows of a CSV as the engine scans it: strict, all text, nothing detected."""
    scan = table.scan
    count = len(scan.columns) + scan.lines
    columns = ", ".join(f"'c{n}': 'VARCHAR'" for n in range(count))
    rows = duckdb.execute(
        f"""SELECT * FROM read_csv(?, auto_detect = false, strict_mode = true, header = false,
            skip = {scan.skip}, delim = '{scan.delimiter}', quote = '"', escape = '"',
            columns = {{{columns}}})""",
        [str(scan.path)],
    ).fetchall()
    return [tuple(cell or "" for cell in row) for row in rows]
