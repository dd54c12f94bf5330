"""Okta System Log, from its API, a log stream, or the CSV of the console.

Source: Okta, "System Log API" and "Event types" (2026-11).
"""

from __future__ import annotations

import re

from linkscan.sources.presets.fields import Fields, utc
from linkscan.sources.presets.preset import (
    FAILURE,
    INTERRUPTED,
    OTHER,
    SUCCESS,
    Event,
    Outcome,
    Preset,
)

_TYPE = re.compile(r"[a-z_]+(?:\.[A-Za-z0-9_-]+)+")
_SIGN_INS = ("user.session.start", "user.authentication.", "user.session.access_admin_app")
_ACTORS = ("actor", "actorId", "actor.id", "actor.alternateId", "legacyEventType")
_ENDED = {"success": SUCCESS, "allow": SUCCESS, "failure": FAILURE, "deny": FAILURE}


def _read(fields: Fields) -> Outcome:
    name = fields.text("eventType")
    if not _TYPE.fullmatch(name):
        return None
    if not any(fields.has(one) for one in _ACTORS):
        return OTHER if fields.has("debugContext") or fields.has("sourceIP") else None
    if not name.startswith(_SIGN_INS):
        return OTHER
    said = fields.text("outcome.result", "outcome", "result").lower()
    return Event(
        account=fields.text("actor.alternateId", "actorId", "actor.id"),
        time=utc(fields.text("published", "p_event_time", "timestamp")),
        ip=fields.text("client.ipAddress", "sourceIP"),
        outcome=_ENDED.get(said, INTERRUPTED if said else ""),
        event=name,
        user_agent=fields.text("client.userAgent.rawUserAgent", "userAgent"),
        device_id=fields.text("device.id"),
        machine=fields.text("device.name", "device.displayName"),
        fingerprint=fields.text("debugContext.debugData.deviceFingerprint"),
    )


PRESET = Preset(
    name="okta",
    title="Okta System Log",
    known_by="eventType such as user.session.start, actor",
    verified="panther-labs/panther-analysis",
    marks=("eventtype", "event_type", "event type"),
    columns={
        "account": "actor.alternateId",
        "time": "published",
        "ip": "client.ipAddress",
        "outcome": "outcome.result",
        "event": "eventType",
        "user_agent": "client.userAgent.rawUserAgent",
        "device_id": "device.id",
        "machine": "device.name",
        "fingerprint": "debugContext.debugData.deviceFingerprint",
    },
    of_object=_read,
)
