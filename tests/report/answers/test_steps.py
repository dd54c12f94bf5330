"""The first steps as text and as JSON: careful words, both languages, one console."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from linkscan.model import FirstSteps
from linkscan.report.answers.steps import steps_json, steps_text
from tests.whatifs import SUSPENDED, stepped

CJK = re.compile("[\u3000-\u9fff\uff00-\uffef]")
SENTENCE = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){2}")


@pytest.fixture(scope="module")
def found() -> FirstSteps:
    """Two groups with steps."""
    return stepped()


@pytest.fixture(scope="module")
def suspended() -> FirstSteps:
    """The same, one with a suspended store."""
    return stepped(stores=SUSPENDED)


def test_text(found: FirstSteps) -> None:
    """Group by group the steps with their effects, then what cannot be undone."""
    said = steps_text(found, "en").splitlines()
    assert said[:9] == [
        "First steps, the most serious groups first:",
        "",
        "1. [high] Stores: 4. amazon/a, amazon/b, amazon/c, amazon/d",
        "   1.1 Give each store a line of its own instead of IP address 203.0.113.1 (3 stores). "
        "Separates 2 of 4 stores.",
        "   1.2 Use one machine for each store instead of device ID dev-gamma-3 (2 stores). "
        "With the steps before it: separates 4 of 4 stores.",
        "",
        "2. [high] Stores: 3. amazon/x, amazon/y, amazon/z",
        "   2.1 Give amazon/y a machine and a line of its own. Separates 3 of 3 stores.",
        "",
    ]
    assert said[9] == "To know:"
    assert "cannot be undone" in said[10]
    assert "IP address: weighs less where" in said[11]


def test_the_route_alone(suspended: FirstSteps) -> None:
    """Of a group with a suspended store: the official route with its rule, and no effect."""
    text = steps_text(suspended, "en")
    route = text[text.index("1. [") : text.index("2. [")]
    assert "suspended: amazon/z" in route
    assert "Take the official route" in route
    assert "Amazon: First reactivate the deactivated account" in route
    assert "eparates" not in route
    assert "1.1" not in route


def test_other_ends(found: FirstSteps) -> None:
    """What is cut, left over, not scanned, or not there at all is said."""
    group = replace(found.groups[0], steps=found.groups[0].steps[:1])
    assert "still tied: 2." in steps_text(replace(found, groups=(group,)), "en")
    assert "Further groups: 1." in steps_text(replace(found, groups=(group,)), "en")
    step = replace(group.steps[0], separated=0)
    none = replace(found, groups=(replace(group, steps=(step,)),))
    assert "separates none yet" in steps_text(none, "en")
    unscanned = replace(group, steps=(replace(step, separated=None),))
    text = steps_text(replace(found, groups=(unscanned,), scanned_again=False), "en")
    assert "Not scanned again: the files" in text
    assert "eparates" not in text
    large = replace(group, steps=(), too_large=True)
    assert "Too many ties" in steps_text(replace(found, groups=(large,)), "en")
    bare = replace(group, steps=())
    assert "No step can be told" in steps_text(replace(found, groups=(bare,)), "en")
    assert "there is no first step" in steps_text(replace(found, groups=(), groups_total=0), "en")


def test_both_languages(found: FirstSteps, suspended: FirstSteps) -> None:
    """No English sentence in zh, no Chinese in en, all in characters that GBK has."""
    for one in (found, suspended):
        assert steps_text(one, "zh").encode("gbk")
        assert not CJK.search(steps_text(one, "en"))
        assert not SENTENCE.search(steps_text(one, "zh"))


def test_json(suspended: FirstSteps) -> None:
    """Groups with their steps and routes, codes instead of sentences."""
    tree = json.loads(steps_json(suspended))
    assert list(tree) == ["format", "scanned_again", "groups_total", "groups", "notes"]
    first, second = tree["groups"]
    assert (first["first_step"], first["steps"]) == ("official-route", [])
    assert first["routes"][0]["platform"] == "amazon"
    assert (second["first_step"], second["routes"]) == (None, [])
    assert second["steps"][0]["separated"] == 2
    assert [one["code"] for one in tree["notes"]] == ["past-stays", "fades", "fades"]
