"""An invented world: what its stores did and handed in, and who really owns them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.accuracy.parameters import DAYS, HOME_LEASE_DAYS, LOGINS
from benchmarks.accuracy.values import PAPERS, SPELLINGS, Device, Draw
from linkscan.model import Mode

FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
NOW = FIRST_DAY + timedelta(days=DAYS)

Line = Callable[[int], str]
"""The address that a line has on a day."""


@dataclass(frozen=True, slots=True)
class Login:
    """One sign-in, `second` seconds after the first day began."""

    second: int
    account: str
    address: str
    device: Device

    @property
    def day(self) -> int:
        """The day of the log, from 0."""
        return self.second // 86_400


@dataclass(frozen=True, slots=True)
class Bond:
    """A value that stores of one owner really share, in every way they write it."""

    kind: str
    accounts: frozenset[str]
    texts: frozenset[str]


@dataclass(frozen=True, slots=True)
class World:
    """What linkscan and its rivals read (`logins`, `papers`), and the truth beside it."""

    name: str
    mode: Mode
    logins: tuple[Login, ...]
    papers: Mapping[str, Mapping[str, str]]  # account -> kind -> as written
    owners: Mapping[str, str]  # account -> owner
    bonds: tuple[Bond, ...]

    @property
    def accounts(self) -> list[str]:
        """All stores, sorted: their numbers in every matrix and every pair."""
        return sorted(self.owners)

    def true_labels(self) -> list[str]:
        """The owner of each account."""
        return [self.owners[account] for account in self.accounts]


class Town:
    """A world while it is being built."""

    def __init__(self, name: str, mode: Mode, seed: str) -> None:
        self.name = name
        self.mode: Mode = mode
        self.draw = Draw(f"{seed}/{name}")
        self.random = self.draw.random
        self._logins: list[Login] = []
        self._papers: dict[str, dict[str, str]] = {}
        self._owners: dict[str, str] = {}
        self._bonds: list[Bond] = []

    def open(self, owner: str | None = None) -> str:
        """Open a store with papers of its own; without `owner` it is a stranger's."""
        # Numbers are no order: rings would stand side by side.
        account = self.draw.fresh(lambda: f"Store {self.random.randrange(10_000):04}")
        self._papers[account] = {kind: getattr(self.draw, kind)() for kind in PAPERS}
        self._owners[account] = owner or account
        return account

    def run(self, account: str, line: Line, device: Device, days: Iterable[int]) -> None:
        """Sign in once on each of the days."""
        for day in days:
            second = day * 86_400 + self.random.randrange(86_400)
            self._logins.append(Login(second, account, line(day), device))

    def days(self, first: int = 0, last: int = DAYS) -> list[int]:
        """Days of a store's sign-ins within a span."""
        span = range(first, last)
        return sorted(self.random.sample(span, min(LOGINS, len(span))))

    def home(self) -> Line:
        """A home line with an address for some weeks, then another one."""
        addresses: list[str] = []
        while len(addresses) < DAYS:
            addresses += [self.draw.address()] * self.random.randint(*HOME_LEASE_DAYS)
        return addresses.__getitem__

    def office(self) -> Line:
        """A line with one address for good."""
        address = self.draw.address()
        return lambda day: address

    def share_papers(self, accounts: Sequence[str], kind: str, varied: bool = False) -> None:
        """Hand in the first store's paper for all of them, `varied` in how it is written."""
        paper = self._papers[accounts[0]][kind]
        spellings = SPELLINGS[kind] if varied else (str,)
        for number, account in enumerate(accounts):
            self._papers[account][kind] = spellings[number % len(spellings)](paper)
        self.bind(kind, accounts, {self._papers[account][kind] for account in accounts})

    def bind(self, kind: str, accounts: Iterable[str], texts: Iterable[str]) -> None:
        """Note that these stores really share this."""
        self._bonds.append(Bond(kind, frozenset(accounts), frozenset(texts)))

    def world(self) -> World:
        """The world as built."""
        logins = sorted(self._logins, key=lambda login: (login.second, login.account))
        return World(self.name, self.mode, tuple(logins), self._papers, self._owners,
                     tuple(self._bonds))  # fmt: skip


def write_world(world: World, folder: Path) -> None:
    """Write what the stores did and handed in, and nothing of the truth, to two CSV files."""
    _write(
        folder / "logins.csv",
        ("timestamp", "account", "platform", "region", "ip", "device_id", "mac"),
        (
            (
                (FIRST_DAY + timedelta(seconds=login.second)).strftime("%Y-%m-%dT%H:%M:%SZ"),
                login.account,
                "amazon",
                "US",
                login.address,
                login.device.id,
                login.device.mac,
            )
            for login in world.logins
        ),
    )
    _write(
        folder / "registrations.csv",
        ("store", "platform", "region", "business licence no", "legal person id number",
         "bank card", "phone", "email"),
        (
            (account, "amazon", "US", *(world.papers[account][kind] for kind in PAPERS))
            for account in world.accounts
        ),
    )  # fmt: skip


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
