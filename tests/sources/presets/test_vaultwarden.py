"""Vaultwarden."""

from __future__ import annotations

from pathlib import Path

from tests.sources.presets.reading import taken

SAMPLES = {
    "log": """\
[2026-01-02 09:05:00.123][request][INFO] POST /identity/connect/token
[2026-01-02 09:05:00.219][vaultwarden::api::identity][INFO] User ana@shop.example logged in \
successfully. IP: 203.0.113.7
[2026-01-02 09:06:00.219-0700][vaultwarden::api::identity][ERROR] Username or password is \
incorrect. Try again. IP: 203.0.113.7. Username: ana@shop.example.
[2026-01-02 09:07:00.219][vaultwarden::api::admin][ERROR] Invalid admin token. IP: 203.0.113.7
"""
}


def test_takes_sign_ins(tmp_path: Path) -> None:
    """A wrong admin token names nobody: counted, no row."""
    found, aside = taken(tmp_path, SAMPLES["log"], "vaultwarden")
    assert found == [
        {
            "account": "ana@shop.example",
            "observed_at": time,
            "ip": "203.0.113.7",
            "outcome": outcome,
            "event": "login",
        }
        for time, outcome in (
            ("2026-01-02 09:05:00.219", "success"),
            ("2026-01-02 09:06:00.219-0700", "failure"),
        )
    ]
    assert aside == {"not-a-sign-in": 1, "unnamed-failure": 1}
