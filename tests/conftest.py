"""What the machine lacks: tests that need it are left out, by name, never in silence.

With LINKSCAN_COMPLETE=1 (as `.ci/run` sets it) a test left out for a missing system package
fails the run. `../shared/corpus` is no package: where it is absent its tests are only named.
"""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test, settings

# A loaded machine is no defect: no test has a time limit of its own. CI tries the same examples
# every time, so that it judges the change at hand; `make test` tries new ones at every run.
OURS = settings(deadline=None, derandomize="CI" in os.environ)
settings.register_profile("ours", OURS)
settings.register_profile("quick", OURS, max_examples=20)  # of `make check`
settings.load_profile("ours")

# Answers are compared as text: every test prints on the same page.
os.environ.update(COLUMNS="100", LINES="41")

PROJECT = Path(__file__).parent.parent
CORPUS = PROJECT.parent / "shared" / "corpus"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Need:
    """What tests of one mark need, and the way to get it."""

    present: Callable[[], bool]
    sentence: str
    package: bool


@cache
def may_capture() -> bool:
    """Whether this process may make network namespaces and hear what goes through them."""
    if getattr(os, "geteuid", lambda: 1)() != 0 or not shutil.which("openssl"):
        return False
    if ctypes.util.find_library("pcap") is None or not shutil.which("ip"):
        return False
    probe = f"linkscan-{os.getpid()}"
    made = subprocess.run(["ip", "netns", "add", probe], capture_output=True)
    subprocess.run(["ip", "netns", "del", probe], capture_output=True)
    return made.returncode == 0


NEEDS = {
    "browser": Need(
        present=lambda: any(map(shutil.which, BROWSERS)),
        sentence="no Chromium; sudo apt-get install chromium fonts-noto-cjk",
        package=True,
    ),
    "corpus": Need(
        present=CORPUS.is_dir,
        sentence="no ../shared/corpus beside the project",
        package=False,
    ),
    "live": Need(
        present=may_capture,
        sentence="no root, network namespaces, openssl or libpcap; as root: "
        "apt-get install iproute2 openssl libpcap0.8",
        package=False,  # CI has not always root
    ),
    "web": Need(
        present=lambda: all(map(shutil.which, ("node", "npm"))),
        sentence="no npm; sudo apt-get install npm",
        package=True,
    ),
}


SCANNERS = (
    "tests.scanning",
    "tests.explaining",
    "tests.whatifs",
    "linkscan.pipeline",
    "click.testing",
)
"""Helpers that scan files: tests of modules with a function of theirs are no quick ones, nor are
those of the commands."""


@pytest.hookimpl(tryfirst=True)  # before -m is looked at
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that scan: each costs a fifth of a second, and there are two thousand.

    In `make check` the golden reports stand for them. The dearest come first, so that no
    process is left alone with one of them in the end.
    """
    for item in items:
        used = vars(item.getparent(pytest.Module).obj).values()  # type: ignore[union-attr]
        folder = item.path.parent.name
        scans = any(getattr(one, "__module__", None) in SCANNERS for one in used)
        golden = folder == "golden" and hasattr(item, "callspec")  # of a scenario
        if folder == "cli" or (scans and not golden):
            item.add_marker("scans")
    items.sort(key=_is_dear, reverse=True)


def _is_dear(item: pytest.Item) -> bool:
    """Whether a test is slow by its mark, or scans for many examples."""
    marks = {mark.name for mark in item.iter_markers()}
    return "slow" in marks or ("scans" in marks and is_hypothesis_test(getattr(item, "obj", None)))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave a test out before its fixtures run."""
    for mark, need in NEEDS.items():
        if item.get_closest_marker(mark) and not need.present():
            pytest.skip(need.sentence)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was left out, one line for each reason."""
    for mark, count in sorted(_left_out(terminalreporter).items()):
        sentence = NEEDS[mark].sentence if mark in NEEDS else "see the reasons above"
        terminalreporter.write_line(f"left out: {mark} tests ({count}): {sentence}", yellow=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that must be complete and was not."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not os.environ.get("LINKSCAN_COMPLETE"):
        return  # a worker of pytest-xdist has no reporter
    if any(mark not in NEEDS or NEEDS[mark].package for mark in _left_out(reporter)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _left_out(reporter: pytest.TerminalReporter) -> Counter[str]:
    """How many tests were skipped, by the mark whose need was missing; else "other"."""
    skipped = reporter.stats.get("skipped", [])
    return Counter(
        next((m for m, need in NEEDS.items() if m in r.keywords and not need.present()), "other")
        for r in skipped
    )
