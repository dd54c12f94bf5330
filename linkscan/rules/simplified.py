"""Traditional Chinese read as simplified, for words that are looked up: never for names."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


def simplified(text: str) -> str:
    """`text` with the traditional characters of our words made simplified; a fixed point.

    Character by character, which is enough to find a word and not enough to write one.
    """
    return text if text.isascii() else text.translate(_characters())


@cache
def _characters() -> dict[int, str]:
    data = tomllib.loads(files("linkscan.rules").joinpath("simplified.toml").read_text("utf-8"))
    return dict(zip(map(ord, data["traditional"]), data["simplified"], strict=True))
