"""The tables of the wide half are what the contract says."""

from __future__ import annotations

import pytest

import linkscan
from linkscan.tables import TABLES
from tests.golden.scenarios import SAMPLES


@pytest.fixture(scope="module")
def result() -> linkscan.ScanResult:
    """A scan of a sample that has logs, records and every kind of tie."""
    return linkscan.scan(SAMPLES / "small_company")


@pytest.mark.parametrize("table", TABLES)
def test_columns(result: linkscan.ScanResult, table: str) -> None:
    """Each table has exactly the columns of the contract; an input has more, all of text."""
    rows = result._scanned.engine.rows(f"DESCRIBE {table}")
    found = {name: kind for name, kind, *_rest in rows}
    wanted = TABLES[table]
    if table in ("wide.rows_0", "input_0"):
        assert {name: found.pop(name) for name in wanted} == wanted
        assert set(found.values()) == {"VARCHAR"}
    else:
        assert list(found.items()) == list(wanted.items())
