"""The findings of a report: what was found, named, weighed, and what to do first."""

from __future__ import annotations

from collections.abc import Mapping

from linkscan.assemble.identifiers import Links, link
from linkscan.assemble.names import Names
from linkscan.findings.findings import Group, finding_id
from linkscan.findings.reasons import first_step, is_context, reason_of
from linkscan.linking.ties import CONTEXT
from linkscan.model import Accepted, Finding, Variant, Weight
from linkscan.scanned import Scanned
from linkscan.weighing.bits import FACTORS, words_for


def findings(
    scanned: Scanned, names: Names, links: Links, roles: Mapping[int, tuple[str, ...]]
) -> tuple[Finding, ...]:
    """Findings, the most serious first."""
    return tuple(_finding(scanned, names, links, roles, group) for group in scanned.groups.shown)


def _finding(
    scanned: Scanned,
    names: Names,
    links: Links,
    roles: Mapping[int, tuple[str, ...]],
    group: Group,
) -> Finding:
    ids = tuple(names.account(number) for number in group.accounts)
    keys = [names.keys[key] for key in group.keys]
    evidence = tuple(
        link(names, links, account, key)
        for account in group.accounts
        for key in group.keys
        if (account, key) in links
    )
    suspended = tuple(names.account(n) for n in group.accounts if scanned.joined[n].barred)
    id_ = finding_id(
        ids,
        [(key.kind, key.told) for key in keys],
        f"{group.scope} {group.accounts_total} {group.keys_total} {group.level} "
        + " ".join(suspended),
    )
    relations, mask = scanned.settings.relations, scanned.settings.mask
    relation = None if group.relation is None else relations[group.relation]
    seen = [at for one in evidence for at in (one.first_seen, one.last_seen) if at]
    return Finding(
        id=id_,
        level=group.level,
        scope="context" if is_context(group) else "platform",
        platform=None if group.scope == CONTEXT else group.scope or None,
        accounts=ids,
        accounts_total=group.accounts_total,
        suspended=suspended,
        identifiers=tuple(key.id for key in keys),
        identifiers_total=group.keys_total,
        kinds=tuple(sorted({key.kind for key in keys})),
        roles=tuple(sorted({role for key in group.keys for role in roles.get(key, ())})),
        machines=tuple(sorted({machine for one in evidence for machine in one.machines})),
        evidence=evidence,
        first_seen=min(seen, default=None),
        last_seen=max(seen, default=None),
        grade=group.grade,
        bits=None if group.bits is None else round(group.bits, 3),
        strength=None if group.bits is None else words_for(group.bits, scanned.settings.prior),
        weights=tuple(
            Weight(names.keys[one.key].id, one.group, round(one.bits, 3), one.gap_days, one.counts)
            for one in group.weights
        ),
        variants=tuple(
            Variant(times, round(bits, 3), level)
            for times, (bits, level) in list(zip(FACTORS, group.levels, strict=False))[1:]
        ),
        relation=None if relation is None else mask.text(relation.declared.reason),
        accepted=_accepted(scanned, id_),
        reason=reason_of(group, scanned.agencies),
        first_step=first_step(group),
    )


def _accepted(scanned: Scanned, id_: str) -> Accepted | None:
    """The acceptance of a finding that has not expired."""
    for one in scanned.settings.accepted:
        declared = one.declared
        if one.finding == id_ and declared.expires and declared.holds(scanned.today):
            reason, owner = map(scanned.settings.mask.text, (declared.reason, declared.owner))
            return Accepted(reason, owner, declared.expires.isoformat())
    return None
