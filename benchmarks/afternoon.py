"""What a user would write in an afternoon: pandas for the log, networkx for the graph.

The yardstick of `linkscan analyze`, neither crippled nor tuned: addresses are parsed once
per distinct text, grouping is left to pandas, the graph is account - identifier. It knows
one login log with the columns of `benchmarks.logs`, and writes `links.csv` (account,
identifier, first and last seen) and `report.json` (components; per machine its accounts
and their components).
"""

from __future__ import annotations

import ipaddress
import json
import sys
from pathlib import Path

import networkx as nx
import pandas as pd


def canonical_ip(text: str) -> str | None:
    """The address as it is compared: IPv4 as it is, IPv6 by /64; None if it ties nothing."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].split("]")[0]
    elif text.count(":") == 1:
        text = text.split(":")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if not address.is_global:  # private, carrier, loopback
        return None
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def find_links(log: pd.DataFrame) -> pd.DataFrame:
    """One row per account and identifier: account, identifier, first_seen, last_seen."""
    parts = []
    for kind in ("ip", "device_id"):
        seen = log.dropna(subset=[kind]).groupby(["account", kind])["timestamp"]
        links = seen.agg(first_seen="min", last_seen="max").reset_index()
        links["identifier"] = kind + ":" + links[kind]
        parts.append(links[["account", "identifier", "first_seen", "last_seen"]])
    return pd.concat(parts, ignore_index=True)


def find_components(links: pd.DataFrame) -> list[list[str]]:
    """The accounts that identifiers tie together, two or more each, largest first."""
    graph = nx.Graph()
    graph.add_edges_from(
        zip((("account", name) for name in links["account"]), links["identifier"], strict=True)
    )
    components = []
    for nodes in nx.connected_components(graph):
        accounts = sorted(node[1] for node in nodes if isinstance(node, tuple))
        if len(accounts) > 1:
            components.append(accounts)
    return sorted(components, key=lambda accounts: (-len(accounts), accounts))


def analyze(path: Path, out: Path) -> None:
    """Read the log at `path`, and write `links.csv` and `report.json` to the folder `out`."""
    log = pd.read_csv(path, parse_dates=["timestamp"])
    log["account"] = log["account"].str.strip()
    log["ip"] = log["ip"].map({text: canonical_ip(text) for text in log["ip"].dropna().unique()})
    log["device_id"] = log["device_id"].str.strip().str.lower()

    links = find_links(log)
    components = find_components(links)
    component_of = {
        account: number for number, accounts in enumerate(components) for account in accounts
    }
    machines = {
        machine: {
            "accounts": sorted(accounts),
            "components": sorted({component_of[a] for a in accounts if a in component_of}),
        }
        for machine, accounts in log.groupby("machine")["account"].unique().items()
    }

    out.mkdir(parents=True, exist_ok=True)
    links.to_csv(out / "links.csv", index=False)
    with (out / "report.json").open("w", encoding="utf-8") as file:
        json.dump({"components": components, "machines": machines}, file, ensure_ascii=False)


if __name__ == "__main__":
    analyze(Path(sys.argv[1]), Path(sys.argv[2]))
