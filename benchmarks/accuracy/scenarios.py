"""The worlds: what each of them holds that a rule of thumb gets wrong.

Every world but the office holds the same kind of rings among strangers who have homes, machines
and papers of their own; mode sample, because most of its accounts are strangers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.accuracy.parameters import (
    CARRIER_SHARE,
    CHAINED,
    CLONES,
    DAYS,
    GAP_DAYS,
    HANDED_ON,
    HOUSEHOLDS,
    IMAGES,
    OFFICE_ALONE,
    OFFICE_PAIRS,
    OFFICE_STORES,
    RING_SIZES,
    RINGS,
    SEED,
    STRANGERS,
)
from benchmarks.accuracy.values import PAPERS, Device
from benchmarks.accuracy.world import Line, Town, World
from linkscan.model import Mode

BONDS = ("device", "line", "paper")
MONTH = 30
"""Days that a dormant store is active; as many or more lie between two of one owner."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A kind of world: `what` says in half a sentence what it holds."""

    name: str
    what: str
    build: Callable[[Town], None]
    mode: Mode = "sample"

    def world(self, seed: str = SEED) -> World:
        """The world that this seed gives; the same seed, the same world."""
        town = Town(self.name, self.mode, seed)
        self.build(town)
        return town.world()


def _carrier(town: Town) -> None:
    mobile = town.office()
    for _ in range(STRANGERS):
        _stranger(town, mobile)
    _rings(town, RINGS, mobile)


def _released(town: Town) -> None:
    _handovers(town, HANDED_ON)
    _strangers(town, STRANGERS - 2 * HANDED_ON)
    _rings(town, RINGS)


def _cloned(town: Town) -> None:
    _clones(town)
    _strangers(town, STRANGERS - IMAGES * CLONES)
    _rings(town, RINGS)


def _families(town: Town) -> None:
    _households(town)
    _strangers(town, STRANGERS - 2 * HOUSEHOLDS)
    _rings(town, RINGS)


def _dormant(town: Town) -> None:
    _strangers(town, STRANGERS)
    for _ in range(RINGS):
        _dormant_ring(town)


def _variants(town: Town) -> None:
    _strangers(town, STRANGERS)
    for _ in range(RINGS):
        _paper_ring(town)


def _office(town: Town) -> None:
    for size in (OFFICE_STORES, *[2] * OFFICE_PAIRS):
        _ring(town, size, ("line",))
    _strangers(town, OFFICE_ALONE)


def _mixed(town: Town) -> None:
    mobile = town.office()
    _handovers(town, HANDED_ON // 2)
    _clones(town)
    _households(town)
    for _ in range(STRANGERS - HANDED_ON - IMAGES * CLONES - 2 * HOUSEHOLDS):
        _stranger(town, mobile)
    _rings(town, RINGS // 3, mobile)
    for _ in range(RINGS // 3):
        _dormant_ring(town)
        _paper_ring(town)


SCENARIOS = (
    Scenario(
        "one carrier address",
        "everybody behind one carrier address, rings and strangers alike",
        _carrier,
    ),
    Scenario(
        "re-leased addresses",
        "strangers who get an address that another stranger had long before",
        _released,
    ),
    Scenario(
        "cloned machines",
        "strangers on machines that were made from one image, device id included",
        _cloned,
    ),
    Scenario(
        "families",
        "two strangers of one household: one line, and nothing else in common",
        _families,
    ),
    Scenario(
        "dormant stores",
        "rings whose stores are never active in the same month",
        _dormant,
    ),
    Scenario(
        "papers written otherwise",
        "rings that share papers alone, each store writing them its own way",
        _variants,
    ),
    Scenario(
        "own office line",
        "one seller's stores: 20 on one office line, a few pairs, and many that share nothing",
        _office,
        "own",
    ),
    Scenario(
        "all of these",
        "all of it at once, the rings a third of each sort",
        _mixed,
    ),
)


def _stranger(town: Town, mobile: Line | None = None, device: Device | None = None) -> None:
    _live(town, town.open(), town.home(), device or town.draw.device(), mobile)


def _strangers(town: Town, count: int) -> None:
    for _ in range(count):
        _stranger(town)


def _live(town: Town, account: str, line: Line, device: Device, mobile: Line | None) -> None:
    """Sign in all year, some days over the carrier where there is one."""
    for day in town.days():
        away = mobile if mobile and town.random.random() < CARRIER_SHARE else line
        town.run(account, away, device, [day])


def _handovers(town: Town, count: int) -> None:
    """Pairs of strangers of whom the second gets an address that the first had before."""
    for _ in range(count):
        before, after = town.home(), town.home()
        lost = town.random.randrange(20, 80)
        got = lost + town.random.randint(*GAP_DAYS)
        address = town.draw.address()
        for line, first, last in ((before, lost - 20, lost), (after, got, got + 20)):
            account = town.open()
            device = town.draw.device()
            # The day on which the gap begins or ends is one of the sign-ins.
            edges = {max(first, 0), min(last, DAYS - 1)}
            days = sorted({*town.days(), *edges})
            town.run(account, _with(line, address, first, last), device, days)


def _with(line: Line, address: str, first: int, last: int) -> Line:
    """A line that has this address from the first to the last of the days."""
    return lambda day: address if first <= day <= last else line(day)


def _clones(town: Town) -> None:
    for _ in range(IMAGES):
        image = town.draw.device()
        for _ in range(CLONES):
            _stranger(town, device=Device(image.id, town.draw.mac()))


def _households(town: Town) -> None:
    for _ in range(HOUSEHOLDS):
        home = town.home()
        for _ in range(2):
            _live(town, town.open(), home, town.draw.device(), None)


def _rings(town: Town, count: int, mobile: Line | None = None) -> None:
    """Rings that share one to three of machine, line and paper, all combinations alike."""
    choices = [tuple(b for n, b in enumerate(BONDS) if choice >> n & 1) for choice in range(1, 8)]
    for number in range(count):
        size = RING_SIZES[number % len(RING_SIZES)]
        if size > 2 and town.random.random() < CHAINED:
            _chain(town, size, mobile)
        else:
            _ring(town, size, town.random.choice(choices), mobile)


def _open_ring(town: Town, size: int) -> list[str]:
    owner = f"owner {town.random.getrandbits(64):016x}"
    return [town.open(owner) for _ in range(size)]


def _ring(town: Town, size: int, bonds: Sequence[str], mobile: Line | None = None) -> None:
    """Stores of one owner that all share these."""
    accounts = _open_ring(town, size)
    line, device = town.office(), town.draw.device()
    for account in accounts:
        at = line if "line" in bonds else town.home()
        by = device if "device" in bonds else town.draw.device()
        _live(town, account, at, by, mobile)
    if "line" in bonds:
        town.bind("line", accounts, {line(0)})
    if "device" in bonds:
        town.bind("device", accounts, {device.id})
    if "paper" in bonds:
        town.share_papers(accounts, town.random.choice(PAPERS))


def _chain(town: Town, size: int, mobile: Line | None) -> None:
    """Stores of one owner of which each shares one thing with the one before it."""
    accounts = _open_ring(town, size)
    first = town.random.randrange(len(BONDS))
    bonds = [BONDS[(first + step) % len(BONDS)] for step in range(size - 1)]
    lines: list[Line] = [town.home() for _ in accounts]
    devices = [town.draw.device() for _ in accounts]
    for step, bond in enumerate(bonds):
        pair = accounts[step : step + 2]
        if bond == "paper":
            town.share_papers(pair, PAPERS[step % len(PAPERS)])
        elif bond == "device":
            devices[step + 1] = devices[step]
            town.bind("device", pair, {devices[step].id})
        else:
            lines[step] = lines[step + 1] = town.office()
            town.bind("line", pair, {lines[step](0)})
    for account, line, device in zip(accounts, lines, devices, strict=True):
        _live(town, account, line, device, mobile)


def _dormant_ring(town: Town) -> None:
    """Stores of one owner, each active in a month of its own, with one machine or one paper."""
    size = town.random.choice(RING_SIZES)
    accounts = _open_ring(town, size)
    device = town.draw.device()
    one_machine = town.random.random() < 0.5
    months = town.random.sample(range(0, DAYS // MONTH, 2), size)  # a month of rest between two
    for account, month in zip(accounts, months, strict=True):
        days = town.days(month * MONTH, (month + 1) * MONTH)
        town.run(account, town.home(), device if one_machine else town.draw.device(), days)
    if one_machine:
        town.bind("device", accounts, {device.id})
    else:
        town.share_papers(accounts, town.random.choice(PAPERS))


def _paper_ring(town: Town) -> None:
    """Stores of one owner with one paper, written differently, and all else apart."""
    accounts = _open_ring(town, town.random.choice(RING_SIZES))
    for account in accounts:
        _live(town, account, town.home(), town.draw.device(), None)
    town.share_papers(accounts, town.random.choice(PAPERS), varied=True)
