"""The tables of the wide half are what the contract says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

import linkscan
from linkscan.rows.loading import SOFT
from linkscan.tables import TABLES
from tests.golden.scenarios import SAMPLES
from tests.scanning import SETTINGS


@pytest.fixture(scope="module")
def result() -> Iterator[linkscan.ScanResult]:
    """A scan of a sample that has logs, records and every kind of tie, and a declared line."""
    settings = replace(SETTINGS, lines={"203.0.113.0/24": "office line"})
    with linkscan.scan(SAMPLES / "small_company", settings=settings) as result:
        yield result


@pytest.mark.parametrize("table", TABLES)
def test_columns(result: linkscan.ScanResult, table: str) -> None:
    """Each table has exactly the columns of the contract; an input has more, all of text, and
    events those of soft kinds."""
    rows = result._scanned.engine.rows(f"DESCRIBE {table}")
    found = {name: kind for name, kind, *_rest in rows}
    wanted = TABLES[table]
    if table in ("wide.rows_0", "input_0", "events"):
        assert {name: found.pop(name) for name in wanted} == wanted
        assert set(found.values()) == {"VARCHAR"}
        assert table != "events" or {*found} <= {*SOFT}
    else:
        assert list(found.items()) == list(wanted.items())


def test_no_table_but_scratch_is_left_out(result: linkscan.ScanResult) -> None:
    """What the contract does not name is not read after the stage that made it."""
    engine = result._scanned.engine
    rows = engine.rows("SELECT table_name FROM duckdb_tables() WHERE database_name = 'memory'")
    assert {name for (name,) in rows} - {*TABLES} <= SCRATCH


SCRATCH = {
    *("browsers", "kinds", "stand_ins", "clones", "split_accounts"),
    *("pairs", "pair_ties", "shared", "parts", "part_holders", "candidates"),
    *("alike", "standing_keys"),
    *("matrix_stores", "matrix_kinds", "matrix_keys", "matrix_meetings", "matrix_machines"),
    *("matrix_values", "ledger", "ledger_shown"),
    *("machine_devices", "machine_labels", "machines_listed", "named_machines"),
    *("shown", "shown_accounts", "shown_keys", "shown_machines", "shown_ties"),
    *("told_links", "told_stores", "days_told"),
}
"""Tables that one stage makes for itself."""
