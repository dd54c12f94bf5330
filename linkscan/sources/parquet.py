"""Parquet files: the engine reads them as they stand; here only columns and a sample."""

from __future__ import annotations

from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.aliases import is_secret
from linkscan.sources.copying import SAMPLE_ROWS
from linkscan.sources.source import EmptyTable, Source, mapped
from linkscan.sources.table import Scan, Table


def read_parquet(source: Source) -> Table:
    """The table of a Parquet file; its lines are record numbers, from 1.

    Raises:
        LinkscanError: The file is damaged, empty or not recognised.
    """
    import duckdb

    try:
        with duckdb.connect() as engine:
            scan = engine.read_parquet(literal_path(source.path))
            columns = tuple(scan.columns)
            shown = ", ".join(
                "''" if is_secret(name) else f"CAST({_quoted(name)} AS VARCHAR)" for name in columns
            )
            rows = scan.limit(SAMPLE_ROWS).project(shown).fetchall()
    except (duckdb.Error, RuntimeError, UnicodeError) as error:  # a name in no encoding
        raise damaged(source.name, error) from error
    if not rows:
        raise EmptyTable(source.name, header=True)
    return Table(
        name=source.name,
        path=source.original,
        format="parquet",
        scan=Scan(source.path, "parquet", columns, skip=0),
        mapping=mapped(source, columns, source.name),
        sample=tuple(tuple(cell or "" for cell in row) for row in rows),
        proved=False,
        sha256=source.sha256,
        options=source.options,
        forced=source.role,
    )


def damaged(where: str, error: Exception) -> LinkscanError:
    """What to say of a Parquet file that the engine cannot read."""
    return LinkscanError(
        _("{where}: cannot be read as Parquet: {error}."),
        where=where,
        error=str(error).splitlines()[0],
    )


def literal_path(path: Path) -> str:
    """A path as DuckDB takes it for this one file, whatever characters of globs are in it."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in str(path.resolve()))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
