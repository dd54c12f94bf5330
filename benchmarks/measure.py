"""What a whole process costs: wall time, CPU time, peak memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import IO


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took, its threads and the processes it waited for included.

    Peak memory is the largest resident set as the kernel counts it; of several processes
    the largest one's, not their sum.
    """

    wall_s: float
    cpu_s: float
    peak_bytes: int


class RunError(Exception):
    """A measured program failed, or is not there."""


def measure(command: Sequence[str], log: Path, allowed: Sequence[int] = (0,)) -> Cost:
    """Run `command` to its end, with its output in the file `log`, and say what it took.

    Call it from a small process: a child starts with the memory of its parent, and the
    kernel counts that as part of its peak.

    Raises:
        RunError: The exit code is none of `allowed`; the message ends with the output.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        code, cost = _run(command, output)
    if code not in allowed:
        tail = log.read_text("utf-8", "replace")[-2000:]
        raise RunError(f"{' '.join(command)}: exit code {code}\n{tail}")
    return cost


def _run(command: Sequence[str], output: IO[bytes]) -> tuple[int, Cost]:
    # Compiled modules are kept, as they are where people work: else each start compiles anew.
    env = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=env
    )
    # Not process.wait(): only wait4 tells what this one child used.
    _, status, usage = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    # ru_maxrss is in KiB on Linux.
    return process.returncode, Cost(wall_s, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def medians(costs: Sequence[Cost]) -> Cost:
    """The middle of each figure over several runs."""
    return Cost(
        median(cost.wall_s for cost in costs),
        median(cost.cpu_s for cost in costs),
        round(median(cost.peak_bytes for cost in costs)),
    )
