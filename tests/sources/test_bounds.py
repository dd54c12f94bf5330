"""Bounds: small files that are huge inside are refused soon, in a sentence, at little cost."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from linkscan.errors import LinkscanError
from linkscan.sources import Bounds, ReadOptions, parse_bounds
from tests.conftest import CORPUS
from tests.sources.bombs import BOMBS, bombs, workbook
from tests.sources.reading import read_one

MOST_S, MOST_MIB = 5.0, 512
# What the process itself says: the peak that a parent is told counts the parent's own pages.
ANALYZE = """
import resource, sys, time
from pathlib import Path
from linkscan.cli import main

sys.argv = ["linkscan", "analyze", sys.argv[1], "--lang", "en", "--out", sys.argv[2]]
code, begun = 0, time.monotonic()
try:
    main()
except SystemExit as end:
    code = end.code
used = resource.getrusage(resource.RUSAGE_SELF)
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line)
# A busy machine makes it longer by the clock, a second thread by the processor.
seconds = min(used.ru_utime + used.ru_stime, time.monotonic() - begun)
print(code, seconds, int(peak.split()[1]) // 1024, sep="\\t")
"""
HARMLESS = {"quotes.csv"}
"""Bombs that may be read: their rows are rows, and cost no more than others."""


def analyze(path: Path, out: Path) -> tuple[int, float, int, str]:
    """How `linkscan analyze` ends on a file: code, seconds, MiB, the last line on stderr."""
    run = subprocess.run(
        [sys.executable, "-c", ANALYZE, str(path), str(out)],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    code, seconds, peak = run.stdout.splitlines()[-1].split("\t")
    said = run.stderr.strip().splitlines()
    return int(code), float(seconds), int(peak), said[-1] if said else ""


def _faults(path: Path, out: Path) -> str:
    code, seconds, peak, said = analyze(path, out)
    if seconds >= MOST_S:  # once more: the machine may have been busy
        code, seconds, peak, said = analyze(path, out)
    refused = code == 2 and said.startswith("Error: ") and said.endswith((".", "?"))
    fine = refused or (code in (0, 3) and path.name in HARMLESS)
    if fine and seconds < MOST_S and peak < MOST_MIB:
        return ""
    return f"{path.name}: {code}, {seconds:.1f} s, {peak} MiB, {said}"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_every_bomb_is_refused_at_little_cost(tmp_path: Path) -> None:
    """Each generated bomb: one sentence, below 5 s of processor time and 512 MiB, no file left."""
    inner = tmp_path / "inner"
    inner.mkdir()
    faults = [_faults(path, tmp_path / "out") for path in bombs(inner)]
    assert [fault for fault in faults if fault] == []
    assert {path.name for path in tmp_path.iterdir()} <= {"inner", "out"}
    assert list(inner.iterdir()) == []


@pytest.mark.corpus
@pytest.mark.parametrize("folder", ["bombs", "xmlbombs_defusedxml"])
def test_bombs_of_others_are_refused(tmp_path: Path, folder: str) -> None:
    """Files that others made to hurt: the same."""
    files = sorted(path for path in (CORPUS / "badinput" / folder).iterdir() if path.is_file())
    faults = [_faults(path, tmp_path / "out") for path in files]
    assert len(files) > 5
    assert [fault for fault in faults if fault] == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [name for name in BOMBS if name.startswith(("unsafe", "linked"))])
def test_an_archive_with_an_unsafe_member_is_refused_whole(tmp_path: Path, name: str) -> None:
    """No member is read, the good ones neither, and nothing is written anywhere."""
    before = {path.name for path in tmp_path.parent.iterdir()}
    with pytest.raises(LinkscanError, match="refused whole"):
        read_one(tmp_path, name, BOMBS[name]())
    assert {path.name for path in tmp_path.iterdir()} == {name, "work"}
    assert list((tmp_path / "work").iterdir()) == []
    assert {path.name for path in tmp_path.parent.iterdir()} == before


@pytest.mark.parametrize(
    ("bound", "name", "data", "said"),
    [
        ("columns=2", "a.csv", b"account,ip,c\na,203.0.113.1,1\n", "at most 2 are allowed"),
        ("cell_chars=20", "a.csv", b"account,ip\n" + b"a" * 21 + b',"203.0.113.1"\n', "20 char"),
        ("line_bytes=30", "a.csv", b"account,ip\n" + b'"a",' * 9 + b"\n", "longer than 30 bytes"),
        ("rows=3", "a.xlsx", "sheet", "more than 3 rows"),
        ("workbook_bytes=1K", "a.xlsx", "sheet", "1024 bytes"),
        ("document_bytes=10", "a.json", b'[{"account":"a","ip":"203.0.113.1"}]', "10 bytes"),
        ("unpacked_bytes=10", "a.csv", b"account,ip\na,203.0.113.1\n", "more than 10 bytes"),
    ],
)
def test_each_bound_is_a_setting(
    tmp_path: Path, bound: str, name: str, data: bytes | str, said: str
) -> None:
    """A limit that is set lower refuses what passes by default, and says what is allowed."""
    if isinstance(data, str):
        cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
        row = f"<row>{cell.format('a')}{cell.format('203.0.113.1')}</row>"
        data = workbook(f"<row>{cell.format('account')}{cell.format('ip')}</row>{row * 4}")
    assert read_one(tmp_path, name, data)
    # A code page that is named makes the reader look at every row at once.
    encoding = "gb18030" if name.endswith("csv") else None
    with pytest.raises(LinkscanError) as error:
        read_one(tmp_path, name, data, ReadOptions(encoding, bounds=parse_bounds([bound])))
    assert said in str(error.value)


def test_bounds_are_parsed() -> None:
    """Numbers with and without units; the others keep their defaults, and only they are shown."""
    bounds = parse_bounds(["inflation=500", "line_bytes = 4 MiB", "unpacked_bytes=1g"])
    assert (bounds.inflation, bounds.line_bytes, bounds.unpacked_bytes) == (500, 4 << 20, 1 << 30)
    assert bounds.cell_chars == Bounds().cell_chars
    assert bounds.shown() == {
        "bounds.inflation": "500",
        "bounds.line_bytes": str(4 << 20),
        "bounds.unpacked_bytes": str(1 << 30),
    }
    assert parse_bounds([]) == Bounds()


@pytest.mark.parametrize("text", ["", "rows", "rows=", "rows=0", "rows=-1", "rows=many", "lines=1"])
def test_a_bound_that_is_none_is_refused(text: str) -> None:
    """The sentence names every limit there is."""
    with pytest.raises(LinkscanError) as error:
        parse_bounds([text])
    assert all(one.name in str(error.value) for one in fields(Bounds))


def test_deep_json_below_the_limit_of_python_is_a_row(tmp_path: Path) -> None:
    """A hundred levels are odd, and harmless."""
    deep: object = "x"
    for _ in range(100):
        deep = {"a": deep}
    table = read_one(tmp_path, "a.jsonl", json.dumps({"account": "s", "ip": "", "b": deep}))
    assert table.sample[0][0] == "s"
