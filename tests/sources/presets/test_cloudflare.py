"""Cloudflare."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linkscan.errors import LinkscanError
from tests.sources.presets.reading import lines, taken
from tests.sources.reading import read_one


def _access(allowed: bool) -> dict[str, object]:
    return {
        "user_email": "ana@shop.example",
        "ip_address": "203.0.113.7",
        "app_domain": "desk.example",
        "action": "login",
        "allowed": allowed,
        "created_at": "2026-01-02T09:05:00Z",
        "ray_id": "187d944c61940c77",
    }


def _pushed(allowed: bool) -> dict[str, object]:
    return {
        "Action": "login",
        "Allowed": allowed,
        "CreatedAt": "2026-01-02T09:05:00Z",
        "Email": "ana@shop.example",
        "IPAddress": "203.0.113.7",
        "RayID": "187d944c61940c77",
    }


def _audit(result: bool) -> dict[str, object]:
    return {
        "action": {"type": "login", "result": result},
        "actor": {"email": "ana@shop.example", "ip": "203.0.113.7", "type": "user"},
        "when": "2026-01-02T09:05:00Z",
        "interface": "UI",
    }


TRAFFIC = {"ClientIP": "203.0.113.9", "RayID": "7090a9da88e333d8", "EdgeResponseStatus": 403}
SAMPLES = {
    "Access": json.dumps({"success": True, "result": [_access(True), _access(False)]}),
    "Logpush": lines(_pushed(True), _pushed(False)),
    "audit": json.dumps({"result": [_audit(True), _audit(False)], "success": True}),
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_takes_sign_ins(tmp_path: Path, sample: str) -> None:
    """From the log of Access and from that of the dashboard."""
    found, _aside = taken(tmp_path, sample, "cloudflare")
    assert found == [
        {
            "account": "ana@shop.example",
            "observed_at": "2026-01-02T09:05:00Z",
            "ip": "203.0.113.7",
            "outcome": outcome,
            "event": "login",
        }
        for outcome in ("success", "failure")
    ]


def test_traffic_names_nobody(tmp_path: Path) -> None:
    """A log of requests is known, and told to hold no sign-in."""
    message = "sample: Cloudflare, audit and Access logs, 1 records, and none of them is a sign-in"
    with pytest.raises(LinkscanError) as caught:
        read_one(tmp_path, "sample", lines(TRAFFIC))
    assert message in caught.value.text("en")
