"""Records of a text table: every line of any text is in one of them, and none is lost.

Three ways, from fast to forgiving. A line without quotes is split. One that is regular (fields
quoted whole, quotes inside doubled or escaped) is read as such, over several lines if a quoted
cell holds them. What is left has a stray quote somewhere: of all ways to part it into fields the
one is taken that makes the right number of fields with the fewest quotes unexplained. A quote
that is never closed so spoils its own cell at most, and swallows no rows.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

Record = tuple[int, list[str]]
"""The line on which a record starts, from 1, and its cells."""

MOST_LINES = 200
"""A quoted cell of more lines is taken for a quote that is never closed."""
_MOST_PIECES = 64  # fields of a line that is repaired; there are n * n ways to part it
_C_CHARACTERS = 1 << 16
"""Length up to which no field is too long for the csv module."""
_STRAY, _MISSED = 2, 3  # what a stray quote and a field too many or too few cost
_OTHER_DELIMITERS = (",", "\t", ";", "|")


@dataclass(frozen=True, slots=True)
class Dialect:
    """Fields are parted by `delimiter` and may be quoted by `quote`, doubled inside.

    With `escape`, the character after it stands for itself. With `skip_spaces`, spaces after a
    delimiter are not part of the field. `width` is the usual number of fields, 0 if not known.
    """

    delimiter: str = ","
    skip_spaces: bool = False  # `a, "b, c"`
    quote: str = '"'
    escape: str = ""
    width: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether the engine reads it, too."""
        delimiter = self.delimiter
        plain = len(delimiter) == 1 and delimiter.isascii() and delimiter != " "
        return plain and self.quote == '"' and not self.escape and not self.skip_spaces


def read_records(lines: Iterable[str], dialect: Dialect) -> Iterator[Record]:
    """The records of a text, given line by line with their ends."""
    return ((number, cells) for number, cells, _regular in judged_records(lines, dialect))


def judged_records(lines: Iterable[str], dialect: Dialect) -> Iterator[tuple[int, list[str], bool]]:
    """The records of a text, and whether each is regular or had to be repaired."""
    grammar = _grammar(dialect)
    source = enumerate(lines, 1)
    waiting: deque[tuple[int, str]] = deque()
    while True:
        entry = waiting.popleft() if waiting else next(source, None)
        if entry is None:
            return
        number, line = entry
        cells = grammar.simple(line)
        if cells is not None:
            yield number, cells, True
            continue
        held = [line]
        while (state := grammar.state(held)) == "open" and len(held) < MOST_LINES:
            following = waiting.popleft() if waiting else next(source, None)
            if following is None:
                break
            held.append(following[1])
        if state == "regular" and (len(held) == 1 or grammar.is_one(held)):
            yield number, grammar.fields("".join(held)), True
            continue
        yield number, grammar.repaired(line), False
        waiting.extendleft(reversed([(number + i, one) for i, one in enumerate(held)][1:]))


class _Grammar:
    """A dialect as regular expressions, all of them linear in the length of a text."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        quote, escape = re.escape(dialect.quote), re.escape(dialect.escape)
        delimiter = re.escape(dialect.delimiter)
        space = " *+" if dialect.skip_spaces else ""
        plain = f"[^{quote}{escape}]*"
        inner = f"{quote}{quote}" + (f"|{escape}." if escape else "")
        body = f"{plain}(?:(?:{inner}){plain})*"
        if escape:
            free = f"(?:(?!{delimiter})[^{escape}]|{escape}.)*"
        elif len(dialect.delimiter) == 1:
            free = f"[^{delimiter}]*"
        else:
            free = f"(?:(?!{delimiter}).)*"
        field = f"{space}(?:{quote}{body}{quote} *|(?!{quote}){free})"
        self._regular = re.compile(f"(?:{field}{delimiter})*{field}", re.S)
        self._open = re.compile(f"(?:{field}{delimiter})*{space}{quote}{body}", re.S)
        self._field = re.compile(f"{space}(?:{quote}({body}){quote} *|((?!{quote}){free}))"
                                 f"({delimiter}|$)", re.S)  # fmt: skip
        self._body = re.compile(body, re.S)
        self._cut = re.compile(f"(?<!{escape}){delimiter}" if escape else delimiter)

    def simple(self, line: str) -> list[str] | None:
        """The fields of a line without quotes; None: it has some."""
        dialect = self.dialect
        if dialect.quote in line or (dialect.escape and dialect.escape in line):
            return None
        text = line.rstrip("\r\n")
        if not text:
            return []
        cells = text.split(dialect.delimiter)
        if dialect.skip_spaces:
            return [cell.lstrip(" ") for cell in cells]
        if len(cells) == 1 and dialect.width > 2:
            return self._otherwise(text) or cells
        return cells

    def state(self, held: list[str]) -> str:
        """Whether lines are a regular record, one with a quote still open, or neither."""
        if len(held) > 1 and self.dialect.quote not in held[-1]:
            return "open"
        text = "".join(held)
        if self._regular.fullmatch(text.rstrip("\r\n")):
            return "regular"
        return "open" if self._open.fullmatch(text) else "broken"

    def is_one(self, held: list[str]) -> bool:
        """Whether lines are likelier one record with a cell of several lines than a record each.

        Two stray quotes may close each other by chance. Then each of the lines has the usual
        number of fields for itself, and there are more of them than quotes to explain.
        """
        width = self.dialect.width
        if not width:
            return True
        alone = [self._parted(line) for line in held]
        if any(len(fields) != width for _cost, fields in alone):
            return True
        whole = len(self.fields("".join(held)))
        return len(held) - 1 + _MISSED * abs(whole - width) <= sum(cost for cost, _ in alone)

    def fields(self, text: str) -> list[str]:
        """The fields of a regular record."""
        text = text.rstrip("\r\n")
        if self.dialect.is_plain and len(text) < _C_CHARACTERS:
            # The C reader is ten times as fast, and right for what is regular.
            return next(csv.reader([text], delimiter=self.dialect.delimiter))
        found = []
        for match in self._field.finditer(text):
            quoted, free, end = match.groups()
            found.append(self._meant(quoted if free is None else free, quoted=free is None))
            if not end:
                break
        return found

    def repaired(self, line: str) -> list[str]:
        """The fields of a line that is not regular, as well as they can be told."""
        return self._parted(line)[1]

    def _parted(self, line: str) -> tuple[int, list[str]]:
        """The likeliest way to part a line, and the cost of what it leaves unexplained."""
        text = line.rstrip("\r\n")
        pieces = self._pieces(text)
        if len(pieces) > _MOST_PIECES:
            return _STRAY, pieces
        # best[i][n]: cost of the first i pieces as n fields, and where the last of these starts.
        best: list[dict[int, tuple[int, int]]] = [{0: (0, 0)}]
        for end in range(1, len(pieces) + 1):
            ways: dict[int, tuple[int, int]] = {}
            for start in range(end - 1, -1, -1):
                cost = self._cost(pieces, start, end)
                if cost is None:
                    continue
                for count, (before, _start) in best[start].items():
                    if count + 1 not in ways or before + cost < ways[count + 1][0]:
                        ways[count + 1] = (before + cost, start)
            best.append(ways)
        width = self.dialect.width
        ends = best[-1]
        missed = _MISSED if width else 0
        count = min(ends, key=lambda n: (ends[n][0] + missed * abs(n - width), -n))
        cost = ends[count][0]
        fields: list[str] = []
        end = len(pieces)
        for n in range(count, 0, -1):
            start = best[end][n][1]
            fields.append(self._field_of(pieces, start, end))
            end = start
        return cost, fields[::-1]

    def _pieces(self, text: str) -> list[str]:
        """A line cut at every delimiter, quoted or not."""
        pieces, at = [], 0
        for match in self._cut.finditer(text):
            pieces.append(text[at : match.start()])
            at = match.end()
        pieces.append(text[at:])
        return [piece.lstrip(" ") for piece in pieces] if self.dialect.skip_spaces else pieces

    def _cost(self, pieces: list[str], start: int, end: int) -> int | None:
        """What it costs to take pieces for one field; None: they are none."""
        quote = self.dialect.quote
        first, last = pieces[start], pieces[end - 1].rstrip(" ")
        opened = first.startswith(quote)
        closed = last.endswith(quote) and (end - start > 1 or len(last) > 1)
        if opened and closed:
            inner = self.dialect.delimiter.join(pieces[start:end]).rstrip(" ")[1:-1]
            return 0 if self._body.fullmatch(inner) else _STRAY
        if end - start > 1:
            return None
        return _STRAY if opened or last.endswith(quote) else 0

    def _field_of(self, pieces: list[str], start: int, end: int) -> str:
        quote = self.dialect.quote
        text = self.dialect.delimiter.join(pieces[start:end])
        bare = text.rstrip(" ")
        if len(bare) > 1 and bare.startswith(quote) and bare.endswith(quote):
            return self._meant(bare[1:-1], quoted=True)
        return self._meant(text, quoted=False)

    def _meant(self, text: str, *, quoted: bool) -> str:
        """What a field says without its escapes."""
        quote, escape = self.dialect.quote, self.dialect.escape
        if quoted and quote in text and self._body.fullmatch(text):
            text = text.replace(quote * 2, quote)
        if escape and escape in text:
            special = re.escape(quote + escape + self.dialect.delimiter)
            text = re.sub(f"{re.escape(escape)}([{special}])", r"\1", text)
        return text

    def _otherwise(self, text: str) -> list[str] | None:
        """A line that somebody pasted in with another delimiter than all others."""
        for delimiter in _OTHER_DELIMITERS:
            cells = text.split(delimiter)
            if len(cells) == self.dialect.width:
                return cells
        return None


@cache
def _grammar(dialect: Dialect) -> _Grammar:
    return _Grammar(dialect)
