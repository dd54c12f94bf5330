"""The progress line: what it says, and when it says nothing at all."""

from __future__ import annotations

import subprocess
import sys

import pytest

from linkscan.cli.progress import STAGES, ProgressLine, progress_text, reading_text


def test_shares_make_a_whole() -> None:
    """The stages together are all of the work."""
    assert sum(share for _name, share in STAGES.values()) == 100


@pytest.mark.parametrize(
    ("stage", "rows", "passed_s", "in_stage_s", "said"),
    [
        # Nothing is done yet: how long the rest takes is not known.
        ("read", 0, 4, 4, "[........................]  reading the files  4 s so far"),
        # 13 parts took 13 s: at that pace 87 s are left.
        ("join", 5_000, 13, 0,
         "[###.....................]  joining accounts across files  5,000 rows  about 87 s left"),
        ("join", 5_000, 23, 10,
         "[#####...................]  joining accounts across files  5,000 rows  about 77 s left"),
        # The last stage takes longer than thought: never done before it is.
        ("write", 5_000, 988, 900,
         "[#######################.]  writing the report  5,000 rows  about 2 s left"),
    ],
)  # fmt: skip
def test_the_line(stage: str, rows: int, passed_s: float, in_stage_s: float, said: str) -> None:
    """Share, stage, rows, and the time left by the pace so far."""
    assert progress_text(stage, rows, passed_s, in_stage_s, "en") == said


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_in_chinese(stage: str) -> None:
    """Each stage has its words, in characters that a GBK console has."""
    text = progress_text(stage, 1_000, 10, 5, "zh")
    assert text.encode("gbk")
    assert not any(word in text for word in ("rows", "left", "the"))


@pytest.mark.parametrize(
    ("read", "size", "said"),
    [
        (25_000_000, 100_000_000,
         "[######..................]  reading the files  25 MB  about 30 s left"),
        (100_000_000, 100_000_000,
         "[########################]  reading the files  100 MB  about 1 s left"),
        # Standard input, or a file that grows: nobody knows how long it is.
        (25_000_000, 0, "reading the files  25 MB  10 s so far"),
        (25_000_000, 5_000_000, "reading the files  25 MB  10 s so far"),
    ],
)  # fmt: skip
def test_reading(read: int, size: int, said: str) -> None:
    """Share, megabytes, and the time left by the pace so far."""
    assert reading_text(read, size, 10, "en") == said


def test_silent_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal nothing is written, and no library is loaded for it."""
    with ProgressLine("en") as progress:
        progress("read", 0)
        progress("join", 10)
    assert capsys.readouterr() == ("", "")


PROGRAM = """
import os, pty, sys, threading
from linkscan.cli import progress
main, side = pty.openpty()
os.dup2(side, 2)
progress.QUIET_S = 0.0
shown = threading.Event()
text_of = progress.progress_text
def told(*said):
    shown.set()
    return text_of(*said)
progress.progress_text = told
with progress.ProgressLine("en") as line:
    line("join", 12)
    assert shown.wait(60)
os.close(side)
os.close(2)
try:
    while said := os.read(main, 65536):
        os.write(1, said)
except OSError:
    pass  # the end of a terminal
"""


def test_shown_on_a_terminal() -> None:
    """On a terminal the stage is shown once the quiet time is over, and taken away at the end."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "joining accounts across files  12 rows" in done.stdout
    assert "\x1b[2K" in done.stdout
