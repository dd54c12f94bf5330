"""Records of a capture as lines of JSON, as CSV or as Parquet."""

from __future__ import annotations

import csv
import io
import itertools
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from linkscan.capture.record import SEVERAL, Record, as_row, columns, json_line, values_of
from linkscan.report.forms.csv import cell

BATCH = 50_000
"""Records that are put into a table at once."""


def write_records(records: Iterable[Record], form: str, path: Path | None) -> None:
    """Write records in a form to a file, which appears whole or not at all.

    Args:
        records: What to write.
        form: "jsonl", "csv" or "parquet".
        path: The file; None is standard output, which takes no Parquet.
    """
    if path is None:
        for line in _lines(records, form):
            sys.stdout.write(line)
        return
    draft = path.with_name(f"{path.name}.new")
    try:
        if form == "parquet":
            _write_parquet(records, draft)
        else:
            with draft.open("w", encoding="utf-8", newline="") as file:
                file.writelines(_lines(records, form))
        os.replace(draft, path)  # noqa: PTH105 - the one call that replaces on every system
    finally:
        draft.unlink(missing_ok=True)


def jsonl_line(record: Record) -> str:
    """A record as a line of JSON."""
    return f"{json_line(record)}\n"


def csv_header() -> str:
    """The fields of every kind of record; in a line those of another kind are empty."""
    return _csv_row(columns())


def csv_line(record: Record) -> str:
    """A record as a line of CSV."""
    row = as_row(record)
    return _csv_row(cell(row.get(name)) for name in columns())


def _csv_row(cells: Iterable[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def _lines(records: Iterable[Record], form: str) -> Iterator[str]:
    if form == "jsonl":
        return map(jsonl_line, records)
    return itertools.chain([csv_header()], map(csv_line, records))


def _write_parquet(records: Iterable[Record], path: Path) -> None:
    from linkscan.engine import LocalEngine

    names = columns()
    # Names that are no words of SQL, as "at" is one.
    safe = {f"c{place}": kind for place, kind in enumerate(names.values())}
    shown = ", ".join(f'c{place} AS "{name}"' for place, name in enumerate(names))
    rows = (_row(record, names) for record in records)
    engine = LocalEngine()
    try:
        engine.put("records", safe, [])
        while batch := list(itertools.islice(rows, BATCH)):
            engine.put("batch", safe, batch)
            engine.create("records", "SELECT * FROM records UNION ALL SELECT * FROM batch")
        engine.write_parquet(f"SELECT {shown} FROM records", path)
    finally:
        engine.close()


def _row(record: Record, names: Iterable[str]) -> tuple[object, ...]:
    """The values of a record under these names."""
    values = values_of(record)
    return tuple(_flat(values.get(name)) for name in names)


def _flat(value: object) -> object:
    """A value of one column: a time in UTC, without saying so; several texts as one."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, tuple):
        return SEVERAL.join(value) or None
    return value
