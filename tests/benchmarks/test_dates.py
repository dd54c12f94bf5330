"""The bench of dates, and with it the claim that no date is read wrong."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest

from benchmarks.dates import CORPUS, Case, cases, judge, linkscan, main


@pytest.mark.corpus
def test_no_date_is_read_wrong() -> None:
    """Of the absolute dates of others' tests each is right or rejected; many are right."""
    points: dict[str, list[str]] = {"right": [], "rejected": [], "wrong": []}
    for case in cases(CORPUS):
        points[judge(linkscan, case)].append(case.text)
    assert not points["wrong"]
    assert len(points["right"]) >= 42


@pytest.mark.corpus
def test_the_peers_stand_beside(capsys: pytest.CaptureFixture[str]) -> None:
    """The table has a line for linkscan and for each peer."""
    main([])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[2:]] == ["linkscan", "python-dateutil", "dateparser"]


def test_a_zone_is_no_difference() -> None:
    """A text with a zone is right as time of the clock and as UTC, and wrong otherwise."""
    text = "1994-11-05T08:15:30-05:00"
    found = Counter(
        judge(linkscan, Case(text, datetime(1994, 11, 5, hour, 15, 30))) for hour in (8, 13, 9)
    )
    assert found == {"right": 2, "wrong": 1}
