"""How many dates of others' tests are read right, rejected, or read wrong: none is to be.

    python -m benchmarks.dates [--corpus FOLDER]

The texts of the tests of dateutil and dateparser whose year and day stand in them; what is
relative to a today is no time of a log. Each is read as a column of its own. The peers run in
the same process, as they come: python-dateutil and dateparser, which guess by design.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from linkscan.sources import parse_time
from linkscan.sources.date_order import date_order_of

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "badinput" / "dates"
Reader = Callable[[str], datetime | None]

_EXPECTED = re.compile(r"datetime\(([\d, ]+)(?:, tzinfo=\w+)?\)")
_OFFSET = re.compile(r"\s*(?:[+-]\d\d:?\d\d|Z|\(?\b(?:[ECMP][SD]T|BRST|UTC|GMT)\b\)?)")


@dataclass(frozen=True, slots=True)
class Case:
    """A text and the time of the clock, or of UTC, that its authors expect."""

    text: str
    expected: datetime


def cases(folder: Path = CORPUS) -> list[Case]:
    """The absolute dates of the corpus, each once."""
    found: dict[str, Case] = {}
    for line in _lines(folder / "dateutil_cases.jsonl"):
        _add(found, line["text"], line["expected"])
    for line in _lines(folder / "dateparser_params.jsonl"):
        texts = line["args"]
        if len(texts) == 2 and isinstance(texts[0], str) and isinstance(texts[1], dict):
            _add(found, texts[0], texts[1].get("expr", ""))
    return list(found.values())


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _add(found: dict[str, Case], text: object, expected: object) -> None:
    match = _EXPECTED.fullmatch(str(expected))
    if match is None:
        return
    at = datetime(*map(int, match[1].split(",")))  # type: ignore[arg-type]
    numbers = {int(number) for number in re.findall(r"\d+", str(text)) if number.isascii()}
    glued = f"{at:%Y%m%d}" in str(text)
    if glued or (at.day in numbers and (at.year in numbers or at.year % 100 in numbers)):
        found.setdefault(str(text), Case(str(text), at))


def linkscan(text: str) -> datetime | None:
    """The moment in a column of this one text."""
    return parse_time(text, ZoneInfo("UTC"), date_order_of([text]).order)


def dateutil(text: str) -> datetime | None:
    """As it comes; what it does not read raises."""
    try:
        at: datetime = import_module("dateutil.parser").parse(text)
    except (ValueError, OverflowError):
        return None
    return at


def dateparser(text: str) -> datetime | None:
    """As it comes, in every language that it knows."""
    at: datetime | None = import_module("dateparser").parse(text)
    return at


READERS: dict[str, Reader] = {
    "linkscan": linkscan, "python-dateutil": dateutil, "dateparser": dateparser,
}  # fmt: skip


def judge(read: Reader, case: Case) -> str:
    """`right`, `rejected` or `wrong`. A zone in the text is no difference: some of the authors
    expect the time of the clock, and others that of UTC."""
    at = read(case.text)
    if at is None:
        return "rejected"
    met = {at.replace(tzinfo=None)}
    if at.tzinfo is not None:
        met.add(at.astimezone(UTC).replace(tzinfo=None))
        clock = read(_OFFSET.sub("", case.text))
        met |= {clock.replace(tzinfo=None)} if clock else set()
    return "right" if case.expected in met else "wrong"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each reader."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dates", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of the cases")
    folder = parser.parse_args(arguments).corpus
    if not folder.is_dir():
        print(f"dates: left out, no {folder.name} of the corpus beside the project")
        return
    found = cases(folder)
    print(f"{len(found)} absolute dates (goal: none wrong)")
    print(f"{'':24}{'right':>8}{'rejected':>10}{'wrong':>8}{'s':>8}")
    for name, read in READERS.items():
        began = time.perf_counter()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of zones and days that the peers guess
                points = Counter(judge(read, case) for case in found)
        except ImportError:
            print(f"{name:24}not installed")
            continue
        counts = f"{points['right']:8}{points['rejected']:10}{points['wrong']:8}"
        print(f"{name:24}{counts}{time.perf_counter() - began:8.2f}")


if __name__ == "__main__":
    main()
