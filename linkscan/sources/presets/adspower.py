"""AdsPower: the browser profiles that its local API lists, each with its account.

Source: AdsPower, Local API, "Query profile" (/api/v1/user/list) (2026-11). A profile is a device of
its own to a platform, so its id counts as one. Passwords and keys in the answer are never read.
"""

from __future__ import annotations

from linkscan.sources.presets.fields import Fields
from linkscan.sources.presets.preset import Event, Outcome, Preset

_OF_A_PROFILE = ("last_open_time", "fbcc_proxy_acc_id", "domain_name")


def _read(fields: Fields) -> Outcome:
    number = fields.has("serial_number") or fields.has("profile_no")
    profile = fields.text("user_id", "profile_id")
    if not (number and profile and any(fields.has(name) for name in _OF_A_PROFILE)):
        return None
    time = fields.text("last_open_time", "created_time")
    return Event(
        account=fields.text("username", "name") or profile,
        time="" if time == "0" else time,
        ip=fields.text("ip"),
        event="open",
        device_id=profile,
        platform=_platform(fields.text("domain_name")),
    )


def _platform(domain: str) -> str:
    """amazon of https://www.amazon.co.uk: the first name that is no "www"."""
    host = domain.partition("://")[2] or domain
    names = [name for name in host.partition("/")[0].lower().split(".") if name]
    return next((name for name in names if name not in ("www", "m", "sellercentral", "seller")), "")


PRESET = Preset(
    name="adspower",
    title="AdsPower, local API",
    known_by="serial_number, user_id, last_open_time",
    verified="answers that public clients of the API print",
    marks=("serial_number", "profile_no"),
    columns={
        "account": "username",
        "time": "last_open_time",
        "ip": "ip",
        "event": "api",
        "device_id": "user_id",
        "platform": "domain_name",
    },
    of_object=_read,
)
