"""What is said of association and appeals: the platforms' own words beside what sellers are told.

Sellers' articles are data (`appeals.toml`); what is said of a platform is its profile.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from fingerprints import platform_of
from fingerprints.platforms import Rule
from linkscan.explain.pack import Saying, Value


def find_sayings(platforms: Iterable[str], values: Iterable[Value]) -> Iterator[Saying]:
    """What is said of these platforms and of such values; of each platform the route first."""
    kinds = list(dict.fromkeys(value.kind for value in values))
    for name in dict.fromkeys(platforms):
        profile = platform_of(name)
        if profile.route:
            yield Saying("route", name, (), profile.route)
        about: dict[Rule, list[str]] = defaultdict(list)
        for kind in kinds:
            if profile.documented(kind):
                about[profile.uses[kind].rule].append(kind)
        for rule, named in about.items():
            yield Saying("use", name, tuple(named), rule)
        stores = (profile.sees, profile.stores_per_region, profile.stores_per_licence)
        for found in filter(None, stores):
            yield Saying("stores", name, (), found)
        for note in profile.notes:
            yield Saying("note", name, (), note)
    for lore in appeal_sayings():
        yield Saying("appeal", None, (), lore)


@cache
def appeal_sayings() -> tuple[Rule, ...]:
    """What sellers are told of appeals, whatever the platform."""
    data = tomllib.loads(files("linkscan.explain").joinpath("appeals.toml").read_text("utf-8"))
    return tuple(
        Rule(**{name: said for name, said in entry.items() if name != "rule"})
        for entry in data["sayings"]
    )
