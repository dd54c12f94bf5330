"""Records of a capture that goes on, appended line by line: what was written stays, whatever comes.

Each line is handed to the system whole, so that a process that is killed loses none.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from linkscan.capture.record import Record
from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.report.forms.records import csv_header, csv_line, jsonl_line

OWNER_ALONE = 0o600
"""Whereabouts of people are nobody else's business."""


class Appender:
    """A file of records that grows; the lines it has are kept."""

    def __init__(self, path: Path | None, form: str) -> None:
        """Open the file; None is standard output.

        Raises:
            LinkscanError: It cannot be written, or holds something else.
        """
        self._path = path
        self._line = csv_line if form == "csv" else jsonl_line
        header = csv_header() if form == "csv" else ""
        if path is None:
            self._file = -1
            self._write(header)
            return
        start = header or '{"record": '
        try:
            flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
            self._file = os.open(path, flags, OWNER_ALONE)
            has = os.read(self._file, len(start))
            if has and has != start.encode():
                raise LinkscanError(
                    _("{where}: holds no such records; name another file with --out."),
                    where=str(path),
                )
            self._write("" if has else header)
            self._end_last_line()
        except OSError as error:
            raise self._failed(error) from error

    def write(self, records: Sequence[Record]) -> None:
        """Append records.

        Raises:
            LinkscanError: There is no room for them.
        """
        try:
            self._write("".join(map(self._line, records)))
        except OSError as error:
            raise self._failed(error) from error

    def close(self) -> None:
        """Nothing more will come."""
        if self._path is not None:
            os.close(self._file)

    def _write(self, text: str) -> None:
        if self._path is None:
            sys.stdout.write(text)
            sys.stdout.flush()
            return
        rest = text.encode("utf-8")
        while rest:
            rest = rest[os.write(self._file, rest) :]

    def _end_last_line(self) -> None:
        """A line that was cut off, as where the power failed, must not swallow the next one."""
        if os.lseek(self._file, 0, os.SEEK_END):
            os.lseek(self._file, -1, os.SEEK_END)
            if os.read(self._file, 1) != b"\n":
                self._write("\n")

    def _failed(self, error: OSError) -> LinkscanError:
        return LinkscanError(
            _("{where}: cannot be written ({reason}); name another file with --out."),
            where=str(self._path),
            reason=error.strerror,
        )
