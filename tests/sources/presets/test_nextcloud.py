"""Nextcloud."""

from __future__ import annotations

from pathlib import Path

from tests.sources.presets.reading import lines, taken


def _entry(message: str, app: str) -> dict[str, object]:
    return {
        "reqId": "r",
        "level": 1,
        "time": "2026-01-02T09:05:00+00:00",
        "remoteAddr": "2001:db8::7",
        "user": "--",
        "app": app,
        "message": message,
        "userAgent": "Mozilla/5.0",
    }


SAMPLES = {
    "log": lines(
        _entry('Login successful: "ana"', "admin_audit"),
        _entry("Login failed: ana (Remote IP: 2001:db8::7)", "core"),
        _entry("Login failed: 'ana' (Remote IP: '2001:db8::7')", "core"),
        _entry('Login attempt: "ana"', "admin_audit"),
        _entry("Trusted domain error.", "core"),
    )
}


def test_takes_sign_ins(tmp_path: Path) -> None:
    """Of the audit log, and failed ones of the main log in both of its spellings."""
    found, aside = taken(tmp_path, SAMPLES["log"], "nextcloud")
    assert [(row["account"], row["outcome"], row["ip"]) for row in found] == [
        ("ana", "success", "2001:db8::7"),
        ("ana", "failure", "2001:db8::7"),
        ("ana", "failure", "2001:db8::7"),
    ]
    assert aside == {"not-a-sign-in": 2}
