"""The profiles of the platforms, held against what the field knows."""

from __future__ import annotations

import pytest

from fingerprints import KINDS, PLATFORMS, Platform, platform_of
from fingerprints.platforms import Rule
from fingerprints.tables import load
from linkscan.rules.vocabulary import words

PROFILES = pytest.mark.parametrize("platform", PLATFORMS.values(), ids=list(PLATFORMS))


def rules(platform: Platform) -> list[Rule]:
    """Every rule of a profile."""
    single = (platform.stores_per_region, platform.stores_per_licence, platform.sees)
    return [
        *(use.rule for use in platform.uses.values()),
        *(rule for rule in (*single, platform.route) if rule),
        *platform.notes,
    ]


def test_which_platforms_have_a_profile() -> None:
    """The six platforms of the field are there, under the names that linkscan reads."""
    assert list(PLATFORMS) == ["aliexpress", "amazon", "douyin", "ebay", "shopee", "tiktok"]
    assert all(words("platform", name) for name in PLATFORMS)


@PROFILES
def test_every_rule_says_who_says_so(platform: Platform) -> None:
    """Each rule has a sentence in both languages, a grade, a source and a date."""
    for rule in rules(platform):
        assert rule.grade in "ABCD"
        assert rule.source
        assert rule.date.startswith("20")
        assert rule.text("en").isascii()
        assert not rule.text("zh").isascii()
        assert rule.text("en").endswith(".")
        assert rule.text("zh").endswith("。")


@PROFILES
def test_what_is_unconfirmed_is_not_graded_high(platform: Platform) -> None:
    """A rule that rests on a source yet to be found cannot stop anybody: C or D."""
    assert [
        rule for rule in rules(platform) if "confirmed" in rule.source and rule.grade in "AB"
    ] == []


@PROFILES
def test_rules_name_known_kinds_once(platform: Platform) -> None:
    """Every kind of a rule is in the table of kinds, and has one rule on a platform."""
    named = [
        kind
        for entry in load(f"platforms/{platform.name}").get("uses", ())
        for kind in entry["kinds"]
    ]
    assert sorted(named) == sorted(platform.uses)
    assert set(named) <= set(KINDS)


@PROFILES
def test_every_kind_has_grade_and_share(platform: Platform) -> None:
    """Each kind of the table is graded on each platform, and counts between 0 and 1."""
    for kind in KINDS:
        assert platform.grade(kind) in "ABCD"
        assert 0 <= platform.share(kind) <= 1


@pytest.mark.parametrize(
    ("platform", "kind", "grade", "share", "documented"),
    [
        ("amazon", "device_id", "A", 1.0, True),
        ("amazon", "operator", "A", 1.0, True),
        ("amazon", "uscc", "B", 1.0, True),
        ("amazon", "ip", "B", 1.0, True),
        ("amazon", "canvas", "C", 1.0, True),
        ("amazon", "machine", "C", 1.0, False),  # no platform sees the label: as in kinds.toml
        ("amazon", "ja4", "D", 1.0, False),
        ("aliexpress", "uscc", "C", 1.0, True),
        ("aliexpress", "ip", "C", 0.1, True),  # contested
        ("aliexpress", "device_id", "C", 1.0, False),  # A on Amazon: hearsay here
        ("douyin", "ip", "C", 1.0, True),
        ("tiktok", "resident_id", "C", 1.0, True),
        ("ebay", "email", "C", 1.0, True),
        ("shopee", "passport", "C", 1.0, False),
        ("shopee", "ja4", "D", 1.0, False),  # never better than the table of kinds
    ],
)
def test_grades(platform: str, kind: str, grade: str, share: float, documented: bool) -> None:
    """Grades follow who said it of this platform; what only Amazon says is lore elsewhere."""
    profile = PLATFORMS[platform]
    assert profile.grade(kind) == grade
    assert profile.share(kind) == share
    assert profile.documented(kind) is documented


def test_a_kind_that_is_none_has_no_grade() -> None:
    """A misspelt kind is a programmer's error, not lore."""
    with pytest.raises(KeyError):
        PLATFORMS["amazon"].grade("ipp")


def test_how_many_stores() -> None:
    """The numbers that are said; no number is not documented, or a rule that names none."""
    counts = {
        name: tuple(
            "not documented" if rule is None else rule.count
            for rule in (profile.stores_per_region, profile.stores_per_licence)
        )
        for name, profile in PLATFORMS.items()
    }
    assert counts == {
        "amazon": (1, "not documented"),
        "aliexpress": ("not documented", 1),
        "douyin": ("not documented", "not documented"),
        "tiktok": ("not documented", 2),
        "ebay": (None, "not documented"),  # several, without a number
        "shopee": ("not documented", "not documented"),
    }


def test_routes() -> None:
    """Amazon and eBay publish a route themselves; where none is known none is invented."""
    grades = {name: p.route.grade for name, p in PLATFORMS.items() if p.route}
    assert grades == {"amazon": "A", "ebay": "A", "tiktok": "C"}


def test_regions_count_together_everywhere() -> None:
    """No profile parts the regions of a platform; only for Amazon that is attested."""
    assert all(p.regions_together for p in PLATFORMS.values())
    assert [name for name, p in PLATFORMS.items() if p.sees and p.sees.grade in "AB"] == ["amazon"]


@pytest.mark.parametrize("name", ["walmart", "", None, "Amazon"])
def test_a_platform_without_a_profile(name: str | None) -> None:
    """What nobody wrote about is not documented: nothing is allowed, nothing better than C."""
    profile = platform_of(name)
    assert (profile.stores_per_region, profile.stores_per_licence, profile.route) == (None,) * 3
    assert not any(profile.documented(kind) for kind in KINDS)
    assert {profile.grade(kind) for kind in KINDS} == {"C", "D"}
    assert platform_of("amazon") is PLATFORMS["amazon"]
