"""The telephone line or mailbox behind a contact."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from fingerprints.identifier import Identifier, Rejected
from fingerprints.placeholder import is_placeholder
from fingerprints.tables import load
from fingerprints.text import fold, is_masked, is_rounded, mask, one_character, tidy, unguarded

_PHONE = re.compile(
    r"(?P<line>[+(]{0,2}[0-9][0-9 ()./\-\u2010-\u2015]*)"
    r"(?:(?:;ext=|,|#|x|ext\.?|extension|转|轉|分机|分機)[ :]*(?P<extension>[0-9]{1,6}))?",
    re.IGNORECASE,
)
_NOT_DIGIT = re.compile(r"[^0-9]")
_MAINLAND_MOBILE = re.compile(r"(?:86)?(1[3-9][0-9]{9})")
_MAX_DIGITS = 17  # E.164 allows 15; 00 may stand before them
_REGIONS = {"UK": "GB"}


def canonical_phone(text: str, region: str | None = None) -> Identifier | Rejected:
    """Name the line that a telephone number as written reaches: `+8613912340001`.

    Eleven bare digits of a mainland Chinese mobile are Chinese whatever `region` says:
    sellers write their own number so for any site. Other numbers without a country need
    `region` (ISO 3166). An extension stays part of the key: it is another desk.

    Refused: `masked`, `rounded`, `no-region`, `not-a-phone` (no line can have this number),
    well-known dummies.

    Source:
        ITU-T E.164, RFC 3966 (extensions), numbering plans of libphonenumber.
    """
    written = unguarded(tidy(text))
    if reason := _refusal(written):
        return Rejected("phone", reason)
    match = _PHONE.fullmatch(written)
    if match is None:
        return Rejected("phone", "not-a-phone")
    try:
        key = _e164(match["line"], region)
    except ValueError as error:
        return Rejected("phone", str(error))
    if is_placeholder("phone", key):
        return Rejected("phone", "placeholder")
    if match["extension"]:
        key = f"{key};ext={match['extension']}"
    return Identifier("phone", key, mask(key, 3, 3))


def canonical_email(text: str) -> Identifier | Rejected:
    """Name the mailbox that an e-mail address as written reaches.

    Case does not count, nor the dots and tags that a known provider ignores
    (`data/email_providers.toml`); other providers keep them. A domain is compared in its
    ASCII form.

    Refused: `masked`, `not-an-email`, addresses from the examples of forms.
    """
    written = fold(text)
    if not written:
        return Rejected("email", "empty")
    if is_masked(written):
        return Rejected("email", "masked")
    key = _mailbox(written)
    if is_placeholder("email", written) or (key and is_placeholder("email", key)):
        return Rejected("email", "placeholder")
    if key is None:
        return Rejected("email", "not-an-email")
    local, _, domain = key.rpartition("@")
    return Identifier("email", key, f"{mask(local, 1, 0)}@{domain}")


def _refusal(written: str) -> str | None:
    if not written:
        return "empty"
    if is_placeholder("phone", written) or one_character(written):
        return "placeholder"
    if is_masked(written, runs=True):
        return "masked"
    return "rounded" if is_rounded(written) else None


def _e164(line: str, region: str | None) -> str:
    """The line in E.164 form; ValueError with a reason code if there is no such line."""
    import phonenumbers

    digits = _NOT_DIGIT.sub("", line)
    if len(digits) > _MAX_DIGITS:
        raise ValueError("not-a-phone")
    country = (region or "").strip().upper()
    country = _REGIONS.get(country, country)
    if "+" in line:
        line = f"+{digits}"
    elif digits.startswith("00"):
        line = f"+{digits[2:]}"
    elif mobile := _MAINLAND_MOBILE.fullmatch(digits):
        line = f"+86{mobile[1]}"
    elif country not in phonenumbers.SUPPORTED_REGIONS:
        raise ValueError("no-region")
    try:
        parsed = phonenumbers.parse(line, country or None)
    except phonenumbers.NumberParseException:
        raise ValueError("not-a-phone") from None
    if not phonenumbers.is_valid_number(parsed):
        raise ValueError("not-a-phone")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _mailbox(written: str) -> str | None:
    """The key of a folded e-mail address, or None if it is none."""
    from email_validator import EmailNotValidError, validate_email

    try:
        # Names like example.com stay allowed: samples use them.
        found = validate_email(written, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        return None
    domain = (found.ascii_domain or "").casefold()
    if "." not in domain:
        return None
    local = fold(found.local_part)
    provider = _providers().get(domain)
    if provider:
        domain = provider["domains"][0]
        if provider["plus"]:
            local = local.partition("+")[0]
        if provider["dots"]:
            local = local.replace(".", "")
    return f"{local}@{domain}" if local else None


@cache
def _providers() -> dict[str, dict[str, Any]]:
    return {
        domain: provider
        for provider in load("email_providers")["provider"]
        for domain in provider["domains"]
    }
