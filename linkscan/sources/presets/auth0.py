"""Auth0 tenant logs, from the Management API or a log stream.

Source: Auth0, "Log event type codes" and "Log schema" (2026-11). Times are UTC.
"""

from __future__ import annotations

from linkscan.sources.presets.fields import Fields, utc
from linkscan.sources.presets.preset import FAILURE, OTHER, SUCCESS, Event, Outcome, Preset

_SUCCESSES = frozenset(("s", "ssa", "scoa", "sepft", "sfa_s"))
_FAILURES = frozenset(
    ("f", "fp", "fu", "fc", "fco", "fcoa", "fsa", "fepft", "fcpro", "limit_wc", "limit_mu",
     "limit_sul", "pwd_leak", "gd_auth_failed")
)  # fmt: skip
_MARKS = ("client_id", "tenant_name", "user_id", "client_name")


def _read(fields: Fields) -> Outcome:
    inner = fields.inner("data")
    event = inner if inner.has("type") else fields
    numbered = event.has("log_id") or fields.has("log_id") or event.has("date")
    if not (event.has("type") and numbered and any(event.has(one) for one in _MARKS)):
        return None
    kind = event.text("type")
    if kind not in _SUCCESSES | _FAILURES:
        return OTHER
    return Event(
        account=event.text("user_name", "details.request.auth.user.email", "user_id"),
        time=utc(event.text("date") or fields.text("p_event_time")),
        ip=event.text("ip", "client_ip"),
        outcome=SUCCESS if kind in _SUCCESSES else FAILURE,
        event=kind,
        user_agent=event.text("user_agent"),
    )


PRESET = Preset(
    name="auth0",
    title="Auth0 tenant logs",
    known_by="log_id, type, date, client_id",
    verified="panther-labs/panther-analysis",
    marks=("log_id",),
    columns={
        "account": "user_name",
        "time": "date",
        "ip": "ip",
        "outcome": "description",
        "event": "type",
        "user_agent": "user_agent",
    },
    of_object=_read,
)
