"""Zeek: conn.log and ssl.log, as tables or JSON. They name no account: a rule must.

Source: Zeek, "conn.log", "ssl.log" and "Log formats" (2026-11).
"""

from __future__ import annotations

from linkscan.sources.presets.fields import Fields
from linkscan.sources.presets.preset import Event, Outcome, Preset


def _read(fields: Fields) -> Outcome:
    record = fields.record
    if "uid" not in record or "ts" not in record or not fields.has("id.orig_h", "id.resp_h"):
        return None
    return Event(
        account="",
        time=fields.text("ts"),
        ip=fields.text("id.orig_h"),
        event=fields.text("service", "version", "proto"),
        ja3=fields.text("ja3"),
        ja4=fields.text("ja4"),
    )


PRESET = Preset(
    name="zeek",
    title="Zeek, conn and ssl logs",
    known_by="#fields ts uid id.orig_h; ts, uid, id.orig_h",
    verified="tables in the tests of Zeek",
    marks=("id.orig_h", "orig_h"),
    columns={"account": "rule", "time": "ts", "ip": "id.orig_h", "event": "service",
             "ja3": "ja3", "ja4": "ja4"},
    of_object=_read,
    by_rule=True,
)  # fmt: skip
