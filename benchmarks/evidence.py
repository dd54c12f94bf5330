"""What weighing the evidence adds to a scan, and how it grows with one address of many accounts.

    python -m benchmarks.evidence [--rows N] [--runs N]

The CPU seconds of the stage "weigh" (days, gaps, bits, sets, levels, ways to barred stores)
beside those of all other stages of the same process: an upper bound of what weights add, for
sets of accounts were found before there were weights. The growth compares logs that are the
same but for one address with more and more accounts: a slope of 1 is linear, 2 quadratic.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log2
from pathlib import Path
from statistics import median

HUB = 50_000
SHARE = 0.30
"""Most that the stage may cost of what the rest costs (issue 3)."""


def stage_seconds(path: Path) -> dict[str, float]:
    """CPU seconds of each stage of one scan in this process."""
    from linkscan.pipeline import scan

    began: list[tuple[str, float]] = []
    with scan([path], progress=lambda stage, _rows: began.append((stage, time.process_time()))):
        began.append(("", time.process_time()))
    return {stage: after - at for (stage, at), (_next, after) in pairwise(began)}


def run(path: Path, runs: int) -> dict[str, float]:
    """Medians of the stages over several processes."""
    command = [sys.executable, "-m", "benchmarks.evidence", "--one", str(path)]
    found: list[Mapping[str, float]] = [
        json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for _ in range(runs)
    ]
    return {stage: median(one[stage] for one in found) for stage in found[0]}


def slope(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """By which power the seconds grow from the first size to the last."""
    return log2(seconds[-1] / seconds[0]) / log2(sizes[-1] / sizes[0])


def _log(rows: int, hub: int) -> Path:
    command = [sys.executable, "-m", "benchmarks.logs", "--rows", str(rows), "--if-missing"]
    if hub:
        command += ["--hub", str(hub)]
    made = subprocess.run(command, check=True, capture_output=True, text=True)
    return Path(made.stdout.strip())


def _print_share(rows: int, runs: int) -> None:
    stages = run(_log(rows, 0), runs)
    weigh = stages.pop("weigh")
    rest = sum(stages.values())
    print(f"{rows:,} rows: weigh {weigh:.2f} CPU s, all other stages {rest:.2f}: "
          f"{weigh / rest:.0%} (at most {SHARE:.0%})", flush=True)  # fmt: skip


def _print_growth(rows: int, runs: int) -> None:
    largest = min(HUB, rows // 50)
    sizes = [largest // 4, largest // 2, largest]
    seconds = [run(_log(rows, hub), runs)["weigh"] for hub in sizes]
    for hub, taken in zip(sizes, seconds, strict=True):
        print(f"one address with {hub:>6,} accounts, {rows:,} rows: weigh {taken:.2f} CPU s")
    print(f"slope {slope(sizes, seconds):.2f} (1 is linear; the rest of the log stays the same)")


def main() -> None:
    """Run the bench, or one scan of it."""
    parser = argparse.ArgumentParser(description="Measure what weighing evidence adds to a scan.")
    parser.add_argument("--rows", type=int, default=10_000_000, help="default: 10 million")
    parser.add_argument("--runs", type=int, default=3, help="processes to take the median of")
    parser.add_argument("--one", type=Path, help="scan this log here, print the stages as JSON")
    options = parser.parse_args()
    if options.one:
        print(json.dumps(stage_seconds(options.one)))
        return
    _print_share(options.rows, options.runs)
    _print_growth(min(options.rows, 50 * HUB), options.runs)


if __name__ == "__main__":
    main()
