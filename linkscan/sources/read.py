"""From files to tables: the form is told by content, never by the name alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.columns import FIELDS, known_target, named_column
from linkscan.sources.discover import Found
from linkscan.sources.encoding import head_encoding
from linkscan.sources.jsons import read_json
from linkscan.sources.packed import unpack
from linkscan.sources.parquet import read_parquet
from linkscan.sources.plan import plan_rows
from linkscan.sources.proof import file_digest
from linkscan.sources.source import EmptyTable, Source, UnknownTable
from linkscan.sources.table import ReadOptions, Skipped, Table
from linkscan.sources.text import read_text
from linkscan.sources.workbook import read_workbook

_PROBE_BYTES = 4096
# Text has hardly any control characters; a file of another kind has them everywhere.
# NUL is counted apart: some exports pad cells with it.
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b\0"))
_CONTROL_SHARE, _NUL_SHARE = 0.05, 0.3
# "[2026-01-02 09:05] login" is the start of a log line, not of an array.
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*(?:[\[{\"\]]|$))")
# What many back offices call an Excel file is a web page with a table in it.
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!--|(?:!doctype|\?xml|html|head|body|table|meta)\b)", re.I
)
_FOREIGN = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"MZ",
    b"\x7fELF",
    b"SQLite format 3",
    b"Rar!",
    b"7z\xbc\xaf",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The tables of the inputs in order, and the files and sheets that hold none."""

    tables: tuple[Table, ...]
    skipped: tuple[Skipped, ...] = ()


def read_tables(files: Sequence[Found], options: ReadOptions, workdir: Path) -> Reading:
    """Read as much of each file as is needed to scan it; copies go to `workdir`.

    A file that was met in a folder and is empty or not recognised is skipped; one that was
    given by name, or that is damaged, is an error. A file met twice is read once.

    Raises:
        LinkscanError: A file cannot be read, no file is recognised, or a column of
            `options.columns` is in none of them.
    """
    _check_targets(options)
    tables: list[Table] = []
    skipped: list[Skipped] = []
    failure: LinkscanError | None = None
    for file in _once(files):
        try:
            found, passed = _read(file, options, workdir)
            tables += found
            skipped += passed
        except (EmptyTable, UnknownTable) as error:
            if file.given:
                raise
            failure = failure or error
            columns = error.columns if isinstance(error, UnknownTable) else ()
            reason = "no-columns" if columns else "empty"
            skipped.append(Skipped(file.name, reason, columns=columns))
    if not tables and failure:
        raise failure
    _check_columns_met(options, tables)
    return Reading(tuple(tables), tuple(skipped))


def _read(file: Found, options: ReadOptions, workdir: Path) -> tuple[list[Table], list[Skipped]]:
    source = Source(file.name, file.path, file.path, options, workdir, file.role)
    try:
        if file.role == "plan" and file.path.suffix.lower() == ".toml":
            source = replace(source, path=plan_rows(file.path, workdir))
        head = _head(source.path)
        if head.startswith(b"\x1f\x8b"):
            source = _unpacked(source)
            head = _head(source.path)
        return _by_content(source, head)
    except PermissionError as error:
        raise LinkscanError(
            _("{where}: permission denied; close the program that holds it, or change its rights."),
            where=file.name,
        ) from error


def _by_content(source: Source, head: bytes) -> tuple[list[Table], list[Skipped]]:
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise EmptyTable(source.name)
    if head.startswith(b"PK"):
        return read_workbook(source)
    if head.startswith(b"PAR1"):
        return [read_parquet(source)], []
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise LinkscanError(
            _("{where}: an old or protected Excel file; open it and save it as .xlsx."),
            where=source.name,
        )
    if _is_binary(head):
        raise LinkscanError(
            _("{where}: a binary file, no table; allowed are CSV, TSV, JSON, Parquet and XLSX."),
            where=source.name,
        )
    if _MARKUP.match(head):
        raise LinkscanError(
            _("{where}: a web page or XML, whatever its name says; open it and save it as .xlsx."),
            where=source.name,
        )
    if _JSON.match(head):
        return [read_json(source)], []
    return [read_text(source)], []


def _is_binary(head: bytes) -> bool:
    if head.startswith(_FOREIGN):
        return True
    if head_encoding(head) in ("utf-16", "utf-32"):
        return False
    control = len(head) - len(head.translate(None, _CONTROL))
    return control > len(head) * _CONTROL_SHARE or head.count(0) > len(head) * _NUL_SHARE


def _unpacked(source: Source) -> Source:
    target = source.new_path(".unpacked")
    unpack(source.path, target, source.name, source.options.bounds)
    return replace(source, path=target, sha256=file_digest(source.original))


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_PROBE_BYTES)


def _once(files: Sequence[Found]) -> list[Found]:
    """Each file once, in order; a mention that names its role counts before one that does not."""
    chosen: dict[Path, Found] = {}
    for file in files:
        path = file.path.resolve()
        if path not in chosen or (file.role and not chosen[path].role):
            chosen[path] = file
    return list(chosen.values())


def _check_targets(options: ReadOptions) -> None:
    for name in options.columns:
        if not known_target(name):
            raise LinkscanError(
                _("--map: {name!r} is no field; allowed are {fields} and the kinds of papers."),
                name=name,
                fields=", ".join(FIELDS),
            )


def _check_columns_met(options: ReadOptions, tables: Sequence[Table]) -> None:
    """A column that the user named and no table has is a slip of the pen, never ignored."""
    for name, header in options.columns.items():
        if all(named_column(table.scan.columns, header) is None for table in tables):
            raise LinkscanError(
                _("--map {name}={header}: no input has a column {header!r}; check the spelling."),
                name=name,
                header=header,
            )
