"""Findings as shown: stores, values, evidence, what is declared; ties before context."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkscan.model import Accepted, Report, Weight
from linkscan.report.views import findings, parts
from linkscan.report.views.facts import Facts
from linkscan.report.views.view import index_view, machine_view
from tests.report import factory


def facts(report: Report, lang: str = "en") -> Facts:
    """The facts of a report."""
    return Facts.of(report, lang)


def test_suspended_stores_stand_first_in_a_finding(full_report: Report) -> None:
    """Whoever reads a finding sees at once which store endangers the others."""
    stores = index_view(facts(full_report), {}).findings[0].stores
    assert [(one.id, one.barred) for one in stores] == [
        ("amazon/us/Oak", True),
        ("amazon/us/Fir", False),
    ]


def test_the_role_of_a_shared_paper_is_named(full_report: Report) -> None:
    """A finding says what a value was used as, in the reader's language."""
    values = index_view(facts(full_report, "zh"), {}).findings[0].values
    assert [(one.kind, one.label, one.used_as) for one in values] == [
        ("统一社会信用代码", "9135****40", "法人")
    ]


def test_papers_are_named_before_addresses(full_report: Report) -> None:
    """However many addresses are shared too, the paper that weighs most is not cut."""
    lines = tuple(factory.identifier("ip", f"203.0.113.{n}") for n in range(20))
    paper = factory.identifier("uscc", "9135****40")
    ids = tuple(one.id for one in (*lines, paper))
    finding = replace(
        full_report.findings[0], identifiers=ids, identifiers_total=90, kinds=("ip", "uscc")
    )
    report = replace(full_report, identifiers=(*lines, paper), findings=(finding,))
    seen = index_view(facts(report), {})
    assert seen.findings[0].values[0].label == "9135****40"
    assert seen.findings[0].values_cut == 90 - parts.VALUES
    assert seen.names.endswith("shared: company code (USCC), IP address")


def test_ids_that_the_lists_do_not_hold_are_shown_as_ids(full_report: Report) -> None:
    """Cut lists leave ids behind: they are shown, not lost, and break nothing."""
    report = replace(full_report, accounts=(), identifiers=())
    finding = index_view(facts(report), {}).findings[0]
    assert [value.label for value in finding.values] == ["uscc#1"]
    assert [store.id for store in finding.stores] == ["amazon/us/Oak", "amazon/us/Fir"]


def test_evidence_is_given_out_from_the_top(
    full_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page has so many rows of evidence; the first findings get them, the cut is told."""
    monkeypatch.setattr(findings, "EVIDENCE", 3)
    shown = index_view(facts(full_report), {}).findings
    assert [(len(one.evidence), one.evidence_cut) for one in shown] == [
        (2, 0),
        (1, 1),
        (0, 2),
        (0, 2),
    ]


def test_context_stands_after_all_ties(full_report: Report) -> None:
    """However many stores one company's operator runs, that does not push a tie down."""
    paper, _laptop, office, other = full_report.findings
    many = tuple(replace(other, id=f"f{n}", reason="same-operator") for n in range(50))
    weak = replace(office, level="low")
    report = replace(full_report, findings=(paper, *many, weak))
    seen = index_view(facts(report), {})
    assert [one.context for one in seen.findings] == [False, False, *[True] * findings.CONTEXT]
    assert seen.findings[1].id == weak.id
    assert seen.findings_cut == 52 - len(seen.findings)
    assert "one company share an operator (context only)" in seen.findings[-1].headline


def test_the_cut_of_a_machine_counts_its_context(full_report: Report) -> None:
    """What a machine's page leaves out is told, context included."""
    other = full_report.findings[3]
    many = tuple(replace(other, id=f"f{n}") for n in range(50))
    machine = factory.machine("PC-01", "low", *(one.id for one in many))
    seen = machine_view(facts(replace(full_report, findings=many)), machine, {})
    assert seen.findings_cut == 50 - findings.CONTEXT


def test_what_is_declared_stands_on_the_finding(full_report: Report) -> None:
    """A declared relation says why, an acceptance also who and until when."""
    shown = index_view(facts(full_report), {}).findings
    assert shown[0].declared == (
        f"Accepted until 2026-12-31 by {factory.BIDI}: known {factory.SCRIPT}",
    )
    assert shown[1].declared == ()
    assert shown[2].declared == (f"Declared relation: one company {factory.FORMULA}",)
    both = replace(full_report.findings[2], accepted=Accepted("known", "Wei", "2027-01-31"))
    told = index_view(facts(replace(full_report, findings=(both,)), "zh"), {}).findings[0].declared
    assert told == (
        f"已声明的关系：one company {factory.FORMULA}",
        "已由 Wei 接受，至 2027-01-31：known",
    )


def test_a_class_that_lowered_a_weight_is_said_beside_the_value(full_report: Report) -> None:
    """A VPN exit weighs less where it was weighed; a data centre never does."""
    vpn = "ip:198.51.100.9"
    finding = replace(
        full_report.findings[2],
        identifiers=(vpn,),
        weights=(Weight(vpn, "network", 10.0, 0, True),),
    )
    report = replace(full_report, findings=(finding, full_report.findings[3]))
    weighed, context = index_view(facts(report), {}).findings
    assert [one.used_as for one in weighed.values] == ["VPN exit, weighs less"]
    assert [one.used_as for one in context.values] == ["VPN exit"]
    labelled = tuple(replace(one, cls="datacentre") for one in report.identifiers)
    hosted = index_view(facts(replace(report, identifiers=labelled)), {}).findings[0]
    assert [one.used_as for one in hosted.values] == ["data centre"]


def test_a_declared_line_is_shown_in_the_words_of_its_owner(full_report: Report) -> None:
    """A class that is no code of ours is the label that the user gave."""
    named = tuple(replace(one, cls="办公室宽带") for one in full_report.identifiers)
    shown = index_view(facts(replace(full_report, identifiers=named)), {}).findings[2]
    assert [one.used_as for one in shown.values] == ["办公室宽带"]


def test_a_finding_says_why_it_matters(full_report: Report) -> None:
    """In plain words, and more where a store is suspended; a code of tomorrow says nothing."""
    shared, suspended = full_report.findings[2], full_report.findings[0]
    tomorrow = replace(shared, reason="a-code-of-tomorrow")
    seen = findings.finding_views(facts(full_report), (shared, suspended, tomorrow), {})
    assert seen[0].why.startswith("Sign-ins to these stores came from one and the same line.")
    assert "suspended" not in seen[0].why
    assert seen[1].why.endswith("in common with a suspended one.")
    assert seen[2].why == ""


def test_context_asks_for_nothing(full_report: Report) -> None:
    """What no platform sees has no first step, though a store in it be suspended."""
    context = replace(full_report.findings[3], first_step="official-route")
    (seen,) = findings.finding_views(facts(full_report), (context,), {})
    assert seen.first_step == "Nothing to do: shown so that you know of it."
