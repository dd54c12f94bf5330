"""Capture files: one after the other, and what became of them."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from linkscan.capture.decode.reading import Sums, read_captures
from linkscan.capture.record import Record, Session
from linkscan.errors import LinkscanError
from tests.capture.build import SECOND, START_NS, ethernet, hello, ip, pcap, records, tcp

HELLO = records(hello())
FIRST = ethernet(ip(tcp(HELLO[:60])))
REST = ethernet(ip(tcp(HELLO[60:], 1060)))
OTHER = ethernet(ip(tcp(records(hello("other.example.com")), ports=(9, 443))))


def read(*paths: Path | str, wanted: str = "") -> tuple[list[Record], Sums]:
    sums = Sums()
    found = read_captures(
        [str(path) for path in paths], lambda session: wanted in str(session.sni), sums
    )
    return list(found), sums


def names(found: list[Record]) -> list[str | None]:
    return [one.sni for one in found if isinstance(one, Session)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.pcap"
    path.write_bytes(pcap(FIRST, REST, OTHER))
    return path


def test_wanted_sessions(file: Path) -> None:
    """Sessions that are not wanted are counted, and nothing of them is told."""
    found, sums = read(file, wanted="sellers")
    assert names(found) == ["sellers.example.com"]
    assert (sums.packets, sums.sessions, sums.other_hosts) == (3, 1, 1)


@pytest.mark.parametrize(("gap_s", "whole"), [(1, True), (299, True), (301, False), (-9, False)])
def test_files_of_one_capture(tmp_path: Path, gap_s: int, whole: bool) -> None:
    """Files that follow each other are one capture, in which a hello may go on; others are not."""
    for name, frame, at_ns in (("a", FIRST, START_NS), ("b", REST, START_NS + gap_s * SECOND)):
        (tmp_path / name).write_bytes(pcap(frame, start_ns=at_ns))
    found, sums = read(tmp_path / "a", tmp_path / "b")
    assert names(found) == ["sellers.example.com"] * whole
    assert sums.packets == 2


def test_damage(tmp_path: Path, file: Path) -> None:
    """A damaged file is named with the packets before the damage, and the next one is read."""
    bad = tmp_path / "bad.pcap"
    bad.write_bytes(file.read_bytes()[:-3])
    odd = tmp_path / "odd.pcap"
    odd.write_bytes(pcap(b"zigbee", linktype=230, start_ns=0))
    found, sums = read(bad, odd, file)
    assert names(found) == ["sellers.example.com"] * 2 + ["other.example.com"]
    assert sums.damaged == [(str(bad), 2)]
    assert sums.unread_linktypes == {230: 1}


def test_how_far_it_has_come(tmp_path: Path, file: Path) -> None:
    """Bytes are counted as they are read; of standard input nobody knows how many there are."""
    sums = Sums()
    found = read_captures([str(file), str(file)], lambda _session: True, sums)
    next(found)
    assert (sums.read_bytes, sums.all_bytes) == (2 * file.stat().st_size,) * 2
    assert read(file)[1].all_bytes == file.stat().st_size


def test_standard_input(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name - is standard input."""
    stdin = io.TextIOWrapper(io.BytesIO(file.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stdin)
    found, sums = read("-")
    assert (len(found), sums.all_bytes) == (2, 0)


def test_no_file(tmp_path: Path) -> None:
    """A file that is not there, and a folder, are told in one sentence."""
    with pytest.raises(LinkscanError, match="no such file; check the path"):
        read(tmp_path / "none.pcap")
    with pytest.raises(LinkscanError, match="cannot be read"):
        read(tmp_path)
