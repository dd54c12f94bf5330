"""A file on its way to becoming tables, and the two ways in which it may hold none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.columns import map_columns
from linkscan.sources.copying import Copy
from linkscan.sources.proof import file_digest
from linkscan.sources.table import Mapping, ReadOptions, Role, Table


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
    """A file or sheet without rows: passed over in a folder, an error where it was asked for."""

    def __init__(self, where: str) -> None:
        super().__init__(
            _("{where}: empty: no header with rows below it; export it again."), where=where
        )


class UnknownTable(LinkscanError):
    """A table whose columns say nothing to us; `columns` are its headers."""

    def __init__(self, error: LinkscanError, columns: Sequence[str]) -> None:
        super().__init__(error.message, **error.params)
        self.columns = tuple(columns)


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
    mapping = mapped(source, copy.scan.columns, f"{where}:{copy.header_line}")
    if not copy.rows and not copy.rejected:
        raise EmptyTable(where)
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
    )


def mapped(source: Source, header: Sequence[str], where: str) -> Mapping:
    """The meaning of the columns, or `UnknownTable`."""
    try:
        return map_columns(header, where, source.options.columns, source.role)
    except LinkscanError as error:
        raise UnknownTable(error, header) from error
