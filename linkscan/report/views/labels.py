"""Labels of values: masked ones that look alike bear the numbers of their ids.

`s****@example.com` may stand for ten addresses: a reader would take them for one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from linkscan.model import Identifier


def labels_of(identifiers: Iterable[Identifier]) -> dict[str, str]:
    """The label of each value by its id; `email#3` is `s****@example.com #3` among others."""
    labelled = [one for one in identifiers if one.label]
    alike = Counter((one.kind, one.label) for one in labelled)
    return {one.id: one.label + _number(one) * (alike[one.kind, one.label] > 1)
            for one in labelled}  # fmt: skip


def _number(one: Identifier) -> str:
    """The number of an id that is an ordinal; other ids say no more than the label."""
    _kind, mark, number = one.id.partition("#")
    return f" {mark}{number}" if one.id == f"{one.kind}#{number}" else ""
