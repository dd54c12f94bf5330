"""Nextcloud (and ownCloud): nextcloud.log and audit.log, a JSON object a line.

Source: Nextcloud, "Logging" and lib/private/User/Session.php, apps/admin_audit (2026-11).
"""

from __future__ import annotations

import re

from linkscan.sources.presets.fields import Fields
from linkscan.sources.presets.preset import FAILURE, OTHER, SUCCESS, Event, Outcome, Preset

_FAILED = re.compile(r"Login failed: '?(.+?)'? \(Remote IP: '?(.+?)'?\)")
_IN = re.compile(r"Login successful: \"?([^\"]+)\"?")


def _read(fields: Fields) -> Outcome:
    if not fields.has("reqId", "remoteAddr", "message"):
        return None
    message = fields.text("message")
    time, agent = fields.text("time"), fields.text("userAgent")
    if failed := _FAILED.search(message):
        ip = fields.text("remoteAddr") or failed[2]
        return Event(failed[1], time, ip, FAILURE, "Login failed", agent)
    if done := _IN.search(message):
        return Event(done[1], time, fields.text("remoteAddr"), SUCCESS, "Login successful", agent)
    return OTHER


PRESET = Preset(
    name="nextcloud",
    title="Nextcloud",
    known_by="reqId, remoteAddr, message",
    verified="crowdsecurity/hub",
    marks=("reqid",),
    columns={"account": "user", "time": "time", "ip": "remoteAddr", "outcome": "level",
             "event": "message", "user_agent": "userAgent"},
    of_object=_read,
)  # fmt: skip
