"""What is known of records beyond their packets."""

from __future__ import annotations

from dataclasses import replace

from linkscan.capture.attribution import Attribution, Rule
from linkscan.capture.keeper import Keeper
from linkscan.capture.record import Record, Session, Visit
from linkscan.capture.settings import CaptureSettings
from tests.capture.test_record import MAPPING
from tests.capture.test_visits import session


def test_records_of_a_capture() -> None:
    """Sessions get machine and account, others stay without account; visits come last."""
    attribution = Attribution((Rule("A", interface="wg0"),))
    keeper = Keeper(
        CaptureSettings(), attribution, lambda session: replace(session, machine="PC-1")
    )
    records: list[Record] = [
        session(0, interface="wg0"),
        session(1, interface="wg0", name="www.example.com"),
        MAPPING,
    ]
    first, other, mapping, visit = keeper.with_visits(records)
    assert isinstance(first, Session)
    assert isinstance(other, Session)
    assert (first.machine, first.account, first.attributed_by) == ("PC-1", "A", "rule")
    assert (other.machine, other.account) == ("PC-1", None)
    assert mapping is MAPPING
    assert isinstance(visit, Visit)
    assert (visit.account, visit.machine, visit.sessions) == ("A", "PC-1", 1)
