"""The long mode: thousands of changed files, each in bounded time and memory.

    python -m tests.fuzz --files 10000 --seed 1 --out /tmp/fuzz

A file that ends in a traceback, takes too long or too much memory, or loses a row is kept in
the folder `--out` with what was said; the run goes on, and ends with 1.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import time
import traceback
import warnings
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from tests.fuzz.checks import check_file, check_scan, engine
from tests.fuzz.mutate import mutated
from tests.fuzz.seeds import Seed, seeds

FILE_S = 20.0
"""Time that one small file may take, the start of Python included, on a busy machine."""
MEMORY_BYTES = 6 << 30
WHOLE = 15
"""One of so many files is scanned and reported whole; the others are read and loaded."""


def case(seed: int, number: int, forms: tuple[Seed, ...]) -> tuple[str, bytes]:
    """File `number` of a run: the same for the same seed."""
    rng = Random(f"{seed}/{number}")  # noqa: S311 - repeatable on purpose
    form = forms[number % len(forms)]
    return form.name, mutated(form, rng, forms)


def main() -> int:
    """Run, and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", default="", help="only seeds whose name holds this")
    parser.add_argument("--out", type=Path, default=Path(".fuzz"))
    given = parser.parse_args()
    forms = tuple(one for one in seeds() if given.form in one.name)
    counts: Counter[str] = Counter()
    number, end = given.first, given.first + given.files
    begun = time.monotonic()
    while number < end:
        number = _run(number, end, given.seed, forms, counts, given.out)
        print(f"{number - given.first} files, {time.monotonic() - begun:.0f} s: {dict(counts)}")
    return 1 if counts["broken"] else 0


def _run(
    first: int, end: int, seed: int, forms: tuple[Seed, ...], counts: Counter[str], out: Path
) -> int:
    """Files from `first` on in a process of their own, up to one that kills it."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(
        target=_work, args=(theirs, first, min(end, first + 1000), seed, forms)
    )
    process.start()
    theirs.close()
    number = first
    try:
        while ours.poll(FILE_S):
            what, said = ours.recv()
            counts[what] += 1
            if what == "broken":
                _keep(out, number, seed, forms, said)
            number += 1
        counts["broken"] += 1
        _keep(out, number, seed, forms, f"no answer within {FILE_S} s")
        return number + 1
    except EOFError:
        process.join()
        if process.exitcode:
            counts["broken"] += 1
            _keep(out, number, seed, forms, f"the process died: {process.exitcode}")
            return number + 1
        return number
    finally:
        process.kill()
        process.join()


def _work(answers: Connection, first: int, end: int, seed: int, forms: tuple[Seed, ...]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    warnings.simplefilter("error")
    with engine() as one:
        for number in range(first, end):
            name, data = case(seed, number, forms)
            try:
                whole = Random(number).randrange(WHOLE) == 0  # noqa: S311
                done = check_scan(name, data) if whole else check_file(one, name, data)
                answers.send(("refused" if done.refused else "used", ""))
            except Exception:  # that is what is looked for
                answers.send(("broken", traceback.format_exc()))
    answers.close()


def _keep(out: Path, number: int, seed: int, forms: tuple[Seed, ...], said: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    name, data = case(seed, number, forms)
    (out / f"{seed}-{number}-{name}").write_bytes(data)
    (out / f"{seed}-{number}.txt").write_text(said, encoding="utf-8")
    print(f"broken: {seed}-{number}-{name}: {said.strip().splitlines()[-1][:300]}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
