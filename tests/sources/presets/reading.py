"""Helpers of the tests of presets: what a preset makes of a text."""

from __future__ import annotations

import json
from pathlib import Path

from linkscan.sources import Table
from tests.sources.reading import copied_rows, read_one

Row = dict[str, str]


def taken(tmp_path: Path, text: str, preset: str) -> tuple[list[Row], dict[str, int]]:
    """The events of a log that is of `preset`, by field, and what was set aside, by reason.

    Cells that are empty are left out.
    """
    table = read_one(tmp_path, "sample", text)
    assert table.preset == preset
    assert table.rejected == ()
    return rows(table), dict(table.ignored)


def rows(table: Table) -> list[Row]:
    """The rows of a table, by field."""
    fields = table.mapping.fields
    return [
        {name: cells[n] for name, n in fields.items() if cells[n]} for cells in copied_rows(table)
    ]


def lines(*objects: object) -> str:
    """JSON, one object a line."""
    return "".join(json.dumps(one) + "\n" for one in objects)
