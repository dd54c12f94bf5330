"""A router's log of its public addresses."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from linkscan.capture.router_log import read_router_log
from linkscan.errors import LinkscanError


def test_addresses_in_order(tmp_path: Path) -> None:
    """Sorted by time, whatever the zone; further columns are not looked at."""
    path = tmp_path / "router.csv"
    path.write_text(
        "time,event,public_ip\n2026-01-02T09:00:00,up,203.0.113.2\n"
        "2026-01-02T09:05:00+08:00,up, 203.0.113.1\n",
        encoding="utf-8",
    )
    assert read_router_log(path) == (
        (datetime(2026, 1, 2, 1, 5, tzinfo=UTC), "203.0.113.1"),
        (datetime(2026, 1, 2, 9, tzinfo=UTC), "203.0.113.2"),
    )


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("time,public_ip\n2026-01-02,203.0.113.1\nyesterday,203.0.113.2\n", ":3: found no time"),
        ("time,public_ip\n2026-01-02,192.168.0.1\n", ":2: found no time and public address"),
        ("time,public_ip\n2026-01-02\n", ":2: found no time"),
        ("at,address\n2026-01-02,203.0.113.1\n", ":2: found no time"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, where: str) -> None:
    """A line without time or public address is told, never passed over."""
    path = tmp_path / "router.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LinkscanError, match=where):
        read_router_log(path)
    with pytest.raises(LinkscanError, match="cannot be read"):
        read_router_log(tmp_path / "none")
