"""The lists of a report: what was found, chosen and named, as values of `linkscan.model`."""

from __future__ import annotations

from linkscan.assemble.accounts import accounts
from linkscan.assemble.components import components
from linkscan.assemble.days import days_of_use
from linkscan.assemble.findings import findings
from linkscan.assemble.identifiers import identifiers, link, refused
from linkscan.assemble.inputs import display_zone, inputs
from linkscan.assemble.machines import machines

__all__ = [
    "accounts",
    "components",
    "days_of_use",
    "display_zone",
    "findings",
    "identifiers",
    "inputs",
    "link",
    "machines",
    "refused",
]
