"""Back offices: the hosts where sellers work, by platform and region (`hosts.toml`).

Only visits to these are recorded. Hosts of the user's own stand in `[capture.hosts]` of
linkscan.toml and count before ours.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class BackOffice(NamedTuple):
    """The platform that a host is of, and the region of its stores, where the host tells it."""

    platform: str
    region: str | None


def back_office(host: str, own: Mapping[str, BackOffice] | None = None) -> BackOffice | None:
    """The back office that a host is, or is below of; None: it is none that is known.

    Args:
        host: A name as a hello or a DNS answer has it; case and a final dot say nothing.
        own: Hosts that the user names.
    """
    name = host.lower().removesuffix(".")
    known = _known()
    if name in known.exact:
        return known.exact[name]
    while name:
        for offices in (own or {}, known.suffixes):
            if name in offices:
                return offices[name]
        name = name.partition(".")[2]  # whole labels: notsellercentral.amazon.com is another
    return None


class _Known(NamedTuple):
    """Hosts that stand for themselves alone, and those that names may stand below."""

    exact: Mapping[str, BackOffice]
    suffixes: Mapping[str, BackOffice]


@cache
def _known() -> _Known:
    text = files(__package__).joinpath("hosts.toml").read_text("utf-8")
    exact: dict[str, BackOffice] = {}
    suffixes: dict[str, BackOffice] = {}
    for entry in tomllib.loads(text)["back_office"]:
        named = [(host, entry.get("region")) for host in entry.get("hosts", ())]
        named += [(host, region) for region, host in entry.get("by_region", {}).items()]
        offices = exact if entry.get("exact") else suffixes
        offices.update({host: BackOffice(entry["platform"], region) for host, region in named})
    return _Known(exact, suffixes)
