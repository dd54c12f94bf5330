"""Which rule reads which kind: the one entry of the package."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from fingerprints.address import canonical_address
from fingerprints.browser import canonical_browser, canonical_user_agent
from fingerprints.company import canonical_company
from fingerprints.contact import canonical_email, canonical_phone
from fingerprints.device import canonical_device, canonical_host
from fingerprints.document import SHOWN as DOCUMENTS
from fingerprints.document import canonical_document
from fingerprints.file import canonical_file
from fingerprints.identifier import Identifier, Rejected
from fingerprints.mac import canonical_mac
from fingerprints.operator import canonical_operator
from fingerprints.person import canonical_person
from fingerprints.place import canonical_place
from fingerprints.tls import canonical_ja3, canonical_ja4
from fingerprints.token import canonical_cookie, canonical_hash
from fingerprints.trait import (
    canonical_gpu,
    canonical_language,
    canonical_screen,
    canonical_timezone,
)

MAX_LENGTH = 4096
"""Characters of a text that can identify something; the headers of browsers end there too."""

PREFIXES = range(48, 129)

Rule = Callable[[str, str | None, int], Identifier | Rejected]


def identify(
    kind: str, text: str, region: str | None = None, *, prefix: int = 64
) -> Identifier | Rejected:
    """What `text`, found where a value of `kind` is expected, identifies.

    Total: any text gives an identifier or the reason why it is none. A fixed point: the key,
    identified under the identifier's own kind, is itself.

    Args:
        kind: One of `KINDS`: what the column says. The identifier's kind follows the value.
        text: The value as written.
        region: ISO 3166 country of the account, for phone and VAT numbers without theirs;
            a region that is no country ("EU") is none.
        prefix: IPv6 network length in bits, 48 to 128.

    Raises:
        ValueError: unknown kind, or prefix out of range.
    """
    rule = _RULES.get(kind)
    if rule is None:
        raise ValueError(f"unknown kind {kind!r}")
    if prefix not in PREFIXES:
        raise ValueError(f"prefix {prefix!r} is not within 48 to 128")
    if len(text) > MAX_LENGTH:
        return Rejected(kind, "too-long")
    found = rule(text, region, prefix)
    # NFKC can make one character into eighteen.
    if isinstance(found, Identifier) and len(found.key) > MAX_LENGTH:
        return Rejected(kind, "too-long")
    return found


def _of_text(rule: Callable[[str], Identifier | Rejected]) -> Rule:
    return lambda text, region, prefix: rule(text)


def _of_kind(rule: Callable[[str, str], Identifier | Rejected], *kinds: str) -> dict[str, Rule]:
    return {kind: _of_text(partial(rule, kind)) for kind in kinds}


def _document(kind: str) -> Rule:
    return lambda text, region, prefix: canonical_document(kind, text, region)


def _payment(text: str, region: str | None, prefix: int) -> Identifier | Rejected:
    """An account for payments: a number, or the e-mail address that is one's name there."""
    found = canonical_email(text) if "@" in text else None
    return found if isinstance(found, Identifier) else canonical_document("document", text, region)


_RULES: dict[str, Rule] = {
    "ip": lambda text, region, prefix: canonical_address(text, prefix),
    "device_id": lambda text, region, prefix: canonical_device(text, prefix),
    "mac": _of_text(canonical_mac),
    **_of_kind(canonical_host, "machine", "hostname"),
    **{kind: _document(kind) for kind in DOCUMENTS},
    "document": _payment,
    "phone": lambda text, region, prefix: canonical_phone(text, region),
    "email": _of_text(canonical_email),
    "company": _of_text(canonical_company),
    "person": _of_text(canonical_person),
    "address": _of_text(canonical_place),
    **_of_kind(canonical_operator, "operator", "login", "left_operator"),
    "file": _of_text(canonical_file),
    **_of_kind(canonical_hash, "fingerprint", "canvas", "webgl", "audio"),
    "cookie": _of_text(canonical_cookie),
    "user_agent": _of_text(canonical_user_agent),
    "browser": _of_text(canonical_browser),
    "screen": _of_text(canonical_screen),
    "timezone": _of_text(canonical_timezone),
    "language": _of_text(canonical_language),
    "gpu": _of_text(canonical_gpu),
    "ja4": _of_text(canonical_ja4),
    "ja3": _of_text(canonical_ja3),
}
