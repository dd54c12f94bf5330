"""Capture files read: which of their records are wanted, and what became of the packets."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from linkscan.capture.decode.container import Ending, read_frames
from linkscan.capture.decode.decoder import Decoder
from linkscan.capture.decode.talks import IDLE_NS
from linkscan.capture.record import Record, Session
from linkscan.errors import LinkscanError
from linkscan.i18n import _


@dataclass(slots=True)
class Sums:
    """What was read, complete once all records have been taken."""

    packets: int = 0
    sessions: int = 0
    other_hosts: int = 0
    mappings: int = 0
    cut_hellos: int = 0
    untimed: int = 0
    """Packets to which a file gives no time: they count with that of the packet before."""
    invalid: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    unread_linktypes: Counter[int] = field(default_factory=Counter)
    damaged: list[tuple[str, int]] = field(default_factory=list)
    """Files that were cut off or damaged, and how many packets could be read before."""
    all_bytes: int = 0
    """Of all files together; 0 if standard input is one of them, as nobody knows how long it is."""
    read_bytes: int = 0
    """How many of them have been read so far."""


def read_captures(
    names: Sequence[str], wanted: Callable[[Session], bool], sums: Sums
) -> Iterator[Record]:
    """The records of capture files: sessions that are wanted, and all mappings.

    Files that follow each other within five minutes, as a capture that is cut by size writes them,
    count as one capture.

    Args:
        names: Paths; "-" is standard input.
        wanted: Which sessions are given; the others are counted.
        sums: Is filled in.

    Raises:
        LinkscanError: A file cannot be read, or is no capture.
    """
    for record in _records(names, sums):
        if not isinstance(record, Session):
            sums.mappings += 1
        elif wanted(record):
            sums.sessions += 1
        else:
            sums.other_hosts += 1
            continue
        yield record


def _records(names: Sequence[str], sums: Sums) -> Iterator[Record]:
    decoder, last_ns = Decoder(), 0
    sums.all_bytes = _size(names)
    for name in names:
        ending = Ending()
        before = decoder.counts.frames
        with _opened(name) as file:
            frames = read_frames(_Counted(file, sums), name, ending)
            for frame in frames:
                if decoder.counts.frames == before and not 0 <= frame[2] - last_ns <= IDLE_NS:
                    yield from _finished(decoder, sums)
                    decoder, before = Decoder(), 0
                yield from decoder.feed(*frame)
                last_ns = frame[2]
        if ending.damaged:
            sums.damaged.append((name, decoder.counts.frames - before))
        sums.untimed += ending.untimed
        sums.invalid["pcapng"] += ending.invalid
    yield from _finished(decoder, sums)


def _finished(decoder: Decoder, sums: Sums) -> Sequence[Record]:
    records = decoder.finish()
    sums.packets += decoder.counts.frames
    sums.cut_hellos += decoder.counts.cut_hellos
    sums.invalid += decoder.counts.invalid
    sums.unread += decoder.counts.unread
    sums.unread_linktypes += decoder.counts.unread_linktypes
    return records


class _Counted:
    """A file of which it is counted how much has been read."""

    def __init__(self, file: BinaryIO, sums: Sums) -> None:
        self._file = file
        self._sums = sums

    def read(self, size: int) -> bytes:
        """The next bytes of the file."""
        block = self._file.read(size)
        self._sums.read_bytes += len(block)
        return block


def _size(names: Iterable[str]) -> int:
    """How many bytes the files have; 0: nobody knows."""
    try:
        return sum(Path(name).stat().st_size for name in names)
    except OSError:
        return 0


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    if name == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except FileNotFoundError as error:
        raise LinkscanError(_("{where}: no such file; check the path."), where=name) from error
    except OSError as error:
        raise LinkscanError(
            _("{where}: cannot be read ({reason}); check its permissions."),
            where=name,
            reason=error.strerror,
        ) from error
