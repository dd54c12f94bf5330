"""In which order the numbers of the dates of a column stand: said by the whole column.

`13/4/2026` has the day first and `4/13/2026` the month; `3/4/2026` says nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from itertools import combinations

from linkscan.sources.written import ORDERS, Order, Written, read_written


@dataclass(frozen=True, slots=True)
class DateOrder:
    """What the texts of a column say of the order of their numbers.

    `possible` are the orders in which each of them is a date. `order` is the only one; None
    without `undecided` and `contrary` where it makes no difference to any of them. Of the texts
    that depend on it, `witnesses` has the first for each set of orders in which one is a date.
    """

    possible: tuple[Order, ...] = ORDERS
    order: Order | None = None
    undecided: str | None = None  # a text that has several dates in the possible orders
    contrary: tuple[str, str] | None = None  # two texts that no order reads
    witnesses: Map[frozenset[Order], str] = field(default_factory=dict)


def date_order_of(texts: Iterable[str]) -> DateOrder:
    """The order that distinct texts of one column show; what is no date says nothing."""
    return order_shown((text, read_written(text)) for text in texts)


def order_shown(texts: Iterable[tuple[str, Written | None]]) -> DateOrder:
    """The same of texts that are read already."""
    first: dict[frozenset[Order], str] = {}  # the first text that just these orders read
    several: dict[frozenset[Order], str] = {}  # of these the first whose date they change
    for text, written in texts:
        if written is None or "" in written.days:
            continue
        orders = written.orders()
        first.setdefault(orders, text)
        if len({*written.days.values()}) > 1:
            several.setdefault(orders, text)
    if not first:
        return DateOrder()
    possible = tuple(order for order in ORDERS if all(order in orders for orders in first))
    if not possible:
        return DateOrder((), contrary=_contrary(first), witnesses=first)
    if len(possible) == 1:
        return DateOrder(possible, possible[0], witnesses=first)
    return DateOrder(possible, undecided=next(iter(several.values()), None), witnesses=first)


def _contrary(first: Map[frozenset[Order], str]) -> tuple[str, str]:
    pairs = list(combinations(first, 2))
    one, other = next((pair for pair in pairs if not pair[0] & pair[1]), pairs[0])
    return first[one], first[other]
