"""Microsoft 365 unified audit log: the portal's CSV, and records of the Management Activity API.

Source: Microsoft, "Office 365 Management Activity API schema" (2026-11). Times are UTC.
"""

from __future__ import annotations

from linkscan.sources.presets.fields import Fields, utc
from linkscan.sources.presets.preset import FAILURE, OTHER, SUCCESS, Event, Outcome, Preset

_ENDED = {"UserLoggedIn": SUCCESS, "UserLoginFailed": FAILURE, "MailboxLogin": SUCCESS,
          "TeamsSessionStarted": SUCCESS}  # fmt: skip


def _read(fields: Fields) -> Outcome:
    audit = fields.inner("AuditData")
    event = audit if audit.record else fields
    if not event.has("Operation", "Workload", "RecordType"):
        return None
    name = event.text("Operation")
    if name not in _ENDED:
        return OTHER
    failed = event.text("ResultStatus").lower().startswith("fail")
    return Event(
        account=event.text("UserId", "UserKey"),
        time=utc(event.text("CreationTime")),
        ip=event.text("ClientIP", "ClientIPAddress", "ActorIpAddress"),
        outcome=FAILURE if failed else _ENDED[name],
        event=name,
        user_agent=event.named("ExtendedProperties", "UserAgent") or event.text("UserAgent"),
        device_id=event.named("DeviceProperties", "Id"),
        machine=event.named("DeviceProperties", "DisplayName"),
    )


PRESET = Preset(
    name="microsoft-365",
    title="Microsoft 365, unified audit log",
    known_by="Operation, Workload, RecordType; AuditData",
    verified="exports printed in blueteam0ps/det-eng-samples and pastebin eQWJcqT6",
    marks=("recordtype",),
    columns={
        "account": "UserId",
        "time": "CreationTime",
        "ip": "ClientIP",
        "outcome": "ResultStatus",
        "event": "Operation",
        "user_agent": "ExtendedProperties.UserAgent",
        "device_id": "DeviceProperties.Id",
        "machine": "DeviceProperties.DisplayName",
    },
    of_object=_read,
)
