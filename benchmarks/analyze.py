"""What `linkscan analyze` costs beside the floor and beside an afternoon's program.

    python -m benchmarks.analyze [--rows N] [--runs N] [--only NAME ...] [--quick]

Every program is a whole process on the same invented log: start-up, reading, reports. The
runs are interleaved, so that a busy machine is busy for all of them, and the medians are
compared. The goals are stated for 10 million rows on two cores.

This process stays small and imports nothing big: see `benchmarks.measure.measure`.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import Cost, RunError, measure, medians

PYTHON = sys.executable
ROWS_OF_GOALS = 10_000_000
HUB = 50_000
ROWS_PER_ACCOUNT = 50  # as `benchmarks.logs` has it, which imports duckdb
SMALL_LOG = 1_000
BLOCK = 1 << 20
START_UP_RUNS = 5
"""Runs of a program that takes a fraction of a second, for each one of the others."""


@dataclass(frozen=True, slots=True)
class Program:
    """A process to measure; `out` is the folder that it writes, emptied before each run."""

    name: str
    command: Sequence[str]
    out: Path | None = None
    repeat: int = 1


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure made of the costs of `needs`, and the most that it may be."""

    text: str
    needs: tuple[str, ...]
    figure: Callable[[Mapping[str, Cost]], float]
    limit: float
    aim: float | None = None


GOALS = (
    Goal(
        "wall time / floor",
        ("linkscan", "floor"),
        lambda cost: cost["linkscan"].wall_s / cost["floor"].wall_s,
        limit=7,
        aim=4,
    ),
    Goal(
        "CPU / afternoon",
        ("linkscan", "afternoon"),
        lambda cost: cost["linkscan"].cpu_s / cost["afternoon"].cpu_s,
        limit=1 / 7,
        aim=1 / 10,
    ),
    Goal(
        "peak memory / afternoon",
        ("linkscan", "afternoon"),
        lambda cost: cost["linkscan"].peak_bytes / cost["afternoon"].peak_bytes,
        limit=1 / 5,
        aim=1 / 8,
    ),
    Goal(
        "peak memory, GB",
        ("linkscan",),
        lambda cost: cost["linkscan"].peak_bytes / 1e9,
        limit=1.8,
    ),
    Goal(
        "wall time / that of a tenth of the rows",
        ("linkscan", "tenth"),
        lambda cost: cost["linkscan"].wall_s / cost["tenth"].wall_s,
        limit=10.5,
    ),
    Goal(
        # CPU, because 5 % of wall time is less than the noise of most machines.
        "CPU with one big hub / without",
        ("hub", "linkscan"),
        lambda cost: cost["hub"].cpu_s / cost["linkscan"].cpu_s,
        limit=1.05,
    ),
    Goal(
        "wall time of --help / bare Python",
        ("help", "python"),
        lambda cost: cost["help"].wall_s / cost["python"].wall_s,
        limit=5,
    ),
    Goal(
        "CPU of 1,000 rows, no steps / import pandas",
        ("small", "import-pandas"),
        lambda cost: cost["small"].cpu_s / cost["import-pandas"].cpu_s,
        limit=2,
    ),
)


def programs(rows: int, work: Path, wanted: Sequence[str]) -> Iterator[Program]:
    """The programs that `wanted` names (all if it is empty), their logs written if missing."""
    for name in NAMES:
        if not wanted or name in wanted:
            yield _program(name, rows, work / name)


def _program(name: str, rows: int, out: Path) -> Program:
    match name:
        case "floor":
            return Program(name, [PYTHON, "-m", "benchmarks.floor", log_of(rows)])
        case "afternoon":
            command = [PYTHON, "-m", "benchmarks.afternoon", log_of(rows), str(out)]
            return Program(name, command, out)
        case "linkscan":
            return _analyze(name, log_of(rows), out)
        case "tenth":
            return _analyze(name, log_of(rows // 10), out)
        case "hub":
            return _analyze(name, log_of(rows, min(HUB, rows // ROWS_PER_ACCOUNT)), out)
        case "small":
            return _analyze(name, log_of(SMALL_LOG), out, START_UP_RUNS, ["--no-steps"])
        case "small-steps":
            return _analyze(name, log_of(SMALL_LOG), out, START_UP_RUNS)
        case "help":
            return Program(name, [*linkscan(), "--help"], repeat=START_UP_RUNS)
        case "python":
            return Program(name, [PYTHON, "-c", "pass"], repeat=START_UP_RUNS)
        case _:
            return Program(name, [PYTHON, "-c", "import pandas"], repeat=START_UP_RUNS)


NAMES = (
    "floor",
    "afternoon",
    "linkscan",
    "tenth",
    "hub",
    "small",
    "small-steps",
    "help",
    "python",
    "import-pandas",
)


def _analyze(name: str, log: str, out: Path, repeat: int = 1, more: Sequence[str] = ()) -> Program:
    # The forms that the afternoon's program writes, too; pages for people are not in the goals.
    # First steps, which small logs get as well, are several scans: measured by themselves.
    command = [*linkscan(), "analyze", log, "--out", str(out), "--format", "json,csv", *more]
    return Program(name, command, out, repeat)


def linkscan() -> list[str]:
    """The installed command, as users start it; the module where it is not installed."""
    script = Path(PYTHON).with_name("linkscan")
    return [str(script)] if script.exists() else [PYTHON, "-m", "linkscan"]


def log_of(rows: int, hub: int = 0) -> str:
    """The log of that size, written if it is missing, and in the page cache."""
    command = [PYTHON, "-m", "benchmarks.logs", "--if-missing", f"--rows={rows}", f"--hub={hub}"]
    path = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    with Path(path).open("rb") as file:
        while file.read(BLOCK):
            pass
    return path


def run_interleaved(programs: Sequence[Program], runs: int, log: Path) -> dict[str, Cost]:
    """The medians of each program over `runs` rounds, in each of which all have their turn."""
    costs: dict[str, list[Cost]] = {program.name: [] for program in programs}
    for round_ in range(1, runs + 1):
        for program in programs:
            for _ in range(program.repeat):
                if program.out:
                    shutil.rmtree(program.out, ignore_errors=True)
                costs[program.name].append(measure(program.command, log))
            last = costs[program.name][-1]
            print(f"round {round_}: {program.name} {last.wall_s:.2f} s", file=sys.stderr)
    return {name: medians(some) for name, some in costs.items()}


def print_costs(costs: Mapping[str, Cost]) -> None:
    """One line a program."""
    print(f"\n{'program':<16}{'wall s':>10}{'CPU s':>10}{'peak GB':>10}")
    for name, cost in costs.items():
        print(f"{name:<16}{cost.wall_s:10.2f}{cost.cpu_s:10.2f}{cost.peak_bytes / 1e9:10.2f}")


def print_goals(costs: Mapping[str, Cost]) -> None:
    """One line a goal whose programs were run."""
    reachable = [goal for goal in GOALS if costs.keys() >= set(goal.needs)]
    if not reachable:
        return
    print(f"\n{'goal':<46}{'is':>9}{'at most':>9}{'aim':>9}")
    for goal in reachable:
        figure = goal.figure(costs)
        aim = "" if goal.aim is None else f"{goal.aim:.3f}"
        verdict = "" if figure <= goal.limit else "  missed"
        print(f"{goal.text:<46}{figure:9.3f}{goal.limit:9.3f}{aim:>9}{verdict}")


def same_components(work: Path) -> bool:
    """Whether linkscan found what the afternoon's program found; one line says it."""
    command = [PYTHON, "-m", "benchmarks.components", str(work / "afternoon")]
    return subprocess.run([*command, str(work / "linkscan")], check=False).returncode == 0


def main() -> int:
    """Run the bench; 1 if linkscan found other components than the afternoon's program."""
    options = _options()
    rows, runs = (1_000_000, 1) if options.quick else (options.rows, options.runs)
    with tempfile.TemporaryDirectory(prefix="linkscan-bench-") as folder:
        work = Path(folder)
        chosen = list(programs(rows, work, options.only))
        _print_setting(rows, runs)
        try:
            costs = run_interleaved(chosen, runs, work / "output.txt")
        except RunError as error:
            sys.exit(str(error))
        print_costs(costs)
        print_goals(costs)
        if {"afternoon", "linkscan"} <= costs.keys():
            print(flush=True)
            return 0 if same_components(work) else 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Measure linkscan analyze beside the floor and an afternoon's program."
    )
    parser.add_argument("--rows", type=int, default=ROWS_OF_GOALS, help="default: 10 million")
    parser.add_argument("--runs", type=int, default=3, help="rounds to take the median of")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=[], help="these programs")
    parser.add_argument("--quick", action="store_true", help="1 million rows, one run")
    return parser.parse_args()


def _print_setting(rows: int, runs: int) -> None:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "pandas", "networkx"))
    print(f"{rows:,} rows, {runs} run{'s' if runs > 1 else ''}, medians")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", end="; ")
    print(f"Python {platform.python_version()}, {libraries}")
    if rows != ROWS_OF_GOALS:
        print(f"The goals are stated for {ROWS_OF_GOALS:,} rows.")


if __name__ == "__main__":
    sys.exit(main())
