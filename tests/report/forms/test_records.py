"""Records of a capture in every form."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from linkscan.capture.record import Record
from linkscan.report.forms import records
from linkscan.report.forms.records import write_records
from tests.capture.decode.test_talks import SESSION
from tests.capture.test_record import MAPPING

RECORDS: list[Record] = [SESSION, MAPPING, replace(SESSION, sni="=cmd()", client_port=1)]


def test_lines_of_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same lines to a file and to standard output."""
    write_records(RECORDS, "jsonl", tmp_path / "a.jsonl")
    write_records(RECORDS, "jsonl", None)
    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    assert capsys.readouterr().out == lines
    assert [json.loads(line)["record"] for line in lines.splitlines()] == [
        "session", "mapping", "session",
    ]  # fmt: skip


def test_csv(tmp_path: Path) -> None:
    """One header for all kinds of records; a spreadsheet computes nothing of what strangers say."""
    path = tmp_path / "a.csv"
    write_records(RECORDS, "csv", path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["record"] for row in rows] == ["session", "mapping", "session"]
    assert [row["sni"] for row in rows] == [SESSION.sni, "", "'=cmd()"]
    assert rows[1]["at"] == "1970-01-01T00:00:01.500Z"


def test_csv_without_records(tmp_path: Path) -> None:
    """Without records the header stands alone."""
    write_records([], "csv", tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"record,transport,")


@pytest.mark.parametrize("batch", [1, 50_000])
def test_parquet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    """Numbers and times are typed, whatever the size of a batch."""
    monkeypatch.setattr(records, "BATCH", batch)
    path = tmp_path / "a.parquet"
    write_records(RECORDS, "parquet", path)
    fields = 'record, client_port, epoch(first_at), epoch("at"), sni'
    found = duckdb.connect().execute(f"SELECT {fields} FROM '{path}'")
    assert found.fetchall() == [
        ("session", 50_000, 0.0, None, SESSION.sni),
        ("mapping", None, None, 1.5, None),
        ("session", 1, 0.0, None, "=cmd()"),
    ]


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_whole_or_not_at_all(tmp_path: Path, form: str) -> None:
    """Where reading fails, the file that was there stays as it was, and nothing else is left."""

    def failing() -> Iterator[Record]:
        yield SESSION
        raise ValueError("damaged")

    path = tmp_path / f"a.{form}"
    path.write_text("before")
    with pytest.raises(ValueError, match="damaged"):
        write_records(failing(), form, path)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]
