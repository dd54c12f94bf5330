"""Magento (Adobe Commerce): the CSV of its admin actions log, and lines of the CrowdSec extension.

Source: Adobe, "Action logs report" (2026-11); crowdsecurity/hub, magento-extension. Customers are
shown by their number.
"""

from __future__ import annotations

import json
import re

from linkscan.sources.presets.fields import Fields
from linkscan.sources.presets.preset import FAILURE, OTHER, SUCCESS, Event, Outcome, Preset

_LINE = re.compile(r"\[(\d{4}-\d\d-\d\d[T ][^\]]+)\] crowdsec-events\.\w+:\s+(\{.*\})")
_ENDED = re.compile(r"(ADMIN|CUSTOMER)_(?:LOGIN|AUTH)\w*?_(SUCCESS|FAIL)")


def _of_line(line: str) -> Outcome:
    match = _LINE.search(line)
    if not match:
        return None
    try:
        fields = Fields(json.JSONDecoder(parse_int=str).raw_decode(match[2])[0])
    except (ValueError, RecursionError):
        return OTHER
    ended = _ENDED.match(fields.text("type"))
    if not ended:
        return OTHER
    number = fields.text("customer_id", "user_id")
    named = f"{ended[1].lower()} #{number}" if number else ""
    return Event(
        account=fields.text("username", "user_name", "email") or named,
        time=match[1],
        ip=fields.text("x-forwarded-for-ip", "ip"),
        outcome=SUCCESS if ended[2] == "SUCCESS" else FAILURE,
        event=fields.text("type"),
    )


def _of_row(fields: Fields) -> Outcome:
    if not fields.has("Action Group", "IP Address", "Username"):
        return None
    action = fields.text("Action")
    if action.lower() not in ("login", "log in", "sign in"):
        return OTHER
    failed = fields.text("Result").lower().startswith("fail")
    return Event(
        account=fields.text("Username"),
        time=fields.text("Time"),
        ip=fields.text("IP Address"),
        outcome=FAILURE if failed else SUCCESS,
        event=action,
    )


PRESET = Preset(
    name="magento",
    title="Magento, Adobe Commerce",
    known_by="crowdsec-events; Action Group, IP Address, Username",
    verified="crowdsecurity/hub",
    marks=("crowdsec-events", "action group"),
    columns={"account": "Username", "time": "Time", "ip": "IP Address", "outcome": "Result",
             "event": "Action"},
    of_object=_of_row,
    of_line=_of_line,
)  # fmt: skip
