"""What if: the scan as it is beside the scan of the same files with some cells edited.

Nothing is weighed a second way: `after` is a scan. What ties a store to one that is suspended,
rejected or closed for cause is refused: it stays on record with the platform, the official
route comes first, and no answer says which change would free a store from such a tie.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from linkscan.config import Settings
from linkscan.model import Report
from linkscan.pipeline import Paths, scan
from linkscan.scanned import Scanned
from linkscan.whatif.falls import Fall, find_falls, find_joined
from linkscan.whatif.proposals import find_proposals
from linkscan.whatif.proposed import Found, Proposal, join_edits
from linkscan.whatif.recorded import barred_by, weaker_ties

Why = Literal["suspended", "tied", "chain", "weaker"]
"""Why a proposal is refused: the store is suspended itself; what goes ties a store to a
suspended one; or lies in a group that holds one; or the ties to one would weigh less."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A proposal (None: all of them together) that is not tried; the stores it is about."""

    proposal: Proposal | None
    why: Why
    suspended: tuple[str, ...]  # ids
    platforms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would be found with the edits; `after` is None where a proposal is refused.

    `falls` are the groups that would fall apart, `joined` the groups that would come to be or
    grow. `kept` are the columns of moved rows that say more of a machine and stay as recorded.
    """

    proposals: tuple[Proposal, ...]
    refused: tuple[Refusal, ...]
    before: Report
    after: Report | None
    falls: tuple[Fall, ...] = ()
    joined: tuple[tuple[str, ...], ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def separated(self) -> int:
        """How many stores leave their groups."""
        return len(frozenset[str]().union(*(fall.apart for fall in self.falls)))


ON_MACHINE = ("hostname", "fingerprint", "cookie", "canvas", "webgl", "audio", "gpu", "screen",
              "user_agent", "ja4", "ja3")  # fmt: skip
"""Columns that a move leaves as they are, though another machine might fill them otherwise."""


def whatif(
    inputs: Paths,
    *,
    without: Sequence[str] = (),
    moves: Sequence[str] = (),
    settings: Settings | None = None,
    **others: Any,
) -> Outcome:
    """Compare the scan of some files with that of the same files, edited.

    Args:
        inputs: What `scan` takes, as all further arguments are.
        without: Identifiers to blank in every file, `kind:value` as the report names them.
        moves: `STORE=MACHINE`: sign-ins to place on another machine.
        settings: As of `scan`; both scans are of one moment.
        others: Further arguments of `scan`.

    Raises:
        LinkscanError: A file or a setting that cannot be used, or a proposal that names
            nothing in the files, in one sentence.
    """
    settings = settings or Settings()
    now = settings.now or datetime.now(UTC).replace(microsecond=0)
    settings = replace(settings, now=now)
    with scan(inputs, settings=settings, **others) as result:
        before = result.scanned
        found = find_proposals(before, without, moves)
        proposals = tuple(one.proposal for one in found)
        refused = tuple(_refusals(before, found))
        if refused:
            return Outcome(proposals, refused, result.report, None)
        edits = join_edits(found)
        with scan(inputs, settings=settings, edits=edits, **others) as edited:
            after = edited.scanned
            weaker = weaker_ties(before, after)
            if weaker:
                refusal = _refusal(before, None, "weaker", weaker)
                return Outcome(proposals, (refusal,), result.report, None)
            return Outcome(
                proposals,
                (),
                result.report,
                edited.report,
                find_falls(before, after),
                find_joined(before, after),
                _kept(before, found),
            )


def _kept(scanned: Scanned, found: Iterable[Found]) -> tuple[str, ...]:
    if not any(one.account is not None for one in found):
        return ()
    met = {column for one in scanned.inputs if one.is_log for column in one.columns}
    return tuple(column for column in ON_MACHINE if column in met)


# -- what is refused -----------------------------------------------------------------------


def _refusals(scanned: Scanned, found: Iterable[Found]) -> Iterable[Refusal]:
    for one in found:
        if one.account is not None and scanned.joined[one.account].barred:
            yield _refusal(scanned, one.proposal, "suspended", {one.account})
            continue
        tied, chained = barred_by(scanned, one)
        if tied:
            yield _refusal(scanned, one.proposal, "tied", tied)
        elif chained:
            yield _refusal(scanned, one.proposal, "chain", chained)


def _refusal(
    scanned: Scanned, proposal: Proposal | None, why: Why, barred: Iterable[int]
) -> Refusal:
    numbers = sorted(barred)
    return Refusal(
        proposal,
        why,
        tuple(scanned.joined[number].id for number in numbers),
        tuple(sorted({scanned.scopes[number] for number in numbers} - {""})),
    )
