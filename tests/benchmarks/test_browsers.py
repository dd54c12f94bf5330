"""Weights of real browsers' attributes: their rules, and the figure that the issue asks for."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.accuracy.__main__ import CORPUS
from benchmarks.accuracy.browsers import (
    PAIRS,
    PairOfBrowsers,
    attributes,
    bits,
    by_equality,
    by_weights,
    read_pairs,
)

GATES = {"os", "browserFamily"}


def pair(*agrees: str, gap_days: float = 0.5, same: bool = True) -> PairOfBrowsers:
    """Two browsers that agree on these attributes."""
    return PairOfBrowsers(frozenset(agrees), 25, gap_days, same)


def test_system_and_family_gate() -> None:
    """Whatever else agrees, another family or system weighs nothing."""
    everything = set(attributes().by_name)
    assert bits(pair(*everything)) > 40
    for gate in GATES:
        assert bits(pair(*everything - {gate})) == 0


def test_of_a_group_the_best_counts() -> None:
    """Plug-ins and their digest are one piece of evidence, the time zone another."""
    plugins = bits(pair(*GATES, "pluginsJS"))
    assert bits(pair(*GATES, "pluginsJS", "pluginsJSHashed")) == plugins
    assert bits(pair(*GATES, "pluginsJS", "timezoneJS")) > plugins


def test_an_address_weighs_less_with_time() -> None:
    """Each later step of the gap weighs less, and the last one holds for good."""
    known = [bits(pair(*GATES, "addressHttp", gap_days=gap)) for gap in (0.9, 1, 7, 30, 900)]
    assert all(later <= sooner for sooner, later in pairwise(known))
    assert known[0] > known[1] > known[3] == known[4]


def test_reading_pairs(tmp_path: Path) -> None:
    """Similarity 1 agrees and less does not; truth, gap and Flash are no attributes."""
    path = tmp_path / PAIRS
    path.write_text(
        "os,browserFamily,canvasJSHashed,flashActiveBoth,gap_days,same_browser\n"
        "1.0,1,0.999,1.0,9.5,0\n"
    )
    (one,) = read_pairs(path)
    assert one == PairOfBrowsers(frozenset(GATES), 3, 9.5, False)


def test_equality_wants_every_attribute() -> None:
    """24 of 25 are not equal; all of them are."""
    names = [f"attribute {n}" for n in range(25)]
    assert by_equality([pair(*names), pair(*names[:24])]).recall == 0.5


@pytest.mark.corpus
def test_real_pairs_reach_what_is_asked() -> None:
    """F1 of at least .97 from the weights alone (issue 3), above FP-Stalker's rules (.798)."""
    assert by_weights(read_pairs(CORPUS / PAIRS)).f1 >= 0.97
