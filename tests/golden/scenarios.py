"""The sample scenarios: where each lies, what its report must say, how it is analysed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from linkscan.config import Settings, parse_now, parse_zones

PROJECT = Path(__file__).parent.parent.parent
SAMPLES = PROJECT / "sample_logs"
SCENARIOS = tuple(sorted(file.parent.name for file in SAMPLES.glob("*/expected.toml")))
NOW = "2026-11-01T00:00:00Z"


def expected(scenario: str) -> dict[str, Any]:
    """What the report must say, as `expected.toml` beside the data says it."""
    return tomllib.loads((SAMPLES / scenario / "expected.toml").read_text(encoding="utf-8"))


def settings(scenario: str) -> Settings:
    """The settings of the scenario, as the library takes them."""
    zone, zones = parse_zones(tuple(_zones(scenario)))
    return Settings(now=parse_now(NOW), zone=zone, zones=zones)


def arguments(scenario: str) -> list[str]:
    """The command line of the scenario, run in the project folder, without `--out`."""
    options = [part for zone in _zones(scenario) for part in ("--tz", zone)]
    return ["analyze", f"sample_logs/{scenario}", "--now", NOW, "--lang", "en", *options]


def _zones(scenario: str) -> list[str]:
    zone = expected(scenario).get("tz")
    return [zone] if zone else []
