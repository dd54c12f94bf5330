"""Tables pasted into a file: Markdown, the boxes of terminals, and columns set with spaces.

They are told from CSV by their lines: a rule under the header (`|---|`, `+----+`), or a header
whose names stand two or more spaces apart, where no delimiter makes as much sense.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Literal

from linkscan.sources.aliases import is_known
from linkscan.sources.copying import Row, write_copy
from linkscan.sources.encoding import file_encoding, known_encoding
from linkscan.sources.source import Source, copied_table
from linkscan.sources.table import Table

Layout = Literal["markdown", "aligned"]

_LOOKED_AT = 20  # lines
_DELIMITERS = ",\t;|^~\x01\x1f"
_RULE = re.compile(r"(?=.*[-=]{2})[|+:=\- ]+")
_BOX = str.maketrans(
    "\u2502\u2503\u2551\u2500\u2501\u2550"  # bars and lines; then every crossing of them
    "\u250c\u2510\u2514\u2518\u251c\u2524\u252c\u2534\u253c"
    "\u2554\u2557\u255a\u255d\u2560\u2563\u2566\u2569\u256c",
    "|||---" + "+" * 18,
)
_BAR = re.compile(r"(?<!\\)\|")
_WORDS = re.compile(r"\S+(?: \S+)*")


def pasted_layout(head: str) -> Layout | None:
    """How the start of a text sets its columns; None: in a way that CSV has."""
    lines = [line.translate(_BOX) for line in islice(head.splitlines(), _LOOKED_AT)]
    rules = [line for line in lines if _RULE.fullmatch(line)]
    barred = sum("|" in line for line in lines if not _RULE.fullmatch(line))
    if barred >= 2 and any("|" in line or "+" in line for line in rules):
        return "markdown"
    for line in lines:  # the first that reads as a header decides
        if max(sum(map(is_known, line.split(one))) for one in _DELIMITERS) >= 2:
            return None
        if sum(is_known(text) for _at, text in _pieces(line)) >= 2:
            return "aligned"
    return None


def read_pasted(source: Source, layout: Layout) -> Table:
    """The table of a file so laid out.

    Raises:
        LinkscanError: It is in no known encoding, has no rows, or is not recognised.
    """
    wanted = source.options.encoding
    encoding = file_encoding(source.path, source.name, known_encoding(wanted) if wanted else None)
    with source.path.open(encoding=encoding) as file:
        lines = enumerate((line.rstrip("\r\n") for line in file), 1)
        rows = _barred(lines) if layout == "markdown" else _aligned(lines)
        copy = write_copy(
            rows,
            source.new_path(".csv"),
            source.name,
            source.options.bounds,
            tuple(source.options.columns.values()),
            given=source.path.stat().st_size,
        )
    return copied_table(source, copy, layout, encoding=encoding)


def _barred(lines: Iterable[tuple[int, str]]) -> Iterator[Row]:
    """Rows between bars; rules are no rows, nor is what is written below the table."""
    begun = False
    for number, line in lines:
        text = line.translate(_BOX).strip()
        if _RULE.fullmatch(text):
            continue
        if begun and text and "|" not in text:
            yield number, "outside-table"
            continue
        begun = begun or "|" in text
        cells = _BAR.split(text)
        if text.startswith("|"):
            cells = cells[1:]
        if text.endswith("|") and not text.endswith("\\|"):
            cells = cells[:-1]
        yield number, [_plain(cell) for cell in cells]


def _plain(cell: str) -> str:
    """A cell without what Markdown puts around words."""
    text = cell.strip().replace("\\|", "|").replace("<br>", " ")
    for mark in ("**", "`"):
        if len(text) > 2 * len(mark) and text.startswith(mark) and text.endswith(mark):
            text = text[len(mark) : -len(mark)]
    return text


def _aligned(lines: Iterable[tuple[int, str]]) -> Iterator[Row]:
    """Rows whose cells stand below their header.

    A row that has as many cells as the header is read in order; in another one each cell
    belongs to the column above it, and two cells of one column make the row useless.
    """
    starts: list[int] = []
    for number, line in lines:
        pieces = list(_pieces(line))
        cells = [text for _at, text in pieces]
        if not starts:
            if sum(map(is_known, cells)) >= 2:
                starts = [at for at, _text in pieces]
            yield number, cells
        elif _RULE.fullmatch(line):
            continue
        elif len(cells) in (0, len(starts)):
            yield number, cells
        else:
            yield number, _placed(pieces, starts) or "extra-cells"


def _placed(pieces: Sequence[tuple[int, str]], starts: Sequence[int]) -> list[str]:
    """The cells by the header that starts nearest; none if two stand below one header."""
    cells = [""] * len(starts)
    for at, text in pieces:
        column = min(range(len(starts)), key=lambda i: abs(starts[i] - at))
        if cells[column]:
            return []
        cells[column] = text
    return cells


def _pieces(line: str) -> Iterator[tuple[int, str]]:
    """The cells of a line and the columns of the screen on which they start."""
    text = line.expandtabs()
    at = place = 0
    for match in _WORDS.finditer(text):
        place += _width(text[at : match.start()])
        at = match.start()
        yield place, match[0]


def _width(text: str) -> int:
    """Places that a text takes on a screen: two for a Chinese character."""
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)
