"""Gitea and Forgejo: failed sign-ins in gitea.log. They log no successful ones.

Source: Gitea, "Fail2ban setup" (2026-11). Successful ones stand in its access log, which is of the
form of nginx and Apache.
"""

from __future__ import annotations

import re

from linkscan.sources.presets.preset import FAILURE, OTHER, Event, Outcome, Preset

_LINE = re.compile(r"(\d{4}/\d\d/\d\d \d\d:\d\d:\d\d) .*?\[[TDIWECF]\] (.*)")
_FAILED = re.compile(r"Failed authentication attempt for (.+?) from (\S+)")


def _read(line: str) -> Outcome:
    match = _LINE.search(line)
    if not match:
        return None
    if failed := _FAILED.search(match[2]):
        return Event(failed[1], match[1], _address(failed[2]), FAILURE, "sign-in")
    return OTHER


def _address(text: str) -> str:
    """Without the port that stands behind it, and the colon behind that."""
    text = text.rstrip(":")
    host, _colon, port = text.rpartition(":")
    has_port = bool(host) and port.isdigit() and (host.endswith("]") or ":" not in host)
    return (host if has_port else text).strip("[]")


PRESET = Preset(
    name="gitea",
    title="Gitea, Forgejo",
    known_by="Failed authentication attempt for ... from ...",
    verified=None,
    marks=("failed authentication attempt for",),
    columns={"account": "message", "time": "time", "ip": "from", "outcome": "level",
             "event": "message (event)"},
    of_line=_read,
    share=0.0,
)  # fmt: skip
