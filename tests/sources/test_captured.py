"""Records of a capture, read as a login log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from linkscan.capture.record import Record, Visit
from linkscan.capture.settings import CaptureSettings, read_capture
from linkscan.errors import LinkscanError
from linkscan.report.forms.records import write_records
from linkscan.sources import ReadOptions, Table
from linkscan.sources.captured import with_visits
from tests.capture.test_record import MAPPING
from tests.capture.test_visits import mapping, named, session, visits_of
from tests.sources.reading import copied_rows, read_one, workdir

KNOWN = replace(named(0, 9, "PC-1", "STORE-A"), public_ips=("203.0.113.5",), ja4s=("t13d",))
OPEN = named(60, 70, "PC-1", None)
RECORDS: tuple[Record, ...] = (
    session(0, 5, machine="PC-1", account="STORE-A"),
    session(6, 9, machine="PC-1", account="STORE-A"),
    KNOWN,
    MAPPING,
    session(60, 70, machine="PC-1"),
    OPEN,
)


def read(
    tmp_path: Path,
    records: Sequence[Record],
    form: str = "jsonl",
    capture: CaptureSettings | None = None,
) -> Table:
    path = tmp_path / f"a.{form}"
    write_records(records, form, path)
    options = ReadOptions(capture=capture or CaptureSettings())
    return read_one(tmp_path, path.name, path.read_bytes(), options)


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_every_form(tmp_path: Path, form: str) -> None:
    """A visit is a sign-in of its store; all else is counted by what it is."""
    table = read(tmp_path, RECORDS, form)
    line = {"jsonl": "3", "csv": "4", "parquet": "3"}[form]
    assert copied_rows(table) == [
        ["STORE-A", "2026-01-01T00:00:00+00:00", "amazon", "PC-1", "203.0.113.5",
         KNOWN.client_mac, "t13d", line],
    ]  # fmt: skip
    assert table.mapping.role == "logins"
    assert table.format == form
    assert table.ignored == (("in-visit", 3), ("public-address", 1), ("visit-of-no-store", 1))
    assert [visit for _line, visit in table.visits] == [KNOWN, OPEN]


def test_killed_capture(tmp_path: Path) -> None:
    """Sessions that no visit was written for are grouped anew; a line that was cut is rejected."""
    records = [*RECORDS[:4], mapping(99, "203.0.113.9"), session(100, 110, account="STORE-B"),
               session(111, account="STORE-B")]  # fmt: skip
    path = tmp_path / "a.jsonl"
    write_records(records, "jsonl", path)
    text = path.read_text(encoding="utf-8") + '{"record": "sess'
    table = read_one(tmp_path, "a.jsonl", text)
    assert [(row[0], row[4], row[-1]) for row in copied_rows(table)] == [
        ("STORE-A", "203.0.113.5", "3"), ("STORE-B", "203.0.113.9", "6"),
    ]  # fmt: skip
    assert table.ignored == (("in-visit", 3), ("public-address", 2))
    assert table.rejected == (("bad-json", 1),)


def test_addresses(tmp_path: Path) -> None:
    """Each public address that was seen is evidence; a private one never is."""
    both = replace(KNOWN, public_ips=("203.0.113.5", "203.0.113.6"))
    none = replace(KNOWN, public_ips=())
    table = read(tmp_path, [both, none])
    assert [row[4] for row in copied_rows(table)] == ["203.0.113.5", "203.0.113.6", ""]


def test_mac_of_a_router(tmp_path: Path) -> None:
    """A MAC from which two addresses are heard at once stands for several machines: no evidence."""

    def visit(address: str, start: float, mac: str = "3c:52:82:00:00:09") -> Visit:
        (one,) = visits_of(session(start, start + 9, client_ip=address, client_mac=mac,
                                   account="STORE-A"))  # fmt: skip
        return one

    behind = [visit("10.0.0.1", 0), visit("10.0.0.2", 5)]
    assert [row[5] for row in copied_rows(read(tmp_path, behind))] == ["", ""]
    moved = [visit("10.0.0.1", 0), visit("10.0.0.2", 60)]
    families = [visit("10.0.0.1", 0), visit("2001:db8::1", 5)]
    for visits in (moved, families):
        assert all(row[5] for row in copied_rows(read(tmp_path, visits)))


def test_own_hosts(tmp_path: Path) -> None:
    """Hosts that the user names make visits where sessions are grouped anew."""
    own = read_capture({"hosts": {"erp.example.com": "ozon"}}, "linkscan.toml")
    table = read(tmp_path, [session(0, name="erp.example.com", account="S")], capture=own)
    assert [row[2] for row in copied_rows(table)] == ["ozon"]


def test_later_knowledge(tmp_path: Path) -> None:
    """A visit whose store becomes known later is a row then, and counted no more."""
    table = read(tmp_path, RECORDS)
    lines = [line for line, _visit in table.visits]
    known = replace(OPEN, account="STORE-C")
    later = with_visits(table, list(zip(lines, [KNOWN, known], strict=True)), workdir(tmp_path))
    assert [row[0] for row in copied_rows(later)] == ["STORE-A", "STORE-C"]
    assert later.ignored == (("in-visit", 3), ("public-address", 1))


def test_records_that_are_none(tmp_path: Path) -> None:
    """A line that is JSON but no record, or lacks a field that must be there, is rejected."""
    line = '{"record": "visit", "platform": "amazon"}\n{"record": "odd"}\n[]\n'
    path = tmp_path / "a"
    write_records([KNOWN], "jsonl", path)
    table = read_one(tmp_path, "a.jsonl", path.read_text(encoding="utf-8") + line)
    assert table.rejected == (("other-record", 3),)


def test_role(tmp_path: Path) -> None:
    """What --sessions names must be a capture."""
    with pytest.raises(LinkscanError) as raised:
        read_one(tmp_path, "a.csv", "account,time,ip\nA,2026-01-01,192.0.2.1\n", role="sessions")
    assert str(raised.value) == (
        "a.csv: no records of linkscan capture; make them with: linkscan capture read FILE.pcap "
        "--out visits.jsonl."
    )
