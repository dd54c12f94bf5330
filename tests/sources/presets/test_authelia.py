"""Authelia."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.presets.reading import lines, taken

MESSAGES = (
    "Successful 1FA authentication attempt made by user 'ana'",
    "Unsuccessful TOTP authentication attempt by user 'ana'",
    "Error occurred getting details for user with username input 'ana' which usually indicates "
    "they do not exist",
    "Startup complete",
)
SAMPLES = {
    "text": "".join(
        f'time="2026-01-02T09:05:00+02:00" level=error msg="{message}" method=POST '
        f"path=/api/firstfactor remote_ip=203.0.113.7\n"
        for message in MESSAGES
    ),
    "JSON": lines(
        *(
            {
                "level": "error",
                "msg": message,
                "path": "/api/firstfactor",
                "remote_ip": "203.0.113.7",
                "time": "2026-01-02T09:05:00+02:00",
            }
            for message in MESSAGES
        )
    ),
}
SAMPLES["both"] = "".join(SAMPLES["text"].splitlines(keepends=True)[:2]) + "".join(
    SAMPLES["JSON"].splitlines(keepends=True)[2:]
)


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_takes_attempts(tmp_path: Path, sample: str) -> None:
    """At either factor, as text, as JSON, and as a file in which the setting was changed."""
    found, aside = taken(tmp_path, sample, "authelia")
    assert [(row["account"], row["outcome"], row["event"]) for row in found] == [
        ("ana", "success", "1FA"),
        ("ana", "failure", "TOTP"),
        ("ana", "failure", "1FA"),
    ]
    assert found[0]["observed_at"] == "2026-01-02T09:05:00+02:00"
    assert aside == {"not-a-sign-in": 1}
