"""How much of what the files say is shown: masked, revealed, or under pseudonyms.

By default the names of accounts, machines and operators and the words of a file are shown as
written, but for what in them is a way to reach a person; papers and contacts have masked
labels. Under pseudonyms nothing is shown that names a store, a person, a line or a computer,
and no text that somebody made up: words that the vocabulary knows stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from fingerprints import KINDS, Identifier, identify
from linkscan.pseudonyms import Pseudonyms

_EMAIL = re.compile(r"[^\s@,;:<>()（）]+@[^\s@,;:<>()（）]+")
# A mainland mobile number, or one with its country's code, however its digits are set apart.
_GAP = r"[ .\-()]{0,2}"
_PHONE = re.compile(
    rf"(?<!\d)(?:\+?86{_GAP})?1[3-9](?:{_GAP}\d){{9}}(?!\d)|\+\d(?:{_GAP}\d){{7,14}}(?!\d)"
)
# name:word@host and host:port:name:word, as proxies are written, whatever stands between.
_SIGN_IN = re.compile(r"@|[.g-z][^\s:|/]*[:|/\s-]+\d{2,5}[:|/\s-]+\S", re.IGNORECASE)

TEXT = "text"
"""What a pseudonym of free text begins with."""
MACHINE, LINE = "machine", "line"
"""What those of machines, and of what is declared or listed of addresses, begin with."""


@dataclass(frozen=True, slots=True)
class Mask:
    """What hides values: nothing where they are revealed, pseudonyms where these are given."""

    reveal: bool = False
    pseudonyms: Pseudonyms | None = None

    def text(self, text: str, known: bool = False) -> str:
        """Free text of a file; `known` says that it is a word of the vocabulary."""
        if self.pseudonyms and not known:
            return self.pseudonyms.of(TEXT, " ".join(text.split()))
        return without_contacts(text, self.reveal)

    def name(self, kind: str, key: str, text: str) -> str:
        """A name of an account or the like, as written; `key` is its canonical form."""
        return self.pseudonyms.of(kind, key) if self.pseudonyms else self.text(text)

    def label(self, kind: str, key: str, label: str) -> str:
        """The label of an identifier of whatever mode but `reveal`."""
        return self.pseudonyms.of(kind, key) if self.pseudonyms else label

    def person(self, name: str) -> str:
        """Somebody's name: one or two letters tell those who know them."""
        if self.reveal:
            return name
        found = identify("operator", name)
        if isinstance(found, Identifier):
            return self.label(found.kind, found.key, found.label)
        return self.text(name)

    def people(self, names: Iterable[str]) -> tuple[str, ...]:
        """Who used an account or a machine, in alphabetical order: never a ranking."""
        shown = [self.person(name) for name in sorted({" ".join(name.split()) for name in names})]
        return tuple(sorted(set(shown)) if self.pseudonyms else shown)

    def hides(self, kind: str) -> bool:
        """Whether the report calls values of this kind by ordinals, and shows masked labels."""
        return KINDS[kind].masked and not self.reveal and self.pseudonyms is None

    def refused(self, kind: str, number: int, raw: str) -> tuple[str, str]:
        """Id and label of a value that links nothing; the label of a hidden one is empty.

        So is that of a proxy with a name and a password, whatever is revealed.
        """
        if self.hides(kind) or names_a_password(kind, raw):
            return f"{kind}#refused-{number}", ""
        label = self.name(kind, raw, raw)
        return f"{kind}:{label}", label

    def machine(self, name: str) -> str:
        """The name of a machine."""
        found = identify(MACHINE, name)
        key = found.key if isinstance(found, Identifier) else " ".join(name.split())
        return self.name(MACHINE, key, name)


def names_a_password(kind: str, raw: str) -> bool:
    """Whether a cell of addresses holds a proxy with its name and password, or looks like it."""
    return kind in ("ip", "public_line") and _SIGN_IN.search(raw) is not None


def without_contacts(text: str, reveal: bool) -> str:
    """`text` with the e-mail addresses and phone numbers in it masked, unless revealed.

    Ten digits without a country's code stay: ids of shops look like that.
    """
    if reveal:
        return text
    plain = unicodedata.normalize("NFKC", text)
    masked = _EMAIL.sub(_masked_email, plain) if "@" in plain else plain
    masked = _PHONE.sub(_masked_phone, masked)
    return text if masked == plain else masked


def _masked_email(found: re.Match[str]) -> str:
    name, _at, host = found[0].partition("@")
    return f"{name[0]}****@{host}"


def _masked_phone(found: re.Match[str]) -> str:
    digits = [char for char in found[0] if char.isdigit()]
    return "".join(digits[:3]) + "****" + "".join(digits[-2:])
