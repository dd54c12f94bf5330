"""Why a finding is one, and what to do first: codes of sentences in report/words.py."""

from __future__ import annotations

from collections.abc import Set

from fingerprints import KINDS
from linkscan.findings.findings import Group
from linkscan.linking.ties import CONTEXT, LEFT

STRENGTHS = ("document", "device", "address", "operator")
"""The order in which a finding is named after what its accounts share."""

STEPS = {"document": "replace-document", "device": "separate-device",
          "address": "separate-address", "operator": "separate-operator"}  # fmt: skip


def is_context(group: Group) -> bool:
    """Whether a finding is shown for context only: nothing that a platform would judge."""
    return not group.joins and LEFT not in group.kinds


def reason_of(group: Group, agencies: Set[int]) -> str:
    """The code of the rule that fired; `agencies` are the keys of operators of agencies."""
    if group.scope == CONTEXT:
        return "other-platform"
    strongest = _strongest(group)
    if strongest == "operator":
        if LEFT in group.kinds:
            return "access-after-leaving"
        if not group.joins:
            return "same-operator"
        strongest = "agency" if agencies >= {*group.keys} else strongest
    suspended = "-suspended" if 0 < group.barred < group.accounts_total else ""
    return f"shared-{strongest}{suspended}"


def first_step(group: Group) -> str:
    """The code of the first advice; for whatever touches a barred store the official route."""
    if group.barred:
        return "official-route"
    strongest = _strongest(group)
    if strongest == "operator" and LEFT in group.kinds:
        return "withdraw-access"
    return "no-action" if not group.joins or group.relation is not None else STEPS[strongest]


def _strongest(group: Group) -> str:
    """What ties the accounts, by the strongest of the kinds that do so by themselves."""
    met = {KINDS[kind].strength for kind in group.kinds}
    return next(strength for strength in STRENGTHS if strength in met)
