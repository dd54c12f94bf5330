"""Alibaba Cloud ActionTrail: sign-ins to the console and through CloudSSO.

Source: Alibaba Cloud, ActionTrail, "Management event structure definition" (2026-11).
"""

from __future__ import annotations

import re

from linkscan.sources.presets.fields import Fields, utc
from linkscan.sources.presets.preset import FAILURE, OTHER, SUCCESS, Event, Outcome, Preset

_SIGN_IN = re.compile(r"sign-?in|log-?[io]n", re.I)
_PLACES = re.compile(r"(?:signin|cloudsso|sso|passport|account)\b", re.I)
_MAKERS = (".aliyun.com", ".aliyuncs.com")


def _read(fields: Fields) -> Outcome:
    if not fields.has("eventName", "eventSource", "userIdentity"):
        return None
    if not fields.text("eventSource").endswith(_MAKERS) and not fields.has("acsRegion"):
        return None
    name = fields.text("eventName")
    # RAM has calls such as GetLoginProfile: they are not made where people sign in.
    if not _SIGN_IN.search(name) or not _PLACES.match(fields.text("eventSource", "serviceName")):
        return OTHER
    return Event(
        account=_account(fields),
        time=utc(fields.text("eventTime", "TimeGenerated", "TimeGenerated [UTC]")),
        ip=fields.text("sourceIpAddress"),
        outcome=FAILURE if fields.text("errorCode", "errorMessage") else SUCCESS,
        event=name,
        user_agent=fields.text("userAgent"),
    )


def _account(fields: Fields) -> str:
    """The name with its domain as it stands; another with the Alibaba Cloud account it is of."""
    name = fields.text("userIdentity.userName") or fields.text("userIdentity.principalId")
    owner = fields.text("userIdentity.accountId")
    return name if "@" in name or not owner or not name else f"{owner}/{name}"


PRESET = Preset(
    name="actiontrail",
    title="Alibaba Cloud ActionTrail",
    known_by="eventSource ...aliyun.com, acsRegion",
    verified="Azure/Azure-Sentinel",
    marks=("aliyun", "acsregion"),
    columns={
        "account": "userIdentity.userName",
        "time": "eventTime",
        "ip": "sourceIpAddress",
        "outcome": "errorCode",
        "event": "eventName",
        "user_agent": "userAgent",
    },
    of_object=_read,
)
