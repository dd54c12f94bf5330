"""Names that are personal values: an account called by an e-mail address or a phone number."""

from __future__ import annotations

import re

from fingerprints import Identifier, identify

_PHONE = re.compile(r"\+?[\d\s()\-]{7,20}")


def account_label(name: str, reveal: bool) -> str:
    """The account's name as shown: masked where it is an e-mail address or a phone number."""
    if reveal:
        return name
    kind = "email" if "@" in name else "phone" if _PHONE.fullmatch(name) else None
    if kind is None:
        return name
    found = identify(kind, name)
    return found.label if isinstance(found, Identifier) else name
