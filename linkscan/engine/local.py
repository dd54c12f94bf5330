"""The engine on this computer: DuckDB, in memory, spilling to disk beyond a limit."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from linkscan.engine.base import WIDE, IrregularFile, Row, quoted
from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.table import Scan
from linkscan.sources.zones import offset_steps

MEMORY_LIMIT = "600MB"
"""Default bound of the tables in memory; beyond it they spill to the temporary folder.

Ours: with it 10 M rows peak below 1.8 GB for the whole process (benchmarks/analyze.py).
"""

_WHOLE = "____-__-_____:__:__"
"""A naive time in full: no name of a zone fits in, so the faster cast, which drops it, is right."""

_OFFSET = "[0-9][+-](0[0-9]|1[0-4])(:?[0-5][0-9])?$"

_DTYPES: dict[str, type[np.generic] | str] = {
    "INTEGER": np.int32,
    "BOOLEAN": np.bool_,
    "UBIGINT": np.uint64,
    "TIMESTAMP": "datetime64[us]",
}
"""Column types that hold no nulls and go in as they are; text goes in as objects."""


class LocalEngine:
    """DuckDB behind the verbs of `engine.base.Engine`."""

    def __init__(
        self,
        memory_limit: str | None = None,
        temp_dir: Path | None = None,
        threads: int | None = None,
    ) -> None:
        try:
            self._spill = Path(tempfile.mkdtemp(prefix="linkscan-", dir=temp_dir))
        except OSError as error:
            raise _no_space(str(error)) from error
        self._connection = duckdb.connect(":memory:")
        try:
            self._set_up(memory_limit or MEMORY_LIMIT, threads)
        except BaseException:
            self.close()
            raise

    def _set_up(self, memory_limit: str, threads: int | None) -> None:
        settings = {
            "temp_directory": quoted(str(self._spill)),
            # Nothing is fetched or loaded from anywhere while records are analysed.
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "enable_progress_bar": "false",
            "preserve_insertion_order": "true",
            # Other zones are added by hand: ICU takes the second of a repeated hour.
            "TimeZone": "'UTC'",
            # They save space that nobody keeps, and cost more than the whole scan.
            "disabled_compression_methods": "'fsst,dict_fsst,zstd'",
        }
        if threads is not None:
            settings["threads"] = str(threads)
        for name, value in settings.items():
            self._run(f"SET {name} = {value}")
        # Loaded rows stand in a file of their own: giving back memory that a file holds costs
        # nothing, while tables in memory would have to be spilled and read back.
        self._run(f"ATTACH {quoted(str(self._spill / 'wide.db'))} AS {WIDE}")
        self._run("PRAGMA disable_checkpoint_on_shutdown")
        try:
            if memory_limit.strip().startswith("-"):  # DuckDB's way to say "no limit"
                raise duckdb.ParserException(memory_limit)
            self._connection.execute(f"SET memory_limit = {quoted(memory_limit)}")
        except duckdb.Error as error:
            raise LinkscanError(
                _("--memory-limit: {value!r} is not a size; write a number and a unit, like 2GB."),
                value=memory_limit,
            ) from error

    def _run(self, sql: str) -> duckdb.DuckDBPyConnection:
        """Run one statement; what a person can mend becomes a sentence."""
        try:
            return self._connection.execute(sql)
        except duckdb.OutOfMemoryException as error:
            raise LinkscanError(
                _("the memory limit is too low for this input; raise it with --memory-limit.")
            ) from error
        except duckdb.IOException as error:
            raise _no_space(str(error).splitlines()[0]) from error
        except (duckdb.InterruptException, RuntimeError) as error:
            if "nterrupt" in str(error):
                raise KeyboardInterrupt from error
            raise

    def load(
        self, table: str, scan: Scan, sql: str, zone: str = "UTC", time: str | None = None
    ) -> int:
        source = f"SELECT *, CAST(NULL AS TIMESTAMP) AS moment FROM ({_relation(scan)})"
        if time is not None:
            moment = f"coalesce(sure, {self.moment('wall', zone)})"
            source = f"SELECT *, {moment} AS moment FROM ({_with_times(_relation(scan), time)})"
        try:
            self.create(table, f"WITH source AS ({source}) {sql}")
        except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
            raise IrregularFile(str(error)) from error
        return int(self.rows(f"SELECT count(*) FROM {table}")[0][0])

    def moment(self, wall: str, zone: str) -> str:
        steps = offset_steps(zone)
        if len(steps) == 1 and steps[0][1] == 0:
            return wall
        return f"{wall} - to_seconds({_offset(wall, steps)})"

    def digest(self, *columns: str) -> str:
        return f"hash({', '.join(columns)})"

    def create(self, table: str, sql: str) -> None:
        self._run(f"CREATE OR REPLACE TABLE {table} AS {sql}")

    def view(self, name: str, sql: str) -> None:
        self._run(f"CREATE OR REPLACE VIEW {name} AS {sql}")

    def put(self, table: str, columns: Mapping[str, str], rows: Sequence[Row]) -> None:
        if not rows:  # many tables of a small scan: no array is worth its while
            fields = ", ".join(f"{name} {kind}" for name, kind in columns.items())
            self._run(f"CREATE OR REPLACE TABLE {table} ({fields})")
            return
        # Arrays: of DuckDB's ways in the one that is fast and wants neither pandas nor pyarrow.
        arrays = {
            name: np.array([row[place] for row in rows], dtype=_DTYPES.get(kind, object))
            for place, (name, kind) in enumerate(columns.items())
        }
        fields = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in columns.items())
        self._connection.register("arrays_to_put", arrays)
        self.create(table, f"SELECT {fields} FROM arrays_to_put")
        self._connection.unregister("arrays_to_put")

    def rows(self, sql: str) -> list[Row]:
        return self._run(sql).fetchall()

    def table(self, sql: str) -> tuple[list[str], list[Row]]:
        cursor = self._run(sql)
        return [name for name, *_rest in cursor.description or ()], cursor.fetchall()

    def arrays(self, sql: str) -> dict[str, NDArray[Any]]:
        columns = self._run(sql).fetchnumpy()
        return {name: np.asarray(values) for name, values in columns.items()}

    def write_parquet(self, sql: str, path: Path) -> None:
        self._run(f"COPY ({sql}) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)")

    def drop(self, table: str) -> None:
        self._run(f"DROP TABLE IF EXISTS {table}")

    def interrupt(self) -> None:
        self._connection.interrupt()

    def close(self) -> None:
        self._connection.close()
        shutil.rmtree(self._spill, ignore_errors=True)


def _with_times(relation: str, column: str) -> str:
    """The relation with two columns more: `wall`, a time as its clock showed it, and `sure`,
    a moment that needs no zone.

    A name of a zone at the end is left to Python: "CST" is American to DuckDB, and "NZ" a
    country; the cast to TIMESTAMP drops one. epoch_us: fetching a TIMESTAMPTZ wants pytz.
    """
    cast = f"make_timestamp(epoch_us(try_cast({column} AS TIMESTAMPTZ)))"
    signed = f"(contains({column}, '+') OR contains(substr({column}, 11), '-'))"
    return f"""
        SELECT *,
               CASE WHEN form = 1 THEN try_cast({column} AS TIMESTAMP) END AS wall,
               CASE WHEN form = 1 THEN NULL
                    WHEN form = 2 THEN try_cast({column} AS TIMESTAMP)
                    WHEN right({column}, 1) = 'Z' AND right({column}, 2) < 'A' THEN {cast}
                    WHEN {signed} AND regexp_matches({column}, '{_OFFSET}') THEN {cast}
                    WHEN regexp_full_match({column}, '1[0-9]{{9}}')
                    THEN make_timestamp(CAST({column} AS BIGINT) * 1000000)
                    WHEN regexp_full_match({column}, '1[0-9]{{12}}')
                    THEN make_timestamp(CAST({column} AS BIGINT) * 1000) END AS sure
        FROM (SELECT *, CASE WHEN {column} LIKE '{_WHOLE}' THEN 1
                             WHEN {column} LIKE '{_WHOLE}Z' THEN 2
                             WHEN substr({column}, 5, 1) < '0' AND right({column}, 2) < 'A'
                                  AND right({column}, 1) BETWEEN '0' AND '9'
                                  AND NOT contains(substr({column}, 12), ' ') AND NOT {signed}
                             THEN 1 ELSE 0 END AS form
              FROM ({relation}))"""


def _offset(wall: str, steps: Sequence[tuple[datetime, int]]) -> str:
    """SQL of the seconds by which `wall` is ahead of UTC: a search by halves."""
    if len(steps) == 1:
        return str(steps[0][1])
    half = len(steps) // 2
    return (
        f"CASE WHEN {wall} < TIMESTAMP '{steps[half][0]}' "
        f"THEN {_offset(wall, steps[:half])} ELSE {_offset(wall, steps[half:])} END"
    )


def _no_space(problem: str) -> LinkscanError:
    return LinkscanError(
        _("temporary files cannot be written or read ({problem}); name a folder with room for "
          "them with --temp-dir."),
        problem=problem,
    )  # fmt: skip


def _relation(scan: Scan) -> str:
    """The rows of the scanned file as columns c0, c1, ... of text."""
    names = [f"c{n}" for n in range(len(scan.columns))]
    if scan.form == "parquet":
        fields = ", ".join(
            f"CAST({_name(column)} AS VARCHAR) AS {name}"
            for column, name in zip(scan.columns, names, strict=True)
        )
        return f"SELECT {fields} FROM read_parquet({quoted(_literal(scan.path))})"
    if scan.lines:
        names.append(f"c{len(names)}")
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
    return (
        f"SELECT * FROM read_csv({quoted(_literal(scan.path))}, auto_detect = false, "
        f"strict_mode = true, header = false, skip = {scan.skip}, "
        f"delim = {quoted(scan.delimiter)}, "
        f"quote = {quoted(scan.quote)}, escape = {quoted(scan.quote)}, encoding = 'utf-8', "
        "compression = 'none', "
        f"max_line_size = {scan.longest}, null_padding = false, columns = {{{columns}}})"
    )


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _literal(path: Path) -> str:
    """The path with DuckDB's glob characters taken literally."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in str(path.resolve()))
