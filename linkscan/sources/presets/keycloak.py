"""Keycloak: user events from the admin API, and the lines of its event logger.

Source: Keycloak, "Server Administration Guide", auditing (2026-11). Lines have no zone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from linkscan.sources.presets.fields import Fields
from linkscan.sources.presets.preset import FAILURE, OTHER, SUCCESS, Event, Outcome, Preset

_ENDED = {"LOGIN": SUCCESS, "LOGIN_ERROR": FAILURE, "IDENTITY_PROVIDER_LOGIN": SUCCESS,
          "IDENTITY_PROVIDER_LOGIN_ERROR": FAILURE}  # fmt: skip
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?")
_EVENT = re.compile(r"\btype=\"?[A-Z_]+\"?, realm(?:Id|Name)=")
_PAIR = re.compile(r"\b(\w+)=(?:\"([^\"]*)\"|([^,]*))(?:, |,?\s*$)")


def _of_line(line: str) -> Outcome:
    match = _EVENT.search(line)
    if not match:
        return None
    time = _TIME.search(line, 0, match.start())
    said = {name: quoted or plain for name, quoted, plain in _PAIR.findall(line[match.start() :])}
    return _event(said, time[0].replace(",", ".") if time else "")


def _of_object(fields: Fields) -> Outcome:
    message = fields.text("message")
    if _EVENT.search(message):
        outcome = _of_line(message)
        if isinstance(outcome, Event):
            time = fields.text("timestamp", "@timestamp", "time")
            return _event(dict(_pairs(message)), time or outcome.time)
        return outcome
    if not fields.has("type", "realmId", "clientId"):
        return None
    said = {name: fields.text(name) for name in ("type", "userId", "ipAddress", "error")}
    said["username"] = fields.text("details.username")
    return _event(said, fields.text("time"))


def _pairs(message: str) -> list[tuple[str, str]]:
    return [(name, quoted or plain) for name, quoted, plain in _PAIR.findall(message)]


def _event(said: Mapping[str, str], time: str) -> Outcome:
    kind = said.get("type", "")
    if kind not in _ENDED:
        return OTHER
    names = (said.get(name, "") for name in ("username", "userId"))
    return Event(
        account=next((name for name in names if name not in ("", "null")), ""),
        time=time,
        ip=said.get("ipAddress", ""),
        outcome=FAILURE if said.get("error") else _ENDED[kind],
        event=kind,
    )


PRESET = Preset(
    name="keycloak",
    title="Keycloak events",
    known_by="type=LOGIN..., realmId=...; type, realmId, clientId",
    verified="crowdsecurity/hub",
    marks=("realmid", "realmname"),
    columns={
        "account": "username",
        "time": "time",
        "ip": "ipAddress",
        "outcome": "error",
        "event": "type",
    },
    of_object=_of_object,
    of_line=_of_line,
)
