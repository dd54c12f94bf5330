"""A fixed point: one step of tidying, repeated until it changes nothing."""

from __future__ import annotations

from collections.abc import Callable


def settled(step: Callable[[str], str], text: str) -> str:
    """`step` applied to `text`, and to its own result, until it changes nothing."""
    while (changed := step(text)) != text:
        text = changed
    return text
