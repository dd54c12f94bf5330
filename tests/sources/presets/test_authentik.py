"""authentik."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sources.presets.reading import lines, taken


def _logged(action: str, **more: object) -> dict[str, object]:
    return {
        "action": action,
        "client_ip": "203.0.113.7",
        "event": "Created Event",
        "level": "info",
        "logger": "authentik.events.models",
        "timestamp": "2026-01-02T09:05:00.598288",
        "user": {"username": "AnonymousUser"},
        **more,
    }


EVENTS = (
    _logged("login", user={"username": "ana"}),
    _logged("login_failed", context={"username": "ana"}),
    _logged("invalid_identifier", identifier="ana"),
    _logged("model_updated", user={"username": "ana"}),
)
SAMPLES = {
    "lines": lines(*EVENTS),
    "docker compose": "".join(f"server_1  | {line}\n" for line in lines(*EVENTS).splitlines()),
    "answer": json.dumps(
        {
            "pagination": {"count": 4},
            "results": [
                {
                    "pk": "1",
                    "app": "authentik.core",
                    "context": {"username": "ana"},
                    **{k: v for k, v in event.items() if k in ("action", "client_ip", "user")},
                    "created": event["timestamp"],
                }
                for event in EVENTS
            ],
        }
    ),
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_takes_sign_ins(tmp_path: Path, sample: str) -> None:
    """Who failed to sign in is not the anonymous user, but the one who was named."""
    found, aside = taken(tmp_path, sample, "authentik")
    assert [(row["account"], row["outcome"]) for row in found] == [
        ("ana", "success"),
        ("ana", "failure"),
        ("ana", "failure"),
    ]
    assert found[0]["observed_at"] == "2026-01-02T09:05:00.598288Z"
    assert aside == {"not-a-sign-in": 1}
