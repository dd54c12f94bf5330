"""What a report says of its input: files, what was not checked, warnings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkscan.model import Citation, NotChecked, Report, Warning
from linkscan.report.views.facts import Facts
from linkscan.report.views.notes import TOGETHER, input_lines, not_checked, warnings
from tests.report import factory


def english(report: Report) -> Facts:
    """The facts of a report in English."""
    return Facts.of(report, "en")


def test_a_file_says_what_became_of_its_rows(full_report: Report) -> None:
    """Read = used + ignored + rejected, with the reasons, and the columns left out."""
    logins, papers = input_lines(english(full_report))
    assert logins.rows == "100 rows = 90 used + 8 ignored + 2 rejected"
    assert logins.reasons == "blank 5, total row 3, time could not be read 2"
    assert logins.met == (
        "stores: 5, of them 3 met in the other files, 2 not met: "
        "amazon/us/Ghost (nearest: Ghoost, Gost)"
    )
    assert logins.notes == (
        "failed sign-ins, which tie nothing: 4",
        "secret columns, dropped while reading: password",
        "columns that were not used: note",
    )
    assert papers.name == "papers.xlsx[店铺]"
    assert papers.role == "registrations + store list"
    assert papers.met == "stores: 5; no other file to meet them in"


def test_a_file_without_stores_says_so(full_report: Report) -> None:
    """A list of machines has no stores to meet."""
    one = factory.table("machines.csv", "machines", accounts=0, accounts_met=0, accounts_unmet=0)
    assert input_lines(english(replace(full_report, inputs=(one,))))[0].met == "names no store"


def test_many_unmet_stores_are_counted_and_some_named(full_report: Report) -> None:
    """A line stays a line: five names, then dots; the number says how many."""
    unmet = tuple(NotChecked("account", f"s{n}", "unmet", 1, ("logins.csv",)) for n in range(40))
    one = factory.table("logins.csv", "logins", accounts=40, accounts_met=0, accounts_unmet=40)
    line = input_lines(english(replace(full_report, inputs=(one,), not_checked=unmet)))[0]
    assert line.met.endswith("40 not met: s0, s1, s2, s3, s4, …")


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (
            NotChecked("account", "A", "unmet", 1, (), ("B",)),
            "Store A (nearest: B): not met in the other files",
        ),
        (NotChecked("account", "A", "ambiguous"), "Store A: the name fits several stores"),
        (
            NotChecked("account", "A", "no-values"),
            "Store A: nothing on record that could be compared",
        ),
        (NotChecked("identifier", "mac", "virtual", 3),
         "network card (MAC) that ties nothing: network card of a virtual machine"),
        (NotChecked("column", "machine", "no-column"), "machine name: no file has this column"),
        (NotChecked("identifier", "retina", "blurred"), "retina that ties nothing: blurred"),
    ],
)  # fmt: skip
def test_what_was_not_checked_is_said(entry: NotChecked, text: str) -> None:
    """Each entry is a sentence with its reason; codes of tomorrow are shown as codes."""
    note = not_checked(english(factory.empty_report()), [entry])[0]
    assert (note.text, note.count) == (text, entry.count)


def test_two_names_of_one_store_have_a_way_out(full_report: Report) -> None:
    """Whoever sees two spellings of a store is told where to say that they are one."""
    notes = not_checked(english(full_report), full_report.not_checked)
    hints = [note.text for note in notes if "[aliases]" in note.text]
    assert hints == [
        'If two names are one store, write to linkscan.toml: [aliases] "Ghost" = "Ghoost"'
    ]


def test_a_name_on_two_platforms_is_no_alias_of_itself(full_report: Report) -> None:
    """The way out is told for the first two names that differ, and not at all where none do."""
    stores = tuple(
        factory.account(name, platform=platform, region=None)
        for platform, name in (("amazon", "Moon"), ("tiktok", "Moon"), ("amazon", "Moom"))
    )
    facts = english(replace(full_report, accounts=stores))
    same = NotChecked("account", "amazon/Moon", "unmet", 1, (), ("tiktok/Moon",))
    near = NotChecked("account", "amazon/Moom", "unmet", 1, (), ("amazon/Moon",))
    assert not [one for one in not_checked(facts, [same]) if "[aliases]" in one.text]
    told = [one.text for one in not_checked(facts, [same, near]) if "[aliases]" in one.text]
    assert len(told) == 1
    assert told[0].endswith('[aliases] "Moom" = "Moon"')


def test_a_store_without_a_near_name_has_none(empty_report: Report) -> None:
    """Nothing is guessed."""
    entry = NotChecked("account", "A", "unmet")
    assert len(not_checked(english(empty_report), [entry])) == 1


def test_nothing_left_out_is_said_too(empty_report: Report) -> None:
    """Silence would be read as not asked."""
    assert [note.text for note in not_checked(english(empty_report), [])] == [
        "No value on record had to be left out."
    ]


def test_warnings_are_sentences_with_places(empty_report: Report) -> None:
    """Codes in the parameters become words; at most three places are cited."""
    places = tuple(Citation("a.csv", line) for line in range(1, 6))
    warning = Warning("bad-value", (("kind", "ip"), ("reason", "private")), places, 5)
    note = warnings(english(replace(empty_report, warnings=(warning,))))[0]
    assert note.text == (
        "Values of the kind IP address were left out: private address of a local network."
    )
    assert (note.where, note.count) == ("a.csv:1, a.csv:2, a.csv:3, …", 5)


def test_an_unknown_status_is_told_first(empty_report: Report) -> None:
    """It may be the word of a suspended store, and must not be cut from a short list."""
    listed = (Warning("several-owners"), Warning("unknown-status", (("word", "封了"),)))
    notes = warnings(english(replace(empty_report, warnings=listed)))
    assert notes[0].text.startswith("Status 封了 is not known")


def test_an_empty_parameter_is_a_dash(empty_report: Report) -> None:
    """A platform that nobody named leaves no hole in the sentence."""
    warning = Warning("no-platform", (("platforms", ""),))
    note = warnings(english(replace(empty_report, warnings=(warning,))))[0]
    assert note.text.startswith(
        "Stores without a platform may be on any: they are compared on each that is named (-)."
    )


def test_a_declaration_without_an_expiry_says_so(empty_report: Report) -> None:
    """Silence is no expiry: what names no date has expired, and the reader is told why."""
    listed = (
        Warning("expired-acceptance", (("name", "f-1"), ("expires", ""))),
        Warning("expired-relation", (("name", "A, B"), ("expires", "next week"))),
    )
    texts = [one.text for one in warnings(english(replace(empty_report, warnings=listed)))]
    assert texts == [
        "The acceptance of finding f-1 has expired (no date given): it counts again.",
        "A, B: the declared relation has expired (next week) and does not count.",
    ]


def test_what_may_change_a_result_stands_first(full_report: Report) -> None:
    """Warnings that are only good to know stand last, in a long list behind the others."""
    codes = ("spellings", "several-operators", "naive-time", "unknown-status")
    report = replace(full_report, warnings=tuple(Warning(code) for code in codes))
    said = [note.text.split()[0] for note in warnings(english(report))]
    assert said == ["Status", "-:", "-", "-"]


def test_what_is_said_of_each_machine_is_one_sentence(empty_report: Report) -> None:
    """People at machines, those of most people first; one machine has a sentence of its own."""
    counts = {"PC-01": "2", "PC-02": "11", "PC-03": "3"}
    told = [Warning("several-operators", (("machine", name), ("operators", n)))
            for name, n in counts.items()]  # fmt: skip
    spelt = Warning("spellings", (("account", "a"), ("spellings", "a, A")))
    together, other = warnings(english(replace(empty_report, warnings=(*told, spelt))))
    assert together.text == (
        "Machines on which several people signed in, with how many: PC-02 (11), PC-03 (3), "
        "PC-01 (2)."
    )
    assert other.text.startswith("a is written in several ways")
    (alone,) = warnings(english(replace(empty_report, warnings=(told[0],))))
    assert alone.text == "2 people signed in on machine PC-01."


def test_of_many_machines_some_are_named(empty_report: Report) -> None:
    """How many more there are is told."""
    told = tuple(Warning("several-operators", (("machine", f"PC-{n}"), ("operators", "2")))
                 for n in range(TOGETHER + 3))  # fmt: skip
    (together,) = warnings(english(replace(empty_report, warnings=told)))
    assert together.text.endswith(f"PC-{TOGETHER - 1} (2), and 3 more.")


@pytest.mark.parametrize(
    ("at", "zone", "said"),
    [
        ("2026-01-02 16:30", "UTC", "on 2026-01-02 16:30 UTC, from PC-1."),
        ("2026-01-02 16:30", "Asia/Shanghai", "on 2026-01-03 00:30 Beijing time, from PC-1."),
        ("some day", "Asia/Shanghai", "on some day UTC, from PC-1."),
    ],
)
def test_the_time_of_a_visit_is_on_the_clocks_of_the_report(
    empty_report: Report, at: str, zone: str, said: str
) -> None:
    """With its zone beside it, for the sentence may stand in a terminal alone."""
    told = Warning("visit-two-machines", (("at", at), ("machine", "PC-1")))
    report = replace(empty_report, warnings=(told,), display_zone=zone)
    assert warnings(english(report))[0].text.endswith(said)
