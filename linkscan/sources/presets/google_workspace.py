"""Google Workspace: login activities of the Admin SDK Reports API.

Source: Google, Reports API, "Activities: list" and "Login audit activity events" (2026-11). An
activity lists its events, nearly always one; collectors also write a record for each event.
"""

from __future__ import annotations

from linkscan.sources.presets.fields import Fields, utc
from linkscan.sources.presets.preset import FAILURE, OTHER, SUCCESS, Event, Outcome, Preset

_ENDED = {"login_success": SUCCESS, "login_failure": FAILURE}
_KIND = "admin#reports#activity"


def _read(fields: Fields) -> Outcome:
    if fields.text("kind") != _KIND and not fields.text("id.applicationName"):
        return None
    for event in (fields.objects("events") if fields.has("events") else []) or [fields]:
        name = event.text("name")
        if name in _ENDED:
            return Event(
                account=fields.text("actor.email") or _affected(event),
                time=utc(fields.text("id.time", "p_event_time")),
                ip=fields.text("ipAddress"),
                outcome=_ENDED[name],
                event=name,
            )
    return OTHER


def _affected(event: Fields) -> str:
    """The account that an event is about, where it names no actor."""
    wanted = "affected_email_address"
    return event.named("parameters", wanted) or event.text(f"parameters.{wanted}")


PRESET = Preset(
    name="google-workspace",
    title="Google Workspace, Reports API",
    known_by="admin#reports#activity, id.applicationName",
    verified="invictus-ir/gws_dataset, panther-labs/panther-analysis",
    marks=(_KIND, "applicationname"),
    columns={
        "account": "actor.email",
        "time": "id.time",
        "ip": "ipAddress",
        "outcome": "events.type",
        "event": "events.name",
    },
    of_object=_read,
)
