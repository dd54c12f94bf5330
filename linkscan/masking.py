"""Personal values where none is expected: e-mail addresses and phone numbers in free text.

Names of accounts and operators and the words of a file are shown as written, but for what in
them is a way to reach a person.
"""

from __future__ import annotations

import re
import unicodedata

_EMAIL = re.compile(r"[^\s@,;:<>()（）]+@[^\s@,;:<>()（）]+")
# A mainland mobile number, or one with its country's code, however its digits are set apart.
_GAP = r"[ .\-()]{0,2}"
_PHONE = re.compile(
    rf"(?<!\d)(?:\+?86{_GAP})?1[3-9](?:{_GAP}\d){{9}}(?!\d)|\+\d(?:{_GAP}\d){{7,14}}(?!\d)"
)


def without_contacts(text: str, reveal: bool) -> str:
    """`text` with the e-mail addresses and phone numbers in it masked, unless revealed.

    Ten digits without a country's code stay: ids of shops look like that.
    """
    if reveal or not any(char.isdigit() or char in "@＠" for char in text):
        return text
    plain = unicodedata.normalize("NFKC", text)
    masked = _PHONE.sub(_masked_phone, _EMAIL.sub(_masked_email, plain))
    return text if masked == plain else masked


def _masked_email(found: re.Match[str]) -> str:
    name, _at, host = found[0].partition("@")
    return f"{name[0]}****@{host}"


def _masked_phone(found: re.Match[str]) -> str:
    digits = [char for char in found[0] if char.isdigit()]
    return "".join(digits[:3]) + "****" + "".join(digits[-2:])
