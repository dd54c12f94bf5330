"""Saved mappings: what the columns of single files mean, as a linkscan.toml says.

    [columns."logins*.csv"]
    role = "logins"
    account = "店铺"
    tz = "Asia/Shanghai"

A table is named by its file, or by `file[sheet]` and `file[member]`, as messages name it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TypeVar, cast, get_args

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.columns import FIELDS, known_target, named_column
from linkscan.sources.source import Source
from linkscan.sources.table import ReadOptions, Role, Table
from linkscan.sources.written import ORDERS

Text = TypeVar("Text", bound=str)

ROLE = "role"
"""What a saved mapping says of the table as a whole."""
TZ, ORDER, ENCODING = READING = ("tz", "date_order", "encoding")
"""What it says of how the file is read, as the options of these names do."""
SAVED_ROLES: tuple[Role, ...] = get_args(Role)


def names_file(pattern: str, name: str) -> bool:
    """Whether `pattern` names a file: as shown, by the last part of its name, or as a glob."""
    file, bracket, part = name.partition("[")
    names = {name, name.rsplit("/", 1)[-1], file.rsplit("/", 1)[-1] + bracket + part}
    return pattern in names or any(fnmatchcase(one, pattern) for one in names)


def of_file(said: Mapping[str, Text], name: str) -> Text | None:
    """What is said of a file; its whole name counts before its last part, and that before a
    glob."""
    exact = said.get(name) or said.get(name.rsplit("/", 1)[-1])
    return exact or next((one for pattern, one in said.items() if names_file(pattern, name)), None)


def reading_of(saved: Mapping[str, Mapping[str, str]], name: str, what: str) -> str | None:
    """What is saved of how a file is read; what is saved of a part of it holds for it too."""
    for pattern, said in saved.items():
        if what in said and any(
            names_file(one, name) for one in (pattern, pattern.partition("[")[0])
        ):
            return said[what]
    return None


def with_saved(source: Source, where: str | None = None) -> Source:
    """The source with what is saved for its file and, before that, for the table `where`.

    What the user says on the command line counts before both.
    """
    options = source.options
    columns: dict[str, str] = {}
    for name in dict.fromkeys((source.name, where or source.name)):
        for pattern, saved in options.saved.items():
            if names_file(pattern, name):
                columns.update(saved)
    encoding = of_file(options.encodings, source.name) or reading_of(
        options.saved, source.name, ENCODING
    )
    role = source.role or cast("Role | None", columns.get(ROLE))
    meant = {name: said for name, said in columns.items() if name not in (ROLE, *READING)}
    return replace(
        source,
        role=role,
        options=replace(
            options,
            columns={**meant, **options.columns},
            encoding=encoding or options.encoding,
        ),
    )


def read_saved(said: object, where: str) -> dict[str, dict[str, str]]:
    """The saved mappings of a `[columns]` table.

    Raises:
        LinkscanError: It is none, or names a field or a role that does not exist.
    """
    if not isinstance(said, Mapping) or not all(
        isinstance(one, Mapping) and all(isinstance(text, str) for text in one.values())
        for one in said.values()
    ):
        raise LinkscanError(
            _(
                '{where}: [columns] takes a table for each file, such as [columns."logins.csv"] '
                'with lines like account = "name of the column".'
            ),
            where=where,
        )
    for pattern, columns in said.items():
        for name, text in columns.items():
            if name == ROLE and text not in SAVED_ROLES:
                raise LinkscanError(
                    _("{where}: [columns.{pattern!r}]: {role!r} is no role; allowed are {roles}."),
                    where=where,
                    pattern=pattern,
                    role=text,
                    roles=", ".join(SAVED_ROLES),
                )
            if name == ORDER and text not in ORDERS:
                raise LinkscanError(
                    _("{where}: [columns.{pattern!r}]: {value!r} is no order; allowed are dmy, mdy "
                      "and ymd."),
                    where=where, pattern=pattern, value=text,
                )  # fmt: skip
            if name not in (ROLE, *READING) and not known_target(name):
                raise LinkscanError(
                    _(
                        "{where}: [columns.{pattern!r}]: {name!r} is no field; allowed are "
                        "{fields} and the kinds of papers."
                    ),
                    where=where,
                    pattern=pattern,
                    name=name,
                    fields=", ".join(FIELDS),
                )
    return {pattern: dict(columns) for pattern, columns in said.items()}


def check_saved(options: ReadOptions, tables: Sequence[Table]) -> None:
    """A saved column that no table of its files has any more is told, never passed over.

    Raises:
        LinkscanError: There is one.
    """
    for pattern, columns in options.saved.items():
        named = [table for table in tables if any(names_file(pattern, n) for n in _names(table))]
        for name, header in columns.items() if named else ():
            headers = [table.scan.columns for table in named]
            if name not in (ROLE, *READING) and all(
                named_column(one, header) is None for one in headers
            ):
                raise LinkscanError(
                    _(
                        "linkscan.toml, [columns.{pattern!r}]: {name} = {header!r}: {where} has no "
                        "such column; correct the line, or delete it."
                    ),
                    pattern=pattern,
                    name=name,
                    header=header,
                    where=named[0].name,
                )


def _names(table: Table) -> list[str]:
    """The names by which a saved mapping may mean a table: file, and its part in it."""
    whole = table.name + (f"[{table.member}]" if table.member else "")
    return [table.name, whole, *([f"{whole}[{table.sheet}]"] if table.sheet else [])]
