"""Vaultwarden (bitwarden_rs): the lines of its log.

Source: vaultwarden, src/api/identity.rs and src/main.rs (1.30) (2026-11). An admin token and a
wrong code name nobody.
"""

from __future__ import annotations

import re

from linkscan.sources.presets.preset import FAILURE, OTHER, SUCCESS, Event, Outcome, Preset

_LINE = re.compile(
    r"\[(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?(?:[+-]\d\d:?\d\d|Z)?)\]"
    r"\[([\w:]+)\]\[(?:ERROR|WARN|INFO|DEBUG|TRACE)\s*\] (.*)"
)
_MODULES = ("vaultwarden", "bitwarden_rs", "request", "response", "auth", "start", "panic")
_IN = re.compile(r"User (\S+) logged in successfully\. IP: (\S+)")
_FAILED = re.compile(
    r"Username or password is incorrect\. Try again\.? IP: (\S+)\. Username: (\S+)"
)
_NAMELESS = re.compile(
    r"(?:Invalid admin token|Invalid TOTP|Token is invalid|Invalid code).*IP: (\S+)"
)


def _read(line: str) -> Outcome:
    match = _LINE.search(line)
    if not match or not match[2].startswith(_MODULES):
        return None
    time, _module, message = match.groups()
    if done := _IN.search(message):
        return Event(done[1].rstrip("."), time, done[2].rstrip("."), SUCCESS, "login")
    if failed := _FAILED.search(message):
        return Event(failed[2].rstrip("."), time, failed[1], FAILURE, "login")
    if failed := _NAMELESS.search(message):
        return Event("", time, failed[1].rstrip("."), FAILURE, "login")
    return OTHER


PRESET = Preset(
    name="vaultwarden",
    title="Vaultwarden",
    known_by="[time][vaultwarden::api::identity][ERROR]",
    verified="crowdsecurity/hub",
    marks=("vaultwarden::", "bitwarden_rs::"),
    columns={"account": "Username", "time": "time", "ip": "IP", "outcome": "level",
             "event": "message"},
    of_line=_read,
)  # fmt: skip
