"""What a word of a seller's file means: platform, region, status, outcome.

The words are data (`vocabulary.toml`); an unknown word is unknown.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

from linkscan.rules.simplified import simplified


def canonical_text(text: str) -> str:
    """The form in which two written words are compared.

    NFKC, white space collapsed and trimmed, case folded; a fixed point.
    """
    folded = text
    # Folding can give text that NFKC changes again (and the other way round).
    while (again := " ".join(unicodedata.normalize("NFKC", folded).casefold().split())) != folded:
        folded = again
    return folded


@cache
def _words() -> dict[str, dict[str, tuple[str, ...]]]:
    raw = tomllib.loads(files("linkscan.rules").joinpath("vocabulary.toml").read_text("utf-8"))
    return {
        family: {
            meaning: tuple(canonical_text(w) for w in words) for meaning, words in group.items()
        }
        for family, group in raw.items()
    }


@cache
def _meanings(family: str) -> dict[str, str]:
    return {word: meaning for meaning, words in _words()[family].items() for word in words}


def meaning(family: str, text: str | None) -> str | None:
    """What `text` means in `family` ("platform", "status", ...); None for an unknown word."""
    return None if text is None else _meanings(family).get(simplified(canonical_text(text)))


def words(family: str, meaning: str) -> tuple[str, ...]:
    """Every word of `family` that has `meaning`, in canonical form."""
    return _words()[family][meaning]


def says_nothing(text: str) -> bool:
    """Whether a cell holds but white space, a dash or a word such as "n/a"."""
    return canonical_text(text) in ("", *words("row", "blank"))


def status_of(text: str | None) -> str | None:
    """The status that a word stands for; None for one that nobody knows."""
    return None if text is None else meaning("status", text) or _by_part("status_part", text)


def certification_of(text: str) -> str | None:
    """How a certification stands: "passed", "pending", "failed", or None for an unknown word."""
    return meaning("certification", text) or _by_part("certification_part", text)


def operator_kind_of(text: str) -> str | None:
    """What somebody is: "agency", "employee", or None for a word that nobody knows."""
    return meaning("operator_kind", text) or _by_part("operator_kind_part", text)


def outcome_of(text: str) -> str | None:
    """How a sign-in ended: "success", "failure", or None for a word that nobody knows."""
    return meaning("outcome", text) or _by_part("outcome_part", text)


def event_of(text: str) -> str | None:
    """What an event is: "sign_in", "failure" (a failed one), "other", or None if unknown.

    What an unknown one did it did from somewhere: it counts as a use of the account.
    """
    return _by_part("event_part", text) or meaning("event", text)


def _by_part(family: str, text: str) -> str | None:
    """The first meaning, in the order of the data, of which a part stands in the text."""
    word = simplified(canonical_text(text))
    return next(
        (found for found, parts in _words()[family].items() if any(p in word for p in parts)), None
    )
