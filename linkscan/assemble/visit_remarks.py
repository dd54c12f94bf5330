"""What was noted of the visits of captures, over all files: warnings that cite the visit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from linkscan.accounts.accounts import Joined
from linkscan.capture.record import Visit
from linkscan.masking import Mask
from linkscan.model import Citation, Warning
from linkscan.rows.loading import Loaded

LISTED = 50
"""Most warnings of one kind."""


def about_visits(inputs: Sequence[Loaded], joined: Iterable[Joined], mask: Mask) -> list[Warning]:
    """Visits in which the way out changed or a VPN dropped, and stores on two machines at once."""
    if not any(one.table.visits for one in inputs):
        return []
    from linkscan.capture.notes import EGRESS_CHANGE, TWO_MACHINES, VPN_DROP, note_meetings

    placed = [(one.table, line, visit) for one in inputs for line, visit in one.table.visits]
    # One name on two platforms is two accounts.
    shown = {(one.platform, said.name): one.id for one in joined for said in one.mentions}
    told: dict[str, list[Warning]] = {VPN_DROP: [], EGRESS_CHANGE: [], TWO_MACHINES: []}
    noted = note_meetings([visit for _table, _line, visit in placed])
    for (table, line, _visit), visit in zip(placed, noted, strict=True):
        known = shown.get((visit.platform, visit.account or ""))
        store = visit.account and (known or mask.text(visit.account))
        params = (
            ("account", store or "?"),
            ("host", visit.host),
            ("at", f"{visit.start_at:%Y-%m-%d %H:%M}"),
            ("machine", mask.machine(visit.who)),
            ("ways", "; ".join(_changes(visit, mask))),
        )
        where = (Citation(table.name, line, table.sheet, table.member),)
        notes = set(visit.notes) & set(told)
        if VPN_DROP in notes:
            notes.discard(EGRESS_CHANGE)  # it is the same, said less plainly
        for code in notes:
            told[code].append(Warning(f"visit-{code}", params, where))
    return [one for warnings in told.values() for one in warnings[:LISTED]]


def _changes(visit: Visit, mask: Mask) -> Iterator[str]:
    """The ways out of a visit, and the public addresses, each in order."""
    for changing in (visit.ways, visit.public_ips):
        if len(changing) > 1:
            yield " > ".join(map(mask.text, changing) if mask.pseudonyms else changing)
