"""The first bytes that one side of a TCP connection says, put in order by sequence number.

A hello begins where a segment begins, whatever was said before it: a proxy is asked first,
and STARTTLS follows other words. So each segment is a possible beginning, and what follows it
may come in any order, twice, or cut otherwise the second time. A few protocols put words of
their own in front of the hello in its very segment.
"""

from __future__ import annotations

import re

from linkscan.capture.decode.cursor import Invalid
from linkscan.capture.decode.hello import ClientHello
from linkscan.capture.decode.tls import may_be_hello, read_cut_hello, read_hello

LONGEST = 1 << 16
"""Bytes kept of one side; a side that says more without a hello is no TLS client."""
MOST_PIECES = 2048
RECORD_HEADER, HANDSHAKE = 5, 0x16


class Stream:
    """Segments of one side until its hello is complete."""

    __slots__ = ("_beyond", "_first", "_pieces", "_refused", "_run", "_start", "size")

    def __init__(self) -> None:
        self._first: int | None = None
        self._pieces: dict[int, bytes] = {}
        self._refused: set[int] = set()
        self._start: int | None = None
        self._run = bytearray()
        self._beyond = 0
        self.size = 0

    @property
    def full(self) -> bool:
        """Whether so much was said that no hello is to be waited for."""
        return self.size > LONGEST or len(self._pieces) > MOST_PIECES

    @property
    def begun(self) -> bool:
        """Whether a hello has begun, of which more has to come; SSL 2.0 is too like other words."""
        is_sure = len(self._run) > RECORD_HEADER and self._run[0] == HANDSHAKE
        return is_sure and self._start is not None

    def cut(self) -> ClientHello | None:
        """What the hello says so far, as no more of it will come; None: nothing of use."""
        try:
            return read_cut_hello(bytes(self._run)) if self.begun else None
        except Invalid:
            return None

    def add(self, sequence: int, data: bytes) -> ClientHello | None:
        """Take a segment; the hello once all of it has come."""
        if self._first is None:
            self._first = sequence  # places are counted from the first segment that came
        place = (sequence - self._first + (1 << 31)) % (1 << 32) - (1 << 31)
        known = self._pieces.get(place, b"")
        if len(known) >= len(data):
            return None  # sent again
        self._pieces[place] = data
        self.size += len(data) - len(known)
        self._beyond = max(self._beyond, place + len(data))
        if self._start is None:
            self._begin(place, data)
        elif place > self._start + len(self._run):
            return None  # a gap is in front of it
        while self._start is not None:
            self._extend(self._start)
            try:
                return read_hello(bytes(self._run))
            except Invalid:
                self._refuse(self._start)
        return None

    def before(self) -> bytes:
        """What the side said before its hello, as far as it was seen."""
        end = self._start or 0
        return b"".join(
            self._pieces[place][: end - place] for place in sorted(self._pieces) if place < end
        )

    def _extend(self, start: int) -> None:
        """Append to the run from `start` all pieces that continue it without a gap."""
        while piece := self._pieces.get(start + len(self._run)):
            self._run += piece
        if start + len(self._run) >= self._beyond:
            return
        for place in sorted(self._pieces):  # cut otherwise when sent again, or a gap is closed
            end = start + len(self._run)
            if place > end:
                break
            self._run += self._pieces[place][end - place :]

    def _begin(self, place: int, data: bytes) -> None:
        """Take `data` for the beginning of the hello, if it may be that."""
        lead = _lead(data)
        if place + lead not in self._refused and may_be_hello(data[lead:]):
            self._start = place + lead
            self._run.clear()

    def _refuse(self, start: int) -> None:
        """No hello begins at `start`: look for another beginning."""
        self._refused.add(start)
        self._start = None
        for place in sorted(self._pieces):
            if self._start is None:
                self._begin(place, self._pieces[place])


_LEADS = (
    re.compile(rb"\x12[\x00\x01].{6}(?=\x16)", re.S),  # TDS: Microsoft SQL Server, MS-TDS 2.2.6.5
    re.compile(rb"PROXY [^\r\n]{1,100}\r\n(?=\x16)"),  # version 1 of it
    re.compile(rb"CONNECT [^\n]{1,300} HTTP/1\.[01]\r\n(?:.{0,4000}?\r\n)?\r\n(?=\x16)", re.S),
)


_PROXY_2 = b"\r\n\r\n\0\r\nQUIT\n"
"""The PROXY protocol of load balancers, version 2: version, family, length of the addresses."""


def _lead(data: bytes) -> int:
    """How many bytes stand in front of a hello in the segment where it begins."""
    if data[:12] == _PROXY_2:
        return 16 + int.from_bytes(data[14:16], "big")
    if data[:1] not in (b"\x12", b"C", b"P"):
        return 0
    matches = (pattern.match(data) for pattern in _LEADS)
    return next((match.end() for match in matches if match), 0)
