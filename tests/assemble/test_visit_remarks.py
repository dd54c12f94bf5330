"""Warnings about visits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import linkscan
from linkscan.capture.record import Visit
from linkscan.config import Settings
from linkscan.model import Warning
from linkscan.pseudonyms import Pseudonyms
from linkscan.report.forms.records import write_records
from linkscan.report.views.notes import warning_note
from tests.capture.test_visits import named
from tests.scanning import NOW

pytestmark = pytest.mark.scans

CHANGED = replace(named(0, 9, "PC-1"), notes=("egress-change", "vpn-drop"), ways=("wg0", "eth0"))


def warnings(
    tmp_path: Path, files: Mapping[str, Sequence[Visit]], pseudonyms: Pseudonyms | None = None
) -> list[Warning]:
    """The warnings about the visits in these files."""
    for name, visits in files.items():
        write_records(visits, "jsonl", tmp_path / name)
    settings = Settings(now=NOW, pseudonyms=pseudonyms)
    paths = [tmp_path / name for name in files]
    with linkscan.scan([], sessions=paths, settings=settings) as result:
        return [one for one in result.report.warnings if one.code.startswith("visit-")]


def test_changes_in_a_visit(tmp_path: Path) -> None:
    """A change is told with store, host, machine, time and ways, and cites the visit."""
    changed = replace(CHANGED, public_ips=("203.0.113.5", "203.0.113.6"))
    (drop,) = warnings(tmp_path, {"a.jsonl": [named(60, 61, "PC-1"), changed]})
    assert drop.code == "visit-vpn-drop"
    assert [place.line for place in drop.where] == [2]
    assert warning_note(drop, "en").text == (
        "amazon/A: in the middle of a visit to sellercentral.amazon.com from PC-1 on 2026-01-01 "
        "00:00 UTC the VPN or proxy dropped: wg0 > eth0; 203.0.113.5 > 203.0.113.6. The "
        "platform may have seen the line behind it."
    )


def test_another_line(tmp_path: Path) -> None:
    """Without a VPN the change of the line itself is told."""
    changed = replace(CHANGED, notes=("egress-change",), ways=("eth0", "wlan0"))
    (change,) = warnings(tmp_path, {"a.jsonl": [changed]})
    assert change.code == "visit-egress-change"
    assert dict(change.params)["ways"] == "eth0 > wlan0"


def test_one_name_on_two_platforms(tmp_path: Path) -> None:
    """The store of the visit is named, not that of the same name on another platform."""
    douyin = replace(named(60, 61, "PC-1"), platform="douyin", host="fxg.jinritemai.com")
    (drop,) = warnings(tmp_path, {"a.jsonl": [CHANGED, douyin]})
    assert dict(drop.params)["account"] == "amazon/A"


def test_two_machines_in_two_files(tmp_path: Path) -> None:
    """Captures of two machines are looked at together."""
    files = {"a.jsonl": [named(0, 9, "PC-1")], "b.jsonl": [named(5, 19, "Mac-22")]}
    found = warnings(tmp_path, files)
    assert [one.code for one in found] == ["visit-two-machines"] * 2
    assert [dict(one.params)["machine"] for one in found] == ["PC-1", "Mac-22"]


def test_nothing_to_say(tmp_path: Path) -> None:
    """Of visits without a note nothing is told."""
    assert warnings(tmp_path, {"a.jsonl": [named(0, 9, "PC-1"), named(60, 70, "PC-1", "B")]}) == []


def test_pseudonyms(tmp_path: Path) -> None:
    """Under pseudonyms neither store, nor machine, nor address, nor interface is named."""
    changed = replace(CHANGED, public_ips=("203.0.113.5", "203.0.113.6"))
    found = warnings(tmp_path, {"a.jsonl": [changed]}, Pseudonyms(b"k" * 32))
    said = str([[value for name, value in one.params if name != "host"] for one in found])
    for name in ("PC-1", "/A'", "203.0.113", "wg0"):
        assert name not in said
    assert len(found) == 1
