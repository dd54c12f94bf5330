"""Columns whose headers say nothing to linkscan: what stands in them was compared with nothing."""

from __future__ import annotations

from itertools import compress

from fingerprints import Identifier, identify
from linkscan.rows.loading import Loaded
from linkscan.sources.aliases import is_known

IN_LOGS = ("ip", "mac")
KINDS = (*IN_LOGS, "uscc", "resident_id", "iban", "card", "phone", "email")
"""Kinds of values that are known by their form, whatever the column is called."""
NAMED = 10


def unread_headers(one: Loaded) -> tuple[str, ...]:
    """The headers of a table that nobody understood; one that is known to tie nothing (a remark,
    a row number) is not among them."""
    unmapped = one.table.mapping.unmapped
    return tuple(header for header in unmapped if header.strip() and not is_known(header))


def comparable_unread(one: Loaded) -> tuple[str, ...]:
    """Those of the unread headers below which values stand that could be compared."""
    unread = unread_headers(one)
    if not unread:
        return ()
    kinds = IN_LOGS if one.is_log else KINDS
    headers = one.table.scan.columns
    asked = [header in unread for header in headers]
    cells = {cell for row in one.table.sample for cell in compress(zip(headers, row, strict=False),
                                                                   asked)}  # fmt: skip
    found = {header for header, text in cells if text.strip() and _names_something(kinds, text)}
    return tuple(header for header in headers if header in found)


def named(headers: tuple[str, ...]) -> str:
    """Headers as a warning lists them."""
    return ", ".join(headers[:NAMED]) + (", …" if len(headers) > NAMED else "")


def _names_something(kinds: tuple[str, ...], text: str) -> bool:
    return any(isinstance(identify(kind, text), Identifier) for kind in kinds)
