"""Records as lines and rows."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from linkscan.capture.record import Mapping, as_row, columns, json_line, moment, values_of
from tests.capture.build import CLIENT, SERVER
from tests.capture.decode.test_talks import SESSION

MAPPING = Mapping(SERVER, 3478, "203.0.113.9", CLIENT, moment(1_500_000_000), "eth0")


def test_lines() -> None:
    """One line of JSON in full: the kind first, times in UTC with milliseconds."""
    assert json_line(MAPPING) == (
        '{"record": "mapping", "server_ip": "198.51.100.9", "server_port": 3478, '
        '"mapped_ip": "203.0.113.9", "local_ip": "192.0.2.7", '
        '"at": "1970-01-01T00:00:01.500Z", "interface": "eth0", "drops": null, '
        '"told_by": "stun"}'
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [("店铺.example", "店铺.example"), ("a\u202eb", "a\\u202eb"), ("a\nb", "a\\nb"), ('"', '\\"')],
)
def test_names_of_strangers(name: str, shown: str) -> None:
    """What would be hidden in a terminal is written as its escape, and reads back as it was."""
    line = json_line(replace(SESSION, sni=name))
    assert f'"sni": "{shown}"' in line
    assert json.loads(line)["sni"] == name


def test_rows_and_columns() -> None:
    """A table of all records has a column for each field of any of them, typed."""
    types = columns()
    for record in (SESSION, MAPPING):
        assert set(as_row(record)) == set(values_of(record)) <= set(types)
    chosen = ("record", "client_port", "first_at", "at", "vlan", "sni")
    assert [types[name] for name in chosen] == [
        "VARCHAR", "BIGINT", "TIMESTAMP", "TIMESTAMP", "BIGINT", "VARCHAR",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("at_ns", "at"),
    [
        (0, datetime(1970, 1, 1, tzinfo=UTC)),
        (1_999_999_999, datetime(1970, 1, 1, 0, 0, 1, 999_999, tzinfo=UTC)),
        (-5, datetime(1970, 1, 1, tzinfo=UTC)),
        (1 << 90, datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_moments(at_ns: int, at: datetime) -> None:
    """Clocks of damaged files stay within the calendar."""
    assert moment(at_ns).replace(microsecond=at.microsecond) == at
