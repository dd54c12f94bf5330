"""A file on its way to becoming tables, and the two ways in which it may hold none."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.aliases import field_of
from linkscan.sources.columns import ACCOUNT_WORDS, map_columns
from linkscan.sources.copying import Copy
from linkscan.sources.dialect import is_data
from linkscan.sources.numbered import numbered
from linkscan.sources.proof import file_digest
from linkscan.sources.proposal import propose
from linkscan.sources.table import Mapping, ReadOptions, Role, Table

_SYSTEM = re.compile(
    r"(?:windows|win\s?\d|win32|win64|mac\b|macos|mac os|macintosh|os ?x|linux|ubuntu|debian|ios\b"
    r"|iphone|ipad|android|chrome ?os|harmony ?os|x11|unknown)",
    re.IGNORECASE,
)
_ODD = re.compile(r"[\s\"'$`\\&|;<>()*?!]")
"""Characters that a shell would not leave as they are."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader of a form is given.

    `path` is what to read, `original` the file as given: they differ for an unpacked `.gz`,
    whose digest is known already.
    """

    name: str
    original: Path
    path: Path
    options: ReadOptions
    workdir: Path
    role: Role | None = None
    sha256: str | None = None

    def new_path(self, suffix: str) -> Path:
        """A file in the working folder that does not exist yet."""
        taken = len(list(self.workdir.iterdir()))
        return self.workdir / f"{taken:04}{suffix}"


class EmptyTable(LinkscanError):
    """A file or sheet without rows: passed over in a folder, an error where it was asked for.

    With `header` it has the names of the columns, and nothing below them.
    """

    def __init__(self, where: str, *, header: bool = False) -> None:
        message = _("{where}: empty: no header with rows below it; export it again.")
        if header:
            message = _("{where}: only a header row, no rows below it; export it again.")
        super().__init__(message, where=where)
        self.header = header


class UnknownTable(LinkscanError):
    """A table whose columns say nothing to us; `columns` are its headers.

    `reason` is why a folder that holds it passes it over, where there is more to say.
    """

    def __init__(
        self, error: LinkscanError, columns: Sequence[str], reason: str | None = None
    ) -> None:
        super().__init__(error.message, **error.params)
        self.columns = tuple(columns)
        self.reason = reason


def reason_of(error: EmptyTable | UnknownTable) -> str:
    """Why a file or sheet is passed over, as `Skipped` says it."""
    if isinstance(error, EmptyTable):
        return "header-only" if error.header else "empty"
    return error.reason or ("no-columns" if error.columns else "no-table")


def copied_table(
    source: Source,
    copy: Copy | None,
    form: str,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
) -> Table:
    """The table that a copy holds.

    Raises:
        EmptyTable: It has no rows.
        UnknownTable: Its columns are not recognised.
    """
    where = source.name if sheet is None else f"{source.name}[{sheet}]"
    if copy is None:
        raise EmptyTable(where)
    mapping = mapped(source, copy.scan.columns, f"{where}:{copy.header_line}", copy.sample)
    if not copy.rows and not copy.rejected:
        raise EmptyTable(where, header=True)
    return Table(
        name=source.name,
        path=source.original,
        format=form,
        scan=copy.scan,
        mapping=replace(mapping, secret=copy.secret),
        sample=copy.sample,
        proved=True,
        sheet=sheet,
        encoding=encoding,
        sha256=source.sha256 or file_digest(source.original),
        ignored=copy.ignored,
        rejected=copy.rejected,
        rejects=copy.rejects,
        options=source.options,
        forced=source.role,
        header_line=copy.header_line,
    )


def mapped(
    source: Source, header: Sequence[str], where: str, below: Sequence[Sequence[str]] = ()
) -> Mapping:
    """The meaning of the columns; or `UnknownTable`, with what they may be by the rows below."""
    try:
        mapping = map_columns(header, where, source.options.columns, source.role)
    except LinkscanError as error:
        raise _unknown(error, header, where, below) from error
    if "platform" in mapping.fields and "platform" not in source.options.columns:
        return _without_systems(mapping, header, below)
    return mapping


def _without_systems(
    mapping: Mapping, header: Sequence[str], below: Sequence[Sequence[str]]
) -> Mapping:
    """The mapping without a column `Platform` that holds operating systems, as Salesforce's does.

    Each account would fall apart into one for each system.
    """
    place = mapping.fields["platform"]
    said = {row[place].strip() for row in below if place < len(row)} - {""}
    if not said or not all(map(_SYSTEM.match, said)):
        return mapping
    fields = {name: i for name, i in mapping.fields.items() if i != place}
    return replace(mapping, fields=fields, unmapped=(*mapping.unmapped, header[place]))


def _unknown(
    error: LinkscanError, header: Sequence[str], where: str, below: Sequence[Sequence[str]]
) -> UnknownTable:
    """Why a table is not recognised; of one without header, no cell is shown."""
    if is_data(header, below):
        names = numbered(len(header))
        message = _(
            "{where}: holds data where the names of the columns should stand; "
            "write them in a line above, such as account,time,ip."
        )
        if found := propose(names, [header, *below]):
            message = _(
                "{where}: holds data where the names of the columns should stand; write them in "
                "a line above, or say which column is which. By their values it may be: {options}."
            )
        found.setdefault("account", "#N")
        params = {"where": where, "options": _options(found)}
        return UnknownTable(LinkscanError(message, **params), names)
    found = propose(header, below)
    if not found or "found" not in error.params:
        return UnknownTable(error, header)
    if not any(field_of(name)[0] in ACCOUNT_WORDS for name in header):
        found.setdefault("account", "NAME")
    message = _(
        "{where}: the headers do not say what this table is; found {found}. By the values it may "
        "be: {options}."
    )
    params = {"where": where, "found": str(error.params["found"]), "options": _options(found)}
    return UnknownTable(LinkscanError(message, **params), header)


def _options(found: Map[str, str]) -> str:
    """A proposal as the options that would make it hold."""
    texts = (f"{name}={header}" for name, header in sorted(found.items()))
    return " ".join(f"--map {shlex.quote(text) if _ODD.search(text) else text}" for text in texts)
