"""The identifiers of a report and the links of accounts to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from linkscan.assemble.names import Names
from linkscan.findings.evidence import Shown
from linkscan.model import Identifier, Link
from linkscan.scanned import Scanned

Links = Mapping[tuple[int, int], Shown]


def identifiers(
    names: Names, links: Links, roles: Mapping[int, tuple[str, ...]]
) -> tuple[Identifier, ...]:
    """Identifiers of the shown links, by kind and key."""
    holders: dict[int, list[str]] = defaultdict(list)
    for account, key in sorted(links):
        holders[key].append(names.account(account))
    return tuple(
        Identifier(
            id=name.id,
            kind=name.kind,
            label=name.label,
            cls=name.cls,
            roles=roles.get(key, ()),
            accounts=tuple(holders[key]),
            accounts_total=name.accounts,
            ties=name.ties,
            reason=None,
        )
        for key, name in names.keys.items()
    )


def refused(scanned: Scanned) -> tuple[Identifier, ...]:
    """Values that link nothing, with the reason; only where every value was identified."""
    if not scanned.everything:
        return ()
    rows = scanned.engine.rows("""
        SELECT i.value, i.kind_read, i.raw, i.reject, list_sort(list(DISTINCT s.account))
        FROM identifiers i JOIN sightings s USING (value)
        WHERE i.reject IS NOT NULL GROUP BY ALL ORDER BY i.value
    """)
    return tuple(
        Identifier(
            id=id_,
            kind=kind,
            label=label,
            cls=None,
            roles=(),
            accounts=tuple(scanned.joined[number].id for number in holders),
            accounts_total=len(holders),
            ties=False,
            reason=reason,
        )
        for value, kind, raw, reason, holders in rows
        for id_, label in [scanned.settings.mask.refused(kind, value, raw)]
    )


def link(names: Names, links: Links, account: int, key: int) -> Link:
    """One link by its numbers."""
    shown = links[account, key]
    return Link(
        account=names.account(account),
        identifier=names.keys[key].id,
        machines=tuple(sorted(map(names.machine, shown.machines))),
        first_seen=shown.first_seen,
        last_seen=shown.last_seen,
        n=shown.n,
        evidence=shown.evidence,
    )
