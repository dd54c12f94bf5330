"""Okta System Log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sources.presets.reading import lines, taken


def _event(kind: str, result: str) -> dict[str, object]:
    return {
        "uuid": "1",
        "published": "2026-01-02T09:05:00.000Z",
        "eventType": kind,
        "displayMessage": "User login to Okta",
        "actor": {"id": "00u1", "type": "User", "alternateId": "ana@shop.example"},
        "client": {
            "userAgent": {"rawUserAgent": "Mozilla/5.0", "os": "Windows"},
            "ipAddress": "203.0.113.7",
        },
        "device": {"id": "guo1", "name": "PC-1"},
        "outcome": {"result": result},
        "debugContext": {"debugData": {"deviceFingerprint": "f" * 32}},
    }


EVENTS = (
    _event("user.session.start", "SUCCESS"),
    _event("user.session.start", "FAILURE"),
    _event("user.authentication.auth_via_IDP", "CHALLENGE"),
    _event("user.session.end", "SUCCESS"),
)
CSV = """\
timestamp,event_type,actor.alternate_id,client.ip_address,client.user_agent.raw_user_agent,\
device.id,device.name,outcome.result,debug_context.debug_data.device_fingerprint
""" + "".join(
    f"2026-01-02T09:05:00.000Z,{kind},ana@shop.example,203.0.113.7,Mozilla/5.0,guo1,PC-1,{result},"
    f"{'f' * 32}\n"
    for kind, result in (
        ("user.session.start", "SUCCESS"),
        ("user.session.start", "FAILURE"),
        ("user.authentication.auth_via_IDP", "CHALLENGE"),
        ("user.session.end", "SUCCESS"),
    )
)


def _small(value: object) -> object:
    if isinstance(value, dict):
        return {name.lower(): _small(inner) for name, inner in value.items()}
    return value


SAMPLES = {
    "answer": json.dumps(EVENTS),
    "lines": lines(*EVENTS),
    "small letters": lines(*map(_small, EVENTS)),
    "Splunk": lines(*({"preview": False, "result": {"_raw": json.dumps(e)}} for e in EVENTS)),
    "csv": CSV,
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_takes_sign_ins_with_their_device(tmp_path: Path, sample: str) -> None:
    """Names of fields may be written in any way; a challenge is no success."""
    found, aside = taken(tmp_path, sample, "okta")
    assert [row["outcome"] for row in found] == ["success", "failure", "interrupted"]
    assert found[0] == {
        "account": "ana@shop.example",
        "observed_at": "2026-01-02T09:05:00.000Z",
        "ip": "203.0.113.7",
        "outcome": "success",
        "event": "user.session.start",
        "user_agent": "Mozilla/5.0",
        "device_id": "guo1",
        "machine": "PC-1",
        "fingerprint": "f" * 32,
    }
    assert aside == {"not-a-sign-in": 1}
