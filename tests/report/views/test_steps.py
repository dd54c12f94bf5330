"""First steps in a report: where they stand, what a page of a machine says of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from linkscan.model import Report
from linkscan.report.folder import report_files
from linkscan.report.forms import FORMS
from linkscan.report.views.facts import Facts
from linkscan.report.views.steps import machine_steps, report_steps, told_whole
from linkscan.report.views.view import index_view
from tests.golden.scenarios import SAMPLES, SCENARIOS
from tests.golden.scenarios import settings as settings_of
from tests.report.factory import clear_report
from tests.whatifs import CIRCLES, HEALTHY, SUSPENDED, report_of, reported


@pytest.fixture(scope="module")
def tied() -> Report:
    """Two groups with steps."""
    return reported({"logins.csv": CIRCLES, "stores.csv": HEALTHY})


@pytest.fixture(scope="module")
def suspended() -> Report:
    """The same, one with a suspended store."""
    return reported({"logins.csv": CIRCLES, "stores.csv": SUSPENDED})


def test_every_form_tells_them(tied: Report) -> None:
    """Pages, text, Markdown: the step, its effect, and that the past cannot be undone."""
    told = dict(report_files(tied, "en", FORMS))
    for name in ("index.html", "report.txt", "report.md"):
        text = told[name].decode().replace("\n    ", " ")
        assert "instead of IP address 203.0.113.1 (3 stores). Separates 2 of 4 stores." in text
        assert "cannot be undone" in text
    assert "IP address: weighs less where" in told["index.html"].decode()


def test_a_machine_has_its_own(tied: Report) -> None:
    """Its page names the steps about values seen on it, by their places among all."""
    (group,) = machine_steps(tied, "PC-03", "en").groups
    assert [place for place, _text in group.steps] == [1, 2]
    (group,) = machine_steps(tied, "PC-01", "en").groups
    assert [place for place, _text in group.steps] == [1]
    assert group.remark.startswith("These steps of 2 concern this machine")
    (group,) = machine_steps(tied, "PC-08", "en").groups
    assert group.steps[0][1].startswith("Give amazon/y a machine")
    lasting = machine_steps(tied, "PC-08", "en").lasting[1:]
    assert [line.split(":")[0] for line in lasting] == ["IP address", "device ID"]
    assert machine_steps(tied, "PC-07", "en").groups == ()


def test_the_official_route_on_every_machine_of_the_group(suspended: Report) -> None:
    """Where a store is suspended, machines of all stores tied to it tell the route, no step."""
    for name in ("PC-07", "PC-08"):
        view = machine_steps(suspended, name, "en")
        (group,) = view.groups
        assert group.route[0] == "suspended: amazon/z"
        assert (group.steps, view.lasting) == ((), ())


def test_absent_steps_are_not_silent(tied: Report) -> None:
    """Where none were worked out, the pages say how to get them; where nothing is tied, nothing."""
    bare = replace(tied, steps=None)
    assert "linkscan steps FOLDER" in report_steps(bare, "en").said
    assert "linkscan steps FOLDER" in machine_steps(bare, "PC-03", "en").said
    assert report_steps(clear_report(), "en").said == ""


def test_advice_on_findings_fills_what_is_not_ranked(tied: Report) -> None:
    """What steps say for all groups is not said twice; a group that they do not part keeps it."""
    assert told_whole(tied.steps)
    assert index_view(Facts.of(tied, "en"), {}).first_steps == ()
    assert tied.steps
    first, second = tied.steps.groups
    left = replace(tied.steps, groups=(replace(first, steps=first.steps[:1]), second))
    assert not told_whole(left)
    advice = index_view(Facts.of(replace(tied, steps=left), "en"), {}).first_steps
    assert {one.text[:20] for one in advice} == {"From now on give eac", "From now on use one "}


@cache
def of_scenario(scenario: str) -> Report:
    """The report on a sample, with its steps."""
    return report_of(SAMPLES / scenario, settings_of(scenario))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_report_parts_a_suspended_store(scenario: str) -> None:
    """In the report of every sample, whatever touches a suspended store has the official route
    before all steps, and no step is about it, on no page."""
    report = of_scenario(scenario)
    assert report.steps
    barred = {store for group in report.steps.groups for store in group.suspended}
    assert {one.id for one in report.accounts if one.status in ("suspended", "rejected")} <= barred
    near = barred | {store for one in report.components if barred & {*one.accounts}
                     for store in one.accounts}  # fmt: skip
    values = {link.identifier for link in report.links if link.account in near}
    for group in report.steps.groups:
        assert not (group.suspended and group.steps)
        for step in group.steps:
            assert step.what not in near | values
            assert near.isdisjoint(step.accounts)
    views = [
        report_steps(report, "en"),
        *(machine_steps(report, one.id, "en") for one in report.machines),
    ]
    for view in views:
        routes = [bool(group.route) for group in view.groups]
        assert routes == sorted(routes, reverse=True)
        assert not any(group.route and group.steps for group in view.groups)
