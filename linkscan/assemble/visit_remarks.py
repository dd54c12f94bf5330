"""What was noted of the visits of captures, over all files: warnings that cite the visit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linkscan.accounts.accounts import Joined
from linkscan.masking import Mask
from linkscan.model import Citation, Warning
from linkscan.rows.loading import Loaded

LISTED = 50
"""Most warnings of one kind."""


def about_visits(inputs: Sequence[Loaded], joined: Iterable[Joined], mask: Mask) -> list[Warning]:
    """Visits in which the way out changed or a VPN dropped, and stores on two machines at once."""
    if not any(one.table.visits for one in inputs):
        return []
    from linkscan.capture.visits import EGRESS_CHANGE, TWO_MACHINES, VPN_DROP, note_meetings

    placed = [(one.table, line, visit) for one in inputs for line, visit in one.table.visits]
    shown = {mention.name: one.id for one in joined for mention in one.mentions}
    told: dict[str, list[Warning]] = {VPN_DROP: [], EGRESS_CHANGE: [], TWO_MACHINES: []}
    noted = note_meetings([visit for _table, _line, visit in placed])
    for (table, line, _visit), visit in zip(placed, noted, strict=True):
        changes = visit.public_ips if len(visit.public_ips) > 1 else visit.ways
        store = visit.account and (shown.get(visit.account) or mask.text(visit.account))
        params = (
            ("account", store or "?"),
            ("host", visit.host),
            ("at", f"{visit.start_at:%Y-%m-%d %H:%M}"),
            ("machine", mask.machine(visit.who)),
            ("ways", " > ".join(map(mask.text, changes) if mask.pseudonyms else changes)),
        )
        where = (Citation(table.name, line, table.sheet, table.member),)
        for code in visit.notes:
            if code in told:
                told[code].append(Warning(f"visit-{code}", params, where))
    return [one for warnings in told.values() for one in warnings[:LISTED]]
