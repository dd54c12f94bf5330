"""How often one operator's accounts agree, by time."""

from __future__ import annotations

import pytest

from fingerprints import AGREEMENTS, Agreement


@pytest.mark.parametrize("table", AGREEMENTS.values(), ids=list(AGREEMENTS))
def test_agreement_never_rises_with_time(table: Agreement) -> None:
    """Each table begins with day 0, its days rise, its rates are likelihoods and never rise."""
    assert table.days[0] == 0
    assert list(table.days) == sorted(set(table.days))
    assert len(table.days) == len(table.rates)
    assert list(table.rates) == sorted(table.rates, reverse=True)
    assert all(0 < rate <= 1 for rate in table.rates)


@pytest.mark.parametrize(
    ("gap_days", "rate"), [(0, 0.988), (1, 0.477), (6, 0.477), (7, 0.418), (29, 0.418), (30, 0.415)]
)
def test_an_address_as_measured(gap_days: int, rate: float) -> None:
    """The published figures hold from the first day of their span to the last."""
    assert AGREEMENTS["address"].rate(gap_days) == rate


def test_papers_never_fade() -> None:
    """Registration material is compared whatever its age."""
    assert not AGREEMENTS["paper"].fades
    assert AGREEMENTS["paper"].rate(10_000) == 1
