"""What the stages of the wide half may ask of an engine.

The stages speak SQL in a portable subset: explicit casts, text in, no engine's own types.
Where engines differ (reading a file, a 64-bit digest, a time written as text) they say it
through the verbs and through `expressions`, so that another engine can take the same
statements later. Python sees distinct values only, never one object a row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from numpy.typing import NDArray

from linkscan.sources.table import Scan

Row = tuple[Any, ...]

WIDE = "wide"
"""Schema of the tables that have a row for each row of the input."""


def quoted(text: str) -> str:
    """`text` as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


class Engine(Protocol):
    """Holds named tables and answers SQL over them."""

    def load(
        self, table: str, scan: Scan, sql: str, zone: str = "UTC", time: str | None = None
    ) -> int:
        """Create `table` from the rows of a file, in their order; return how many.

        `sql` reads the relation `source`: the file's columns as `c0`, `c1`, ..., all text,
        empty cells null; and `moment`, the column `time` of these as a UTC timestamp, null
        where its text is no time in one of the common forms. Naive times are in `zone`, and
        mean what `sources.zones` says. The `rowid` of record n (from 0) is n.

        Raises:
            IrregularFile: the file is not the regular table that the scan describes.
        """

    def moment(self, wall: str, zone: str) -> str:
        """SQL of the UTC moment at which the clocks of a zone showed the column `wall`, as
        `sources.zones` says."""

    def digest(self, *columns: str) -> str:
        """SQL of a 64-bit digest of some columns, nulls included."""

    def create(self, table: str, sql: str) -> None:
        """Create (or replace) `table` from a query."""

    def view(self, name: str, sql: str) -> None:
        """Create (or replace) a view."""

    def put(self, table: str, columns: Mapping[str, str], rows: Sequence[Row]) -> None:
        """Create `table` with `columns` (name to SQL type) from rows of Python values."""

    def rows(self, sql: str) -> list[Row]:
        """All rows of a query: for results as small as what a report shows."""

    def table(self, sql: str) -> tuple[list[str], list[Row]]:
        """Names of the columns of a query, and its rows."""

    def arrays(self, sql: str) -> dict[str, NDArray[Any]]:
        """The columns of a query over numbers, none of them null."""

    def write_parquet(self, sql: str, path: Path) -> None:
        """Write a query's rows, in its order, to a Parquet file."""

    def drop(self, table: str) -> None:
        """Forget `table` and give its memory back."""

    def interrupt(self) -> None:
        """From another thread: end the statement that runs as Ctrl-C would."""
        ...

    def close(self) -> None:
        """Give back memory and spilled files."""


class IrregularFile(Exception):
    """A file that is not the regular table its scan describes: read it forgivingly."""
