"""AWS CloudTrail: sign-ins to the console and through IAM Identity Center.

Source: AWS CloudTrail User Guide, "AWS Management Console sign-in events" and "CloudTrail record
contents" (2026-11). A user name is unique within one AWS account, so the account is both.
"""

from __future__ import annotations

from linkscan.sources.presets.fields import Fields, utc
from linkscan.sources.presets.preset import FAILURE, OTHER, SUCCESS, Event, Outcome, Preset

_SIGN_INS = ("ConsoleLogin", "UserAuthentication", "Federate")
_HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS"
_PLACES = ("signin.amazonaws.com", "sso.amazonaws.com")


def _read(fields: Fields) -> Outcome:
    source = fields.text("eventSource")
    if not source.endswith(".amazonaws.com") or not fields.has("eventName"):
        return None
    name = fields.text("eventName")
    if name not in _SIGN_INS or source not in _PLACES:
        return OTHER
    said = fields.text("responseElements.ConsoleLogin", "serviceEventDetails.UserAuthentication",
                       f"serviceEventDetails.{name}")  # fmt: skip
    failed = fields.text("errorCode", "errorMessage") or said.lower() == "failure"
    return Event(
        account=_account(fields),
        time=utc(fields.text("eventTime")),
        ip=fields.text("sourceIPAddress"),
        outcome=FAILURE if failed else SUCCESS,
        event=name,
        user_agent=fields.text("userAgent"),
    )


def _account(fields: Fields) -> str:
    who = fields.inner("userIdentity")
    owner = who.text("accountId") or fields.text("recipientAccountId")
    if who.text("type") == "Root":
        name = "root"
    elif who.text("type") == "AssumedRole":
        # The session has the name of the person; the role is what many persons take on.
        name = (who.text("principalId") or who.text("arn")).rpartition(":")[2].rpartition("/")[2]
    else:
        name = (
            who.text("userName")
            or fields.text("additionalEventData.UserName", "userName")
            or who.text("onBehalfOf.userId", "credentialId")
            or who.text("arn").rpartition("/")[2]
        )
    if name in ("", _HIDDEN):
        return ""
    return f"{owner}/{name}" if owner else name


PRESET = Preset(
    name="cloudtrail",
    title="AWS CloudTrail",
    known_by="eventSource ...amazonaws.com, eventName",
    verified="invictus-ir/aws_dataset, panther-labs/panther-analysis, crowdsecurity/hub",
    marks=("amazonaws.com",),
    columns={
        "account": "userIdentity",
        "time": "eventTime",
        "ip": "sourceIPAddress",
        "outcome": "responseElements",
        "event": "eventName",
        "user_agent": "userAgent",
    },
    of_object=_read,
)
