"""Alibaba Cloud ActionTrail."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.sources.presets.reading import lines, taken


def _event(name: str, user: str, error: str = "") -> dict[str, object]:
    return {
        "eventId": "e-1",
        "eventName": name,
        "eventSource": "signin.aliyun.com",
        "eventTime": "2026-01-02T09:05:00Z",
        "acsRegion": "cn-hangzhou",
        "sourceIpAddress": "203.0.113.7",
        "userAgent": "Mozilla/5.0",
        "userIdentity": {"type": "ram-user", "accountId": "1888", "userName": user},
        "errorCode": error,
    }


EVENTS = (
    _event("ConsoleSignin", "ana@corp.example"),
    _event("ConsoleSignin", "ben", "Authentication.Failed"),
    _event("GetLoginProfile", "ben") | {"eventSource": "ram.aliyuncs.com"},
)


def _csv() -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["TimeGenerated [UTC]" if n == "eventTime" else n for n in EVENTS[0]])
    for event in EVENTS:
        writer.writerow([json.dumps(v) if isinstance(v, dict) else v for v in event.values()])
    return text.getvalue()


SAMPLES = {
    "lines": lines(*EVENTS),
    "answer": json.dumps({"RequestId": "r", "Events": EVENTS}),
    "wrapped": json.dumps([{"event": event, "owner_id": "1888"} for event in EVENTS]),
    "csv": _csv(),
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_takes_sign_ins(tmp_path: Path, sample: str) -> None:
    """A name with its domain is unique; another gets the number of its Alibaba account."""
    found, aside = taken(tmp_path, sample, "actiontrail")
    assert [(row["account"], row["outcome"], row["ip"]) for row in found] == [
        ("ana@corp.example", "success", "203.0.113.7"),
        ("1888/ben", "failure", "203.0.113.7"),
    ]
    assert {row["observed_at"] for row in found} == {"2026-01-02T09:05:00Z"}
    assert aside == {"not-a-sign-in": 1}
