"""A world of a few stores, written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from benchmarks.accuracy.values import PAPERS, Device
from benchmarks.accuracy.world import Bond, Login, World

DEVICES = {
    name: Device(f"{number:08x}-1f2e-4d3c-8b5a-60718293a4b5", f"00:1b:63:84:45:{number:02x}")
    for number, name in enumerate("ABCDEF", 0x10)
}


def small_world(
    visits: Iterable[tuple[str, int, str]],
    owners: Mapping[str, str],
    papers: Mapping[str, Mapping[str, str]] | None = None,
    bonds: Iterable[Bond] = (),
) -> World:
    """A world of visits (account, day, address), each account on a machine of its own."""
    return World(
        name="small",
        mode="own",
        logins=tuple(
            Login(day * 86_400 + 60, account, address, DEVICES[account])
            for account, day, address in visits
        ),
        papers={
            account: {kind: (papers or {}).get(account, {}).get(kind, "") for kind in PAPERS}
            for account in owners
        },
        owners=owners,
        bonds=tuple(bonds),
    )
