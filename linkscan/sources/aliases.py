"""What the words of headers mean, one by one: the data of aliases.toml, looked up."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping as Map
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_PERSON_ROLES = ("legal-person", "payee", "owner", "contact")


@dataclass(frozen=True, slots=True)
class _Words:
    fields: Map[str, tuple[str, int]]  # folded alias -> field, rank
    ignored: frozenset[str]
    secret: frozenset[str]
    secret_parts: tuple[str, ...]
    papers: Map[str, str]  # folded alias -> kind
    roles: tuple[tuple[str, str], ...]  # folded role word -> role, longest first


def fold(header: str) -> str:
    """The form in which headers are compared: NFKC, case folded, letters and digits only."""
    text = unicodedata.normalize("NFKC", header).casefold()
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def is_secret(header: str) -> bool:
    """Whether a column of this header holds passwords or the like, and so is never read."""
    words, text = _words(), fold(header)
    return text in words.secret or any(part in text for part in words.secret_parts)


def is_known(header: str) -> bool:
    """Whether a header says anything to us, a secret one included."""
    if is_secret(header) or paper_of(header):
        return True
    words = _words()
    return any(text in words.fields or text in words.ignored for text in _forms(header))


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
    return _PEOPLE.get(field_of(text)[0])


def is_paper_kind(name: str) -> bool:
    """Whether a kind of paper has this name."""
    return name in _words().papers.values()


def field_of(header: str) -> tuple[str, int]:
    """The field that a header names and how specific the alias is; ("", 0): none."""
    words = _words()
    for form in _forms(header):
        if form in words.ignored:
            return "", 0
        if form in words.fields:
            return words.fields[form]
    return "", 0


def _forms(text: str) -> tuple[str, ...]:
    """A header folded whole, then without what stands in brackets."""
    bare = re.sub(r"[(\[{【〔<].*?[)\]}】〕>]", "", unicodedata.normalize("NFKC", text))
    return tuple(dict.fromkeys((fold(text), fold(bare))))


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
def _words() -> _Words:
    text = files("linkscan.sources").joinpath("aliases.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return _Words(
        {
            fold(alias): (name, rank)
            for name, aliases in data["fields"].items()
            for rank, alias in enumerate((name, *aliases))
        },
        frozenset(map(fold, data["ignored"]["headers"])),
        frozenset(map(fold, data["secret"]["whole"])),
        tuple(map(fold, data["secret"]["parts"])),
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
