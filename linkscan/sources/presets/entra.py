"""Microsoft Entra ID: sign-in logs from the portal (CSV, JSON), Graph, and diagnostic settings.

Source: Microsoft, "signIn resource type", "Sign-in log schema in Azure Monitor" and the headers of
the portal's CSV (2026-11). Times are UTC.
"""

from __future__ import annotations

from linkscan.sources.presets.fields import Fields, utc
from linkscan.sources.presets.preset import (
    FAILURE,
    INTERRUPTED,
    OTHER,
    SERVICE_ACCOUNT,
    SUCCESS,
    Aside,
    Event,
    Outcome,
    Preset,
)

_ASKED_FOR_MORE = frozenset(
    ("50055", "50058", "50072", "50074", "50076", "50079", "50097", "50125", "50127", "50129",
     "50140", "50144", "50203", "51006", "65001", "16000", "16001", "81010", "81012", "81014")
)  # fmt: skip
"""Codes of a sign-in that went on in another record, or that the user did not carry through."""
_SERVICES = ("serviceprincipalsigninlogs", "managedidentitysigninlogs", "adfssigninlogs")
_DIRECTORY = "microsoft.aadiam"


def _read(fields: Fields) -> Outcome:
    category = fields.text("category", "Type").lower()
    inner = fields.inner("properties")
    event = inner if inner.record else fields
    if not _is_entra(fields, event, category):
        return None
    if category in _SERVICES:
        return Aside(SERVICE_ACCOUNT)
    if (category and "signin" not in category) or _is_audit(event):
        return OTHER
    return Event(
        account=event.text("userPrincipalName", "Username", "Sign-in identifier", "userId",
                           "User ID", "User"),
        time=utc(event.text("createdDateTime", "Date (UTC)", "Date")
                 or fields.text("time", "TimeGenerated", "TimeGenerated [UTC]")),
        ip=event.text("ipAddress", "IP address") or fields.text("callerIpAddress"),
        outcome=_outcome(event, fields),
        event=event.text("clientAppUsed", "Client app", "appDisplayName", "Application"),
        user_agent=event.text("userAgent", "User agent"),
        device_id=event.text("deviceDetail.deviceId", "Device ID"),
        machine=event.text("deviceDetail.displayName", "Device"),
    )  # fmt: skip


def _is_entra(fields: Fields, event: Fields, category: str) -> bool:
    if category.endswith("signinlogs") or _DIRECTORY in fields.text("resourceId").lower():
        return True
    if event.has("Date (UTC)", "IP address") and (
        event.has("Sign-in error code") or event.has("Incoming token type")
    ):
        return True
    return (event.has("userPrincipalName", "ipAddress") and (
        event.has("clientAppUsed") or event.has("conditionalAccessStatus")
        or event.has("status.errorCode") or event.has("ResultType")
    )) or _is_audit(event)  # fmt: skip


def _is_audit(event: Fields) -> bool:
    return event.has("activityDisplayName", "initiatedBy")


def _outcome(event: Fields, fields: Fields) -> str:
    code = event.text("status.errorCode", "Sign-in error code", "ResultType") or fields.text(
        "resultType"
    )
    status = "" if "{" in event.text("Status") else event.text("Status").lower()
    if code in ("0", "0.0") or (not code and status == "success"):
        return SUCCESS
    if code in _ASKED_FOR_MORE or status == "interrupted":
        return INTERRUPTED
    if code or status.startswith("fail"):
        return FAILURE
    said = fields.text("resultSignature").lower()
    return SUCCESS if said in ("success", "succeeded") else FAILURE if said == "failure" else ""


PRESET = Preset(
    name="entra",
    title="Microsoft Entra ID, sign-in logs",
    known_by="SignInLogs, userPrincipalName; Date (UTC), Sign-in error code",
    verified="panther-labs/panther-analysis; documented CSV header",
    marks=("signinlogs", _DIRECTORY, "userprincipalname", "sign-in error code",
           "incoming token type"),
    columns={
        "account": "userPrincipalName",
        "time": "createdDateTime",
        "ip": "ipAddress",
        "outcome": "status",
        "event": "clientAppUsed",
        "user_agent": "userAgent",
        "device_id": "deviceDetail.deviceId",
        "machine": "deviceDetail.displayName",
    },
    of_object=_read,
)  # fmt: skip
