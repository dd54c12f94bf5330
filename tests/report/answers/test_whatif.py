"""The comparison as text and as JSON: careful words, both languages, one console."""

from __future__ import annotations

import json
import re

import pytest

from linkscan.report.answers.whatif import compare_findings, whatif_json, whatif_text
from linkscan.whatif.whatif import Outcome
from tests.whatifs import SUSPENDED, compared

CJK = re.compile("[\u3000-\u9fff\uff00-\uffef]")
SENTENCE = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){2}")


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    """One outcome of every shape."""
    return {
        "blank": compared("ip:203.0.113.1"),
        "move": compared(moves=("b=PC-08",)),
        "new": compared(moves=("b=PC-90",)),
        "nothing": compared("ip:198.51.100.8"),
        "tied": compared("device_id:dev-ypsilon", stores=SUSPENDED),
        "chain": compared("ip:198.51.100.20", stores=SUSPENDED),
        "suspended": compared(moves=("z=PC-99",), stores=SUSPENDED),
    }


def test_every_shape_in_both_languages(outcomes: dict[str, Outcome]) -> None:
    """No English sentence in zh, no Chinese in en, all in characters that GBK has."""
    for found in outcomes.values():
        assert whatif_text(found, "zh").encode("gbk")
        assert not CJK.search(whatif_text(found, "en"))
        assert not SENTENCE.search(whatif_text(found, "zh"))


def test_before_and_after(outcomes: dict[str, Outcome]) -> None:
    """What falls apart, whose level changes, which findings vanish and stay, what to know."""
    said = whatif_text(outcomes["blank"], "en").splitlines()
    assert said[:6] == [
        "What if:",
        "  without IP address 203.0.113.1 (3 cells)",
        "",
        "Level: high → high",
        "One group of 4 stores falls into 3: amazon/c, amazon/d | amazon/a | amazon/b",
        "This separates 2 of 4 stores.",
    ]
    assert "  amazon/a: medium → clear" in said
    assert sum("3 stores share an IP address." in line for line in said) == 1
    assert said.index("Findings that vanish:") < said.index("Findings that stay:")
    assert any("past sign-ins and details stay on record" in line for line in said)
    assert any("IP address: weighs less where" in line for line in said)


def test_a_move(outcomes: dict[str, Outcome]) -> None:
    """A moved store is told with the values that its rows get, and what it joins."""
    text = whatif_text(outcomes["move"], "en")
    assert "  amazon/b on PC-08 (1 sign-ins): IP address 198.51.100." in text
    assert "A group of 4 stores would come to be: amazon/b, amazon/x, amazon/y, and 1 more" in text
    new = whatif_text(outcomes["new"], "en")
    assert "amazon/b on PC-90 (1 sign-ins): no device, no address" in new
    assert "No sign-in names PC-90" in new


def test_nothing_changes(outcomes: dict[str, Outcome]) -> None:
    """A value of one store alone: that no group changes is said."""
    assert "No group of tied stores changes." in whatif_text(outcomes["nothing"], "en")
    gone, stay, new = compare_findings(outcomes["nothing"].before, outcomes["nothing"].before)
    assert (gone, new) == ([], [])
    assert len(stay) == len(outcomes["nothing"].before.findings)


@pytest.mark.parametrize("name", ["tied", "chain", "suspended"])
def test_refused(outcomes: dict[str, Outcome], name: str) -> None:
    """The official route with its rule, and no word on what a change would have done."""
    text = whatif_text(outcomes[name], "en")
    assert "amazon/z" in text
    assert "Take the official route" in text
    assert "Amazon: First reactivate the deactivated account" in text
    for word in ("separate", "falls", "vanish", "Level", "clear"):
        assert word not in text


def test_json(outcomes: dict[str, Outcome]) -> None:
    """Both sides under their names; nothing after a refusal."""
    tree = json.loads(whatif_json(outcomes["blank"]))
    assert list(tree) == ["format", "edits", "refused", "before", "after", "falls", "joined",
                          "separated", "separated_of", "notes"]  # fmt: skip
    assert (tree["separated"], tree["separated_of"], tree["refused"]) == (2, 4, [])
    assert tree["edits"][0]["what"] == "ip:203.0.113.1"
    assert {"level", "components", "findings", "levels"} == {*tree["before"]} == {*tree["after"]}
    assert [one["code"] for one in tree["notes"]] == ["past-stays", "fades"]
    refused = json.loads(whatif_json(outcomes["tied"]))
    assert (refused["after"], refused["falls"], refused["notes"]) == (None, [], [])
    assert refused["refused"][0]["first_step"] == "official-route"
    assert refused["refused"][0]["routes"][0]["platform"] == "amazon"
