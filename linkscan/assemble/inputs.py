"""The inputs of a report: a line for each table that was read."""

from __future__ import annotations

from linkscan.config import DEFAULT_ZONE
from linkscan.model import Input
from linkscan.scanned import Scanned


def display_zone(scanned: Scanned) -> str:
    """The zone in which people are shown times: the one given for all files, or the one that
    all logs were read in."""
    zones = {one.zone for one in scanned.inputs if one.is_log and one.zone}
    return scanned.settings.zone or (zones.pop() if len(zones) == 1 else DEFAULT_ZONE)


def inputs(scanned: Scanned) -> tuple[Input, ...]:
    """A line per table that was read, in the order of reading."""
    return tuple(
        Input(
            name=one.table.name,
            role=one.table.mapping.role,
            sheet=one.table.sheet,
            member=one.table.member,
            sha256=one.table.sha256 or "",
            format=one.table.format,
            encoding=one.table.encoding,
            rows_read=one.rows_read,
            rows_used=one.rows_used,
            rows_ignored=sum(count for _reason, count in one.ignored),
            rows_rejected=sum(count for _reason, count in one.rejected),
            columns=one.meanings,
            unmapped=one.table.mapping.unmapped,
            dropped=one.table.mapping.secret,
            ignored=one.ignored,
            rejected=one.rejected,
            rejects=one.rejects,
            accounts=accounts,
            accounts_met=met,
            accounts_unmet=unmet,
            failures=one.failures,
            zone=one.zone,
            date_order=one.told.order,
            preset=one.table.preset,
            verified=one.table.verified,
        )
        for one in scanned.inputs
        for accounts, met, unmet in [scanned.meetings.counts.get(one.number, (0, None, None))]
    )
