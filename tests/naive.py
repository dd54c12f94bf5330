"""What a scan must find, by the shortest program that a reader can check: loops and dicts."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fingerprints import KINDS, Identifier, identify
from tests.strategies import PLATFORMS, Row, World

Account = tuple[str | None, str]
"""Platform (None: no file says it) and folded name."""
Value = tuple[str, str]
SEEN = (("ip", "ip"), ("device_id", "device id"), ("mac", "mac"))
PAPERS = (("uscc", "uscc"), ("phone", "phone"), ("resident_id", "resident id"),
          ("ip", "ip"))  # fmt: skip
FAILED = ("failed", "失败")
BARRED = ("suspended", "封号", "rejected")


@dataclass(slots=True)
class Naive:
    """Components and levels by account."""

    components: set[frozenset[Account]] = field(default_factory=set)
    levels: dict[Account, str] = field(default_factory=dict)


def folded(text: str) -> str:
    """A name as it is compared."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _platform(row: Row) -> str | None:
    return next((names[0].lower() for names in PLATFORMS if row["platform"] in names), None)


def analyse(world: World, prefix: int = 64) -> Naive:
    """Components and levels of the accounts of a world."""
    account_of = _joining(world)
    rows = [row for row in world.logins if row["outcome"] not in FAILED]
    clones = _clones(rows, prefix)
    values: dict[Account, set[Value]] = {
        account_of(row): set() for row in (*world.logins, *world.stores)
    }
    bare: dict[tuple[Account, str], bool] = {}
    for row in rows:
        account = account_of(row)
        found = {value for kind, column in SEEN for value in _value(kind, row[column], prefix)}
        found = {value for value in found if value[0] != "device_id" or value[1] not in clones}
        values[account] |= found
        for _kind, label in _value("machine", row["machine"], prefix):
            has_device = any(kind in ("device_id", "mac") for kind, _key in found)
            bare[account, label] = bare.get((account, label), True) and not has_device
    for (account, label), is_bare in bare.items():
        if is_bare:
            values[account].add(("machine", label))
    for row in world.stores:
        for kind, column in PAPERS:
            values[account_of(row)].update(_value(kind, row[column], prefix))
    return _judge(world, account_of, values)


def _value(kind: str, text: str, prefix: int) -> list[Value]:
    found = identify(kind, text, prefix=prefix) if text else None
    return [(found.kind, found.key)] if isinstance(found, Identifier) else []


class _joining:
    """Which account a row means: the named platform, or the only one that its name has."""

    def __init__(self, world: World) -> None:
        self._platforms: dict[str, set[str]] = defaultdict(set)
        for row in (*world.logins, *world.stores):
            if platform := _platform(row):
                self._platforms[folded(row["account"])].add(platform)

    def __call__(self, row: Row) -> Account:
        name = folded(row["account"])
        known = self._platforms[name]
        return _platform(row) or (min(known) if len(known) == 1 else None), name

    def ambiguous(self, account: Account) -> bool:
        """Whether the account could mean several others."""
        return account[0] is None and len(self._platforms[account[1]]) > 1


def _clones(rows: Iterable[Row], prefix: int) -> set[str]:
    """Device ids that more cards carry than any one machine has.

    Of a device that is seen on named machines only those rows count.
    """
    cards: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        for kind, device in _value("device_id", row["device id"], prefix):
            for _mac, card in _value("mac", row["mac"], prefix):
                if kind == "device_id":
                    (label,) = _value("machine", row["machine"], prefix) or [("", "")]
                    cards[device][label[1]].add(card)
    clones = set()
    for device, by_label in cards.items():
        unnamed = by_label.pop("", set())
        most = max(map(len, by_label.values()), default=1)
        if len(set().union(*(by_label.values() or [unnamed]))) > most:
            clones.add(device)
    return clones


def _judge(world: World, account_of: _joining, values: Mapping[Account, set[Value]]) -> Naive:
    named = {platform for platform, _name in values if platform}
    assumed = min(named) if len(named) == 1 else None
    barred = _barred(world, account_of)
    holders: dict[Value, set[Account]] = defaultdict(set)
    for account, found in values.items():
        for value in found:
            holders[value].add(account)
    ties: list[tuple[bool, set[Account]]] = []
    result = Naive(levels=dict.fromkeys(values, "clear"))
    for account, found in values.items():
        if not found or _unmet(world, account_of, account) or account_of.ambiguous(account):
            result.levels[account] = "not-checked"
    for (kind, _key), accounts in holders.items():
        scopes: dict[str | None, set[Account]] = defaultdict(set)
        for account in accounts:
            scopes[account[0] or assumed].add(account)
        if len(scopes) > 1:
            checked = {one for one in accounts if result.levels[one] != "not-checked"}
            _worsen(result, checked, "low")  # context says nothing of a store not checked
        for together in scopes.values():
            if len(together) > 1:
                strong = KINDS[kind].strength != "address"
                ties.append((strong, together))
                contagion = bool(together & barred) and not together <= barred
                _worsen(result, together, _level(strong, contagion))
    for level, chosen in (
        ("high", [together for _strong, together in ties]),
        ("critical", [together for strong, together in ties if strong]),
    ):
        for component in _merged(chosen):
            if component & barred:
                _worsen(result, component - barred, level)
    result.components = set(map(frozenset, _merged([together for _strong, together in ties])))
    return result


def _level(strong: bool, contagion: bool) -> str:
    return ("critical" if strong else "high") if contagion else ("high" if strong else "medium")


def _worsen(result: Naive, accounts: Iterable[Account], level: str) -> None:
    order = ("critical", "high", "medium", "low", "clear", "not-checked")
    for account in accounts:
        result.levels[account] = min(level, result.levels[account], key=order.index)


def _merged(sets: Iterable[set[Account]]) -> list[set[Account]]:
    """Sets that overlap made one, again and again."""
    merged: list[set[Account]] = []
    for one in map(set, sets):
        apart = [other for other in merged if not other & one]
        merged = [*apart, one.union(*(other for other in merged if other & one))]
    return merged


def _barred(world: World, account_of: _joining) -> set[Account]:
    words: dict[Account, set[str]] = defaultdict(set)
    reasons: dict[Account, set[str]] = defaultdict(set)
    for row in world.stores:
        words[account_of(row)].add(row["status"])
        reasons[account_of(row)] |= {row["ban reason"]} - {""}
    return {
        account
        for account, said in words.items()
        if said & set(BARRED)
        # Beside a known status other than closed a reason is of no account.
        or ((said & {"closed", "zzz"} or said == {""}) and reasons[account] - {"voluntary"})
    }


def _unmet(world: World, account_of: _joining, account: Account) -> bool:
    in_log = any(account_of(row) == account for row in world.logins)
    in_list = any(account_of(row) == account for row in world.stores)
    return bool(world.stores) and not (in_log and in_list)
