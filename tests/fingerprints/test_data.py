"""Every fact in the data files says where it comes from and when it was read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import fingerprints
from fingerprints.tables import load

DATA = Path(fingerprints.__file__).parent / "data"
FILES = sorted(path.relative_to(DATA).with_suffix("").as_posix() for path in DATA.rglob("*.toml"))

RULES = {"kinds", *(name for name in FILES if name.startswith("platforms/"))}
"""Files that say what platforms do; each of their facts has a grade."""

SETTINGS = {"default"}
"""Values that choose between rules and state no fact."""

Facts = Mapping[str, Any]


def unattested(facts: Facts, needed: set[str], where: str) -> Iterator[str]:
    """Where a fact stands without what is needed, neither its own nor of a table around it.

    A table is attested if it has all of `needed`, or an `[origin]` that has; else each of
    its values must be a table, or a list of tables, that is.
    """
    if needed <= facts.keys() or needed <= facts.get("origin", {}).keys():
        return
    for name, value in facts.items():
        entries = value if isinstance(value, list) else [value]
        for entry in entries:
            if isinstance(entry, dict):
                yield from unattested(entry, needed, f"{where}.{name}")
            elif name not in SETTINGS:
                yield f"{where}.{name}"


def attestations(facts: Facts) -> Iterator[tuple[str, str]]:
    """Every grade, source and date of a file, wherever they stand."""
    for name, value in facts.items():
        if name in ("grade", "source", "date", "rfc") and isinstance(value, str):
            yield name, value
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, dict):
                yield from attestations(entry)


def needed_in(name: str) -> set[str]:
    """What each fact of a file must carry."""
    if name == "address_scopes":
        return {"rfc"}  # an RFC is source and date in one
    return {"source", "date"} | ({"grade"} if name in RULES else set())


@pytest.mark.parametrize("name", FILES)
def test_every_fact_is_attested(name: str) -> None:
    """Each fact has a source and a date, and each rule about a platform a grade."""
    assert list(unattested(load(name), needed_in(name), name)) == []


@pytest.mark.parametrize("name", FILES)
def test_attestations_say_something(name: str) -> None:
    """A grade is A to D, a date a year and month, a source a text of some length."""
    forms = {"grade": "[ABCD]", "date": r"20\d\d-(0[1-9]|1[0-2])", "rfc": "RFC .+", "source": "..+"}
    said = list(attestations(load(name)))
    assert said
    assert [pair for pair in said if not re.fullmatch(forms[pair[0]], pair[1])] == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("[a]\nsource = 's'\ndate = 'd'\nvalues = [1]", []),
        ("[a]\nb = 1\n[origin]\nsource = 's'\ndate = 'd'", []),
        ("[a]\nsource = 's'\nvalues = [1]", ["t.a.source", "t.a.values"]),
        ("[[a]]\nsource = 's'\ndate = 'd'\n[[a]]\nb = 1", ["t.a.b"]),
        ("[a.b]\nsource = 's'\ndate = 'd'\n[a]\nc = 1", ["t.a.c"]),
        ("default = 'x'\nother = 'x'", ["t.other"]),
    ],
)
def test_what_is_not_attested_is_found(text: str, places: list[str]) -> None:
    """The check of the files sees a fact that has no source or no date."""
    assert sorted(unattested(tomllib.loads(text), {"source", "date"}, "t")) == places


def test_no_machine_is_named() -> None:
    """No source is a path or a host of the machine on which it was read."""
    named = [name for name in FILES for _, text in attestations(load(name)) if text[0] in "/~."]
    assert named == []
