"""The verbs of the engine on this computer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb
import numpy as np
import pytest

from linkscan.engine import Engine, LocalEngine
from linkscan.engine.base import IrregularFile
from linkscan.errors import LinkscanError
from linkscan.sources.table import Scan


@pytest.fixture
def engine(tmp_path: Path) -> LocalEngine:
    """An engine that spills below this test's folder."""
    return LocalEngine(None, tmp_path)


def scan(tmp_path: Path, text: str, columns: int = 2) -> Scan:
    """A scan of a file with this content."""
    (tmp_path / "a[1].csv").write_text(text, encoding="utf-8")
    return Scan(tmp_path / "a[1].csv", "csv", tuple("ab"[:columns]), ",")


def test_rows_keep_their_order_and_number(engine: Engine, tmp_path: Path) -> None:
    """`rowid` is the number of the record in its file."""
    text = "a,b\n" + "".join(f"{n},x\n" for n in range(5000))
    assert engine.load("t", scan(tmp_path, text), "SELECT c0 FROM source", "UTC") == 5000
    assert engine.rows("SELECT count(*) FROM t WHERE CAST(rowid AS VARCHAR) <> c0") == [(0,)]


@pytest.mark.parametrize("text", ['a,b\n1,"x\n', "a,b\n1\n", "a,b\n1,2,3\n"])
def test_irregular_files_are_told(text: str, engine: Engine, tmp_path: Path) -> None:
    """A file that is not the table it looked like is told, to be read forgivingly."""
    with pytest.raises(IrregularFile):
        engine.load("t", scan(tmp_path, text), "SELECT c0, c1 FROM source", "UTC")


TIMES = [
    ("2026-01-02 09:05:00", "UTC", datetime(2026, 1, 2, 9, 5)),
    ("2026-01-02 09:05:00", "Asia/Shanghai", datetime(2026, 1, 2, 1, 5)),
    ("2026-01-02T09:05:00+02:00", "Asia/Shanghai", datetime(2026, 1, 2, 7, 5)),
    ("2026年1月2日 9:05", "Asia/Shanghai", datetime(2026, 1, 2, 1, 5)),
    ("1767344700", "Asia/Shanghai", datetime(2026, 1, 2, 9, 5)),
    ("1767344700500", "UTC", datetime(2026, 1, 2, 9, 5, 0, 500000)),
    ("yesterday", "UTC", None),
]


@pytest.mark.parametrize(("text", "zone", "moment"), TIMES)
def test_times(
    text: str, zone: str, moment: datetime | None, engine: Engine, tmp_path: Path
) -> None:
    """A text of a common form is its moment in UTC; others are null."""
    sql = f"SELECT {engine.time('c0')} AS moment FROM source"
    engine.load("t", scan(tmp_path, f"a,b\n{text},x\n"), sql, zone)
    assert engine.rows("SELECT moment FROM t") == [(moment,)]


def test_put_and_arrays(engine: Engine) -> None:
    """Rows of Python values become a table, nulls and quotes included; numbers come as arrays."""
    rows = [(1, "it's", None), (2, "店铺", "x")]
    engine.put("t", {"n": "INTEGER", "text": "VARCHAR", "may": "VARCHAR"}, rows)
    assert engine.rows("SELECT * FROM t ORDER BY n") == rows
    assert engine.table("SELECT n AS x FROM t ORDER BY n") == (["x"], [(1,), (2,)])
    assert engine.arrays("SELECT n FROM t ORDER BY n")["n"].tolist() == [1, 2]
    engine.put("none", {"n": "INTEGER"}, [])
    assert engine.rows("SELECT count(*) FROM none") == [(0,)]
    assert engine.arrays("SELECT n FROM none")["n"].dtype.kind in (np.dtype(int).kind, "i")


def test_digest_tells_nulls_apart(engine: Engine) -> None:
    """A missing platform and an empty one, or a text moved by one column, differ."""
    values = ["('a', NULL, 'b')", "('a', 'b', NULL)", "('a', '', 'b')", "('ab', NULL, NULL)"]
    engine.create("t", f"SELECT * FROM (VALUES {', '.join(values)}) v(x, y, z)")
    digest = engine.digest("x", "y", "z")
    assert engine.rows(f"SELECT count(DISTINCT {digest}) FROM t") == [(4,)]


def test_parquet_is_written_in_order(engine: Engine, tmp_path: Path) -> None:
    """Rows are written in the order of the query, to a path with any characters."""
    path = tmp_path / "it's [1].parquet"
    engine.write_parquet("SELECT * FROM range(5000) r(n) ORDER BY n DESC", path)
    rows = duckdb.execute("SELECT n FROM read_parquet(?)", [str(tmp_path / "it's*.parquet")])
    assert [n for (n,) in rows.fetchall()] == list(range(4999, -1, -1))


def test_closing_removes_the_spill_folder(tmp_path: Path) -> None:
    """A closed engine leaves nothing behind; so does one whose settings were wrong."""
    engine = LocalEngine("100MB", tmp_path)
    assert list(tmp_path.iterdir())
    engine.close()
    assert not list(tmp_path.iterdir())
    with pytest.raises(LinkscanError, match="--memory-limit: 'much' is not a size"):
        LocalEngine("much", tmp_path)
    assert not list(tmp_path.iterdir())
