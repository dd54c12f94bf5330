"""Slack."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sources.presets.reading import lines, taken


def _audit(action: str) -> dict[str, object]:
    return {
        "id": "1",
        "date_create": 1767344700,
        "action": action,
        "actor": {"type": "user", "user": {"id": "W1", "name": "ana", "email": "ana@shop.example"}},
        "entity": {"type": "user"},
        "context": {"ua": "Mozilla/5.0", "ip_address": "203.0.113.7"},
    }


EVENTS = (_audit("user_login"), _audit("user_login_failed"), _audit("user_logout"))
SAMPLES = {
    "lines": lines(*EVENTS),
    "answer": json.dumps({"entries": EVENTS, "response_metadata": {"next_cursor": ""}}),
}
ACCESS = json.dumps(
    {
        "ok": True,
        "logins": [
            {
                "user_id": "U1",
                "username": "ana",
                "date_first": 1767344700,
                "date_last": 1767348300,
                "count": 8,
                "ip": "203.0.113.7",
                "user_agent": "SlackWeb Mozilla/5.0",
            }
        ],
    }
)


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_takes_sign_ins(tmp_path: Path, sample: str) -> None:
    """Of an audit log, signing in and failing to."""
    found, aside = taken(tmp_path, sample, "slack")
    assert [(row["account"], row["observed_at"], row["outcome"]) for row in found] == [
        ("ana@shop.example", "1767344700", "success"),
        ("ana@shop.example", "1767344700", "failure"),
    ]
    assert aside == {"not-a-sign-in": 1}


def test_takes_accesses(tmp_path: Path) -> None:
    """A row of an access log is a use of the account, the last of several."""
    found, _aside = taken(tmp_path, ACCESS, "slack")
    assert [(row["account"], row["observed_at"], row["ip"]) for row in found] == [
        ("ana", "1767348300", "203.0.113.7")
    ]
