"""The verbs of the engine on this computer."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkscan.engine import Engine, LocalEngine
from linkscan.engine.base import IrregularFile
from linkscan.errors import LinkscanError
from linkscan.sources import parse_time
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
    assert engine.load("t", scan(tmp_path, text), "SELECT c0 FROM source") == 5000
    assert engine.rows("SELECT count(*) FROM t WHERE CAST(rowid AS VARCHAR) <> c0") == [(0,)]


@pytest.mark.parametrize("text", ['a,b\n1,"x\n', "a,b\n1\n", "a,b\n1,2,3\n"])
def test_irregular_files_are_told(text: str, engine: Engine, tmp_path: Path) -> None:
    """A file that is not the table it looked like is told, to be read forgivingly."""
    with pytest.raises(IrregularFile):
        engine.load("t", scan(tmp_path, text), "SELECT c0, c1 FROM source")


TIMES = [
    ("2026-01-02 09:05:00", "UTC", datetime(2026, 1, 2, 9, 5)),
    ("2026-01-02 09:05:00", "Asia/Shanghai", datetime(2026, 1, 2, 1, 5)),
    ("2026-01-02T09:05:00+02:00", "Asia/Shanghai", datetime(2026, 1, 2, 7, 5)),
    ("2026/1/2 9:05", "Asia/Shanghai", datetime(2026, 1, 2, 1, 5)),
    ("1767344700", "Asia/Shanghai", datetime(2026, 1, 2, 9, 5)),
    ("1767344700500", "UTC", datetime(2026, 1, 2, 9, 5, 0, 500000)),
    ("2026-11-01 01:30", "America/New_York", datetime(2026, 11, 1, 5, 30)),  # the first of two
    ("2026-03-08 02:30", "America/New_York", datetime(2026, 3, 8, 7, 30)),  # skipped
    ("2026-01-02 09:05:00 CST", "Asia/Shanghai", None),  # American to DuckDB
    ("2026-01-02 09:05 NZ", "UTC", None),
    ("2026/1/2 9:05 UTC12", "UTC", None),
    ("2026-01-02 09:05 GMT0", "Asia/Shanghai", None),
    ("2026-01-02 09:05:00 12", "UTC", None),
    ("2026-01-02 09:05+15:00", "UTC", None),
    ("yesterday", "UTC", None),
]
ZONES = ("UTC", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca")
FORMS = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S+08:00", "%Y/%m/%d %H:%M",
    "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S.%f-0330", "%Y年%m月%d日 %H:%M", "%Y-%m-%d",
    "%Y-%m-%d %H:%M:%S UTC",
)  # fmt: skip
moments = st.one_of(
    st.datetimes(datetime(1989, 12, 1), datetime(2100, 2, 1)),
    st.builds(  # around the changes of clocks
        lambda day, hour, minute: datetime(2025, 1, 1, hour, minute) + timedelta(days=day),
        st.integers(0, 800), st.integers(0, 4), st.integers(0, 59),
    ),
)  # fmt: skip
texts = st.one_of(
    st.builds(lambda at, form: at.strftime(form), moments, st.sampled_from(FORMS)),
    st.from_regex(r"(20\d\d|199\d|\d{1,5})[-/ .]\d{1,2}[-/ .]\d{1,4}"
                  r"([ T]\d{1,2}:\d{1,2}(:\d{1,3}(\.\d{0,9})?)?)?"
                  r"( ?([-+]\d{1,2}(:?\d\d){0,2}|Z|UTC|GMT0|NZ|[0-9]{1,2}|Etc/GMT[+-]\d))?",
                  fullmatch=True),
    st.from_regex(r"(1\d{9}|1\d{12}|\d{8,14})(\.\d{1,3})?", fullmatch=True),
    st.from_regex(r"\d{2,4}年\d{1,2}月\d{1,2}日( \d{1,2}:\d{1,2}(:\d{1,2})?)?", fullmatch=True),
    st.text(alphabet="0123456789-/:TZ +.年月日", max_size=22),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.lists(texts, min_size=1, max_size=30), zone=st.sampled_from(ZONES))
def test_the_engine_reads_times_as_python_does(
    written: list[str], zone: str, engine: Engine, tmp_path: Path
) -> None:
    """What the engine reads by itself, in any zone and at any change of clocks, is the moment
    that `parse_time` says; it may leave a text to Python, and never read another time."""
    written = [text for text in written if text.strip()]
    rows = "".join(f'"{text}",x\n' for text in written)
    sql = "SELECT c0, moment FROM source"
    engine.load("t", scan(tmp_path, f"a,b\n{rows}"), sql, zone, "c0")
    for text, moment in engine.rows("SELECT c0, moment FROM t"):
        if moment is not None and 1990 <= moment.year < 2100:
            at = parse_time(text, ZoneInfo(zone))
            assert at is not None, text
            assert at.replace(tzinfo=None) == moment, text


@pytest.mark.parametrize(("text", "zone", "moment"), TIMES)
def test_times(
    text: str, zone: str, moment: datetime | None, engine: Engine, tmp_path: Path
) -> None:
    """A text of a common form is its moment in UTC; others are null."""
    engine.load("t", scan(tmp_path, f"a,b\n{text},x\n"), "SELECT moment FROM source", zone, "c0")
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
