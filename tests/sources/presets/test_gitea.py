"""Gitea."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.presets.reading import taken

START = "2026/01/02 09:05:00 ...routers/web/auth/auth.go:233:SignInPost() "
SAMPLES = {
    "log": f"{START}[W] Failed authentication attempt for ana from 203.0.113.7:0: user does not "
    f"exist [uid: 0, name: ana]\n{START}[I] Started\n"
}


@pytest.mark.parametrize(
    ("origin", "ip"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("203.0.113.7:51234:", "203.0.113.7"),
        ("[2001:db8::7]:51234:", "2001:db8::7"),
        ("2001:db8::7", "2001:db8::7"),
    ],
)
def test_takes_failures(tmp_path: Path, origin: str, ip: str) -> None:
    """An address with or without its port; successful sign-ins are not in this log."""
    text = f"{START}[W] Failed authentication attempt for ana from {origin}\n{START}[I] Started\n"
    found, aside = taken(tmp_path, text, "gitea")
    assert [(row["account"], row["ip"], row["outcome"]) for row in found] == [
        ("ana", ip, "failure")
    ]
    assert aside == {"not-a-sign-in": 1}
