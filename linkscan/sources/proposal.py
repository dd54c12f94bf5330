"""What columns may be by their values, where the headers do not say it: offered, never taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from zoneinfo import ZoneInfo

from linkscan.rules.vocabulary import event_of, meaning, outcome_of, says_nothing
from linkscan.sources.aliases import is_known
from linkscan.sources.times import TimeSense, read_time

LOOKED_AT = 200
"""Rows that are enough to tell a column of addresses from one of names."""
_SHARE = 0.8  # of the cells that say something must be of the kind; ours
_FEWEST = 2  # rows, below which nothing is a column of anything
_NAME_CHARS = 64
_NUMBER = re.compile(r"[-+]?[\d.,]*\d%?")
_AGENT = re.compile(r"(?:Mozilla|Opera|Dalvik|okhttp|curl|python-requests)/\d", re.I)
_SENSE = TimeSense(ZoneInfo("UTC"), serials=None)


def propose(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Field -> header of columns whose header says nothing, and whose values do.

    At most one column for each of time, address, device and browser, the first that fits; and
    one for the account: of the columns of short texts, neither numbers nor words for outcomes,
    that repeat, the one with most different ones.
    """
    columns = [
        (name, texts)
        for i, name in enumerate(header)
        if name.strip() and not is_known(name)
        for texts in [_texts(rows, i)]
        if len(texts) >= _FEWEST
    ]
    found: dict[str, str] = {}
    names: list[tuple[int, str]] = []
    for name, texts in columns:
        field = next((field for field, test in _TESTS.items() if _mostly(test, texts)), None)
        if field is not None:
            found.setdefault(field, name)
        elif (different := _different_names(texts)) > 0:
            names.append((different, name))
    if names:
        most = max(different for different, _name in names)
        found["account"] = next(name for different, name in names if different == most)
    return {field: found[field] for field in ("account", *_TESTS) if field in found}


def _texts(rows: Sequence[Sequence[str]], i: int) -> list[str]:
    cells = (row[i].strip() for row in rows[:LOOKED_AT] if i < len(row))
    return [cell for cell in cells if not says_nothing(cell)]


def _mostly(test: Callable[[str], bool], texts: Sequence[str]) -> bool:
    return sum(map(test, texts)) >= _SHARE * len(texts)


def _is_time(text: str) -> bool:
    # A number of five digits may be a day of a spreadsheet, and much else.
    return read_time(text, _SENSE) != "bad-time"


def _is_a(kind: str) -> Callable[[str], bool]:
    def test(text: str) -> bool:
        from fingerprints import Identifier, identify

        found = identify(kind, text)
        return isinstance(found, Identifier) or not found.reason.startswith(_NO_SUCH)

    return test


_NO_SUCH = ("not-a", "malformed", "too-", "empty", "placeholder")
"""Reasons that say of a text that it is no value of the kind at all."""

_TESTS: Mapping[str, Callable[[str], bool]] = {
    "observed_at": _is_time,
    "ip": _is_a("ip"),
    "mac": _is_a("mac"),
    "user_agent": lambda text: _AGENT.match(text) is not None,
}


def _different_names(texts: Sequence[str]) -> int:
    """How many different names a column holds; 0: it is none of names, or they never repeat."""
    if any(len(text) > _NAME_CHARS for text in texts) or _mostly(_is_word, texts):
        return 0
    different = len({*texts})
    return different if different < len(texts) else 0


def _is_word(text: str) -> bool:
    """Whether a text is a number, or a word that has its meaning in some other column."""
    if _NUMBER.fullmatch(text) or outcome_of(text) or event_of(text):
        return True
    return any(meaning(family, text) for family in ("platform", "region", "status"))
