"""Keycloak."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sources.presets.reading import lines, taken

START = "2026-01-02 09:05:00,123 DEBUG [org.keycloak.events] (executor-thread-1) "
TEXT = (
    START + 'type="LOGIN", realmId="r1", clientId="desk", userId="u1", ipAddress="203.0.113.7", '
    'auth_method="openid-connect", username="ana"\n'
    + START.replace("DEBUG", "WARN ") + "type=LOGIN_ERROR, realmId=r1, clientId=desk, userId=null, "
    "ipAddress=203.0.113.7, error=user_not_found, redirect_uri=https://desk.example/a,b, "
    "username=ana\n"
    + START + "type=LOGOUT, realmId=r1, clientId=desk, userId=u1, ipAddress=203.0.113.7\n"
)  # fmt: skip
EVENTS = [
    {
        "time": 1767344700123,
        "type": kind,
        "realmId": "r1",
        "clientId": "desk",
        "userId": "u1",
        "ipAddress": "203.0.113.7",
        "details": {"username": "ana"},
        **({"error": "invalid_user_credentials"} if kind.endswith("ERROR") else {}),
    }
    for kind in ("LOGIN", "LOGIN_ERROR", "LOGOUT")
]
SAMPLES = {
    "lines": TEXT,
    "admin API": json.dumps(EVENTS),
    "JSON lines": lines(
        *(
            {
                "timestamp": "2026-01-02T09:05:00.123Z",
                "loggerName": "org.keycloak.events",
                "message": line.partition(") ")[2],
            }
            for line in TEXT.splitlines()
        )
    ),
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_takes_sign_ins(tmp_path: Path, sample: str) -> None:
    """With and without quotes, as lines and as objects."""
    found, aside = taken(tmp_path, sample, "keycloak")
    assert [(row["account"], row["ip"], row["outcome"], row["event"]) for row in found] == [
        ("ana", "203.0.113.7", "success", "LOGIN"),
        ("ana", "203.0.113.7", "failure", "LOGIN_ERROR"),
    ]
    assert found[0]["observed_at"] in (
        "2026-01-02 09:05:00.123", "1767344700123", "2026-01-02T09:05:00.123Z",
    )  # fmt: skip
    assert aside == {"not-a-sign-in": 1}
