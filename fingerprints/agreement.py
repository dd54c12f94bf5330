"""How often one operator's two accounts agree on a value, by the time between its two uses."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from fingerprints.tables import LazyTable, load


@dataclass(frozen=True, slots=True)
class Agreement:
    """A table of m: `rates[i]` holds from `days[i]` days between two uses on; never rising."""

    days: tuple[int, ...]
    rates: tuple[float, ...]

    @property
    def fades(self) -> bool:
        """Whether time makes any difference."""
        return len(self.days) > 1

    def rate(self, gap_days: float) -> float:
        """m at a time gap; the first rate holds from 0 on."""
        return self.rates[max(bisect_right(self.days, gap_days) - 1, 0)]


def _agreements() -> dict[str, Agreement]:
    tables = load("agreement")["tables"]
    return {name: Agreement(tuple(one["from"]), tuple(one["m"])) for name, one in tables.items()}


AGREEMENTS: Mapping[str, Agreement] = LazyTable(_agreements)
