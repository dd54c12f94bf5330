"""A line on stderr that says how far long work has come: stage, share, rows, time left.

Only on a terminal, and only once the work has taken a while; it is gone when the work is done.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from linkscan.i18n import _, translate

if TYPE_CHECKING:
    from rich.live import Live
    from rich.text import Text

QUIET_S = 2.0
"""Work that takes less time needs no progress."""

CELLS = 24
"""Columns of the bar."""

STAGES = {
    "read": (_("reading the files"), 13),
    "join": (_("joining accounts across files"), 21),
    "identify": (_("recognising addresses, devices, papers"), 13),
    "link": (_("linking accounts"), 12),
    "weigh": (_("weighing what they share"), 17),
    "report": (_("collecting the evidence"), 12),
    "write": (_("writing the report"), 12),
}
"""What each stage does, and its share of the time in per cent, as measured on a million rows."""


class ProgressLine:
    """Shows the stages that it is called with, inside a `with` around the work."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._stage = next(iter(STAGES))
        self._rows = 0
        self._began = self._stage_began = time.monotonic()
        self._timer: threading.Timer | None = None
        self._live: Live | None = None
        self._lock = threading.Lock()

    def __call__(self, stage: str, rows: int) -> None:
        """The work is at this stage now, and has read so many rows."""
        now = time.monotonic()
        if stage == "read":
            self._began = now  # another scan of the same command
        self._stage, self._rows, self._stage_began = stage, rows, now

    def __enter__(self) -> ProgressLine:
        if sys.stderr.isatty():
            self._timer = threading.Timer(QUIET_S, self._show)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._timer is None:
            return
        self._timer.cancel()
        with self._lock:
            self._timer = None
            if self._live is not None:
                self._live.stop()

    def _show(self) -> None:
        from rich.console import Console
        from rich.live import Live

        with self._lock:
            if self._timer is None:
                return  # done in the meantime
            self._live = Live(
                get_renderable=self._line,
                console=Console(stderr=True, highlight=False),
                refresh_per_second=4,
                transient=True,
                redirect_stdout=False,  # what is written there meanwhile is the result
            )
            self._live.start()

    def _line(self) -> Text:
        from rich.text import Text

        return Text(self._text(time.monotonic()), no_wrap=True, overflow="crop")

    def _text(self, now: float) -> str:
        passed_s, in_stage_s = now - self._began, now - self._stage_began
        return progress_text(self._stage, self._rows, passed_s, in_stage_s, self._lang)


class ReadingLine(ProgressLine):
    """Shows how much of some files has been read, inside a `with` around the reading."""

    def __init__(self, done: Callable[[], tuple[int, int]], lang: str) -> None:
        """`done` tells how many bytes have been read, and how many there are; 0: nobody knows."""
        super().__init__(lang)
        self._done = done

    def _text(self, now: float) -> str:
        return reading_text(*self._done(), now - self._began, self._lang)


def progress_text(stage: str, rows: int, passed_s: float, in_stage_s: float, lang: str) -> str:
    """How far the work has come after so many seconds, the last of them in this stage.

    How long the rest takes follows from the stages that are done; the first one tells nothing.
    """
    names = list(STAGES)
    done = sum(STAGES[name][1] for name in names[: names.index(stage)])
    share = done
    parts = [translate(STAGES[stage][0], lang)]
    if done:
        pace_s = (passed_s - in_stage_s) / done
        # A stage that takes longer than its share is nearly done, never more than that.
        share = done + int(min(in_stage_s / pace_s if pace_s else 0, 0.9 * STAGES[stage][1]))
    parts.insert(0, _bar(share))
    if rows:
        parts.append(translate(_("{rows:,} rows"), lang).format(rows=rows))
    if done:
        left_s = max(pace_s * (100 - share), 1)
        parts.append(translate(_("about {left:.0f} s left"), lang).format(left=left_s))
    else:
        parts.append(translate(_("{passed:.0f} s so far"), lang).format(passed=passed_s))
    return "  ".join(parts)


def reading_text(read: int, size: int, passed_s: float, lang: str) -> str:
    """How far the reading of so many bytes has come after so many seconds."""
    parts = [translate(STAGES["read"][0], lang), f"{read / 1e6:,.0f} MB"]
    if 0 < read <= size:
        left_s = max(passed_s * (size - read) / read, 1)
        parts.insert(0, _bar(100 * read // size))
        parts.append(translate(_("about {left:.0f} s left"), lang).format(left=left_s))
    else:
        parts.append(translate(_("{passed:.0f} s so far"), lang).format(passed=passed_s))
    return "  ".join(parts)


def _bar(share: int) -> str:
    return f"[{'#' * (share * CELLS // 100):.<{CELLS}}]"
