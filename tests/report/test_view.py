"""What a report says: the verdict first, the first steps, exposure, what is cut."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkscan.model import Report
from linkscan.report import view
from linkscan.report.facts import Facts
from linkscan.report.view import accounts_view, first_steps, index_view, machine_view
from tests.report import factory


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


def test_a_long_name_of_a_machine_is_cut_in_lists_only(full_report: Report) -> None:
    """A list keeps its shape; the machine's own page shows the name whole."""
    machine = replace(full_report.machines[0], id="M" * 300)
    report = replace(full_report, machines=(machine,))
    assert len(index_view(facts(report), {}).machines[0].link.name) == view.NAME_CHARS
    assert machine_view(facts(report), machine, {}).name == "M" * 300


def test_a_machine_has_the_verdict_of_its_own_findings(full_report: Report) -> None:
    """A machine's page speaks of the stores used on it."""
    machine = full_report.machines[2]
    seen = machine_view(facts(full_report), machine, {})
    assert (seen.level.code, seen.verdict) == ("medium", "2 stores share an IP address.")


def test_a_machine_without_findings_says_what_its_level_means(full_report: Report) -> None:
    """Not checked is said as such, never as clear."""
    machine = full_report.machines[3]
    seen = machine_view(facts(full_report), machine, {})
    assert seen.name == "machine not recorded"
    assert seen.verdict == "Nothing here could be compared. Not checked does not mean clear."
    assert seen.remark.startswith("These sign-ins name no machine.")


def test_a_tie_to_another_platform_is_said_to_be_context(full_report: Report) -> None:
    """Where context is all there is, the verdict does not speak of evidence."""
    machine = replace(full_report.machines[1], level="low", findings=(full_report.findings[3].id,))
    seen = machine_view(facts(full_report), machine, {})
    assert seen.verdict == "2 stores on different platforms share a value (context only)."


def test_first_steps_keep_the_order_of_the_findings(full_report: Report) -> None:
    """The official route stands first; a finding that is context only asks for nothing."""
    steps = first_steps(facts(full_report), full_report.findings)
    assert [step.text.split()[0] for step in steps] == ["Take", "From", "From"]
    assert [step.findings for step in steps] == [1, 1, 1]


def test_counts_come_from_the_totals(full_report: Report) -> None:
    """Where lists are cut, the counts are those before the cut."""
    totals = (("accounts", 9000), ("findings", 700), ("findings.high", 600), ("machines", 50))
    seen = index_view(facts(replace(full_report, totals=totals)), {})
    counts = {count.word: count.n for count in seen.counts}
    assert counts["stores"] == 9000
    assert counts["findings"] == 700
    assert counts["of unknown status"] == 1
    assert counts["high"] == 600
    assert seen.findings_cut == 696
    assert seen.machines_cut == 46


def test_suspended_stores_stand_first_in_a_finding(full_report: Report) -> None:
    """Whoever reads a finding sees at once which store endangers the others."""
    stores = index_view(facts(full_report), {}).findings[0].stores
    assert [(one.id, one.barred) for one in stores] == [
        ("amazon/us/Oak", True),
        ("amazon/us/Fir", False),
    ]


def test_exposure_names_the_path(full_report: Report) -> None:
    """A store that hangs on a suspended one says by what."""
    rows = {row.id: row for row in accounts_view(facts(full_report), {}).accounts}
    fir = rows["amazon/us/Fir"]
    assert fir.exposure == "tied to amazon/us/Oak, which is suspended"
    assert fir.path == ("amazon/us/Fir", "company code (USCC) 9135****40", "amazon/us/Oak")
    assert rows["amazon/de/Elm"].exposure == "no tie found"
    assert rows["amazon/us/Ghost"].exposure == "not checked"
    assert rows["amazon/us/Oak"].exposure == ""
    assert [row.id for row in rows.values() if row.barred] == ["amazon/us/Oak"]


def test_a_status_that_is_not_known_is_shown_as_written(full_report: Report) -> None:
    """An unknown word is unknown, and readable."""
    rows = {row.id: row for row in accounts_view(facts(full_report), {}).accounts}
    assert rows["amazon/us/Ghost"].status == "status unknown (冻结?)"
    assert rows["amazon/us/Oak"].status == "suspended (association)"


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
    assert seen.findings[0].values_cut == 90 - view.VALUES
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
    monkeypatch.setattr(view, "EVIDENCE", 3)
    shown = index_view(facts(full_report), {}).findings
    assert [(len(one.evidence), one.evidence_cut) for one in shown] == [
        (2, 0),
        (1, 1),
        (0, 2),
        (0, 2),
    ]


def test_a_machine_lists_only_its_own_unchecked_stores(full_report: Report) -> None:
    """What concerns a store elsewhere is not said of this machine; what concerns all is."""
    seen = machine_view(facts(full_report), full_report.machines[0], {})
    texts = " ".join(note.text for note in seen.not_checked)
    assert "Ghost" not in texts
    assert "private address" in texts


def test_an_empty_report_is_not_clear(empty_report: Report) -> None:
    """Nothing read means nothing checked."""
    assert index_view(facts(empty_report), {}).level.code == "not-checked"
