"""What the field knows, as data: the TOML files under `data/`, read when first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

V = TypeVar("V")


@cache
def load(name: str) -> dict[str, Any]:
    """The contents of `data/<name>.toml`."""
    import tomllib

    path = Path(__file__).parent / "data" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


class LazyTable(Mapping[str, V]):
    """A mapping that is made when it is first asked for something."""

    def __init__(self, make: Callable[[], Mapping[str, V]]) -> None:
        self._table = cache(make)

    def __getitem__(self, name: str) -> V:
        return self._table()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table())

    def __len__(self) -> int:
        return len(self._table())
