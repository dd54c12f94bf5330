"""Fuzzing that follows coverage, with atheris: files for the readers, texts for canonicalisers.

    python -m tests.fuzz.guided readers -max_total_time=300
    python -m tests.fuzz.guided values -max_total_time=300

Further arguments are libFuzzer's. The first byte of an input chooses the form, or the kind.
What breaks is written to the folder one is in, as `crash-...`, and ends the run.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

with atheris.instrument_imports(include=["linkscan.sources", "linkscan.rows", "fingerprints"]):
    from fingerprints import KINDS
    from tests.fuzz.checks import check_file, check_value, engine
    from tests.fuzz.seeds import seeds

_TIMES = ("-timeout=20", "-rss_limit_mb=3000", "-max_len=20000")


def _readers() -> None:
    forms = seeds()
    with engine() as one, tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(forms):
            (Path(corpus) / seed.name).write_bytes(bytes([number]) + seed.data)

        def read(data: bytes) -> None:
            if data:
                check_file(one, forms[data[0] % len(forms)].name, data[1:])

        atheris.Setup([*sys.argv[:1], *_TIMES, *sys.argv[2:], corpus], read)
        atheris.Fuzz()


def _values() -> None:
    kinds = tuple(KINDS)

    def identify(data: bytes) -> None:
        if data:
            check_value(kinds[data[0] % len(kinds)], data[1:].decode("utf-8", "surrogateescape"))

    atheris.Setup([*sys.argv[:1], *_TIMES, *sys.argv[2:]], identify)
    atheris.Fuzz()


if __name__ == "__main__":
    {"readers": _readers, "values": _values}[sys.argv[1]]()
