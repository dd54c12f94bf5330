"""Prints how right linkscan is, each figure beside its rival.

python -m benchmarks.accuracy [--corpus FOLDER] [--seed TEXT]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.accuracy import browsers
from benchmarks.accuracy.ours import Ours, judge
from benchmarks.accuracy.parameters import OFFICE_STORES, SEED
from benchmarks.accuracy.records import DATASETS, Dataset, Reached, reach
from benchmarks.accuracy.rivals import Best, best_of_rivals
from benchmarks.accuracy.scenarios import SCENARIOS, Scenario
from benchmarks.accuracy.score import Score, pairs_within
from benchmarks.accuracy.world import World

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "linkage"
ASKED = 0.95
"""Precision and recall for planted rings behind one carrier address, as issue 3 asks."""


def main() -> None:
    """Run every part that its data is there for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of labelled files")
    parser.add_argument("--seed", default=SEED, help="of the invented worlds")
    options = parser.parse_args()
    _print_worlds(options.seed)
    _print_browsers(options.corpus / browsers.PAIRS)
    _print_records(options.corpus)


def _print_worlds(seed: str) -> None:
    print("Invented worlds: pairs of accounts said to be one owner's.")
    print("Each rival at its best setting for that world, chosen knowing the truth.")
    wins: list[str] = []
    asked: list[str] = []
    for scenario in SCENARIOS:
        world = scenario.world(seed)
        ours, rivals = judge(world), best_of_rivals(world)
        _print_world(scenario, world, ours, rivals)
        wins += told_wins(scenario.name, ours.score, rivals)
        asked += _told_asked(scenario.name, ours)
    _print_list("Scenarios in which a rival beats linkscan:", wins)
    _print_list("Asked of linkscan:", asked)


def _print_world(scenario: Scenario, world: World, ours: Ours, rivals: Iterable[Best]) -> None:
    pairs = len(pairs_within(world.true_labels()))
    print(f"\n{scenario.name}: {scenario.what}")
    print(f"  {len(world.accounts)} stores, {pairs} true pairs, mode {world.mode}")
    print(f"  {'':16}{'precision':>9}{'recall':>9}{'F1':>9}")
    print(f"  {'linkscan':16}{_figures(ours.score)}  {ours.findings} findings; "
          f"explains {ours.explained:.0%} of {len(world.bonds)} shared values")  # fmt: skip
    for rival in rivals:
        print(f"  {rival.rule:16}{_figures(rival.score)}  {rival.setting}")


def told_wins(name: str, ours: Score, rivals: Iterable[Best]) -> list[str]:
    """The rivals whose F1 is higher, in words."""
    return [
        f"{name}: {rival.rule} {rival.score.f1:.3f}, linkscan {ours.f1:.3f}"
        for rival in rivals
        if rival.score.f1 > ours.f1
    ]


def _told_asked(name: str, ours: Ours) -> list[str]:
    if name == "one carrier address":
        score = ours.score
        kept = min(score.precision, score.recall) >= ASKED
        return [f"{name}: precision {score.precision:.3f} and recall {score.recall:.3f}, at "
                f"least {ASKED} each: {_kept(kept)}"]  # fmt: skip
    if name == "own office line":
        return [f"{name}: the first finding has {ours.top} stores, the office {OFFICE_STORES}: "
                f"{_kept(ours.top == OFFICE_STORES)}"]  # fmt: skip
    return []


def _kept(kept: bool) -> str:
    return "kept" if kept else "MISSED"


def _print_list(title: str, lines: Sequence[str]) -> None:
    print(f"\n{title}")
    for line in lines or ["none"]:
        print(f"  {line}")


def _print_browsers(path: Path) -> None:
    print("\nPairs of real browsers (FP-Stalker), from the weights alone.")
    if not path.is_file():
        print(f"  not found: {path.name} in {path.parent}")
        return
    pairs = browsers.read_pairs(path)
    print(f"  {len(pairs)} pairs, {sum(pair.same for pair in pairs)} of one browser")
    print(f"  {'':36}{'precision':>9}{'recall':>9}{'F1':>9}")
    print(f"  {'linkscan':36}{_figures(browsers.by_weights(pairs))}")
    print(f"  {'every attribute equal':36}{_figures(browsers.by_equality(pairs))}")
    for name, f1 in browsers.PUBLISHED:
        print(f"  {name:36}{'':18}{f1:9.3f}")


def _print_records(corpus: Path) -> None:
    print("\nLabelled records, from equality of normalised forms (F1).")
    print(f"  {'':36}{'pairs':>11}{'components':>11}{'B-cubed':>11}")
    for dataset in DATASETS:
        path = corpus / dataset.file
        if path.is_file():
            _print_reached(dataset, reach(path, dataset))
        else:
            print(f"  not found: {path.name} in {corpus}")


def _print_reached(dataset: Dataset, reached: Reached) -> None:
    name = f"{dataset.file}, {reached.records} records"
    scores = (reached.pairs, reached.closed, reached.b_cubed)
    print(f"  {name:36}" + "".join(f"{score.f1:11.3f}" for score in scores))
    if dataset.peer:
        figures = "".join(f"{f1:11.3f}" if f1 else f"{'-':>11}" for f1 in dataset.published)
        print(f"    {dataset.peer + ' (published)':34}{figures}")


def _figures(score: Score) -> str:
    return f"{score.precision:9.3f}{score.recall:9.3f}{score.f1:9.3f}"


if __name__ == "__main__":
    main()
