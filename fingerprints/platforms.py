"""What each platform is said to look at, how many stores it allows, and the official route.

The profiles are data with source, grade and date (`data/platforms/`). What no profile says is
not documented, which is never the same as allowed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from fingerprints.kinds import KINDS
from fingerprints.tables import LazyTable, load

Default = Literal["general", "lore"]

_LORE = "C"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a platform is said to do or demand, and who says so.

    `en` and `zh` are the same sentence; `grade` says how well it is attested (A the
    platform's own words, B those who see its notices, C lore, D doubtful). `count` is the
    number that the rule sets; None where it sets none.
    """

    en: str
    zh: str
    grade: str
    source: str
    date: str
    count: int | None = None

    def text(self, lang: str) -> str:
        """The sentence in `lang` ("zh" or "en")."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Use:
    """That a platform is said to use a kind of value; `share` (0 to 1): how far it counts."""

    rule: Rule
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Platform:
    """The profile of one platform; a rule that is None is not documented.

    `default` says how a kind without a rule of its own is graded: "general" (as in the table
    of kinds, whose sources speak of this platform) or "lore" (never better than C: what
    one platform says of itself is hearsay about another).
    `sees` is about regions: `regions_together` says whether a tie across regions counts.
    """

    name: str
    default: Default = "lore"
    uses: Mapping[str, Use] = field(default_factory=dict)
    stores_per_region: Rule | None = None
    stores_per_licence: Rule | None = None
    regions_together: bool = True
    sees: Rule | None = None
    route: Rule | None = None
    notes: tuple[Rule, ...] = ()

    def documented(self, kind: str) -> bool:
        """Whether anybody is cited for this platform's use of the kind."""
        return kind in self.uses

    def grade(self, kind: str) -> str:
        """How well it is attested that this platform uses the kind, "A" to "D".

        Raises:
            KeyError: there is no such kind.
        """
        if use := self.uses.get(kind):
            return use.rule.grade
        general = KINDS[kind].grade
        return general if self.default == "general" else max(general, _LORE)  # A sorts first

    def share(self, kind: str) -> float:
        """How far an equal value of the kind counts on this platform, 0 to 1."""
        use = self.uses.get(kind)
        return use.share if use else 1.0


def platform_of(name: str | None) -> Platform:
    """The profile of a platform; one in which nothing is documented where there is none."""
    return PLATFORMS.get(name or "") or Platform(name or "")


def _platforms() -> dict[str, Platform]:
    folder = Path(__file__).parent / "data" / "platforms"
    names = sorted(path.stem for path in folder.glob("*.toml"))
    return {name: _profile(name, load(f"platforms/{name}")) for name in names}


def _profile(name: str, data: Mapping[str, Any]) -> Platform:
    stores = data.get("stores", {})
    sees = dict(data["sees"])
    return Platform(
        name=name,
        default=data["default"],
        uses=_uses(data.get("uses", ())),
        stores_per_region=_rule(stores.get("per_region")),
        stores_per_licence=_rule(stores.get("per_licence")),
        regions_together=sees.pop("regions_together"),
        sees=Rule(**sees),
        route=_rule(data.get("route")),
        notes=tuple(Rule(**entry) for entry in data.get("notes", ())),
    )


def _rule(entry: Mapping[str, Any] | None) -> Rule | None:
    return None if entry is None else Rule(**entry)


def _uses(entries: Sequence[Mapping[str, Any]]) -> dict[str, Use]:
    """The rule of each kind; one rule may name many kinds."""
    uses = {}
    for entry in entries:
        rest = {name: value for name, value in entry.items() if name not in ("kinds", "share")}
        use = Use(Rule(**rest), entry.get("share", 1.0))
        uses.update(dict.fromkeys(entry["kinds"], use))
    return uses


PLATFORMS: Mapping[str, Platform] = LazyTable(_platforms)
"""The profiles by platform, read when first needed."""
