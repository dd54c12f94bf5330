"""authentik: events of its API, and the JSON lines of its log.

Source: authentik, "Events" and authentik/events/models.py (2023.10) (2026-11). Times are UTC.
"""

from __future__ import annotations

from linkscan.sources.presets.fields import Fields, utc
from linkscan.sources.presets.preset import FAILURE, OTHER, SUCCESS, Event, Outcome, Preset

_ENDED = {"login": SUCCESS, "login_failed": FAILURE, "invalid_identifier": FAILURE}
_NOBODY = "anonymoususer"


def _read(fields: Fields) -> Outcome:
    is_log = fields.text("logger").startswith("authentik") and fields.has("event")
    if not is_log and not fields.has("action", "client_ip", "context", "app"):
        return None
    action = fields.text("action")
    if action not in _ENDED:
        return OTHER
    failed = _ENDED[action] == FAILURE
    names = [fields.text("context.username", "identifier"), fields.text("user.username")]
    names = [name for name in (names if failed else names[::-1]) if name.lower() != _NOBODY]
    return Event(
        account=next((name for name in names if name), ""),
        time=utc(fields.text("timestamp", "created")),
        ip=fields.text("client_ip"),
        outcome=_ENDED[action],
        event=action,
        user_agent=fields.text("context.http_request.user_agent"),
    )


PRESET = Preset(
    name="authentik",
    title="authentik",
    known_by="logger authentik..., action, client_ip",
    verified="crowdsecurity/hub",
    marks=("authentik", "client_ip"),
    columns={
        "account": "user.username",
        "time": "timestamp",
        "ip": "client_ip",
        "outcome": "action.outcome",
        "event": "action",
        "user_agent": "context.http_request.user_agent",
    },
    of_object=_read,
)
