"""What the words of headers mean, one by one: the data of aliases.toml, looked up.

The items of the checklists are fields, too; their headers stand beside them (checklists.toml).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping as Map
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from linkscan.rules.checklists import items
from linkscan.rules.simplified import simplified

_BRACKETED = re.compile(r"[(\[{【〔<《「](.*?)[)\]}】〕>》」]")
_NUMBERING = re.compile(r"\s*(?:[*#№]\s*)?(?:\d{1,2}\s*[.、)]|[①-⑳])\s*")
# "IP地址/IP Address", "登录时间 Login time", "账号|Account"
_PARTED = re.compile(
    r"\s*[/|\n、;；]\s*|(?<=[\u3400-\u9fff])\s+(?=[A-Za-z])|(?<=[A-Za-z])\s+(?=[\u3400-\u9fff])"
)
# "登录时间 UTC+8", "login time (GMT)", "登录时间：北京时间"
_UNIT = re.compile(r"(?<=.)(?:(?:utc|gmt)\d{0,4}|北京时间|当地时间|本地时间|美国时间|太平洋时间)$")
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[\u3400-\u9fff]+")
_RUN = re.compile(r"[A-Za-z0-9]+")
_LONGEST = 200  # characters of a header; of a longer text only so many are looked at
_PERSON_ROLES = ("legal-person", "payee", "owner", "contact")


@dataclass(frozen=True, slots=True)
class _Words:
    fields: Map[str, tuple[str, int]]  # folded alias -> field, rank
    ignored: frozenset[str]
    notes: frozenset[str]  # folded notes that make a header an ignored one
    secret: frozenset[str]
    secret_parts: tuple[str, ...]
    secret_words: frozenset[str]
    secret_last: frozenset[str]
    secret_open: frozenset[str]
    papers: Map[str, str]  # folded alias -> kind
    roles: tuple[tuple[str, str], ...]  # folded role word -> role, longest first


def fold(header: str) -> str:
    """The form in which headers are compared: NFKC, case folded, simplified, letters and digits
    only."""
    if header.isascii():  # most aliases: the same, at once
        return "".join(filter(str.isalnum, header.lower()))
    text = unicodedata.normalize("NFKC", header).casefold()
    text = unicodedata.normalize("NFKC", text)
    return simplified("".join(char for char in text if char.isalnum()))


@lru_cache(maxsize=1 << 12)
def is_secret(header: str) -> bool:
    """Whether a column of this header holds passwords or the like, and so is never read.

    A phone or mailbox that receives codes ("验证码手机") is none: it is a paper.
    """
    words, text = _words(), fold(header)
    if text in words.secret or text in words.secret_open:
        return text in words.secret
    if not (any(part in text for part in words.secret_parts) or _has_secret_word(header)):
        return False
    receives = [_paper(form) for form in _forms(header)]
    return not any(one and one.kind in ("phone", "email") for one in receives)


def _has_secret_word(header: str) -> bool:
    """Whether a word of the header says it: "邮箱PIN码" has three, "userPwd" two."""
    words, text = _words(), unicodedata.normalize("NFKC", header)[:_LONGEST]
    camel = [fold(word) for word in _CAMEL.findall(text)]
    runs = [fold(word) for word in _RUN.findall(text)]
    last = {*camel[-1:], *runs[-1:]} if len(camel) > 1 else set()
    return not (
        words.secret_words.isdisjoint((*camel, *runs)) and words.secret_last.isdisjoint(last)
    )


@lru_cache(maxsize=1 << 12)
def is_known(header: str) -> bool:
    """Whether a header says anything to us, a secret one included."""
    if is_secret(header) or paper_of(header) or field_of(header)[0]:
        return True
    return _field(header) is not None


class PaperName(NamedTuple):
    """What a name of a paper says: the kind of its values, and whose or what for ("" if open)."""

    kind: str
    role: str


PERMISSION = "permission"
"""Field of who may sign in to a store, and the role in which its operators are papers."""
_PEOPLE = {"operator": PaperName("operator", ""), PERMISSION: PaperName("operator", PERMISSION)}


def paper_of(text: str) -> PaperName | None:
    """Kind and role (or "") of a paper by its name, as a header or as a cell of a long list.

    `法人身份证` is kind `resident_id`, role `legal-person`; None: no paper of that name.
    """
    for form in _forms(text):
        if found := _paper(form):
            return found
    named = [_paper(fold(part)) for part in _PARTED.split(text) if fold(part)]
    if len(named) > 1 and len({*named}) == 1 and named[0]:
        return named[0]
    return _PEOPLE.get(field_of(text)[0])


def is_paper_kind(name: str) -> bool:
    """Whether a kind of paper has this name."""
    return name in _words().papers.values()


def field_of(header: str) -> tuple[str, int]:
    """The field that a header names and how specific the alias is; ("", 0): none.

    A header in two languages names a field if each of its parts names that one.
    """
    if (found := _field(header)) is not None:
        return found
    parts = [_field(part) for part in _PARTED.split(header) if fold(part)]
    named = [part for part in parts if part is not None and part[0]]
    if len(named) > 1 and len(named) == len(parts) and len({name for name, _rank in named}) == 1:
        return min(named, key=lambda part: part[1])
    return "", 0


def _field(header: str) -> tuple[str, int] | None:
    """The field of a header in one language; None: it is not known."""
    words = _words()
    if any(fold(note) in words.notes for note in _notes(header)):
        return "", 0
    for form in _forms(header):
        if form in words.ignored:
            return "", 0
        if form in words.fields:
            return words.fields[form]
    return None


@cache
def known_headers() -> tuple[str, ...]:
    """Every header of a field as the alias dictionary writes it, and as people capitalise it."""
    aliases = [one for listed in _data()["fields"].values() for one in listed]
    forms = {form for one in aliases for form in (one, one.replace(" ", "_"), one.title())}
    return tuple(
        sorted(forms | {one.upper() for one in aliases} | {o.capitalize() for o in aliases})
    )


@lru_cache(maxsize=1 << 12)
def _forms(text: str) -> tuple[str, ...]:
    """A header folded whole, then without numbering, unit, and what stands in brackets."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST])
    plain = _NUMBERING.sub("", plain, count=1) if _NUMBERING.match(plain) else plain
    bare = fold(_BRACKETED.sub("", plain))
    return tuple(dict.fromkeys((fold(text), fold(plain), bare, _UNIT.sub("", bare))))


def _notes(text: str) -> list[str]:
    """What stands in the brackets of a header."""
    return _BRACKETED.findall(unicodedata.normalize("NFKC", text[:_LONGEST]))


def _paper(form: str) -> PaperName | None:
    words = _words()
    if form in words.papers:
        return PaperName(words.papers[form], "")
    for word, role in words.roles:
        if not form.startswith(word):
            continue
        rest = form[len(word) :]
        if rest == "id" and role in _PERSON_ROLES:
            return PaperName("resident_id", role)
        if rest in ("", "name") and role in _PERSON_ROLES:
            return PaperName("person", role)
        if kind := words.papers.get(rest):
            return PaperName(kind, f"verification-{kind}" if role == "verification" else role)
    return None


@cache
def _data() -> dict[str, Any]:
    text = files("linkscan.sources").joinpath("aliases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _words() -> _Words:
    data = _data()
    fields = {**data["fields"], **{name: item.columns for name, item in items().items()}}
    return _Words(
        {
            fold(alias): (name, rank)
            for name, aliases in fields.items()
            for rank, alias in enumerate((name, *aliases))
        },
        frozenset(map(fold, data["ignored"]["headers"])),
        frozenset(map(fold, data["ignored"]["notes"])),
        frozenset(map(fold, data["secret"]["whole"])),
        tuple(map(fold, data["secret"]["parts"])),
        frozenset(map(fold, data["secret"]["words"])),
        frozenset(map(fold, data["secret"]["last"])),
        frozenset(map(fold, data["secret"]["open"])),
        {fold(a): kind for kind, aliases in data["papers"].items() for a in (kind, *aliases)},
        tuple(
            sorted(
                (
                    (fold(word), role)
                    for role, words in data["paper_roles"].items()
                    for word in words
                ),
                key=lambda pair: (-len(pair[0]), pair),
            )
        ),
    )
