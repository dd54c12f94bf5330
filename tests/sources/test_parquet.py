"""Parquet files."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from linkscan.errors import LinkscanError
from linkscan.sources import Table, prove
from tests.sources.reading import read_one


def table_of(tmp_path: Path, sql: str) -> Table:
    """The table of a Parquet file that holds the rows of a query."""
    path = tmp_path / "made.parquet"
    duckdb.execute(f"COPY ({sql}) TO '{path}' (FORMAT parquet)")
    return read_one(tmp_path, "a[1].parquet", path.read_bytes())


def test_a_parquet_file_is_scanned_as_it_stands(tmp_path: Path) -> None:
    """Columns by name, the sample as text; a secret column is not read for it."""
    table = table_of(
        tmp_path,
        """SELECT 'a' AS account, '203.0.113.1' AS ip, 'hunter2' AS password, 7 AS "the n",
           TIMESTAMP '2026-01-02 09:05:00' AS time UNION ALL SELECT 'b', NULL, 'x', 8, NULL""",
    )
    assert table.format == "parquet"
    assert table.scan.form == "parquet"
    assert table.scan.columns == ("account", "ip", "password", "the n", "time")
    assert sorted(table.sample) == [
        ("a", "203.0.113.1", "", "7", "2026-01-02 09:05:00"),
        ("b", "", "", "8", ""),
    ]
    assert dict(table.mapping.fields) == {"account": 0, "ip": 1, "observed_at": 4}
    assert (table.mapping.secret, table.mapping.unmapped) == (("password",), ("the n",))


def test_its_proof_is_its_digest(tmp_path: Path) -> None:
    """There are no lines to count."""
    table = table_of(tmp_path, "SELECT 'a' AS account, '203.0.113.1' AS ip")
    proof = prove(table)
    assert (proof.ok, proof.lines, len(proof.sha256)) == (True, 0, 64)


def test_damaged_and_empty_files_are_refused(tmp_path: Path) -> None:
    """In one sentence."""
    with pytest.raises(LinkscanError, match=r"a\.parquet: cannot be read as Parquet"):
        read_one(tmp_path, "a.parquet", b"PAR1 and nothing else PAR1")
    with pytest.raises(LinkscanError, match="only a header row"):
        table_of(tmp_path, "SELECT 'a' AS account, '' AS ip WHERE false")
