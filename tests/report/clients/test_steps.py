"""The first steps of one client: its own groups, and nothing of any other store."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from linkscan.model import Report
from linkscan.report.clients import clients_of
from linkscan.report.clients.narrow import report_of
from linkscan.report.folder import write_folder
from linkscan.report.forms import FORMS
from linkscan.report.views.steps import report_steps
from tests.leaks import said_in
from tests.whatifs import reported

FILES = {
    "logins.csv": """
        account,time,ip,device_id,machine
        Alder,2026-02-01 08:00,203.0.113.5,dev-alder-01,PC-ALDER
        Aspen,2026-02-01 09:00,203.0.113.5,dev-aspen-02,PC-DESK
        Ash,2026-02-01 09:00,203.0.113.31,dev-ash-03,PC-ASH
        Beech,2026-02-01 09:30,203.0.113.31,dev-beech-09,PC-BEECH
        Birch,2026-02-01 09:30,203.0.113.32,dev-beech-09,PC-BEECH
        Briar,2026-02-01 09:30,203.0.113.77,dev-briar-07,PC-BRIAR
        Acorn,2026-02-01 09:30,203.0.113.77,dev-acorn-07,PC-ACORN
    """,
    "stores.csv": """
        account,platform,client,status,phone
        Alder,amazon,Acme Trading,active,+12025550101
        Aspen,amazon,Acme Trading,active,+12025550102
        Ash,amazon,Acme Trading,active,+12025550103
        Acorn,ebay,Acme Trading,suspended,+12025550104
        Beech,amazon,Bluebell Mills,active,+12025550105
        Birch,amazon,Bluebell Mills,active,+12025550106
        Briar,ebay,Bluebell Mills,suspended,+12025550107
    """,
}
THEIRS = ("Bluebell", "Beech", "Birch", "Briar", "203.0.113.32", "dev-beech-09", "dev-briar-07",
          "PC-BEECH", "PC-BRIAR")  # fmt: skip


@pytest.fixture(scope="module")
def whole() -> Report:
    """What the agency reads."""
    return reported(FILES)


@pytest.fixture(scope="module")
def part(whole: Report) -> Report:
    """What Acme reads."""
    return report_of(whole, "Acme Trading", clients_of(whole)["Acme Trading"])


def test_groups_of_the_client_alone(whole: Report, part: Report) -> None:
    """A group of its own keeps its steps; one with stores of others has none; its own suspended
    store has the route, alone."""
    assert whole.steps
    assert part.steps
    groups = [(one.accounts, one.suspended, len(one.steps)) for one in whole.steps.groups]
    assert groups == [
        (("ebay/Acorn", "ebay/Briar"), ("ebay/Acorn", "ebay/Briar"), 0),
        (("amazon/Ash", "amazon/Beech", "amazon/Birch"), (), 1),
        (("amazon/Alder", "amazon/Aspen"), (), 1),
    ]
    groups = [(one.accounts, one.suspended, len(one.steps)) for one in part.steps.groups]
    assert groups == [
        (("ebay/Acorn",), ("ebay/Acorn",), 0),
        (("amazon/Alder", "amazon/Aspen"), (), 1),
    ]
    assert part.steps.groups[1].steps[0].machines == ("PC-ALDER", "PC-DESK")


def test_nothing_of_others_is_told(part: Report, tmp_path: Path) -> None:
    """No store, value or machine of theirs stands in any form."""
    write_folder(part, tmp_path / "out", "en", FORMS)
    said = said_in(tmp_path / "out")
    assert [one for one in THEIRS if one.casefold() in said] == []
    assert "a line of its own instead of ip address 203.0.113.5" in said


def test_a_group_that_stays_tied_is_not_told(whole: Report) -> None:
    """Why steps do not part a group may be how a store of others stands: it is counted alone."""
    assert whole.steps
    groups = tuple(replace(one, steps=()) for one in whole.steps.groups)
    stuck = replace(whole, steps=replace(whole.steps, groups=groups))
    part = report_of(stuck, "Acme Trading", clients_of(whole)["Acme Trading"])
    assert part.steps
    assert [one.suspended for one in part.steps.groups] == [("ebay/Acorn",)]
    assert report_steps(part, "en").said.startswith("Further groups: 1.")


def test_without_steps_there_are_none(whole: Report) -> None:
    """Where none were worked out for the agency, there are none for a client."""
    stores = clients_of(whole)["Acme Trading"]
    assert report_of(replace(whole, steps=None), "Acme Trading", stores).steps is None
