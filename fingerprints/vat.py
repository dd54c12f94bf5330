"""The taxpayer behind a VAT number."""

from __future__ import annotations

import re

_COUNTRY = re.compile(r"[A-Z]{2}")
# 15 characters at most: with its country a number must not pass for a USCC, which has 18.
_UNCHECKED = re.compile(r"[A-Z0-9]{8,15}")
# What VAT numbers themselves begin with. XI is the same British number, for goods that a
# business in Northern Ireland trades with the EU (charteredaccountants.ie, 2021-01).
_ALIASES = {"UK": "GB", "XI": "GB", "GR": "EL"}


def read_vat(key: str, region: str | None) -> str:
    """The number with its country in front: `DE136695976`.

    The countries of the EU, the United Kingdom, Switzerland and Norway are checked by their
    own rule; others are taken as written. A number without its country gets that of
    `region`, if the region is a country.

    Raises:
        ValueError: "no-region", "malformed" or "bad-check-digit".
    """
    from stdnum.exceptions import InvalidChecksum, ValidationError

    country, number = _split(key, region)
    try:
        return _checked(country, number)
    except InvalidChecksum:
        raise ValueError("bad-check-digit") from None
    except ValidationError:
        raise ValueError("malformed") from None


def _split(key: str, region: str | None) -> tuple[str, str]:
    if _COUNTRY.match(key):
        return _ALIASES.get(key[:2], key[:2]), key[2:]
    country = (region or "").strip().upper()
    if not _COUNTRY.fullmatch(country) or country in ("EU", "NA"):
        raise ValueError("no-region")
    return _ALIASES.get(country, country), key


def _checked(country: str, number: str) -> str:
    from stdnum.ch import vat as swiss
    from stdnum.eu import vat as european
    from stdnum.gb import vat as british
    from stdnum.no import mva as norwegian

    if country.lower() in european.MEMBER_STATES or country == "EL":
        return str(european.validate(country + number))
    match country:
        case "GB":
            return f"GB{british.validate(number)}"
        case "CH":
            return str(swiss.validate(country + number))
        case "NO":
            return f"NO{norwegian.validate(number)}"
    if not _UNCHECKED.fullmatch(number) or not any(c.isdigit() for c in number):
        raise ValueError("malformed")
    return country + number
