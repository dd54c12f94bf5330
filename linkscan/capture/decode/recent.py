"""What was learnt lately: a bounded memory that forgets the oldest first."""

from __future__ import annotations

from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Up to `most` values, each for `age_ns` of the capture's own time."""

    def __init__(self, most: int, age_ns: int) -> None:
        self._most = most
        self._age_ns = age_ns
        self._values: dict[K, tuple[V, int]] = {}

    def put(self, key: K, value: V, at_ns: int) -> None:
        """Remember `value`; what was known under `key` is forgotten."""
        self._values.pop(key, None)
        if len(self._values) >= self._most:
            del self._values[next(iter(self._values))]
        self._values[key] = (value, at_ns)

    def get(self, key: K, at_ns: int) -> V | None:
        """The value under `key`, if it was learnt lately enough."""
        found = self._values.get(key)
        if found is None or abs(at_ns - found[1]) > self._age_ns:
            return None
        return found[0]

    def pop(self, key: K, at_ns: int) -> V | None:
        """The value under `key` as `get` gives it, which is forgotten."""
        value = self.get(key, at_ns)
        self._values.pop(key, None)
        return value
