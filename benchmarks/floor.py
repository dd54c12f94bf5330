"""The floor: DuckDB reads every column of a log into memory, and does nothing with it.

No program that reads the whole file into DuckDB tables can be faster.
"""

from __future__ import annotations

import sys

import duckdb


def read_everything(path: str) -> None:
    """Materialise all columns of the CSV file `path` as text, on two threads."""
    with duckdb.connect() as engine:
        engine.execute("SET threads = 2")
        engine.execute("SET preserve_insertion_order = false")
        quoted = path.replace("'", "''")
        engine.execute(
            f"CREATE TABLE log AS FROM read_csv('{quoted}', header = true, all_varchar = true)"
        )


if __name__ == "__main__":
    read_everything(sys.argv[1])
