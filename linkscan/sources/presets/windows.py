"""Windows Security log: 4624 (signed in) and 4625 (failed), as XML, JSON or CSV.

Source: Microsoft, "4624(S): An account was successfully logged on", "4625(F)" (2026-11). JSON comes
from NXLog, Winlogbeat, Azure, evtx_dump; CSV from the Event Viewer and Export-Csv, whose message
is text, in English or Chinese. The machine is where the person sits: the workstation named, or the
computer itself for a local sign-in.
"""

from __future__ import annotations

import re

from linkscan.sources.presets.fields import Fields
from linkscan.sources.presets.preset import (
    FAILURE,
    OTHER,
    SERVICE_ACCOUNT,
    SUCCESS,
    Aside,
    Event,
    Outcome,
    Preset,
)

_ENDED = {"4624": SUCCESS, "4625": FAILURE}
_LOCAL = ("2", "7", "11", "13")  # interactive, unlock, cached
_NO_PERSON = ("0", "4", "5")  # system, batch, service
_BUILT_IN = frozenset(
    ("system", "local service", "network service", "anonymous logon", "local system", "iusr")
)
_OWN = ("window manager", "font driver host")
_TARGETS = ("newlogon", "accountforwhichlogonfailed", "新登录", "登录失败的帐户", "登录失败的账户")
_NAMES = {
    "accountname": "TargetUserName", "帐户名称": "TargetUserName", "帐户名": "TargetUserName",
    "账户名": "TargetUserName", "账户名称": "TargetUserName",
    "accountdomain": "TargetDomainName", "帐户域": "TargetDomainName", "账户域": "TargetDomainName",
    "workstationname": "WorkstationName", "工作站名称": "WorkstationName",
    "工作站名": "WorkstationName",
    "sourcenetworkaddress": "IpAddress", "源网络地址": "IpAddress",
    "logontype": "LogonType", "登录类型": "LogonType",
}  # fmt: skip
_DATA = ("winlog.event_data", "Event.EventData", "EventData", "event_data", "data.win.eventdata")
_IDS = ("EventID", "winlog.event_id", "Event.System.EventID", "System.EventID", "event_id",
        "Event.System.EventID.#text", "data.win.system.eventID", "Event ID", "事件 ID", "Id",
        "InstanceId", "event.code")  # fmt: skip
_TIMES = ("SystemTime", "@timestamp", "Event.System.TimeCreated.#attributes.SystemTime",
          "Event.System.TimeCreated.SystemTime", "data.win.system.systemTime", "TimeCreated.value",
          "TimeCreated",
          "TimeGenerated", "TimeGenerated [UTC]", "EventTime", "Date and Time", "日期和时间",
          "UtcTime")  # fmt: skip
_POWERSHELL = re.compile(r"/Date\((\d+)\)/")
_COMPUTERS = ("Computer", "Hostname", "winlog.computer_name", "Event.System.Computer",
              "data.win.system.computer", "MachineName", "host.name")  # fmt: skip
_VALUES = ("#text", "Value", "content")
_MESSAGES = ("Message", "#6", "message", "Description", "描述")
_SOURCES = ("source", "来源", "providername", "sourcename", "channel", "logname", "provider")


def _read(fields: Fields) -> Outcome:
    number = fields.text(*_IDS)
    if not number or not _is_security(fields):
        return None
    if number not in _ENDED:
        return OTHER
    said = _data(fields)
    user, kind = said.text("TargetUserName"), said.text("LogonType")
    if kind in _NO_PERSON or _is_built_in(user, said.text("TargetDomainName")):
        return Aside(SERVICE_ACCOUNT)
    return Event(
        account=_account(user, said.text("TargetDomainName")),
        time=_time(fields.text(*_TIMES)),
        ip=said.text("IpAddress"),
        outcome=_ENDED[number],
        event=number,
        machine=said.text("WorkstationName")
        or (fields.text(*_COMPUTERS) if kind in _LOCAL else ""),
    )


def _time(text: str) -> str:
    """A time, that of ConvertTo-Json (/Date(1767344700000)/) as its number."""
    match = _POWERSHELL.fullmatch(text)
    return match[1] if match else text


def _is_security(fields: Fields) -> bool:
    if _data(fields).has("TargetUserName") or fields.has("SubjectUserSid"):
        return True
    if not any(
        fields.has(name) for name in ("Keywords", "关键字", "EventID", "Channel", *_SOURCES)
    ):
        return False
    said = " ".join(str(fields.get(name) or "") for name in _SOURCES).lower()
    return "security" in said or "winlog" in fields.record


def _data(fields: Fields) -> Fields:
    """The named values of an event, from wherever they stand."""
    if fields.has("TargetUserName"):
        return fields
    for path in _DATA:
        inner = fields.inner(path)
        if inner.has("TargetUserName"):
            return inner
        pairs = inner.objects("Data") or fields.objects(path)
        if pairs:
            return Fields({_pair_name(pair): pair.text(*_VALUES) for pair in pairs})
    return Fields(_message(fields.text(*_MESSAGES)))


def _pair_name(pair: Fields) -> str:
    return pair.text("@Name", "Name", "#attributes.Name")


def _message(text: str) -> dict[str, object]:
    """The values in the text of a message; of two accounts in it the second is meant."""
    found: dict[str, object] = {}
    target = False
    for line in text.replace("\r", "\n").split("\n"):
        name, colon, value = line.replace("：", ":").partition(":")
        name = "".join(name.split()).lower()
        if not colon:
            continue
        if not value.strip():
            target = name in _TARGETS
        elif name in _NAMES:
            field = _NAMES[name]
            if target or not field.startswith("Target"):
                found[field] = value.strip()
    return found


def _is_built_in(user: str, domain: str) -> bool:
    return user.endswith("$") or user.lower() in _BUILT_IN or domain.lower() in _OWN


def _account(user: str, domain: str) -> str:
    """DOMAIN\\user: the domain in its short form, as events write it now so, now so."""
    short = domain.partition(".")[0].upper()
    return user if not user or not short or "@" in user else f"{short}\\{user}"


PRESET = Preset(
    name="windows-security",
    title="Windows Security log",
    known_by="EventID 4624, 4625; TargetUserName, LogonType",
    verified="OTRF/Security-Datasets, crowdsecurity/hub; documented message",
    marks=("4624", "4625", "targetusername", "microsoft-windows-security-auditing"),
    columns={
        "account": "TargetUserName",
        "time": "TimeCreated",
        "ip": "IpAddress",
        "outcome": "EventID (outcome)",
        "event": "EventID",
        "machine": "WorkstationName",
    },
    of_object=_read,
)
