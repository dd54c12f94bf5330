"""1Password."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sources.presets.reading import lines, taken


def _attempt(category: str, platform: str) -> dict[str, object]:
    return {
        "uuid": "u",
        "timestamp": "2026-01-02T09:05:00Z",
        "category": category,
        "type": "credentials_ok",
        "target_user": {"uuid": "t", "email": "ana@shop.example"},
        "client": {"platform_name": platform, "ip_address": "203.0.113.7"},
    }


EVENTS = (
    _attempt("success", "PC-1"),
    _attempt("credentials_failed", "Chrome"),
    {"item_uuid": "i", "vault_uuid": "v", "user": {"email": "ana@shop.example"}},
)
SAMPLES = {
    "lines": lines(*EVENTS),
    "answer": json.dumps({"cursor": "c", "has_more": False, "items": EVENTS}),
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_takes_attempts(tmp_path: Path, sample: str) -> None:
    """A computer is a machine, a browser none; the use of an item is set aside."""
    found, aside = taken(tmp_path, sample, "1password")
    assert [(row["outcome"], row.get("machine")) for row in found] == [
        ("success", "PC-1"),
        ("failure", None),
    ]
    assert aside == {"not-a-sign-in": 1}
