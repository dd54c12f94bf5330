"""Auth0."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sources.presets.reading import lines, taken


def _event(kind: str) -> dict[str, object]:
    return {
        "date": "2026-01-02T09:05:00.000Z",
        "type": kind,
        "client_id": "c1",
        "ip": "203.0.113.7",
        "user_agent": "Mozilla/5.0",
        "user_id": "auth0|1",
        "user_name": "ana@shop.example",
        "log_id": "90020260102",
    }


EVENTS = (_event("s"), _event("fp"), _event("slo"))
SAMPLES = {
    "answer": json.dumps(EVENTS),
    "stream": lines(*({"log_id": "9", "data": event} for event in EVENTS)),
    "EventBridge": lines(*({"detail": {"log_id": "9", "data": event}} for event in EVENTS)),
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_takes_sign_ins(tmp_path: Path, sample: str) -> None:
    """By the short codes of its types; signing out is none."""
    found, aside = taken(tmp_path, sample, "auth0")
    assert [(row["account"], row["outcome"], row["event"]) for row in found] == [
        ("ana@shop.example", "success", "s"),
        ("ana@shop.example", "failure", "fp"),
    ]
    assert aside == {"not-a-sign-in": 1}
