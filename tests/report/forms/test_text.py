"""The terminal summary: one screen, a GBK console, the verdict first."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from linkscan.model import Check, Closing, NotChecked, Report, Warning
from linkscan.report.forms.text import COLUMNS, Page, summary
from linkscan.report.visible import width
from tests.report import factory


def crowded() -> Report:
    """A report with more of everything than a screen holds, in long and odd words."""
    full = factory.full_report()
    long = "\U0001f6d2 一个很长的名字" * 30
    steps = ("official-route", "separate-device", "separate-address", "declare-or-review")
    return replace(
        full,
        findings=tuple(
            replace(full.findings[0], id=f"f{n}", first_step=step)
            for n, step in enumerate(steps * 5)
        ),
        machines=tuple(factory.machine(f"{long}{n}", "high") for n in range(50)),
        inputs=tuple(factory.table(f"{long}{n}.csv", "logins") for n in range(50)),
        not_checked=tuple(
            NotChecked("account", f"{long}{n}", "unmet", 2, (f"{long}{n}.csv",), (long,))
            for n in range(50)
        ),
        warnings=tuple(Warning("spellings") for _ in range(50)),
        closing=(Closing(long, True, (Check("data_saved", "open"),)),) * 50,
        totals=(*full.totals, ("findings.clear", 10**9), ("findings.not-checked", 10**9)),
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "make", [factory.full_report, factory.clear_report, factory.empty_report, crowded]
)
def test_it_fits_one_screen_of_a_gbk_console(make: object, lang: str) -> None:
    """At most 40 lines of 100 columns, in characters that GBK has."""
    assert callable(make)
    text = summary(make(), lang, "linkscan-report")
    lines = text.splitlines()
    assert len(lines) <= 40
    assert max(map(width, lines)) <= COLUMNS
    assert text.encode("gbk")
    assert text.endswith("linkscan-report\n")


def test_what_it_says(full_report: Report) -> None:
    """Verdict, worst machines, first steps, what was not checked, files, where."""
    text = summary(full_report, "en", "out", page=Page(lines=80))
    lines = text.splitlines()
    assert lines[0] == "[critical] 2 stores share a registration detail, 1 of them suspended."
    assert "  [medium] 笔记本: 2 stores share an IP address." in lines
    assert "  Store amazon/us/Ghost (nearest: Ghoost, Gost): not met in the other files" in lines
    assert "  IP address that ties nothing: private address of a local network × 12" in lines
    assert "3 met in the other files, 2 not met" in " ".join(text.split())
    assert "Warnings:" in lines
    assert lines[-1] == "Reports: out"


def test_the_strength_is_said_where_there_is_room(full_report: Report) -> None:
    """The word stands beside the stores, whole or not at all."""
    lines = summary(full_report, "en").splitlines()
    assert lines[1] == (
        "suspended: amazon/us/Oak; tied: amazon/us/Fir; shared: company code (USCC); "
        "very strong evidence"
    )
    long = replace(full_report.findings[0], accounts=("amazon/us/Oak", "amazon/us/" + "F" * 20))
    narrow = summary(replace(full_report, findings=(long,)), "en").splitlines()
    assert narrow[1].endswith("shared: company code (USCC)")


def test_every_critical_finding_is_named(full_report: Report) -> None:
    """The verdict names the first, a line each the others, with their stores."""
    first = full_report.findings[0]
    others = [
        replace(first, id=f"f{n}", accounts=("amazon/us/Oak", f"amazon/us/Elm-{n}"))
        for n in range(4)
    ]
    text = " ".join(summary(replace(full_report, findings=(first, *others)), "en").split())
    for n in range(4):
        assert (
            "[critical] 2 stores share a registration detail, 1 of them suspended. suspended: "
            f"amazon/us/Oak; tied: amazon/us/Elm-{n}; shared: company code (USCC)"
        ) in text
    assert text.count("amazon/us/Fir") == 1


@pytest.mark.parametrize("page", [Page(60, 20), Page(40, 24), Page(100, 30), Page(80, 60)])
@pytest.mark.parametrize("make", [factory.full_report, crowded])
def test_it_fits_the_terminal(make: object, page: Page) -> None:
    """However small the terminal: the verdict is first, the place of the report last."""
    assert callable(make)
    lines = summary(make(), "zh", "out", page=page).splitlines()
    assert len(lines) <= (page.lines or 0)
    assert max(map(width, lines)) <= page.columns
    assert lines[0].startswith("[严重]")
    assert lines[-1] == "报告位置：out"


def test_files_with_unmet_stores_are_never_the_ones_cut(full_report: Report) -> None:
    """Of many files, those with stores that met nothing are shown."""
    met = [factory.table(f"m{n}.csv", "logins", accounts_met=5, accounts_unmet=0) for n in range(9)]
    unmet = factory.table("ghosts.csv", "registrations")
    text = summary(replace(full_report, inputs=(*met, unmet)), "en")
    assert "ghosts.csv" in text
    assert re.search(r"and [789] more", text)


def test_a_long_path_shows_its_end(full_report: Report) -> None:
    """What tells two files apart is at the end."""
    name = "a/" * 60 + "January.csv"
    text = summary(replace(full_report, inputs=(factory.table(name, "logins"),)), "en")
    assert "/January.csv  100 rows" in text


def test_an_escape_sequence_does_not_reach_the_terminal(full_report: Report) -> None:
    """A machine cannot colour or clear the screen by its name."""
    machine = factory.machine("\x1b[2Jpc", "critical")
    text = summary(replace(full_report, machines=(machine,)), "en")
    assert "\x1b" not in text
    assert "<U+001B>[2Jpc" in text
