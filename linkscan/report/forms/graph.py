"""The report as a graph for Gephi and other programs: GraphML and GEXF, stores and their values.

Names of attributes and codes are those of `report.json`, in no language. Nodes are stores and
values, edges the links between them: stores meet only through values. Node ids begin with
`account:` or `value:`, since a store may be called like a value.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter

from linkscan.model import LEVELS, Account, Finding, Identifier, Level, Link, Report
from linkscan.report.visible import escaped, visible

Attributes = Iterator[tuple[str, Any]]
"""Names and values; None and empty ones are left out."""


def report_graph(report: Report) -> nx.Graph:
    """Stores and values as nodes, links as edges; what is not known has no attribute.

    The `bits` of an edge are the most that its value adds to a finding about its store, and the
    `level` of a value is that of the most serious finding it is in.
    """
    graph: nx.Graph = nx.Graph(name=f"linkscan {visible(report.linkscan)}")
    levels = _levels(report.findings)
    bits = _bits(report.findings)
    for account in report.accounts:
        graph.add_node(_account_node(account.id), **_said(_account(account)))
    for value in report.identifiers:
        graph.add_node(_value_node(value.id), **_said(_value(value, levels.get(value.id))))
    for link in report.links:
        account_node, value_node = _account_node(link.account), _value_node(link.identifier)
        # Where a report was cut, a link may name what is not listed: that has its id alone.
        for node, id in ((account_node, link.account), (value_node, link.identifier)):
            if node not in graph:
                graph.add_node(node, label=visible(id))
        weighed = bits.get((link.account, link.identifier))
        graph.add_edge(account_node, value_node, **_said(_link(link, weighed)))
    return graph


def write_graphml(report: Report) -> bytes:
    """`report.graphml`."""
    writer = GraphMLWriter(report_graph(report))
    data = io.BytesIO()
    writer.dump(data)
    return data.getvalue()


def write_gexf(report: Report) -> bytes:
    """`report.gexf`, dated as the report is."""
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(report_graph(report))
    meta = writer.xml.find("meta")
    # networkx has put the day of writing and its own version there.
    meta.set("lastmodifieddate", report.generated_at.astimezone(UTC).date().isoformat())
    meta.find("creator").text = f"linkscan {visible(report.linkscan)}"
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def _account(one: Account) -> Attributes:
    yield "label", one.name
    yield "kind", "account"
    yield "level", one.level
    yield "status", one.status
    yield "platform", one.platform
    yield "region", one.region
    yield "client", one.client
    yield "entity", one.entity
    yield "component", one.component
    yield "logins", one.logins


def _value(one: Identifier, level: Level | None) -> Attributes:
    yield "label", one.label or one.id
    yield "kind", one.kind
    yield "level", level
    yield "class", one.cls
    yield "roles", one.roles
    yield "accounts", one.accounts_total
    yield "ties", "yes" if one.ties else "no"
    yield "reason", one.reason


def _link(one: Link, bits: float | None) -> Attributes:
    yield "kind", "seen-with"
    yield "bits", bits
    yield "first_seen", one.first_seen
    yield "last_seen", one.last_seen
    yield "rows", one.n
    yield "machines", one.machines


def _said(attributes: Attributes) -> dict[str, Any]:
    return {name: _plain(value) for name, value in attributes if value not in (None, ())}


def _plain(value: Any) -> str | int | float:
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return visible("; ".join(value) if isinstance(value, tuple) else value)


def _account_node(id: str) -> str:
    return f"account:{_unlike(id)}"


def _value_node(id: str) -> str:
    return f"value:{_unlike(id)}"


def _unlike(id: str) -> str:
    """An id without characters that XML forbids; two ids never become one."""
    return escaped(json.dumps(id, ensure_ascii=False)[1:-1])


def _levels(findings: Iterable[Finding]) -> dict[str, Level]:
    """The level of the most serious finding that each value is in."""
    found: dict[str, Level] = {}
    for finding in sorted(findings, key=lambda one: LEVELS.index(one.level)):
        for id in finding.identifiers:
            found.setdefault(id, finding.level)
    return found


def _bits(findings: Iterable[Finding]) -> dict[tuple[str, str], float]:
    """The most that each value adds to a finding about each store."""
    found: dict[tuple[str, str], float] = {}
    for finding in findings:
        for weight in finding.weights:
            for account in finding.accounts:
                pair = account, weight.identifier
                found[pair] = max(found.get(pair, 0.0), float(weight.bits))
    return found
