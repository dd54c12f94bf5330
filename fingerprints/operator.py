"""Who signs in: an operator by a name of the seller's own, or a login that is a contact."""

from __future__ import annotations

import re

from fingerprints.contact import canonical_email, canonical_phone
from fingerprints.identifier import Identifier, Rejected
from fingerprints.placeholder import is_placeholder
from fingerprints.text import fold, is_masked, mask

SHOWN = {"operator": 1, "left_operator": 1, "login": 2}
"""Characters at the head of a name that its label shows."""

# A staff number has fewer digits; a country code or a mainland mobile makes it a phone.
_LIKE_A_PHONE = re.compile(r"[+(]{0,2}[0-9][0-9 ()./-]{9,}")


def canonical_operator(kind: str, text: str) -> Identifier | Rejected:
    """Name who signs in, as the seller's files call them: 阿强, ops01, an e-mail, a phone.

    An e-mail address or a phone number is compared as such, and a `login` in the column of
    operators too; who was seen after having left stays a `left_operator`. Any other text is
    a label of the seller's own, compared but for case, width and white space: 阿强 and
    "A Qiang" stay two.

    Refused: what everybody's first login is called ("admin", 主账号), `masked` texts, the
    examples of forms.
    """
    name = fold(text)
    if not name:
        return Rejected(kind, "empty")
    if is_placeholder(kind, name):
        return Rejected(kind, "placeholder")
    contact = _contact(name)
    if isinstance(contact, Identifier):
        found_kind = "login" if kind == "operator" else kind
        return Identifier(found_kind, contact.key, contact.label)
    if contact and contact.reason == "placeholder":
        return Rejected(kind, "placeholder")
    if is_masked(name):
        return Rejected(kind, "masked")
    return Identifier(kind, name, mask(name, SHOWN[kind], 0))


def _contact(name: str) -> Identifier | Rejected | None:
    """What a name is as an e-mail address or as a phone number, where it looks like one."""
    if "@" in name:
        return canonical_email(name)
    return canonical_phone(name) if _LIKE_A_PHONE.match(name) else None
