"""OneLogin events, from the Events API or the event broadcaster.

Source: OneLogin, "Event resource" and "Event types" (2026-11): 5 signed in, 6 failed, 8 signed
in to an app, 9 failed to. Names of people repeat, so the number of the user stands beside the name.
"""

from __future__ import annotations

from linkscan.sources.presets.fields import Fields, utc
from linkscan.sources.presets.preset import FAILURE, OTHER, SUCCESS, Event, Outcome, Preset

_ENDED = {"5": SUCCESS, "8": SUCCESS, "6": FAILURE, "9": FAILURE}


def _read(fields: Fields) -> Outcome:
    if not fields.has("event_type_id") or not _names_somebody(fields):
        return None
    kind = fields.text("event_type_id")
    if kind not in _ENDED:
        return OTHER
    return Event(
        account=_account(fields),
        time=utc(fields.text("created_at", "event_timestamp")),
        ip=fields.text("ipaddr"),
        outcome=_ENDED[kind],
        event=kind,
        user_agent=fields.text("user_agent", "browser_fingerprint.user_agent"),
    )


def _names_somebody(fields: Fields) -> bool:
    return any(fields.has(one) for one in ("user_id", "actor_user_id", "account_id", "user_name"))


def _account(fields: Fields) -> str:
    name = fields.text("login_name", "user_name", "actor_user_name")
    number = fields.text("user_id", "actor_user_id")
    return f"{name} #{number}" if name and number and "@" not in name else name or number


PRESET = Preset(
    name="onelogin",
    title="OneLogin events",
    known_by="event_type_id, user_id, user_name",
    verified="panther-labs/panther-analysis",
    marks=("event_type_id",),
    columns={
        "account": "user_name",
        "time": "created_at",
        "ip": "ipaddr",
        "outcome": "event_type",
        "event": "event_type_id",
        "user_agent": "user_agent",
    },
    of_object=_read,
)
