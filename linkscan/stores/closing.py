"""Stores that are being left: what is still open before, and what was left open after."""

from __future__ import annotations

from linkscan.model import Closing
from linkscan.scanned import Scanned
from linkscan.stores.standing import check, left_badly

STORES = 500
"""Most stores listed, in the order of their ids."""


def find_closing(found: Scanned) -> tuple[tuple[Closing, ...], int]:
    """The closing checklist of each store that is being closed, or was closed with an item of
    it open; and how many such stores there are."""
    leaving = [
        (number, left)
        for number, one in enumerate(found.joined)
        if one.status in ("closing", "closed")
        for left in [bool(left_badly(one))]
        if left or one.status == "closing"
    ]
    listed = tuple(
        Closing(found.joined[n].id, left, check(found.joined[n], "closing", found.scopes[n]))
        for n, left in leaving[:STORES]
    )
    return listed, len(leaving)
