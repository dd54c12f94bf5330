"""Microsoft Entra ID."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sources.presets.reading import lines, taken


def _sign_in(code: int, user: str = "ana@shop.example") -> dict[str, object]:
    return {
        "id": "1",
        "createdDateTime": "2026-01-02T09:05:00Z",
        "userPrincipalName": user,
        "ipAddress": "203.0.113.7",
        "clientAppUsed": "Browser",
        "userAgent": "Mozilla/5.0",
        "status": {"errorCode": code, "failureReason": "Other."},
        "deviceDetail": {"deviceId": "dev-1", "displayName": "PC-1", "operatingSystem": "Windows"},
    }


CODES = (0, 50126, 50140)
EVENTS = tuple(map(_sign_in, CODES))
HEADER = (
    "Date (UTC),Request ID,User agent,User ID,User,Username,Incoming token type,Application,"
    "IP address,Location,Status,Sign-in error code,Failure reason,Client app,Device ID,Browser"
)
STATUS = ("Success", "Failure", "Interrupted")
PORTAL = "\n".join(
    [
        HEADER,
        *(
            f"2026-01-02T09:05:00Z,r,Mozilla/5.0,u-1,Ana,ana@shop.example,none,Mail,203.0.113.7,"
            f'"Town, XX",{status},{code},Other.,Browser,dev-1,Edge'
            for status, code in zip(STATUS, CODES, strict=True)
        ),
    ]
)
SAMPLES = {
    "Graph": json.dumps({"@odata.context": "https://graph.example/signIns", "value": EVENTS}),
    "portal JSON": json.dumps(EVENTS),
    "diagnostic": lines(
        *(
            {"time": "2026-01-02T09:06:00Z", "category": "SignInLogs", "properties": event}
            for event in EVENTS
        )
    ),
    "Log Analytics": json.dumps(
        [
            {
                "TimeGenerated": "2026-01-02T09:05:00Z",
                "Category": "SignInLogs",
                "UserPrincipalName": event["userPrincipalName"],
                "IPAddress": event["ipAddress"],
                "ClientAppUsed": "Browser",
                "UserAgent": "Mozilla/5.0",
                "ResultType": str(code),
                "DeviceDetail": json.dumps(event["deviceDetail"]),
            }
            for event, code in zip(EVENTS, CODES, strict=True)
        ]
    ),
    "portal CSV": PORTAL,
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_takes_sign_ins_with_their_device(tmp_path: Path, sample: str) -> None:
    """Success, failure and a sign-in that went on elsewhere are told apart in every export."""
    found, aside = taken(tmp_path, sample, "entra")
    assert [row["outcome"] for row in found] == ["success", "failure", "interrupted"]
    wanted = {
        "account": "ana@shop.example",
        "observed_at": "2026-01-02T09:05:00Z",
        "ip": "203.0.113.7",
        "outcome": "success",
        "event": "Browser",
        "user_agent": "Mozilla/5.0",
        "device_id": "dev-1",
        "machine": "PC-1",
    }
    if sample is PORTAL:  # it has no name of the device
        del wanted["machine"]
    assert found[0] == wanted
    assert aside == {}


def test_sets_services_and_changes_aside(tmp_path: Path) -> None:
    """A service principal is no person, and an audit record no sign-in."""
    principal = {"category": "ServicePrincipalSignInLogs", "properties": _sign_in(0)}
    audit = {"category": "AuditLogs", "resourceId": "/tenants/t/providers/Microsoft.aadiam",
             "properties": {"activityDisplayName": "Add member", "initiatedBy": {}}}  # fmt: skip
    signed = {"category": "NonInteractiveUserSignInLogs", "properties": _sign_in(0)}
    found, aside = taken(tmp_path, lines(principal, audit, signed), "entra")
    assert len(found) == 1
    assert aside == {"service-account": 1, "not-a-sign-in": 1}
