"""What the stages of a scan found, by number, before it is given names and told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from linkscan.accounts.accounts import Joined
from linkscan.accounts.meetings import Meetings
from linkscan.config import Settings
from linkscan.engine import Engine
from linkscan.findings.findings import Groups
from linkscan.findings.verdicts import Verdicts
from linkscan.linking.graph import Graph, Numbers
from linkscan.machines.machines import Listed
from linkscan.rows.loading import Loaded
from linkscan.stores.health import Healths
from linkscan.weighing.exposure import Exposures


@dataclass(frozen=True, slots=True)
class Scanned:
    """Accounts, ties and machines are numbers here; the engine still holds their tables."""

    engine: Engine
    inputs: Sequence[Loaded]
    joined: Sequence[Joined]  # by account number
    scopes: Sequence[str]  # the first platform on which each is compared, by account number
    meetings: Meetings
    listed: Mapping[str, Listed]
    everything: bool  # every value of the input was identified, not only the shared ones
    cut: bool  # there is more than a report can show
    graph: Graph
    components: Numbers  # by account number
    places: Numbers  # the component of every node of the graph that is an account
    exposures: Exposures
    groups: Groups
    agencies: frozenset[int]  # keys of operators that are an agency's
    verdicts: Verdicts
    settings: Settings
    now: datetime
    healths: Healths
    weak: Mapping[int, Sequence[int]]  # weak accounts by the smallest account of a component

    def components_of(self, account: int) -> frozenset[int]:
        """The components of an account: one on each platform where it is tied."""
        found = self.places[self.graph.places(np.asarray([account]))]
        return frozenset(found[found >= 0].tolist())

    @property
    def today(self) -> date:
        """The day of the report, on which what is declared may have expired."""
        return self.now.date()
