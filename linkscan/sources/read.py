"""From files to tables: the form is told by content, never by the name alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.aliases import is_secret
from linkscan.sources.captured import read_captured
from linkscan.sources.columns import FIELDS, known_target, named_column, nearest
from linkscan.sources.discover import Found
from linkscan.sources.encoding import head_encoding, is_wide
from linkscan.sources.foreign import refuse_foreign
from linkscan.sources.markup import is_markup
from linkscan.sources.packed import packing, unpack
from linkscan.sources.pasted import pasted_layout, read_pasted
from linkscan.sources.plan import plan_rows
from linkscan.sources.presets import read_preset
from linkscan.sources.proof import file_digest
from linkscan.sources.saved import check_saved, with_saved
from linkscan.sources.source import EmptyTable, Source, UnknownTable, reason_of
from linkscan.sources.table import ReadOptions, Skipped, Table
from linkscan.sources.text import read_text

_PROBE_BYTES = 4096
# Text has hardly any control characters; a file of another kind has them everywhere.
# NUL is counted apart: some exports pad cells with it.
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b\0\x01\x1e\x1f"))
_CONTROL_SHARE, _NUL_SHARE = 0.05, 0.3
# "[2026-01-02 09:05] login" is the start of a log line, not of an array.
_JSON = re.compile(r"\ufeff?[\s\x1e\0]*(?:\{|\[\s*(?:[\[{\"\]]|$))")


_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

_Read = tuple[list[Table], list[Skipped]]
"""The tables of a file, and what in it is none."""


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
    refused: LinkscanError | None = None
    headers: list[Sequence[str]] = []
    for file in _once(files):
        try:
            found, passed = _read(file, options, workdir)
            tables += found
            skipped += passed
        except (EmptyTable, UnknownTable) as error:
            failure = failure or error
            if file.given:
                refused = refused or error
            columns = error.columns if isinstance(error, UnknownTable) else ()
            headers.append(columns)
            skipped.append(Skipped(file.name, reason_of(error), columns=columns))
    headers += [one.columns for one in skipped if one.columns]
    headers += [(*table.scan.columns, *table.mapping.secret) for table in tables]
    # A slip of the pen in a mapping may be why a file is not recognised: it is told first.
    _check_columns_met(options, headers)
    if refused or (not tables and failure):
        raise refused or failure or EmptyTable(files[0].name)
    check_saved(options, tables)
    return Reading(tuple(tables), tuple(skipped))


def _read(file: Found, options: ReadOptions, workdir: Path) -> _Read:
    source = with_saved(Source(file.name, file.path, file.path, options, workdir, file.role))
    try:
        if file.role == "plan" and file.path.suffix.lower() == ".toml":
            source = replace(source, path=plan_rows(file.path, workdir))
        return _read_form(source)
    except PermissionError as error:
        raise LinkscanError(
            _("{where}: permission denied; close the program that holds it, or change its rights."),
            where=file.name,
        ) from error


def _read_form(source: Source, *, inside: bool = False) -> _Read:
    """The tables of a file; `inside` an archive no other archive is opened."""
    head = _head(source.path)
    if packing(head):
        source = _unpacked(source)
        head = _head(source.path)
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise EmptyTable(source.name)
    if head.startswith(_ZIP):
        return _read_package(source, inside=inside)
    if captured := read_captured(source, head):
        return [captured], []
    if head.startswith(b"PAR1"):
        from linkscan.sources.parquet import read_parquet

        return [read_parquet(source)], []
    refuse_foreign(head, source.path, source.name)
    if source.path.stat().st_size > (most := source.options.bounds.unpacked_bytes):
        raise LinkscanError(
            _("{where}: more than {most} bytes; split it, or allow more with --bounds."),
            where=source.name,
            most=most,
        )
    if _is_binary(head):
        raise LinkscanError(
            _("{where}: a binary file, no table; allowed are CSV, JSON, Parquet, XLSX and ODS."),
            where=source.name,
        )
    return _read_characters(source, head)


def _read_package(source: Source, *, inside: bool) -> _Read:
    # Most inputs are CSV: what reads a form of its own is imported when it is met.
    from linkscan.sources.archive import nested_archive, read_archive
    from linkscan.sources.package import package_kind

    kind = package_kind(source)
    if kind == "xlsx":
        from linkscan.sources.workbook import read_workbook

        return read_workbook(source)
    if kind == "ods":
        from linkscan.sources.ods import read_ods

        return read_ods(source)
    if inside:
        raise nested_archive(source)
    return read_archive(source, partial(_read_form, inside=True))


def _read_characters(source: Source, head: bytes) -> _Read:
    if table := read_preset(source):
        return [table], []
    if is_markup(head):
        from linkscan.sources.markup import read_markup

        return read_markup(source, head)
    text = head.decode(head_encoding(head) or "gb18030", errors="ignore")
    # Not of the bytes: in UTF-16 half of a Chinese character may be a brace.
    if _JSON.match(text):
        from linkscan.sources.jsons import read_json

        return [read_json(source)], []
    if layout := pasted_layout(text):
        return [read_pasted(source, layout)], []
    return [read_text(source)], []


def _is_binary(head: bytes) -> bool:
    if is_wide(head_encoding(head)):
        return False
    control = len(head) - len(head.translate(None, _CONTROL))
    return control > len(head) * _CONTROL_SHARE or head.count(0) > len(head) * _NUL_SHARE


def _unpacked(source: Source) -> Source:
    target = source.new_path(".unpacked")
    unpack(source.path, target, source.name, source.options.bounds)
    return replace(source, path=target, sha256=source.sha256 or file_digest(source.original))


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


def _check_columns_met(options: ReadOptions, headers: Sequence[Sequence[str]]) -> None:
    """A column that the user named and no table has is a slip of the pen, never ignored."""
    for name, header in options.columns.items():
        if any(named_column(columns, header) is not None for columns in headers):
            continue
        met = [text for columns in headers for text in columns]
        if is_secret(header) and header.strip() in met:
            message = _(
                "--map {name}={header}: a column of this name holds secrets and is never read; "
                "name another one."
            )
        elif near := nearest(header, met):
            message = _(
                "--map {name}={header}: no input has a column {header!r}; the nearest is {near!r}."
            )
            raise LinkscanError(message, name=name, header=header, near=near)
        else:
            message = _(
                "--map {name}={header}: no input has a column {header!r}; check the spelling."
            )
        raise LinkscanError(message, name=name, header=header)
