"""nginx and Apache: access logs (also of Nginx Proxy Manager, Gitea, Caddy), and refusals in
their error logs.

Source: Apache, "Log files", common and combined format; nginx, ngx_http_log_module and
ngx_http_auth_basic_module (2026-11). The account is the user of basic authentication, or what the
user's rule finds in the address.
"""

from __future__ import annotations

import re

from linkscan.sources.presets.fields import Fields
from linkscan.sources.presets.preset import FAILURE, OTHER, SUCCESS, Event, Outcome, Preset

_QUOTED = r'"((?:[^"\\]|\\.)*)"'
_ACCESS = re.compile(
    r"(?:(?P<site>\S+) )?(?P<ip>[0-9a-fA-F]*[.:][0-9a-fA-F.:%]+|localhost) \S+ "
    r"(?:(?P<user>\S.*?) )?\[(?P<time>\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] "
    r'"(?P<request>(?:[^"\\]|\\.)*)" (?P<status>\d{3})(?: \S+)?'
    rf"(?: {_QUOTED} \"(?P<agent>(?:[^\"\\]|\\.)*)\")?"
)
_PROXY = re.compile(
    r"\[(?P<time>\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] (?:\S+ )*?(?P<status>\d{3}) - "
    r"(?P<method>[A-Z]+) \S+ \S+ " + _QUOTED + r" \[Client (?P<ip>[^\]]+)\]"
    rf".*?\] \"(?P<agent>(?:[^\"\\]|\\.)*)\" {_QUOTED}"
)
_ERROR = re.compile(
    r"(\d{4}/\d\d/\d\d \d\d:\d\d:\d\d) \[(?:debug|info|notice|warn|error|crit|alert|emerg)\] (.*)"
)
_REFUSED = re.compile(
    r'user "(.*?)"(?:: password mismatch| was not found in .*?), client: ([^,]+),'
)
_APACHE_ERROR = re.compile(
    r"\[(?:\w{3} )?(?P<month>\w{3}) +(?P<day>\d\d?) (?P<clock>\d\d:\d\d:\d\d)(?:\.\d+)?"
    r" (?P<year>\d{4})\]"
    r" \[(?:\w*:)?\w+\] (?:\[pid [^\]]+\] )?\[client (?P<ip>[^\]]+)\] (?P<said>.*)"
)
_APACHE_REFUSED = re.compile(r"user (.+?)(?::? authentication failure| not found)")
_TIME = re.compile(r"(\d\d)/(\w{3})/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)")
_MONTH_NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_MONTHS = {name: f"{n:02}" for n, name in enumerate(_MONTH_NAMES.split(), 1)}


def _of_line(line: str) -> Outcome:
    if access := _ACCESS.match(line):
        user = access["user"] or ""
        method = access["request"].partition(" ")[0]
        return _event(user, access["time"], access["ip"], access["status"], method, access["agent"])
    if proxy := _PROXY.match(line):
        return _event("", proxy["time"], proxy["ip"], proxy["status"], proxy["method"],
                      proxy["agent"])  # fmt: skip
    if error := _ERROR.match(line):
        refused = _REFUSED.search(error[2])
        if refused:
            return Event(refused[1], error[1], refused[2], FAILURE, "basic authentication")
        return OTHER
    if error := _APACHE_ERROR.match(line):
        refused = _APACHE_REFUSED.search(error["said"])
        if not refused:
            return OTHER
        month = _MONTHS.get(error["month"], error["month"])
        time = f"{error['year']}-{month}-{error['day']:0>2} {error['clock']}"
        return Event(refused[1], time, error["ip"], FAILURE, "basic authentication")
    return None


def _of_object(fields: Fields) -> Outcome:
    """A line of an access log that was set to JSON, or of Caddy."""
    if not (fields.has("remote_addr") or fields.has("request.remote_ip")):
        return None
    if not fields.has("status") or not (fields.has("request") or fields.has("request_uri")):
        return None
    request = fields.text("request", "request_method", "request.method")
    return _event(
        fields.text("remote_user", "user_id"),
        fields.text("time_iso8601", "time_local", "@timestamp", "time", "ts", "msec"),
        fields.text("remote_addr", "request.client_ip", "request.remote_ip"),
        fields.text("status"),
        request.partition(" ")[0],
        fields.text("http_user_agent", "user_agent"),
    )


def _event(user: str, time: str, ip: str, status: str, method: str, agent: str | None) -> Event:
    if match := _TIME.fullmatch(time):
        day, month, year, clock, hours, minutes = match.groups()
        time = f"{year}-{_MONTHS.get(month, month)}-{day}T{clock}{hours}:{minutes}"
    return Event(
        account="" if user in ("-", '""') else user,
        time=time,
        ip=ip,
        outcome=FAILURE if status in ("401", "403", "407") else SUCCESS,
        event=method,
        user_agent="" if agent in (None, "-") else str(agent),
    )


PRESET = Preset(
    name="access-log",
    title="nginx, Apache: access log",
    known_by='address - user [time] "GET ..." status',
    verified="crowdsecurity/hub",
    marks=("] \"", "[error]", "] [client ", "remote_addr", "remote_ip"),
    columns={
        "account": "user",
        "time": "time",
        "ip": "address",
        "outcome": "status",
        "event": "method",
        "user_agent": "User-Agent",
    },
    of_object=_of_object,
    of_line=_of_line,
    share=0.5,
    by_rule=True,
)  # fmt: skip
