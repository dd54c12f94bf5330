"""What a report says: the verdict first, the first steps, exposure, what is cut."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkscan.model import Report
from linkscan.report.views.facts import Facts
from linkscan.report.views.view import accounts_view, first_steps, index_view, machine_view, made


def facts(report: Report, lang: str = "en") -> Facts:
    """The facts of a report."""
    return Facts.of(report, lang)


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


def test_first_steps_keep_the_order_of_the_findings(full_report: Report) -> None:
    """The official route stands first; a finding that is context only asks for nothing."""
    steps = first_steps(facts(full_report), full_report.findings)
    assert [step.text.split()[0] for step in steps] == ["Take", "From", "From"]
    assert [step.findings for step in steps] == [1, 1, 1]


def test_a_declared_relation_asks_for_nothing(full_report: Report) -> None:
    """Where there is nothing to do, that is no first step."""
    covered = replace(full_report.findings[2], first_step="no-action")
    assert first_steps(facts(full_report), (covered,)) == ()


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


def test_exposure_names_the_path(full_report: Report) -> None:
    """A store that hangs on a suspended one says by what."""
    rows = {row.id: row for row in accounts_view(facts(full_report), {}).accounts}
    fir = rows["amazon/us/Fir"]
    assert fir.exposure == "tied to amazon/us/Oak, which is suspended: very strong evidence"
    assert fir.likely == "likelihood over 99% (upper bound)"
    assert fir.path == ("amazon/us/Fir", "company code (USCC) 9135****40", "amazon/us/Oak")
    assert rows["amazon/de/Elm"].exposure == "no tie found"
    assert rows["amazon/us/Ghost"].exposure == "not checked"
    assert rows["amazon/us/Oak"].exposure == ""
    assert [row.id for row in rows.values() if row.barred] == ["amazon/us/Oak"]


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (1.0, "likelihood over 99% (upper bound)"),
        (0.990001, "likelihood over 99% (upper bound)"),
        (0.99, "likelihood at most 99%"),
        (0.981, "likelihood at most 99%"),
        (0.07, "likelihood at most 7%"),
        (0.000001, "likelihood at most 1%"),
        (0.0, "likelihood at most 0%"),
    ],
)
def test_a_likelihood_is_a_bound_and_never_certainty(
    full_report: Report, probability: float, said: str
) -> None:
    """Rounded up, so that it still is a bound, and never to a hundred."""
    exposed = tuple(
        replace(one, exposure=one.exposure and replace(one.exposure, probability=probability))
        for one in full_report.accounts
    )
    rows = accounts_view(facts(replace(full_report, accounts=exposed)), {}).accounts
    assert [row.likely for row in rows if row.likely] == [said]


def test_one_of_several_suspended_stores_is_named(full_report: Report) -> None:
    """The nearest one stands for all; how many more there are is told."""
    exposed = tuple(
        replace(one, exposure=one.exposure and replace(one.exposure, to=("a", "b", "c")))
        for one in full_report.accounts
    )
    rows = accounts_view(facts(replace(full_report, accounts=exposed)), {}).accounts
    assert rows[0].exposure == (
        "tied to amazon/us/Oak, which is suspended, and to 2 more: very strong evidence"
    )


def test_a_status_that_is_not_known_is_shown_as_written(full_report: Report) -> None:
    """An unknown word is unknown, and readable."""
    rows = {row.id: row for row in accounts_view(facts(full_report), {}).accounts}
    assert rows["amazon/us/Ghost"].status == "status unknown (冻结?)"
    assert rows["amazon/us/Oak"].status == "suspended (association)"


def test_a_machine_lists_only_its_own_unchecked_stores(full_report: Report) -> None:
    """What concerns a store elsewhere is not said of this machine; what concerns all is."""
    seen = machine_view(facts(full_report), full_report.machines[0], {})
    texts = " ".join(note.text for note in seen.not_checked)
    assert "Ghost" not in texts
    assert "private address" in texts


def test_a_machine_counts_only_values_of_its_own_stores(full_report: Report) -> None:
    """Of twelve refused addresses one is of a store used here; the page of all has the rest."""
    here, _con, elsewhere, *_rest = full_report.machines
    for machine, counts in ((here, [1]), (elsewhere, [])):
        seen = machine_view(facts(full_report), machine, {})
        assert [one.count for one in seen.not_checked if "private" in one.text] == counts
        assert seen.unchecked_elsewhere
    whole = index_view(facts(full_report), {}).not_checked
    assert [one.count for one in whole if "private" in one.text] == [12]


@pytest.mark.parametrize("listed", [True, False])
def test_a_machine_never_says_too_little_of_what_was_not_checked(
    full_report: Report, listed: bool
) -> None:
    """Where the report lists not all stores of a machine, or no refused value, all are told."""
    values = full_report.identifiers if listed else ()
    machine = replace(full_report.machines[0], accounts_total=4 if listed else 3)
    seen = machine_view(facts(replace(full_report, identifiers=values)), machine, {})
    assert [one.count for one in seen.not_checked if "private" in one.text] == [12]


def test_the_zone_of_the_times_is_named_on_each_page(full_report: Report) -> None:
    """Once where a reader begins, and times are on its clocks."""
    report = facts(replace(full_report, display_zone="Asia/Shanghai"))
    index = index_view(report, {})
    assert index.times == "Times on this page are Beijing time (Asia/Shanghai)."
    assert index.machines[0].seen == "2026-01-02 11:04 – 2026-02-03 12:05"
    about = dict(machine_view(report, full_report.machines[0], {}).about)
    assert about["time zone"] == "Beijing time (Asia/Shanghai)"
    assert about["first and last"] == "2026-01-02 11:04 – 2026-02-03 12:05"
    assert made(report).endswith("on 2026-03-01 16:00 Beijing time")


def test_an_empty_report_is_not_clear(empty_report: Report) -> None:
    """Nothing read means nothing checked."""
    assert index_view(facts(empty_report), {}).level.code == "not-checked"
