"""What to have before a store is opened, and what to finish before one is left, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Name = Literal["readiness", "closing"]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a checklist: its words, where it applies, and who says so.

    `columns` are the headers under which a file may answer it. `attested` tells the platform's
    own page ("official") from what sellers' articles say ("article").
    """

    id: str
    en: str
    zh: str
    rule: str
    attested: Literal["official", "article"]
    source: str
    date: str
    columns: tuple[str, ...]
    platforms: tuple[str, ...] = ()  # none: anywhere

    def applies(self, platform: str) -> bool:
        """Whether it is asked for on a platform."""
        return not self.platforms or platform in self.platforms


@cache
def checklist(name: Name) -> tuple[Item, ...]:
    """The items of one list, in the order in which they are gone through."""
    text = files("linkscan.rules").joinpath("checklists.toml").read_text("utf-8")
    return tuple(map(_item, tomllib.loads(text)[name]))


def _item(entry: dict[str, Any]) -> Item:
    lists = {name: tuple(entry.get(name, ())) for name in ("columns", "platforms")}
    return Item(**{**entry, **lists})


@cache
def items() -> Mapping[str, Item]:
    """Every item by its id, which is also the name of its column."""
    return {item.id: item for item in (*checklist("readiness"), *checklist("closing"))}
