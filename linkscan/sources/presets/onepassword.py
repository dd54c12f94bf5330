"""1Password: sign-in attempts of the Events API; item usages and audit events are known and left.

Source: 1Password, "Events API reference", sign-in attempts (2026-11).
"""

from __future__ import annotations

from linkscan.sources.presets.fields import Fields, utc
from linkscan.sources.presets.preset import FAILURE, OTHER, SUCCESS, Event, Outcome, Preset

_BROWSERS = frozenset(
    ("chrome", "firefox", "safari", "edge", "brave", "opera", "vivaldi", "chromium", "arc")
)


def _read(fields: Fields) -> Outcome:
    if fields.has("item_uuid", "vault_uuid") or fields.has("actor_uuid", "object_type"):
        return OTHER
    if not fields.has("category", "type", "target_user", "client"):
        return None
    category = fields.text("category").lower()
    return Event(
        account=fields.text("target_user.email", "target_user.uuid"),
        time=utc(fields.text("timestamp")),
        ip=fields.text("client.ip_address"),
        outcome=SUCCESS if "success" in category else FAILURE,
        event=fields.text("type"),
        machine=_machine(fields),
    )


def _machine(fields: Fields) -> str:
    """The name of the computer: an extension puts that of its browser in its place."""
    name = fields.text("client.platform_name")
    return "" if name.lower() in _BROWSERS else name


PRESET = Preset(
    name="1password",
    title="1Password, sign-in attempts",
    known_by="category, type, target_user, client",
    verified="panther-labs/panther-analysis",
    marks=("target_user", "vault_uuid", "actor_uuid"),
    columns={
        "account": "target_user.email",
        "time": "timestamp",
        "ip": "client.ip_address",
        "outcome": "category",
        "event": "type",
        "machine": "client.platform_name",
    },
    of_object=_read,
)
