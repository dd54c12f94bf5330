"""Zeek."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkscan.errors import LinkscanError
from linkscan.sources import ReadOptions
from linkscan.sources.account_rule import AccountRule
from tests.sources.presets.reading import lines, rows
from tests.sources.reading import read_one

TABLE = """#separator \\x09
#set_separator\t,
#path\tssl
#open\t2026-01-02-09-05-00
#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tserver_name\tja3
#types\ttime\tstring\taddr\tport\taddr\tport\tstring\tstring
1767344700.123456\tC1\t203.0.113.7\t51234\t198.51.100.9\t443\tshop-1.desk.example\tabc
#close\t2026-01-02-10-00-00
"""
SAMPLES = {
    "table": TABLE,
    "JSON": lines(
        {
            "ts": 1767344700.123456,
            "uid": "C1",
            "id.orig_h": "203.0.113.7",
            "id.resp_h": "198.51.100.9",
            "server_name": "shop-1.desk.example",
            "ja3": "abc",
        }
    ),
}
RULE = AccountRule(pattern=r"(shop-\d+)\.desk")


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_names_no_account(tmp_path: Path, sample: str) -> None:
    """Connections are no sign-ins: told as such."""
    with pytest.raises(LinkscanError, match="account_rule"):
        read_one(tmp_path, "ssl.log", sample)


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_a_rule_finds_the_account(tmp_path: Path, sample: str) -> None:
    """In the name of the server, say."""
    table = read_one(tmp_path, "ssl.log", sample, ReadOptions(rule=RULE))
    assert table.verified
    assert rows(table) == [
        {
            "account": "shop-1",
            "observed_at": "1767344700.123456",
            "ip": "203.0.113.7",
            "ja3": "abc",
        }
    ]
