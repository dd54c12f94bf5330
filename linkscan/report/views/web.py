"""Who has which value, over the whole report: the graph that pictures are cut out of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from linkscan.model import LEVELS, Account, Component, Finding, Identifier, Link, Report
from linkscan.report.clients.ties import OTHERS
from linkscan.report.views.facts import barred_stores
from linkscan.report.views.labels import labels_of


@dataclass(frozen=True, slots=True)
class Web:
    """A report by who has what, made once for all pages.

    Shared values are those that join a component, and those of which a finding speaks.
    """

    report: Report
    barred: frozenset[str]  # stores
    accounts: Mapping[str, Account]
    values: Mapping[str, Identifier]
    labels: Mapping[str, str]  # of values
    links: Mapping[tuple[str, str], Link]  # by store and value
    holders: Mapping[str, Sequence[str]]  # shared value -> stores, those to look at first first
    held: Mapping[str, Sequence[str]]  # store -> shared values
    own: Mapping[str, Sequence[str]]  # store -> values that no other store has
    worst: Mapping[str, Finding]  # value -> the most serious finding about it
    group_of: Mapping[str, int]  # store -> place of its component in the report
    joins: Mapping[str, Sequence[int]]  # value -> components that it joins
    outward: frozenset[str]  # stores that share something with stores not named in the report

    @classmethod
    def of(cls, report: Report) -> Web:
        """The web of a report."""
        barred = barred_stores(report)
        accounts = {one.id: one for one in report.accounts}
        values = {one.id: one for one in report.identifiers}
        links = {(one.account, one.identifier): one for one in _links(report)}
        worst, joins = _worst(report), _joins(report)
        holders: dict[str, list[str]] = {}
        held: dict[str, list[str]] = defaultdict(list)
        own: dict[str, list[str]] = defaultdict(list)
        for id, found in _have(values, links):
            known = sorted(
                found & accounts.keys(),
                key=lambda one: (one not in barred, LEVELS.index(accounts[one].level), one),
            )
            if len(known) > 1 and (id in joins or id in worst):
                holders[id] = known
                for one in known:
                    held[one].append(id)
            elif known and values[id].accounts_total == 1 and values[id].reason is None:
                own[known[0]].append(id)
        return cls(
            report=report,
            barred=barred,
            accounts=accounts,
            values=values,
            labels=labels_of(report.identifiers),
            links=links,
            holders=holders,
            held=held,
            own=own,
            worst=worst,
            group_of={
                one: n for n, group in enumerate(report.components) for one in group.accounts
            },
            joins=joins,
            outward=frozenset(
                one for found in report.findings if found.reason == OTHERS for one in found.accounts
            ),
        )

    def near(self, starts: Iterable[str], most: int) -> list[str]:
        """`starts`, and what hangs on them in their groups: values and stores, nearest first.

        At most `most` of them; a store of another platform with one of the values is none.
        """
        found = dict.fromkeys(one for one in starts if one in self.accounts)
        queue = list(found)
        met: set[tuple[str, int]] = set()
        for store in queue:
            group = self.group_of.get(store, -1)
            for id in self.held.get(store, ()):
                if group not in self.joins.get(id, ()) or (id, group) in met:
                    continue
                if len(found) >= most:
                    return list(found)[:most]
                met.add((id, group))
                found[id] = None
                for one in self.holders[id]:
                    if one not in found and self.group_of.get(one) == group:
                        found[one] = None
                        queue.append(one)
        return list(found)[:most]

    def keeps_a_ban(self, value: str) -> bool:
        """Whether a value holds together stores of which one is barred."""
        groups = [self.report.components[n] for n in self.joins.get(value, ())]
        return not all(
            self.barred.isdisjoint(stores)
            for stores in (self.holders.get(value, ()), *(group.accounts for group in groups))
        )

    def has_all_of(self, component: Component) -> bool:
        """Whether the report has every store and every tie of a component.

        Not where its lists are cut, nor in the report of one client where stores of others,
        of which nothing is told, have a value of it too.
        """
        cut = dict(self.report.totals).get("links", 0) > len(self.report.links)
        return (
            not cut
            and component.accounts_total == len(component.accounts)
            and self.outward.isdisjoint(component.accounts)
        )


def _links(report: Report) -> Iterator[Link]:
    """Every link of a report; where its list is cut, findings hold further ones."""
    for finding in report.findings:
        yield from finding.evidence
    yield from report.links


def _worst(report: Report) -> dict[str, Finding]:
    worst: dict[str, Finding] = {}
    # Findings are sorted, the most serious first; what one platform can see goes before context.
    for finding in sorted(report.findings, key=lambda one: one.scope == "context"):
        for id in finding.identifiers:
            worst.setdefault(id, finding)
    return worst


def _joins(report: Report) -> dict[str, list[int]]:
    joins: dict[str, list[int]] = defaultdict(list)
    for number, component in enumerate(report.components):
        for id in component.identifiers:
            joins[id].append(number)
    return dict(joins)


def _have(
    values: Mapping[str, Identifier], links: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, set[str]]]:
    """Each value and every store that is listed with it."""
    have = {id: set(value.accounts) for id, value in values.items()}
    for account, id in links:
        if id in have:
            have[id].add(account)
    yield from sorted(have.items())
