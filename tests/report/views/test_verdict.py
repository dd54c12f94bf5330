"""The verdict: the most serious finding, the stores it speaks of, and how much it says."""

from __future__ import annotations

from dataclasses import replace

from linkscan.model import Report
from linkscan.report.views.facts import Facts
from linkscan.report.views.verdict import further_findings
from linkscan.report.views.view import index_view, machine_view


def facts(report: Report, lang: str = "en") -> Facts:
    """The facts of a report."""
    return Facts.of(report, lang)


def test_the_verdict_is_the_most_serious_finding(full_report: Report) -> None:
    """The index opens with what matters most, with its numbers."""
    seen = index_view(facts(full_report), {})
    assert seen.level.code == "critical"
    assert seen.verdict == "2 stores share a registration detail, 1 of them suspended."


def test_the_verdict_names_the_stores(full_report: Report) -> None:
    """In ten seconds: which store is suspended, which one is tied to it, and by what."""
    assert index_view(facts(full_report), {}).names == (
        "suspended: amazon/us/Oak; tied: amazon/us/Fir; shared: company code (USCC)"
    )
    machine = full_report.machines[2]
    assert machine_view(facts(full_report), machine, {}).names.startswith("stores: ")
    assert machine_view(facts(full_report), full_report.machines[3], {}).names == ""


def test_further_findings(full_report: Report) -> None:
    """Each finding but the one of the verdict, in order, with its level and its stores."""
    said = further_findings(facts(full_report), "critical", full_report.findings)
    assert len(said) == len(full_report.findings) - 1
    assert said[0].startswith("[high] ")
    assert "stores: " in said[0]
    assert further_findings(facts(full_report), "critical", full_report.findings[:1]) == []


def test_of_context_nobody_is_said_to_be_endangered(full_report: Report) -> None:
    """A suspended store on another platform is named as a store, not as a danger."""
    finding = replace(full_report.findings[0], scope="context")
    names = index_view(facts(replace(full_report, findings=(finding,))), {}).names
    assert names.startswith("stores: amazon/us/")
    assert "suspended" not in names


def test_of_many_stores_the_first_are_named(full_report: Report) -> None:
    """The verdict stays a sentence; how many more there are is said."""
    many = tuple(f"amazon/us/S{n}" for n in range(9))
    finding = replace(full_report.findings[0], accounts=many, accounts_total=20, suspended=many[:4])
    names = index_view(facts(replace(full_report, findings=(finding,))), {}).names
    assert names.startswith(
        "suspended: amazon/us/S0, amazon/us/S1, amazon/us/S2, and 1 more; "
        "tied: amazon/us/S4, amazon/us/S5, amazon/us/S6, and 13 more; shared: "
    )


def test_a_tie_to_another_platform_is_said_to_be_context(full_report: Report) -> None:
    """Where context is all there is, the verdict does not speak of evidence."""
    machine = replace(full_report.machines[1], level="low", findings=(full_report.findings[3].id,))
    seen = machine_view(facts(full_report), machine, {})
    assert seen.verdict == "2 stores on different platforms share a value (context only)."


def test_the_verdict_says_how_strong_the_evidence_is(full_report: Report) -> None:
    """A word stands before any number; context, and a level without a finding, have none."""
    assert index_view(facts(full_report), {}).strength == "very strong evidence"
    assert index_view(facts(full_report, "zh"), {}).strength == "证据很强"
    context = replace(full_report, accounts=(), findings=full_report.findings[3:])
    assert index_view(facts(context), {}).strength == ""
    unnamed = full_report.machines[3]
    assert machine_view(facts(full_report), unnamed, {}).strength == ""
