"""From numbers to ids: what accounts, machines and identifiers are called in a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fingerprints import KINDS
from linkscan.assemble.selection import Selection
from linkscan.engine import Engine
from linkscan.masking import Mask
from linkscan.model import MachineSource
from linkscan.scanned import Scanned


@dataclass(frozen=True, slots=True)
class KeyName:
    """An identifier as the report calls it."""

    id: str
    kind: str
    told: str  # the key itself, or what stands for it where values are not revealed
    label: str
    cls: str | None
    accounts: int
    ties: bool


class Names:
    """Ids by number, of everything that a report shows."""

    def __init__(self, scanned: Scanned, selection: Selection) -> None:
        self._scanned = scanned
        self._graph, self._accounts = scanned.graph, scanned.graph.accounts
        ties = {node - self._accounts for node in _nodes(selection) if node >= self._accounts}
        keys = {key for _account, key in selection.links}
        keys |= {key for group in scanned.groups.shown for key in group.keys}
        keys |= {one.key for group in scanned.groups.shown for one in group.weights}
        self._ties = _keys_of_ties(scanned.engine, ties)
        self.keys = read_keys(
            scanned.engine, keys | set(self._ties.values()), scanned.settings.mask
        )
        # (scope, key) of every shown key that ties accounts
        self.ties: frozenset[tuple[str, int]] = frozenset(
            scanned.engine.rows(
                "SELECT scope, key FROM ties JOIN shown_keys USING (key) WHERE joins"
            )
        )
        used = {machine for machines in selection.used.values() for machine in machines}
        used |= {piece.machine for pieces in selection.splits.values() for piece in pieces
                 if piece.machine is not None}  # fmt: skip
        self._machines = read_machines(scanned.engine, used | set(selection.machines))

    def account(self, number: int) -> str:
        """The id of an account, by its number or that of any of its nodes."""
        return self._scanned.joined[self._graph.account(number)].id

    def machine(self, number: int) -> str:
        """The id of a machine."""
        return self._machines[number][0]

    def machine_source(self, number: int) -> MachineSource:
        """Where the name of a machine comes from."""
        return self._machines[number][1]

    def node(self, number: int) -> str:
        """The id of a node of the graph: an account, or the identifier that a tie is."""
        if number < self._accounts:
            return self.account(number)
        return self.value(number)[0]

    def value(self, number: int) -> tuple[str, str]:
        """Id and kind of the identifier that a tie, as a node of the graph, is."""
        found = self.keys[self._ties[number - self._accounts]]
        return found.id, found.kind


def _nodes(selection: Selection) -> Iterable[int]:
    for path in selection.paths.values():
        yield from path.nodes
    for nodes in selection.articulation.values():
        yield from nodes
    for pieces in selection.splits.values():
        yield from (piece.node for piece in pieces if piece.node is not None)


def _keys_of_ties(engine: Engine, ties: Iterable[int]) -> dict[int, int]:
    engine.put("shown_ties", {"tie": "INTEGER"}, [(tie,) for tie in sorted(ties)])
    return dict(engine.rows("SELECT tie, key FROM ties JOIN shown_ties USING (tie)"))


def read_keys(engine: Engine, keys: Iterable[int], mask: Mask) -> dict[int, KeyName]:
    """Names of keys, by number."""
    engine.put("shown_keys", {"key": "INTEGER"}, [(key,) for key in sorted(keys)])
    rows = engine.rows("""
        SELECT k.key, k.kind, k.text, k.label, k.revealed, k.class,
               k.key - first.key + 1 AS ordinal, held.n, coalesce(tie.n, 0) > 0
        FROM keys k JOIN shown_keys USING (key)
        JOIN (SELECT kind, min(key) AS key FROM keys GROUP BY kind) first ON first.kind = k.kind
        JOIN (SELECT key, count(DISTINCT account) AS n FROM links JOIN shown_keys USING (key)
              GROUP BY key) held ON held.key = k.key
        LEFT JOIN (SELECT key, count(*) AS n FROM ties WHERE joins GROUP BY key) tie
               ON tie.key = k.key
        ORDER BY k.key
    """)
    return {
        key: KeyName(
            id=f"{kind}#{ordinal}" if mask.hides(kind) else f"{kind}:{shown}",
            kind=kind,
            told=label if KINDS[kind].masked else shown,
            label=revealed if mask.reveal else label,
            cls=cls,
            accounts=accounts,
            ties=ties,
        )
        for key, kind, text, label, revealed, cls, ordinal, accounts, ties in rows
        for shown in [label if mask.pseudonyms else text]
    }


def read_machines(engine: Engine, machines: Iterable[int]) -> dict[int, tuple[str, MachineSource]]:
    """Ids of machines and where they come from, by number."""
    engine.put("named_machines", {"machine": "INTEGER"}, [(one,) for one in sorted(machines)])
    rows = engine.rows(
        "SELECT machine, id, source FROM machines JOIN named_machines USING (machine)"
    )
    return {machine: (id_, source) for machine, id_, source in rows}
