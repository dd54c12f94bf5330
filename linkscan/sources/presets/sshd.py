"""sshd: /var/log/auth.log, /var/log/secure, and journald as JSON.

Source: OpenSSH, auth.c and sshd(8); RFC 3164 and RFC 5424 for the start of a line (2026-11). "root"
of two hosts are two accounts, so the host is part of the name.
"""

from __future__ import annotations

import re

from linkscan.sources.presets.fields import Fields
from linkscan.sources.presets.preset import FAILURE, OTHER, SUCCESS, Event, Outcome, Preset

_LINE = re.compile(
    r"(?:<\d+>(?:1 )?)?"
    r"(?P<time>[A-Z][a-z]{2} +\d{1,2} (?:\d{4} )?\d\d:\d\d:\d\d(?:\.\d+)?|\d{4}-\d\d-\d\d[T ]\S+) "
    r"(?P<host>\S+) (?P<tag>sshd(?:-session|-auth)?)(?:\[\d+\])?(?: \S+ \S+ (?:-|\[.*?\]))?:? "
    r"(?P<said>.*)"
)
_USER = r"(?:(?:invalid|illegal) user )?(?P<user>.*?)"
_IN = re.compile(rf"Accepted (?P<how>\S+) for {_USER} from (?P<ip>\S+)(?: port \d+)?")
_FAILED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"Failed (?P<how>\S+) for {_USER} from (?P<ip>\S+)(?: port \d+)?",
        r"(?P<how>Invalid user) (?P<user>.*?) from (?P<ip>\S+)",
        rf"error: (?P<how>maximum authentication attempts) exceeded for {_USER} from (?P<ip>\S+)",
        r"(?P<how>authentication failure);.*? rhost=(?P<ip>\S*)(?:\s+user=(?P<user>\S+))?",
        r"User (?P<user>\S+) from (?P<ip>\S+) (?P<how>not allowed)",
        r"(?P<how>Connection closed by|Connection reset by|Disconnected from) \w+ user "
        r"(?P<user>.*?) (?P<ip>\S+) port \d+",
        r"(?P<how>refused connect) from (?:\S+ \()?(?P<ip>[0-9a-fA-F.:]+)\)?",
    )
)
_NAMES = ("sshd", "sshd-session", "sshd-auth")


def _of_line(line: str) -> Outcome:
    match = _LINE.match(line)
    return _event(match["said"], match["time"], match["host"]) if match else None


def _of_object(fields: Fields) -> Outcome:
    """A message of journald; its time is in microseconds."""
    if fields.text("SYSLOG_IDENTIFIER", "_COMM") not in _NAMES or not fields.has("MESSAGE"):
        return None
    time = fields.text("_SOURCE_REALTIME_TIMESTAMP", "__REALTIME_TIMESTAMP")
    return _event(fields.text("MESSAGE"), time, fields.text("_HOSTNAME"))


def _event(said: str, time: str, host: str) -> Outcome:
    found = _IN.match(said)
    outcome = SUCCESS if found else FAILURE
    for pattern in () if found else _FAILED:
        if found := pattern.search(said):
            break
    if not found:
        return OTHER
    user = (found.groupdict().get("user") or "").strip()
    return Event(
        account=f"{user}@{host}" if user and host else user,
        time=time,
        ip=found["ip"],
        outcome=outcome,
        event=found["how"],
    )


PRESET = Preset(
    name="sshd",
    title="OpenSSH sshd",
    known_by="sshd[...]: Accepted, Failed, Invalid user",
    verified="crowdsecurity/hub",
    marks=("sshd",),
    columns={
        "account": "user@host",
        "time": "time",
        "ip": "from",
        "outcome": "Accepted/Failed",
        "event": "method",
    },
    of_object=_of_object,
    of_line=_of_line,
    share=0.0,
)
