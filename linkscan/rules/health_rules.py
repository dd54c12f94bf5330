"""The rules of shop health: what platforms, and sellers' articles, ask of a store's figures.

They are data (`health.toml`), each with who says so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from linkscan.model import Comparison, HealthMark


@dataclass(frozen=True, slots=True)
class HealthRule:
    """A limit that the figures of a store keep or break.

    A figure keeps it if `figure comparison limit` holds. The rule is a platform's own words
    on `platforms` only.
    """

    id: str
    metric: str
    comparison: Comparison
    limit: float
    unit: str  # "%", "h" or "x"
    mark: HealthMark
    en: str
    zh: str
    source: str
    date: str  # when the source was read
    platforms: tuple[str, ...] = ()
    within_days: int | None = None  # for younger stores only


@cache
def health_rules() -> Mapping[str, HealthRule]:
    """Every rule by id, in the order of the data."""
    text = files("linkscan.rules").joinpath("health.toml").read_text(encoding="utf-8")
    return {
        id: HealthRule(id, **{**said, "platforms": tuple(said.get("platforms", ()))})
        for id, said in tomllib.loads(text).items()
    }
