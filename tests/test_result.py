"""The public API: what a scan takes and what it gives."""

from __future__ import annotations

import gc
import json
from pathlib import Path

import duckdb
import networkx as nx
import pandas as pd
import pytest

import linkscan
from linkscan.assemble.full_tables import TABLES
from linkscan.config import Settings
from tests.scanning import NOW, SETTINGS

pytestmark = pytest.mark.scans

LOG = """account,platform,time,ip,machine
a,amazon,2026-01-02 09:05:00,203.0.113.1,PC-1
b,amazon,2026-01-03 09:05:00,203.0.113.1,PC-2
"""
STORES = """account,platform,status,phone
a,amazon,active,13912340001
b,amazon,suspended,139 1234 0001
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a log and a list of stores."""
    (tmp_path / "logins.csv").write_text(LOG)
    (tmp_path / "stores.csv").write_text(STORES)
    return tmp_path


def ids(result: linkscan.ScanResult) -> list[str]:
    """The accounts of a result."""
    return [one.id for one in result.report.accounts]


def test_inputs_in_every_form(folder: Path) -> None:
    """One path or several, text or Path, a file, a folder or a glob: the same accounts."""
    log, stores = folder / "logins.csv", folder / "stores.csv"
    for inputs in (folder, str(folder), [log, stores], (str(log), stores), f"{folder}/*.csv"):
        with linkscan.scan(inputs, settings=SETTINGS) as result:
            assert ids(result) == ["amazon/a", "amazon/b"]
            assert result.report.generated_at == NOW
    with linkscan.scan(inputs=[log], registrations=str(stores), settings=SETTINGS) as result:
        assert {one.role for one in result.report.inputs} >= {"logins"}
        assert result.report.findings[0].level == "critical"
    with linkscan.scan(log, accounts=[stores], settings=SETTINGS) as result:
        assert [one.role for one in result.report.inputs] == ["logins", "registrations+accounts"]


def test_settings_have_defaults(folder: Path) -> None:
    """Without settings a scan suits one seller's files, and is dated now."""
    with linkscan.scan(folder / "logins.csv") as result:
        assert result.report.generated_at.tzinfo is not None
        assert dict(result.report.settings)["ipv6_prefix"] == "64"


def test_progress_names_each_stage(folder: Path) -> None:
    """The caller is told each stage as it begins, and the rows once they are read."""
    told: list[tuple[str, int]] = []

    def progress(stage: str, rows: int) -> None:
        told.append((stage, rows))

    with linkscan.scan(folder, settings=SETTINGS, progress=progress) as result:
        read = sum(one.rows_read for one in result.report.inputs)
    stages = ["join", "identify", "link", "weigh", "report"]
    assert told == [("read", 0), *((stage, read) for stage in stages)]
    assert read > 0


def test_to_json(folder: Path) -> None:
    """`to_json` is the text of report.json."""
    with linkscan.scan(folder, settings=SETTINGS) as result:
        result.write(folder / "out", "en", ("json",))
        assert (folder / "out" / "report.json").read_text(encoding="utf-8") == result.to_json()
        assert json.loads(result.to_json())["format"] == 1


def test_frames(folder: Path) -> None:
    """`frames` gives every full table, masked as the report is."""
    with linkscan.scan(folder, settings=SETTINGS) as result:
        frames = result.frames()
        again = result.frames()
    assert set(frames) == set(TABLES)
    assert all(frames[name].equals(again[name]) for name in frames)
    assert frames["accounts"]["level"].tolist() == ["critical", "critical"]
    assert frames["findings"]["level"].tolist() == ["critical"]
    assert isinstance(frames["links"], pd.DataFrame)
    assert len(frames["links"]) == 6
    assert "13912340001" not in "".join(frame.to_csv() for frame in frames.values())


def test_tables_equal_frames(folder: Path) -> None:
    """The Parquet files beside a report hold what `frames` gives."""
    with linkscan.scan(folder, settings=SETTINGS) as result:
        frames = result.frames()
        paths = result.write(folder / "out", "en", ("json",))
    tables = {path.stem: path for path in paths if path.suffix == ".parquet"}
    assert set(tables) == set(frames)
    for name, path in tables.items():
        rows = duckdb.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
        assert len(rows) == len(frames[name])
        assert [str(row[0]) for row in rows] == frames[name].iloc[:, 0].astype(str).tolist()


def test_graph(folder: Path) -> None:
    """`graph` has a node for each account and identifier, an edge for each link."""
    with linkscan.scan(folder, settings=SETTINGS) as result:
        graph = result.graph()
    assert isinstance(graph, nx.Graph)
    accounts = {node for node, kind in graph.nodes(data="kind") if kind == "account"}
    assert accounts == {"amazon/a", "amazon/b"}
    assert all((left in accounts) != (right in accounts) for left, right in graph.edges)
    assert graph.edges["amazon/a", "ip:203.0.113.1"]["n"] == 1
    assert any({"amazon/a", "amazon/b"} <= nodes for nodes in nx.connected_components(graph))


def test_closing_gives_temporary_files_back(folder: Path) -> None:
    """Closed, left as a context or merely forgotten, a result leaves nothing behind."""
    spill = folder / "spill"
    spill.mkdir()
    settings = Settings(now=NOW, temp_dir=spill)
    result = linkscan.scan(folder / "logins.csv", settings=settings)
    assert list(spill.iterdir())
    result.close()
    result.close()
    assert ids(result) == ["amazon/a", "amazon/b"]
    assert not list(spill.iterdir())
    with linkscan.scan(folder / "logins.csv", settings=settings):
        pass
    assert not list(spill.iterdir())
    result = linkscan.scan(folder / "logins.csv", settings=settings)
    del result
    gc.collect()
    assert not list(spill.iterdir())


def test_a_failed_scan_leaves_nothing(folder: Path) -> None:
    """Nor does a scan that ends in an error."""
    spill = folder / "spill"
    spill.mkdir()
    (folder / "bad.csv").write_text("account,ip\n,\n-,203.0.113.1\n")
    with pytest.raises(linkscan.LinkscanError):
        linkscan.scan(folder / "bad.csv", settings=Settings(temp_dir=spill))
    assert not list(spill.iterdir())


def test_names_of_the_package() -> None:
    """What `linkscan` promises it has; what it does not is an AttributeError."""
    assert all(getattr(linkscan, name) for name in linkscan.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        linkscan.nonsense  # noqa: B018
