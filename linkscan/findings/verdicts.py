"""How serious it is for each account, component and machine: the worst that is found there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkscan.engine import Engine
from linkscan.linking.graph import Graph, Numbers
from linkscan.machines.machines import NO_MACHINE
from linkscan.model import LEVELS, Level
from linkscan.rows.loading import EVIDENCE
from linkscan.weighing.exposure import Exposures

Ranks = NDArray[np.int8]
CLEAR, NOT_CHECKED = LEVELS.index("clear"), LEVELS.index("not-checked")


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Ranks of levels (index into `model.LEVELS`) by account and machine number, and by the
    smallest account of each component."""

    accounts: Ranks
    machines: dict[int, int]
    components: dict[int, int]

    def account(self, number: int) -> Level:
        return LEVELS[int(self.accounts[number])]

    def machine(self, number: int) -> Level:
        return LEVELS[self.machines[number]]

    def component(self, smallest: int) -> Level:
        return LEVELS[self.components[smallest]]


def judge(
    engine: Engine, unmet: Sequence[int], exposures: Exposures, graph: Graph, components: Numbers
) -> Verdicts:
    """The worst level of each; unknown is not safe, so `clear` needs something compared."""
    accounts = exposures.ranks().copy()
    found = engine.arrays("SELECT account, min(level) AS level FROM standing GROUP BY account")
    numbers = found["account"].astype(np.int64)
    accounts[numbers] = np.minimum(accounts[numbers], found["level"].astype(np.int8))
    nothing = accounts >= CLEAR
    accounts[nothing] = NOT_CHECKED
    comparable = _comparable(engine)
    comparable[list(unmet)] = False
    accounts[nothing & comparable] = CLEAR
    # What is only context says nothing about a store that was not checked.
    accounts[(accounts == LEVELS.index("low")) & ~comparable] = NOT_CHECKED
    return Verdicts(
        accounts,
        _of_machines(engine, accounts, exposures.ranks()),
        _of_components(accounts, graph, components),
    )


def _comparable(engine: Engine) -> NDArray[np.bool_]:
    """Accounts that have at least one value that could have met another's."""
    kinds = ", ".join(f"'{kind}'" for kind in EVIDENCE)
    rows = engine.arrays(f"""
        SELECT a.account, CAST(coalesce(seen.n, 0) - coalesce(refused.n, 0) > 0
                               OR linked.account IS NOT NULL AS INTEGER) AS comparable
        FROM accounts a
        LEFT JOIN (SELECT account, sum(cells) AS n FROM presence GROUP BY account) seen
               USING (account)
        LEFT JOIN (SELECT account, sum(n) AS n FROM sightings JOIN identifiers USING (value)
                   WHERE reject IS NOT NULL AND machine <> {NO_MACHINE} AND kind_read IN ({kinds})
                   GROUP BY account) refused USING (account)
        LEFT JOIN (SELECT DISTINCT account FROM links JOIN keys USING (key)
                   WHERE tie = 'hard') linked USING (account)
        ORDER BY a.account
    """)
    return rows["comparable"].astype(np.bool_)


def _of_machines(engine: Engine, accounts: Ranks, exposed: Ranks) -> dict[int, int]:
    """The worst on each machine: of findings that were seen there, or are told by the papers of
    accounts used there, and of ways from these accounts to barred ones."""
    # A table of its own: joined with the links in one go, a key of many findings would meet
    # all of its accounts in each of them.
    engine.create(
        "standing_keys",
        """
        SELECT account, key, min(s.level) AS level
        FROM standing s JOIN finding_ties f USING (number) WHERE NOT support
        GROUP BY account, key
        """,
    )
    worst: dict[int, int] = dict(
        engine.rows(f"""
        WITH found AS (
            SELECT account, machine, level FROM standing_keys JOIN links USING (account, key)
        )
        SELECT machine, CAST(min(level) AS INTEGER) FROM (
            SELECT machine, level FROM found WHERE machine <> {NO_MACHINE}
            UNION ALL
            SELECT p.machine, level FROM found JOIN presence p USING (account)
            WHERE found.machine = {NO_MACHINE}
        ) GROUP BY machine
    """)
    )
    used = engine.arrays("SELECT machine, account FROM presence")
    for machine, rank in zip(used["machine"].tolist(),
                             exposed[used["account"].astype(np.int64)].tolist(),
                             strict=True):  # fmt: skip
        if rank < worst.get(machine, CLEAR):
            worst[machine] = rank
    unchecked = accounts[used["account"].astype(np.int64)] == NOT_CHECKED
    # A listed machine that no log names was not checked either.
    clear = set(used["machine"].tolist()) - set(used["machine"][unchecked].tolist())
    machines = [number for (number,) in engine.rows("SELECT machine FROM machines")]
    return {
        number: worst.get(number, CLEAR if number in clear else NOT_CHECKED) for number in machines
    }


def _of_components(accounts: Ranks, graph: Graph, components: Numbers) -> dict[int, int]:
    # A component without anybody who is at home in it is told where these are.
    tied = np.flatnonzero((components >= 0) & (components < graph.firsts))
    places = np.concatenate([accounts, accounts[graph.further]])
    worst = np.full(len(accounts) + 1, CLEAR, dtype=np.int8)
    np.minimum.at(worst, components[tied], places[tied])
    return {int(number): int(worst[number]) for number in np.unique(components[tied])}
