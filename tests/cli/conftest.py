"""The command line run inside this process, as a program would be."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from linkscan.cli import main


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def why(self) -> str:
        """The last line on stderr."""
        return (self.err.splitlines() or [""])[-1]


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`linkscan ARGUMENTS` in an empty folder, with an English locale."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LINKSCAN_LANG", "en")

    def run_linkscan(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["linkscan", *map(str, arguments)])
        endings = [getattr(signal, one) for one in ("SIGTERM", "SIGHUP") if hasattr(signal, one)]
        handlers = [(one, signal.getsignal(one)) for one in endings]
        try:
            with pytest.raises(SystemExit) as ended:
                main()
        finally:
            for one, handler in handlers:
                signal.signal(one, handler)
            gc.enable()
        out, err = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, out, err)

    return run_linkscan
