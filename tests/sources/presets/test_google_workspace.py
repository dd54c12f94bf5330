"""Google Workspace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sources.presets.reading import lines, taken


def _activity(name: str) -> dict[str, object]:
    return {
        "kind": "admin#reports#activity",
        "id": {"time": "2026-01-02T09:05:00.123Z", "applicationName": "login"},
        "actor": {"email": "ana@shop.example"},
        "ipAddress": "2001:db8::7",
        "events": [{"type": "login", "name": name, "parameters": [{"name": "is_suspicious"}]}],
    }


EVENTS = (_activity("login_success"), _activity("login_failure"), _activity("logout"))
SAMPLES = {
    "lines": lines(*EVENTS),
    "answer": json.dumps({"kind": "admin#reports#activities", "items": EVENTS}),
    "GAM": json.dumps(EVENTS, indent=1),
    "activities": json.dumps({"activities": EVENTS}),
    "an event a record": lines(*({**e, **e["events"][0], "events": None} for e in EVENTS)),  # type: ignore[index]
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_takes_sign_ins(tmp_path: Path, sample: str) -> None:
    """Success and failure are taken, anything else that happens to an account is set aside."""
    found, aside = taken(tmp_path, sample, "google-workspace")
    assert found == [
        {
            "account": "ana@shop.example",
            "observed_at": "2026-01-02T09:05:00.123Z",
            "ip": "2001:db8::7",
            "outcome": outcome,
            "event": f"login_{outcome}",
        }
        for outcome in ("success", "failure")
    ]
    assert aside == {"not-a-sign-in": 1}


def test_names_the_affected_account(tmp_path: Path) -> None:
    """Where an event has no actor, the account that it is about is meant."""
    event = _activity("login_success") | {"actor": {}}
    event["events"] = [
        {
            "name": "login_success",
            "parameters": [{"name": "affected_email_address", "value": "ben@shop.example"}],
        }
    ]
    found, _aside = taken(tmp_path, lines(event), "google-workspace")
    assert found[0]["account"] == "ben@shop.example"
