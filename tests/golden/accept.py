"""Take the reports that the last golden run wrote as the new truth.

    python -m tests.golden.accept [SCENARIO ...]

Look at the `.diff` files in tests/golden/.out first: they are what is accepted.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence

from tests.golden.scenarios import SCENARIOS
from tests.golden.test_golden import FILES, GOLDEN, OUT


def accept(scenarios: Sequence[str]) -> list[str]:
    """Copy the kept reports over the golden ones; the scenarios that had any."""
    accepted = []
    for scenario in scenarios:
        kept = [OUT / scenario / file for file in FILES if (OUT / scenario / file).exists()]
        for file in kept:
            (GOLDEN / scenario).mkdir(exist_ok=True)
            shutil.copyfile(file, GOLDEN / scenario / file.name)
        if kept:
            shutil.rmtree(OUT / scenario)
            accepted.append(scenario)
    return accepted


if __name__ == "__main__":
    print("accepted:", ", ".join(accept(sys.argv[1:] or SCENARIOS)) or "nothing to accept")
