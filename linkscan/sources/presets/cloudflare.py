"""Cloudflare: sign-ins in audit and Access logs (API, Logpush). Its traffic logs name nobody.

Source: Cloudflare, "Access requests", "Audit logs" and "Audit Logs V2", Logpush fields (2026-11).
"""

from __future__ import annotations

from typing import NamedTuple

from linkscan.sources.presets.fields import Fields
from linkscan.sources.presets.preset import FAILURE, OTHER, SUCCESS, Event, Outcome, Preset


class _Names(NamedTuple):
    """What the fields of an audit log are called."""

    kind: str
    result: str
    who: tuple[str, ...]
    ip: tuple[str, ...]
    when: tuple[str, ...]


_LOGPUSH = _Names("ActionType", "ActionResult", ("ActorEmail", "ActorID"),
                  ("ActorIP", "ActorIPAddress"), ("When", "ActionTimestamp"))  # fmt: skip
_API = _Names("action.type", "action.result", ("actor.email", "actor.id"),
              ("actor.ip", "actor.ip_address"), ("when", "action.time"))  # fmt: skip
_REFUSED = ("false", "failure", "failed", "denied", "error")


def _read(fields: Fields) -> Outcome:
    if fields.has("RayID") or fields.has("ray_id"):
        return _access(fields)
    if fields.has("ActorEmail", "ActionType"):
        return _audit(fields, _LOGPUSH)
    if fields.has("action.type", "actor.ip") or fields.has("action.type", "actor.ip_address"):
        return _audit(fields, _API)
    return None


def _access(fields: Fields) -> Outcome:
    if not fields.has("Allowed") or fields.text("action").lower() != "login":
        return OTHER
    allowed = fields.text("allowed").lower() in ("true", "1", "yes")
    return Event(
        account=fields.text("user_email", "email", "user_uid"),
        time=fields.text("created_at"),
        ip=fields.text("ip_address"),
        outcome=SUCCESS if allowed else FAILURE,
        event="login",
    )


def _audit(fields: Fields, names: _Names) -> Outcome:
    name = fields.text(names.kind)
    if "login" not in name.lower() and "sign_in" not in name.lower():
        return OTHER
    refused = fields.text(names.result).lower() in _REFUSED
    return Event(
        account=fields.text(*names.who),
        time=fields.text(*names.when),
        ip=fields.text(*names.ip),
        outcome=FAILURE if refused else SUCCESS,
        event=name,
    )


PRESET = Preset(
    name="cloudflare",
    title="Cloudflare, audit and Access logs",
    known_by="RayID, Allowed; ActorEmail, ActionType; action.type, actor.ip",
    verified="documented fields of Cloudflare; panther-labs/panther-analysis",
    marks=("rayid", "ray_id", "actoremail", '"actor"'),
    columns={
        "account": "Email",
        "time": "CreatedAt",
        "ip": "IPAddress",
        "outcome": "Allowed",
        "event": "Action",
    },
    of_object=_read,
)
