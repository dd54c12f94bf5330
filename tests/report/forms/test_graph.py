"""The graph for Gephi: stores and values that meet only in links, readable by others, stable."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.model import Report
from linkscan.report.forms.graph import report_graph, write_gexf, write_graphml
from tests.report import factory

Write = Callable[[Report], bytes]
FIR = "account:amazon/us/Fir"


def read_back(write: Write, report: Report) -> nx.Graph:
    """The graph as networkx reads it from what was written."""
    read = nx.read_gexf if write is write_gexf else nx.read_graphml
    graph: nx.Graph = read(io.BytesIO(write(report)))
    return graph


@pytest.mark.parametrize("write", [write_gexf, write_graphml])
def test_every_store_and_value_is_a_node(write: Write, full_report: Report) -> None:
    """All of the report, tied or not; an edge for each link and none beside."""
    graph = read_back(write, full_report)
    stores = {name for name, kind in graph.nodes(data="kind") if kind == "account"}
    assert len(stores) == len(full_report.accounts)
    assert len(graph) == len(full_report.accounts) + len(full_report.identifiers)
    assert graph.number_of_edges() == len(full_report.links)
    for one, other in graph.edges:
        assert (one in stores) != (other in stores)


@pytest.mark.parametrize("write", [write_gexf, write_graphml])
def test_what_nodes_and_edges_say(write: Write, full_report: Report) -> None:
    """Codes of report.json; numbers as numbers; nothing said of what is not known."""
    graph = read_back(write, full_report)
    fir = graph.nodes[FIR]
    assert (fir["label"], fir["kind"], fir["level"]) == ("Fir", "account", "critical")
    assert (fir["platform"], fir["region"], fir["status"]) == ("amazon", "us", "active")
    assert "client" not in fir
    laptop = graph.nodes["value:device_id:DEV-7"]
    assert (laptop["kind"], laptop["level"], laptop["ties"]) == ("device_id", "high", "yes")
    refused = graph.nodes["value:ip:10.0.0.1"]
    assert (refused["ties"], refused["reason"]) == ("no", "private")
    edge = graph.edges[FIR, "value:device_id:DEV-7"]
    assert (edge["kind"], edge["rows"], edge["bits"]) == ("seen-with", 3, 19.9)
    assert (edge["first_seen"], edge["last_seen"]) == (
        "2026-01-02T03:04:05Z",
        "2026-02-03T04:05:06Z",
    )


def test_a_value_shows_its_label(full_report: Report) -> None:
    """What is masked has its masked label and its ordinal."""
    node = report_graph(full_report).nodes["value:uscc#1"]
    assert (node["label"], node["kind"]) == ("9135****40", "uscc")


def test_a_store_called_like_a_value_is_another_node(empty_report: Report) -> None:
    """Names are strangers': none of them joins what is apart."""
    value = factory.identifier("ip", "203.0.113.7")
    store = replace(factory.account(value.id), id=value.id)
    graph = report_graph(replace(empty_report, accounts=(store,), identifiers=(value,)))
    assert set(graph) == {f"account:{value.id}", f"value:{value.id}"}


def test_links_to_what_is_not_listed(full_report: Report) -> None:
    """In a report that was cut such a node has its id alone."""
    graph = report_graph(replace(full_report, identifiers=(), accounts=()))
    assert graph.number_of_edges() == len(full_report.links)
    assert graph.nodes[FIR] == {"label": "amazon/us/Fir"}


@pytest.mark.parametrize("write", [write_gexf, write_graphml])
def test_an_empty_report_is_an_empty_graph(write: Write, empty_report: Report) -> None:
    """Still a file that can be opened."""
    assert len(read_back(write, empty_report)) == 0


@pytest.mark.parametrize("write", [write_gexf, write_graphml])
@given(names=st.lists(st.text(st.characters()), min_size=2, max_size=4, unique=True))
def test_any_name_is_xml_and_stays_apart(write: Write, names: list[str]) -> None:
    """Characters that XML forbids are visible, and two stores never become one node."""
    accounts = tuple(replace(factory.account("x"), id=name, name=name) for name in names)
    data = write(replace(factory.empty_report(), accounts=accounts))
    ids = [one.get("id") for one in ET.fromstring(data).iter() if one.tag.endswith("}node")]  # noqa: S314 - our own
    assert len(set(ids)) == len(names)


def test_the_clock_is_not_asked(full_report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day in the file is that of the report."""
    first = write_gexf(full_report)
    clock = SimpleNamespace(strftime=lambda *_arguments: "1999-01-01")
    monkeypatch.setattr("networkx.readwrite.gexf.time", clock)
    assert write_gexf(full_report) == first
    assert b'lastmodifieddate="2026-03-01"' in first


def test_the_hash_seed_changes_nothing() -> None:
    """Two processes write the same bytes."""
    program = (
        "import sys; from tests.report import factory; from linkscan.report.forms import graph;"
        "report = factory.full_report();"
        "sys.stdout.buffer.write(graph.write_gexf(report) + graph.write_graphml(report))"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1]
    assert len(said[0]) > 1000
