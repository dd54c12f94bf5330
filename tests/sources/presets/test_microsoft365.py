"""Microsoft 365 unified audit log."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.sources.presets.reading import lines, taken


def _record(operation: str) -> dict[str, object]:
    return {
        "CreationTime": "2026-01-02T09:05:00",
        "Operation": operation,
        "RecordType": 15,
        "ResultStatus": "Success",
        "Workload": "AzureActiveDirectory",
        "ClientIP": "203.0.113.7",
        "UserId": "ana@shop.example",
        "ExtendedProperties": [{"Name": "UserAgent", "Value": "Mozilla/5.0"}],
        "DeviceProperties": [
            {"Name": "Id", "Value": "dev-1"},
            {"Name": "DisplayName", "Value": "PC-1"},
        ],
    }


EVENTS = tuple(map(_record, ("UserLoggedIn", "UserLoginFailed", "FileAccessed")))


def _portal() -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["RecordId", "CreationDate", "RecordType", "Operation", "UserId", "AuditData"])
    for event in EVENTS:
        row = ["r", "2026-01-02T09:05:00.0000000Z", "15", event["Operation"], event["UserId"]]
        writer.writerow([*row, json.dumps(event)])
    return text.getvalue()


SAMPLES = {
    "lines": lines(*EVENTS),
    "array": json.dumps(EVENTS),
    "portal": _portal(),
    "Search-UnifiedAuditLog": lines(
        *({"Operations": e["Operation"], "AuditData": json.dumps(e)} for e in EVENTS)
    ),
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_takes_sign_ins_with_their_device(tmp_path: Path, sample: str) -> None:
    """What stands in a list of names and values is found; times are UTC."""
    found, aside = taken(tmp_path, sample, "microsoft-365")
    assert [row["outcome"] for row in found] == ["success", "failure"]
    assert found[0] == {
        "account": "ana@shop.example",
        "observed_at": "2026-01-02T09:05:00Z",
        "ip": "203.0.113.7",
        "outcome": "success",
        "event": "UserLoggedIn",
        "user_agent": "Mozilla/5.0",
        "device_id": "dev-1",
        "machine": "PC-1",
    }
    assert aside == {"not-a-sign-in": 1}
