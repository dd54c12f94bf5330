"""AWS CloudTrail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linkscan.sources import Found, ReadOptions, read_tables
from tests.conftest import CORPUS
from tests.sources.presets.reading import lines, taken

BASE = {
    "eventVersion": "1.08",
    "eventTime": "2026-01-02T09:05:00Z",
    "eventSource": "signin.amazonaws.com",
    "eventName": "ConsoleLogin",
    "sourceIPAddress": "203.0.113.7",
    "userAgent": "Mozilla/5.0",
    "recipientAccountId": "111122223333",
}
IN = {
    **BASE,
    "userIdentity": {"type": "IAMUser", "accountId": "111122223333", "userName": "ana"},
    "responseElements": {"ConsoleLogin": "Success"},
}
FAILED = {
    **BASE,
    "userIdentity": {"type": "Root", "accountId": "111122223333"},
    "responseElements": {"ConsoleLogin": "Failure"},
    "errorMessage": "Failed authentication",
}
ROLE = {
    **BASE,
    "userIdentity": {
        "type": "AssumedRole",
        "principalId": "AROAEXAMPLE:ben",
        "accountId": "111122223333",
        "sessionContext": {"sessionIssuer": {"userName": "DevAdmin"}},
    },
    "responseElements": {"ConsoleLogin": "Success"},
}
HIDDEN = {
    **FAILED,
    "userIdentity": {
        "type": "IAMUser",
        "accountId": "111122223333",
        "userName": "HIDDEN_DUE_TO_SECURITY_REASONS",
    },
}
CALL = {**IN, "eventSource": "ec2.amazonaws.com", "eventName": "DescribeInstances"}
EVENTS = (IN, FAILED, ROLE, HIDDEN, CALL)
SAMPLES = {
    "lines": lines(*EVENTS),
    "delivered to a bucket": json.dumps({"Records": EVENTS}),
    "printed": json.dumps({"Records": EVENTS}, indent=2),
    "lookup-events": json.dumps({"Events": [{"CloudTrailEvent": json.dumps(e)} for e in EVENTS]}),
    "EventBridge": lines(*({"detail-type": "AWS", "detail": event} for event in EVENTS)),
    "Elastic": json.dumps({"hits": {"hits": [{"_source": event} for event in EVENTS]}}),
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_takes_sign_ins_to_the_console(tmp_path: Path, sample: str) -> None:
    """A sign-in is taken, successful or not, in whatever it is wrapped; calls are set aside.

    An account is a user of an AWS account; of a role, the person who took it on.
    """
    found, aside = taken(tmp_path, sample, "cloudtrail")
    assert [(row["account"], row["outcome"]) for row in found] == [
        ("111122223333/ana", "success"),
        ("111122223333/root", "failure"),
        ("111122223333/ben", "success"),
    ]
    assert found[0] == {
        "account": "111122223333/ana",
        "observed_at": "2026-01-02T09:05:00Z",
        "ip": "203.0.113.7",
        "outcome": "success",
        "event": "ConsoleLogin",
        "user_agent": "Mozilla/5.0",
    }
    assert aside == {"not-a-sign-in": 1, "unnamed-failure": 1}


@pytest.mark.corpus
def test_corpus(tmp_path: Path) -> None:
    """A day of a real trail holds one sign-in among 63 events."""
    path = CORPUS / "formats" / "aws_cloudtrail" / "invictus_1230Z_with_ConsoleLogin.json"
    (table,) = read_tables([Found(path, path.name)], ReadOptions(), tmp_path).tables
    assert (table.preset, len(table.sample), dict(table.ignored)) == (
        "cloudtrail", 1, {"not-a-sign-in": 62},
    )  # fmt: skip
