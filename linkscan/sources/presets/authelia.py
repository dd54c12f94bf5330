"""Authelia: attempts at the first and the second factor, as text or as JSON.

Source: Authelia, internal/handlers (messages of its log, 4.38) and "Logging" (2026-11).
"""

from __future__ import annotations

import re

from linkscan.sources.presets.fields import Fields
from linkscan.sources.presets.preset import FAILURE, OTHER, SUCCESS, Event, Outcome, Preset

_LINE = re.compile(r'time="[^"]*" level=\w+ msg="')
_PAIR = re.compile(r'\b(\w+)=(?:"((?:[^"\\]|\\.)*)"|(\S*))')
_ATTEMPT = re.compile(
    r"(Uns|S)uccessful (\S+) authentication attempt (?:made )?by user '((?:[^'\\]|\\.)*)'"
)
_UNKNOWN = re.compile(r"details for user with username input '((?:[^'\\]|\\.)*)'")


def _of_line(line: str) -> Outcome:
    if not _LINE.search(line):
        return None
    return _event({name: quoted or plain for name, quoted, plain in _PAIR.findall(line)})


def _of_object(fields: Fields) -> Outcome:
    if not fields.has("level", "msg") or not (fields.has("remote_ip") or fields.has("path")):
        return None
    return _event({name: fields.text(name) for name in ("msg", "time", "remote_ip")})


def _event(said: dict[str, str]) -> Outcome:
    message = said.get("msg", "").replace('\\"', '"')
    if attempt := _ATTEMPT.search(message):
        outcome, factor, user = attempt.groups()
        ended = SUCCESS if outcome == "S" else FAILURE
    elif unknown := _UNKNOWN.search(message):
        ended, factor, user = FAILURE, "1FA", unknown[1]
    else:
        return OTHER
    return Event(
        account=user,
        time=said.get("time", ""),
        ip=said.get("remote_ip", ""),
        outcome=ended,
        event=factor,
    )


PRESET = Preset(
    name="authelia",
    title="Authelia",
    known_by="authentication attempt by user, remote_ip",
    verified="crowdsecurity/hub",
    marks=("authentication attempt", "remote_ip", "authelia"),
    columns={
        "account": "msg",
        "time": "time",
        "ip": "remote_ip",
        "outcome": "level",
        "event": "msg (factor)",
    },
    of_object=_of_object,
    of_line=_of_line,
)
