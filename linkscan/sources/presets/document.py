"""JSON documents read value by value, however long: memory holds one event, not the file.

An array, objects one after the other, or an object whose only list is the events
({"Records": [...]}).
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.presets.envelope import LISTS
from linkscan.sources.presets.fields import folded

_CHUNK = 1 << 20
_SPACE = re.compile(r"[\s,\x1e\ufeff\0]*")
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
_PLAIN = r'"(?:[^"\\]|\\.)*"|-?[\d.eE+-]+|true|false|null'
_WRAPPER = re.compile(rf'\{{\s*(?:"[^"\\]*"\s*:\s*(?:{_PLAIN})\s*,\s*)*"([^"\\]*)"\s*:\s*\[')
_KEY = re.compile(r'"(?:[^"\\]|\\.)*"\s*:\s*')


def document_values(file: io.TextIOBase, where: str, most: int) -> Iterator[tuple[int, object]]:
    """The values of a document in order, each with the line on which it starts.

    Raises:
        LinkscanError: It is not valid, or one value is longer than `most` characters.
    """
    text = _Text(file, most)
    depth, wrapped = 0, False
    try:
        while char := text.next():
            if char in "[]":
                depth += 1 if char == "[" else -1
                text.at += 1
                if depth < 0:
                    raise ValueError("a bracket that was never opened")
            elif wrapped and not depth and char == "}":
                text.at, wrapped = text.at + 1, False
            elif wrapped and not depth:
                text.skip_key()
                text.value()
            elif (
                not depth
                and (wrapper := _WRAPPER.match(text.held, text.at))
                and (folded(wrapper[1]) in LISTS)
            ):
                text.at, depth, wrapped = wrapper.end(), 1, True
            else:
                line = text.line()
                yield line, text.value()
        if depth or wrapped:
            raise ValueError("it is cut off")
    except (ValueError, RecursionError) as error:
        raise LinkscanError(
            _("{where}: not valid JSON: {error}; export it again."),
            where=where,
            error=str(error) or "nested too deeply",
        ) from error


class _Text:
    """A window on a text file that moves on as its start is no longer needed."""

    def __init__(self, file: io.TextIOBase, most: int) -> None:
        self._file, self._most = file, most
        self.held, self.at = "", 0
        self._line, self._counted = 1, 0

    def next(self) -> str:
        """The next character that is no space, "" at the end."""
        while True:
            match = _SPACE.match(self.held, self.at)
            self.at = match.end() if match else self.at
            if self.at < len(self.held):
                return self.held[self.at]
            if not self._fill():
                return ""

    def line(self) -> int:
        """The line on which the window stands."""
        self._line += self.held.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def value(self) -> object:
        """The value that starts here."""
        self.next()
        while True:
            try:
                value, end = _DECODER.raw_decode(self.held, self.at)
            except ValueError:
                if len(self.held) - self.at > self._most:
                    raise ValueError(f"a value of more than {self._most} characters") from None
                if not self._fill():
                    raise
                continue
            self.at = end
            return value

    def skip_key(self) -> None:
        while not (match := _KEY.match(self.held, self.at)):
            if len(self.held) - self.at > _CHUNK or not self._fill():
                raise ValueError("no name where one should stand")
        self.at = match.end()

    def _fill(self) -> bool:
        self.line()
        kept = self.held[self.at :]
        # A value that does not fit is read in ever larger steps, not a step at a time.
        more = self._file.read(max(_CHUNK, len(kept)))
        self.held, self.at, self._counted = kept + more, 0, 0
        return bool(more)
