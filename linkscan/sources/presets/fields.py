"""Looking things up in a record, however the names of its fields were changed on the way.

One event of one product comes as nested JSON from its API, with flat names from a collector,
with other capitals from a database, and as a CSV with spaces in the headers.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache

_SAYS_NOTHING = frozenset(("", "-", "--", "null", "none", "not available", "n/a", "(null)"))
_LONGEST_NOTHING = max(map(len, _SAYS_NOTHING))
_NAME_CHARS = 200  # no product has a longer name
_NAMES_KEPT, _WAYS_KEPT, _SHAPES_KEPT = 1 << 13, 1 << 10, 1 << 6  # a hostile file fills them
_HAS_ZONE = re.compile(r"(?:Z|UTC|GMT|[+-]\d\d:?\d\d)\s*$", re.I)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


class Fields:
    """A JSON object or a row of a CSV.

    A path such as "client.ipAddress" is tried as nested names, then as one flat name, capitals,
    spaces and punctuation left aside. Objects written as text are read.
    """

    __slots__ = ("record",)

    def __init__(self, record: dict[str, object]) -> None:
        self.record = record

    def get(self, *paths: str) -> object:
        """The value at the first of the paths where something stands; None if nowhere."""
        for path in paths:
            value = self._at(path)
            if value is not None and value != "":
                return value
        return None

    def text(self, *paths: str) -> str:
        """The first value at one of the paths that is a word or a number; "" if there is none."""
        record = self.record
        for path in paths:
            value = record[path] if path in record else self._at(path)
            if isinstance(value, str):
                said = value.strip()
                if len(said) > _LONGEST_NOTHING or said.lower() not in _SAYS_NOTHING:
                    return said
            elif isinstance(value, bool):
                return "true" if value else "false"
            elif isinstance(value, int | float):
                return str(value)
        return ""

    def has(self, *paths: str) -> bool:
        """Whether there is a field at every path, be it empty."""
        record = self.record
        return all(
            path in record or self._key(path) is not None or self._at(path) is not None
            for path in paths
        )

    def inner(self, path: str) -> Fields:
        """The object at a path, empty if there is none."""
        value = opened(self._at(path))
        return Fields(value if isinstance(value, dict) else {})

    def objects(self, path: str) -> list[Fields]:
        """The objects of the list at a path."""
        value = opened(self._at(path))
        found = value if isinstance(value, list) else [value]
        return [Fields(one) for one in found if isinstance(one, dict)]

    def named(self, path: str, name: str) -> str:
        """From a list of {"Name": ..., "Value": ...} at a path, the value of a name."""
        for pair in self.objects(path):
            if pair.text("name", "key").lower() == name.lower():
                return pair.text("value")
        return ""

    def _at(self, path: str) -> object:
        value: object = self.record
        for name in _names(path):
            if not isinstance(value, dict) or name not in value:
                return self._elsewhere(path)
            value = value[name]
        return value

    def _elsewhere(self, path: str) -> object:
        """The value at a path that is not there as written."""
        for key, rest in _ways(tuple(self.record), path):
            value = self.record[key]
            if not rest:
                return value
            value = opened(value)
            if isinstance(value, dict) and (found := Fields(value)._at(rest)) is not None:
                return found
        return None

    def _key(self, name: str) -> str | None:
        return _by_folded(tuple(self.record)).get(folded(name))


@lru_cache(_WAYS_KEPT)
def _ways(names: tuple[str, ...], path: str) -> tuple[tuple[str, str], ...]:
    """The names of a record under which a path may begin, and what is left of it then."""
    head, dot, rest = path.partition(".")
    ways = [(head, rest)] if dot and head in names else []
    if (key := _by_folded(names).get(folded(path))) is not None:
        ways.append((key, ""))
    if dot and (key := _by_folded(names).get(folded(head))) not in (None, head):
        ways.append((str(key), rest))
    return tuple(ways)


@lru_cache(_SHAPES_KEPT)
def _by_folded(names: tuple[str, ...]) -> dict[str, str]:
    """The names of a record by their folded forms; most records of a file have the same."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(folded(name), name)
    return found


@lru_cache(_NAMES_KEPT)
def _names(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


def folded(name: str) -> str:
    """A name of a field without what changes on the way."""
    return _folded(name[:_NAME_CHARS])


@lru_cache(_NAMES_KEPT)
def _folded(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


def opened(value: object) -> object:
    """An object or list, also where it was written as text; anything else as it is."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            read: object = json.loads(value)
        except (ValueError, RecursionError):
            return value
        return read
    return value


def utc(text: str) -> str:
    """A time that its product writes in UTC, with or without saying so."""
    if not text or _HAS_ZONE.search(text) or _DIGITS.fullmatch(text):
        return text
    return f"{text}Z"
