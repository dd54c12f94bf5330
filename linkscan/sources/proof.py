"""Proof that a user's CSV is what the fast scan takes it for, in one pass beside the scan.

A scan in parallel finds records by newlines. That is right only for UTF-8 without NUL or
lone CR whose records are single lines; the count of lines tells the last. Runs in a thread:
reading, hashing and counting release the interpreter lock.
"""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from linkscan.sources.copying import long_line
from linkscan.sources.table import Table

CHUNK_BYTES = 1 << 20
_NEWLINE, _RETURN = 10, 13
Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Proof:
    """What one pass over the bytes showed.

    The file is regular if `ok` and the engine reads exactly
    `lines - scan.skip - trailing_blank` records from it.
    """

    sha256: str
    lines: int  # physical lines; a last one without newline counts
    trailing_blank: int  # empty lines at the end, which no scan sees
    ok: bool
    why: str | None = None  # "not-utf-8", "nul", "lone-cr", "mixed-newlines"


def prove(table: Table) -> Proof:
    """Read the file of `table.scan` once: its digest, its lines, and whether it is regular.

    Of a Parquet file only the digest is taken. The digest is that of the scanned file: for
    an unpacked `.gz` the one of the file as given is `table.sha256`.
    """
    path = table.scan.path
    if table.scan.form == "parquet":
        return Proof(file_digest(path), 0, 0, ok=True)
    digest = hashlib.sha256()
    check = _Check()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
            check.feed(chunk)
            if check.unbroken > table.options.bounds.line_bytes:
                # No reader takes it, so nobody need read the gigabytes that may follow.
                raise long_line(table.name, check.lines, table.options.bounds)
    check.finish()
    why = check.why
    return Proof(digest.hexdigest(), check.lines, check.trailing_blank, why is None, why)


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Check:
    """Counts newlines and looks for what a regular file does not hold, chunk by chunk."""

    def __init__(self) -> None:
        self.why: str | None = None
        self.trailing_blank = 0
        self.unbroken = 0  # bytes since the last end of a line
        self._newlines = 0
        self._pairs = 0  # of these, ends of the form CR LF
        self._last = b""
        self._tail = 1  # an empty file has no row whose newline could be left out
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    @property
    def lines(self) -> int:
        return self._newlines + (self._last not in (b"", b"\n"))

    def feed(self, chunk: bytes) -> None:
        codes = np.frombuffer(chunk, np.uint8)
        ends = codes == _NEWLINE
        self._newlines += int(np.count_nonzero(ends))
        if self.why is None:
            self._look(chunk, codes, ends)
        self._count_blank_tail(chunk)
        self._measure(chunk)
        self._last = chunk[-1:]

    def finish(self) -> None:
        if self.why is None:
            if self._last == b"\r":
                self.why = "lone-cr"
            elif self._pairs not in (0, self._newlines):
                self.why = "mixed-newlines"
            else:
                self._decode(b"", final=True)

    def _look(self, chunk: bytes, codes: Bytes, ends: Flags) -> None:
        if b"\0" in chunk:
            self.why = "nul"
        elif self._lone_return(chunk, codes, ends):
            self.why = "lone-cr"
        # Bytes held back of a character that the last chunk cut need the decoder too.
        elif not chunk.isascii() or self._decoder.getstate()[0]:
            self._decode(chunk)

    def _lone_return(self, chunk: bytes, codes: Bytes, ends: Flags) -> bool:
        if self._last == b"\r":
            if not ends[0]:
                return True
            self._pairs += 1
        if b"\r" not in chunk:
            return False
        returns = codes[:-1] == _RETURN
        pairs = int(np.count_nonzero(returns & ends[1:]))
        self._pairs += pairs
        return pairs != int(np.count_nonzero(returns))

    def _decode(self, chunk: bytes, *, final: bool = False) -> None:
        try:
            self._decoder.decode(chunk, final)
        except UnicodeDecodeError:
            self.why = "not-utf-8"

    def _measure(self, chunk: bytes) -> None:
        end = chunk.rfind(b"\n")
        if end < 0:
            end = max(chunk.rfind(b"\r"), chunk.rfind(b"\x1e"))
        self.unbroken = len(chunk) - 1 - end + (self.unbroken if end < 0 else 0)

    def _count_blank_tail(self, chunk: bytes) -> None:
        """Keep count of the newlines that end what was read, less the one of the last row."""
        body = chunk.rstrip(b"\r\n")
        tail = chunk.count(b"\n", len(body))
        if body:
            self._tail = 0
        self._tail += tail
        self.trailing_blank = max(0, self._tail - 1)
