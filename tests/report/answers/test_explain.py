"""The explanation as text and as JSON: careful words, both languages, one console."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from linkscan.explain.explanation import Explanation
from linkscan.report.answers.explain import MISSING, explain_json, explain_text
from linkscan.report.forms.text import COLUMNS
from linkscan.report.visible import width
from linkscan.report.words import REASONS
from tests.explaining import STATUSES, explained

CJK = re.compile("[\u3000-\u9fff\uff00-\uffef]")
SENTENCE = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){2}")
PAPERS = """
    store,platform,status,phone,legal person id number
    a,amazon,active,+12025550101,999999198001010011
    b,amazon,active,138****5678,
    c,amazon,{status},138****5678,999999198001010011
"""


@pytest.fixture(scope="module")
def answers() -> dict[str, Explanation]:
    """One explanation of every shape."""
    suspended = PAPERS.format(status="suspended")
    healthy = PAPERS.format(status="active")
    elsewhere = "account,platform,ip\na,amazon,203.0.113.1\nb,shopee,203.0.113.1\nc,,203.0.113.1"
    staff = "account,platform,operator\na,amazon,Mei\nb,amazon,Mei"
    soft = "account,platform,screen,cookie\na,amazon,1x1,c-77889900\nb,amazon,1x1,c-77889900"
    return {
        "direct": explained("a", "b"),
        "chain": explained("a", "c"),
        "papers": explained("a", "c", stores=healthy),
        "suspended": explained("b", "c", stores=STATUSES),
        "hangs on": explained("a", "c", stores=STATUSES),
        "refused": explained("b", "c", stores=healthy),
        "nothing": explained("a", "d", stores=suspended),
        "other platform": explained("a", "b", elsewhere),
        "staff": explained("a", "b", staff),
        "soft": explained("a", "b", soft),
    }


def test_every_shape_in_both_languages(answers: dict[str, Explanation]) -> None:
    """No English sentence in zh, no Chinese in en, 100 columns, in characters that GBK has."""
    for found in answers.values():
        for lang in ("zh", "en"):
            text = explain_text(found, lang)
            assert max(map(width, text.splitlines())) <= COLUMNS
            assert text.encode("gbk")
            assert text.endswith("\n")
            assert not text.endswith("\n\n")
        assert not CJK.search(explain_text(found, "en"))
        assert not SENTENCE.search(explain_text(found, "zh"))


def test_nobody_is_said_to_be_somebody(answers: dict[str, Explanation]) -> None:
    """No sentence says who somebody is, and none that stores which are not tied are clear."""
    for found in answers.values():
        english, chinese = (explain_text(found, lang) for lang in ("en", "zh"))
        assert "same person" not in english
        assert "同一人" not in chinese
        assert "clear" not in english
        assert found.linked or "Nothing that was checked ties" in english
        caution = "Sharing a value does not prove" if found.linked else "Platforms publish only"
        assert caution in english


def test_direct(answers: dict[str, Explanation]) -> None:
    """The answer first, then the way, the value with its rows, the sum and what hangs on it."""
    assert explain_text(answers["direct"], "en").splitlines() == [
        "amazon/a (status unknown) and amazon/b (status unknown)",
        "",
        "Tied: noticeable evidence that an outsider would take both for one operator's.",
        "Way: amazon/a - IP address 203.0.113.1 - amazon/b",
        f"In the report of analyze: {answers['direct'].findings[0]} (medium).",
        "",
        "What amazon/a and amazon/b share (1):",
        "  1. IP address 203.0.113.1; documentation address; ties by itself; 15.0 bits, sum 15.0; "
        "nearest",
        "    uses 1 days apart; grade B",
        "     amazon/a: 2026-01-02 09:00; rows: 1; dev-alpha-1; logins.csv:2",
        "     amazon/b: 2026-01-03 09:00; rows: 1; dev-beta-22; logins.csv:3",
        "     without it: these two are not tied directly",
        "  Sum: 15.0 bits; less 13.3 for the prior: 1.7 bits, noticeable evidence.",
        "  If such values were 10 times as common: weak evidence; 10 times as rare: strong "
        "evidence.",
        "",
        "Not checked:",
        "  machine name: no file has this column",
        "  registration details: no file has this column",
        "",
        "All times are UTC; days between uses are counted in UTC.",
        "Sharing a value does not prove that stores belong together.",
    ]


def test_times_are_those_of_the_clocks_that_are_asked_for(answers: dict[str, Explanation]) -> None:
    """On the clocks of a zone, which is named once; without a time nothing is said of clocks."""
    text = explain_text(answers["direct"], "zh", "Asia/Shanghai")
    assert "amazon/a：2026-01-02 17:00；" in text
    assert text.count("北京时间（Asia/Shanghai）") == 1
    assert "09:00" not in text
    assert "All times" not in explain_text(replace(answers["direct"], evidence=()), "en")


def test_the_route_comes_first(answers: dict[str, Explanation]) -> None:
    """Beside a suspended store the official route stands before the answer, with its source, and
    nothing says what would be left without a value."""
    for name in ("suspended", "hangs on"):
        text = explain_text(answers[name], "en")
        assert text.index("Take the official route") < text.index("Tied")
        assert "Amazon: First reactivate the deactivated account" in text
        assert "source:" in text
        assert "without it" not in text
    assert "先恢复被停用的账户" in explain_text(answers["suspended"], "zh")
    assert "official route" not in explain_text(answers["direct"], "en")


def test_a_route_that_nobody_documents(answers: dict[str, Explanation]) -> None:
    """Where no profile tells a route, the text says so and gives none of another platform."""
    found = answers["suspended"]
    assert found.route is not None
    bare = replace(found.route, platform="bazaar", en=None, zh=None, source=None, grade=None)
    text = explain_text(replace(found, route=bare), "en")
    assert "bazaar: no official route is documented; ask the platform." in text


def test_chain(answers: dict[str, Explanation]) -> None:
    """A chain names the stores between, and tells each step."""
    text = " ".join(explain_text(answers["chain"], "en").split())
    assert "Tied by a chain of 2 steps, by way of amazon/b (status unknown)" in text
    assert "What amazon/a and amazon/b share (1):" in text
    assert "What amazon/b and amazon/c share (1):" in text
    assert text.count("less 13.3 for the prior") == 2


def test_why_not(answers: dict[str, Explanation]) -> None:
    """Each reason for which two stores are not tied has its sentence."""
    said = {
        "nothing": "No value that was read is on record for both.",
        "other platform": "each platform sees its own stores",
        "staff": "Run by the same staff of one company",
        "soft": "What they share ties nothing by itself",
    }
    for name, sentence in said.items():
        text = " ".join(explain_text(answers[name], "en").split())
        assert sentence in text
        assert "Not everything was checked: unknown is not safe." in text


def test_refused_beside_a_tie(answers: dict[str, Explanation]) -> None:
    """What both have and does not count is told of stores that are tied, too."""
    text = explain_text(answers["refused"], "en")
    assert "Beside that:" in text
    assert "phone number (masked: only part of it is known)" in text


def test_papers_are_masked(answers: dict[str, Explanation]) -> None:
    """No number of a paper stands in the text or in the JSON."""
    found = answers["papers"]
    for text in (explain_text(found, "en"), explain_text(found, "zh"), explain_json(found)):
        assert "999999198001010011" not in text
        assert "9999****11" in text


def test_a_long_list_is_bounded(answers: dict[str, Explanation]) -> None:
    """Of very many values the first are shown, and how many there are more."""
    found = answers["direct"]
    many = replace(found, evidence=found.evidence * 40)
    text = explain_text(many, "en")
    assert "share (40):" in text
    assert "  and 32 more" in text
    assert len(text.splitlines()) < 60


def test_hostile_names(answers: dict[str, Explanation]) -> None:
    """A control character of a stranger's name is shown, not sent."""
    found = answers["direct"]
    one = replace(found.accounts[0], id="a\x1b[2J\u202e{n}")
    text = explain_text(replace(found, accounts=(one, found.accounts[1])), "en")
    assert "\x1b" not in text
    assert "<U+001B>" in text
    assert "{n}" in text


def test_json(answers: dict[str, Explanation]) -> None:
    """All fields of the explanation under their names, codes instead of sentences."""
    tree = json.loads(explain_json(answers["suspended"]))
    assert list(tree) == [
        "format", "linkscan", "accounts", "linked", "suspended", "route", "path", "between", "bits",
        "words", "prior", "sensitivity", "steps", "evidence", "level", "findings", "relation",
        "not_tied", "refused", "not_checked"]  # fmt: skip
    assert tree["format"] == 1
    assert tree["words"] in ("weak", "positive", "strong", "very-strong")
    (value,) = tree["evidence"]
    assert {"identifier", "kind", "label", "class", "grade", "bits", "gap_days", "uses"} <= {*value}
    assert value["uses"][0]["evidence"] == [
        {"input": "logins.csv", "line": 4, "sheet": None, "member": None}
    ]
    assert tree["route"]["first_step"] == "official-route"
    assert tree["sensitivity"] == tree["steps"][0]["sensitivity"]


def test_no_word_twice() -> None:
    """The words for what a store has not got hide none of a report's reasons."""
    assert not MISSING.keys() & REASONS.keys()


def test_a_suspended_store_off_the_way_is_named() -> None:
    """Where the route is about a store that is not asked about, the text says which."""
    text = explain_text(explained("a", "b", stores=STATUSES), "en")
    assert "Suspended, and tied to the same group: amazon/c." in text
    assert "without it" not in text
    beside = explain_text(explained("b", "c", stores=STATUSES), "en")
    assert "tied to the same group" not in beside
