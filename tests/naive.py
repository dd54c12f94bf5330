"""What a scan must find, by the shortest program that a reader can check: loops and dicts.

`analyse` reads the rows of a world into stores and what each of them used; how much a shared
value weighs, and what follows from it, is in `tests.naive_weights`.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from datetime import date

from fingerprints import KINDS, Identifier, browser_of, identify
from tests.naive_weights import Account, Naive, Store, Uses, Value, judge, merged, weigh_pairs
from tests.strategies import DAYS, PLATFORMS, Row, World

SEEN = (("ip", "ip"), ("device_id", "device id"), ("mac", "mac"), ("operator", "operator"),
        ("user_agent", "user agent"), ("canvas", "canvas"), ("screen", "screen"))  # fmt: skip
PAPERS = (("uscc", "uscc"), ("phone", "phone"), ("resident_id", "resident id"), ("ip", "ip"),
          ("company", "company name"), ("operator", "operator"))  # fmt: skip
DEVICES = ("device_id", "mac")
HARD = ("ip", "device_id", "mac", "machine", "uscc", "phone", "resident_id")
FAILED = ("failed", "失败")
BARRED = ("suspended", "封号", "rejected")


def folded(text: str) -> str:
    """A name as it is compared."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def analyse(world: World, prefix: int = 64, mode: str | None = None) -> Naive:
    """Components, findings and levels of the accounts of a world."""
    return judge(*_read(world, prefix, mode))


def pairs(world: World, mode: str | None = None) -> dict[frozenset[Account], float]:
    """What any two accounts of one platform share, in bits."""
    return weigh_pairs(*_read(world, 64, mode))


def _read(
    world: World, prefix: int, mode: str | None
) -> tuple[dict[Account, Store], dict[Value, str]]:
    """The stores of a world, and the classes of values."""
    account_of = _joining(world)
    accounts = sorted({account_of(row) for row in (*world.logins, *world.stores)}, key=str)
    named = {platform for platform, _name in accounts if platform}
    assumed = min(named) if len(named) == 1 else ""
    uses = _uses(world, account_of, prefix)
    sides = _sides(world, account_of, accounts, mode)
    barred = {one for one in accounts if _is_barred(world, account_of, one)}
    reached = {} if assumed else _reached(uses, barred)
    stores = {
        account: Store(
            scopes=(account[0],) if account[0] else reached.get(account, (assumed,)),
            barred=account in barred,
            company=_first(world, account_of, account, "entity")
            or _first(world, account_of, account, "client"),
            side=sides[account],
            checked=any(kind in HARD for kind, _key in uses[account])
            and not _unmet(world, account_of, account)
            and not account_of.ambiguous(account),
            uses=uses[account],
        )
        for account in accounts
    }
    return stores, _classes(world, prefix)


def _reached(uses: Mapping[Account, Uses], barred: Set[Account]) -> dict[Account, tuple[str, ...]]:
    """The platforms to whose stores those of no known platform lead, themselves or over others
    of their kind: one with barred stores first, then that of most values in common."""
    holders: dict[Value, set[Account]] = defaultdict(set)
    for account, used in uses.items():
        for value in used:
            if KINDS[value[0]].tie in ("hard", "operator"):
                holders[value].add(account)
    loose = [{one for one in some if not one[0]} for some in holders.values()]
    reached: dict[Account, tuple[str, ...]] = {}
    for group in merged(filter(None, loose)):
        met: dict[str, dict[Value, set[Account]]] = defaultdict(dict)
        for value, some in holders.items():
            for platform in {one[0] for one in some if one[0]} if some & group else ():
                met[platform][value] = {one for one in some if one[0] == platform}
        ordered = sorted(met, key=lambda platform: (
            not any(some & barred for some in met[platform].values()), -len(met[platform]),
            platform))  # fmt: skip
        if ordered:
            reached |= dict.fromkeys(group, tuple(ordered))
    return reached


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


def _platform(row: Row) -> str | None:
    return next((names[0].lower() for names in PLATFORMS if row["platform"] in names), None)


# -- what was used, when ---------------------------------------------------------------------


def _uses(world: World, account_of: _joining, prefix: int) -> dict[Account, Uses]:
    """The days on which each account used each value; None is a day that is not known."""
    rows = _succeeded(world)
    clones = _clones(rows, prefix)
    uses: dict[Account, Uses] = defaultdict(lambda: defaultdict(set))
    bare: dict[tuple[Account, str], bool] = {}
    for row in rows:
        account, day = account_of(row), _day(row.get("time", ""))
        found = {value for kind, column in SEEN for value in _values(kind, row, column, prefix)}
        found = {value for value in found if value[0] != "device_id" or value[1] not in clones}
        for value in found:
            uses[account][value].add(day)
        for _kind, label in _values("machine", row, "machine", prefix):
            has_device = any(kind in DEVICES for kind, _key in found)
            bare[account, label] = bare.get((account, label), True) and not has_device
    without = {label for (_account, label), is_bare in bare.items() if is_bare}
    for account, label in bare:
        if label in without:
            uses[account]["machine", label].add(None)
    for row in world.stores:
        for kind, column in PAPERS:
            for value in _values(kind, row, column, prefix):
                uses[account_of(row)][value].add(None)
    return uses


def _succeeded(world: World) -> list[Row]:
    return [row for row in world.logins if row["outcome"] not in FAILED]


def _day(text: str) -> int | None:
    told = DAYS[text]
    return None if told is None else date.fromisoformat(told).toordinal()


def _values(kind: str, row: Row, column: str, prefix: int) -> list[Value]:
    text = row.get(column)
    found = identify(kind, text, prefix=prefix) if text else None
    if not isinstance(found, Identifier):
        return []
    browser = browser_of(found.key) if kind == "user_agent" else None
    return [(found.kind, found.key), *([("browser", " on ".join(browser))] if browser else [])]


def _clones(rows: Iterable[Row], prefix: int) -> set[str]:
    """Device ids that more cards carry than any one machine has.

    Of a device that is seen on named machines only those rows count.
    """
    cards: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        for kind, device in _values("device_id", row, "device id", prefix):
            for _mac, card in _values("mac", row, "mac", prefix):
                if kind == "device_id":
                    (label,) = _values("machine", row, "machine", prefix) or [("", "")]
                    cards[device][label[1]].add(card)
    clones = set()
    for device, by_label in cards.items():
        unnamed = by_label.pop("", set())
        most = max(map(len, by_label.values()), default=1)
        if len(set().union(*(by_label.values() or [unnamed]))) > most:
            clones.add(device)
    return clones


def _classes(world: World, prefix: int) -> dict[Value, str]:
    """What is noted beside a value; where notes disagree it has no class."""
    noted: dict[Value, set[str]] = defaultdict(set)
    for rows, columns in ((_succeeded(world), SEEN), (world.stores, PAPERS)):
        for row in rows:
            for kind, column in columns:
                found = identify(kind, row[column], prefix=prefix) if row.get(column) else None
                if isinstance(found, Identifier) and found.cls not in (None, "documentation"):
                    noted[found.kind, found.key].add(str(found.cls))
    return {value: min(notes) for value, notes in noted.items() if len(notes) == 1}


# -- what is said of a store -----------------------------------------------------------------


def _told(world: World, account_of: _joining, account: Account, column: str) -> set[str]:
    rows = (row for row in world.stores if account_of(row) == account)
    return {row.get(column, "") for row in rows}


def _first(world: World, account_of: _joining, account: Account, column: str) -> str | None:
    said = sorted(_told(world, account_of, account, column) - {""})
    return folded(said[0]) if said else None


def _sides(
    world: World, account_of: _joining, accounts: Iterable[Account], mode: str | None
) -> dict[Account, str]:
    """Whose accounts are one's own: all, those of one client, or (in mode sample) only itself."""
    sides = {}
    for account in accounts:
        client = _first(world, account_of, account, "client")
        alone = repr(account) if mode == "sample" else "the rest"
        sides[account] = "all" if mode == "own" else f"of {client}" if client else alone
    return sides


def _is_barred(world: World, account_of: _joining, account: Account) -> bool:
    words = _told(world, account_of, account, "status")
    reasons = _told(world, account_of, account, "ban reason") - {""}
    # No world's words say that a ban was lifted, so a reason for one counts beside any status.
    return bool(words & {*BARRED} or reasons - {"voluntary"})


def _unmet(world: World, account_of: _joining, account: Account) -> bool:
    in_log = any(account_of(row) == account for row in world.logins)
    in_list = any(account_of(row) == account for row in world.stores)
    return bool(world.stores) and not (in_log and in_list)
