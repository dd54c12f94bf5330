"""OneLogin."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sources.presets.reading import lines, taken


def _event(kind: int) -> dict[str, object]:
    return {
        "id": 1,
        "created_at": "2026-01-02T09:05:00.000Z",
        "account_id": 9,
        "user_id": 77,
        "event_type_id": kind,
        "ipaddr": "203.0.113.7",
        "user_name": "Ana Example",
    }


EVENTS = (_event(5), _event(6), _event(7))
SAMPLES = {
    "lines": lines(*EVENTS),
    "answer": json.dumps({"status": {"code": 200}, "pagination": {}, "data": EVENTS}),
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_takes_sign_ins(tmp_path: Path, sample: str) -> None:
    """Two people of one name stay two accounts."""
    found, aside = taken(tmp_path, sample, "onelogin")
    assert [(row["account"], row["ip"], row["outcome"]) for row in found] == [
        ("Ana Example #77", "203.0.113.7", "success"),
        ("Ana Example #77", "203.0.113.7", "failure"),
    ]
    assert aside == {"not-a-sign-in": 1}
