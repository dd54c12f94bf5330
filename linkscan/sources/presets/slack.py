"""Slack: audit logs of an organisation, and access logs of a workspace (API or CSV).

Source: Slack, "Audit Logs API actions" and "team.accessLogs" (2026-11). A row of an access log
stands for several uses of one device from one address; its last is taken.
"""

from __future__ import annotations

from linkscan.sources.presets.fields import Fields
from linkscan.sources.presets.preset import FAILURE, OTHER, SUCCESS, Event, Outcome, Preset

_ENDED = {"user_login": SUCCESS, "user_login_failed": FAILURE}


def _read(fields: Fields) -> Outcome:
    if fields.has("date_first", "date_last", "ip"):
        return Event(
            account=fields.text("username", "user_id"),
            time=fields.text("date_last"),
            ip=fields.text("ip"),
            outcome=SUCCESS,
            event="access",
            user_agent=fields.text("user_agent"),
        )
    if not fields.has("action") or not (
        fields.has("actor.user") or (fields.has("entity.type") and fields.has("actor.type"))
    ):
        return None
    action = fields.text("action")
    if action not in _ENDED:
        return OTHER
    return Event(
        account=fields.text("actor.user.email", "actor.user.name", "actor.user.id"),
        time=fields.text("date_create"),
        ip=fields.text("context.ip_address"),
        outcome=_ENDED[action],
        event=action,
        user_agent=fields.text("context.ua"),
    )


PRESET = Preset(
    name="slack",
    title="Slack, audit and access logs",
    known_by="action, actor.user, context.ua; date_first, date_last, ip",
    verified="panther-labs/panther-analysis",
    marks=("date_create", "date_first", "date first", '"actor"'),
    columns={
        "account": "actor.user.email",
        "time": "date_create",
        "ip": "context.ip_address",
        "outcome": "action.outcome",
        "event": "action",
        "user_agent": "context.ua",
    },
    of_object=_read,
)
