"""AdsPower."""

from __future__ import annotations

import json
from pathlib import Path

from tests.sources.presets.reading import taken
from tests.sources.reading import read_one

SAMPLES = {
    "answer": json.dumps(
        {
            "code": 0,
            "msg": "Success",
            "data": {
                "list": [
                    {
                        "serial_number": "1",
                        "user_id": "h1yynkm",
                        "name": "Shop A",
                        "group_id": "0",
                        "domain_name": "sellercentral.amazon.com",
                        "username": "ana@shop.example",
                        "password": "hunter22",
                        "fakey": "JBSWY3DP",
                        "last_open_time": "1767344700",
                        "ip": "203.0.113.7",
                    }
                ],
                "page": 1,
            },
        }
    )
}


def test_a_profile_is_a_device(tmp_path: Path) -> None:
    """Its account, the platform of it, and where it was last opened."""
    found, aside = taken(tmp_path, SAMPLES["answer"], "adspower")
    assert found == [
        {
            "account": "ana@shop.example",
            "observed_at": "1767344700",
            "ip": "203.0.113.7",
            "event": "open",
            "device_id": "h1yynkm",
            "platform": "amazon",
        }
    ]
    assert aside == {}


def test_no_secret_is_copied(tmp_path: Path) -> None:
    """Neither the password nor the key of the second factor."""
    copy = read_one(tmp_path, "a.json", SAMPLES["answer"]).scan.path.read_text("utf-8")
    assert "hunter22" not in copy
    assert "JBSWY3DP" not in copy
