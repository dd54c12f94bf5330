"""Tables to fill in: what linkscan needs to know, as workbooks and CSV files."""

from __future__ import annotations

import csv
import io
import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from linkscan.errors import LinkscanError
from linkscan.i18n import _

PLAN = "plan"
"""The table of stores that do not exist yet: a workbook of its own, for preflight."""

_ROWS = 1_000  # of a sheet that have lists to choose from
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Column:
    """A column to fill in: its header, a cell of the example row, what to write, what to pick."""

    header: str
    example: str
    note: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A table to fill in. The first cell of its example row is marked as one."""

    table: str  # logins, registrations, accounts, machines, metrics, plan
    name: str
    columns: tuple[Column, ...]

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return [column.header for column in self.columns]

    @property
    def example(self) -> list[str]:
        """A row that shows how to fill the table in, and that every scan passes over."""
        return [column.example for column in self.columns]


def templates(lang: str) -> tuple[Template, ...]:
    """Every table to fill in, in `lang` ("zh" or "en")."""
    data = _data()
    mark = data["words"]["example"][lang]
    return tuple(
        Template(
            table,
            said["name"][lang],
            tuple(
                Column(
                    one[lang],
                    (mark if place == 0 else "") + one["example"][lang],
                    one["note"][lang],
                    tuple(data["lists"][one["list"]][lang]) if "list" in one else (),
                )
                for place, one in enumerate(said["columns"])
            ),
        )
        for table, said in data["tables"].items()
    )


def notes_headers() -> tuple[tuple[str, ...], ...]:
    """The headers of the sheet of notes in each language, by which it is known."""
    return tuple(tuple(header) for header in _data()["words"]["notes_header"].values())


def write_templates(folder: Path, lang: str) -> tuple[Path, ...]:
    """Write the tables to `folder`: two workbooks, and each table as a CSV.

    Raises:
        LinkscanError: A file of that name exists, or cannot be written.
    """
    words, tables = _data()["words"], templates(lang)
    books = {words["book"][lang]: [one for one in tables if one.table != PLAN]}
    books |= {one.name: [one] for one in tables if one.table == PLAN}
    files_: dict[Path, bytes] = {
        folder / f"{name}.xlsx": _workbook(listed, lang) for name, listed in books.items()
    }
    files_ |= {folder / f"{one.name}.csv": _csv(one) for one in tables}
    taken = next((path for path in files_ if os.path.lexists(path)), None)
    if taken is not None:
        raise LinkscanError(
            _("{where}: there is a file of this name; nothing was written. Name another folder."),
            where=str(taken),
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in files_.items():
            with path.open("xb") as file:
                file.write(content)
    except OSError as error:
        raise LinkscanError(
            _("{where}: cannot be written ({problem}); name another folder."),
            where=str(error.filename or folder),
            problem=error.strerror or str(error),
        ) from error
    return tuple(files_)


def _csv(template: Template) -> bytes:
    """The table as Excel opens it by a double click: UTF-8 with its mark."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows((template.header, template.example))
    return text.getvalue().encode("utf-8-sig")


def _workbook(tables: Sequence[Template], lang: str) -> bytes:
    """The tables as sheets of a workbook, and a sheet that says what to write."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for template in tables:
        _fill(book.create_sheet(template.name), template)
    words = _data()["words"]
    notes = book.create_sheet(words["notes"][lang])
    notes.append(words["notes_header"][lang])
    for one in tables:
        for column in one.columns:
            # In one cell: a table and a column side by side would pass for a header.
            notes.append([words["colon"][lang].join((one.name, column.header)), column.note])
    notes.append([words["about"][lang]])
    for letter in "AB":
        notes.column_dimensions[letter].width = _WIDEST
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _fill(sheet: Any, template: Template) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.append(template.header)
    sheet.append(template.example)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(template.columns, 1):
        letter = get_column_letter(number)
        sheet[f"{letter}1"].font = Font(bold=True)
        sheet[f"{letter}2"].font = Font(italic=True, color="808080")
        shape = sheet.column_dimensions[letter]
        shape.width = min(_WIDEST, 2 * max(len(column.header), len(column.example)) + 4)
        # As text: Excel keeps 15 digits of a number, and a card has more.
        shape.number_format = sheet[f"{letter}2"].number_format = "@"
        if column.choices:
            listed = DataValidation(
                type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True,
                showErrorMessage=False,
            )  # fmt: skip
            sheet.add_data_validation(listed)
            listed.add(f"{letter}2:{letter}{_ROWS}")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("linkscan.inspection").joinpath("template.toml").read_text("utf-8"))
