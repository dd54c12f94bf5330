"""What a word of a seller's file means: platform, region, status, outcome.

The words are data (`vocabulary.toml`); an unknown word is unknown.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from linkscan.rules.simplified import simplified

_NEGATION_CHARS = 2
"""Characters before a word that may turn it around: "防封号", "未被封"."""


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


def platform_named(text: str) -> str | None:
    """The platform that a word means, alone or with a market of it; None for an unknown word."""
    return meaning("platform", text) or market_of(text)[0]


def market_of(text: str) -> tuple[str | None, str | None]:
    """Platform and region that the name of a marketplace says, each None where it does not:
    "Shopee SG", "Amazon.com（美国）", "亚马逊日本". A region alone is a site of any platform, and
    says neither."""
    parts = [part for part in re.split(r"[\s._/|()【】-]+", canonical_text(text)) if part]
    heads = [text, *(" ".join(parts[:n]) for n in range(len(parts) - 1, 0, -1))]
    platform = next(filter(None, (meaning("platform", head) for head in heads)), None)
    if platform and len(parts) > 1:
        return platform, meaning("region", parts[-1])
    glued, region = _glued(text)
    return platform or glued, region


def _glued(text: str) -> tuple[str | None, str | None]:
    """The same of a name in which nothing parts the two: "AmazonUS"."""
    word = canonical_text(text)
    for cut in range(len(word) - 1, 1, -1):
        platform, region = meaning("platform", word[:cut]), meaning("region", word[cut:])
        if platform and region:
            return platform, region
    return None, None


@lru_cache(maxsize=1024)
def says_nothing(text: str) -> bool:
    """Whether a cell holds but white space, a dash or a word such as "n/a"."""
    return canonical_text(text) in ("", *words("row", "blank"))


def status_of(text: str | None) -> str | None:
    """The status that a word stands for; None for one that nobody knows.

    Frozen funds or a second review ("二审中") are no suspension yet, and no good standing
    either: beside nothing else such a text is unknown.
    """
    if text is None:
        return None
    return meaning("status", text) or _by_part("status_part", _without_beside(text))


def ban_in_name(name: str) -> str | None:
    """The word in the name of a store, a sheet or a file that says of its own store, or of all in
    it, that there was a ban: "旗舰店（已封）", "封号店铺"; None where none does."""
    if name.isascii() and "(" not in name and "[" not in name:
        return None  # in ASCII only brackets say it; a log may name a million stores
    text = simplified(name)
    for found in _ban_in_name().finditer(text):
        before = text[max(0, found.start() - _NEGATION_CHARS) : found.start()]
        if not any(char in before for char in words("standing_in_name", "unless_after")):
            break
    else:
        return None
    whole = simplified(canonical_text(name))
    others = words("standing_in_name", "unless_with")
    return None if any(other in whole for other in others) else found["word"] or found["bracketed"]


@cache
def _ban_in_name() -> re.Pattern[str]:
    said, bracketed = (
        "|".join(map(re.escape, words("standing_in_name", part))) for part in ("words", "bracketed")
    )
    return re.compile(
        rf"(?P<word>{said})|[(（\[【]\s*(?P<bracketed>{bracketed})\s*[)）\]】]", re.IGNORECASE
    )


def ban_pattern() -> str:
    """The regular expression, of RE2, for a word that says in any text that there was a ban."""
    parts = [part for part in words("standing_part", "store") if status_of(part) == "suspended"]
    return "(?i)(" + "|".join(map(re.escape, parts)) + ")"


def says_lifted(text: str) -> bool:
    """Whether a status says that a ban was lifted, or never was: "已解封", "reinstated"."""
    return _by_part("status_part", text) == "active"


def _without_beside(text: str) -> str:
    word = simplified(canonical_text(text))
    parts = [part for group in _words()["status_beside"].values() for part in group]
    for part in sorted(parts, key=len, reverse=True):
        word = word.replace(part, " ")
    return word


def certification_of(text: str) -> str | None:
    """How a certification stands: "passed", "pending", "failed", or None for an unknown word."""
    return meaning("certification", text) or _by_part("certification_part", text)


def operator_kind_of(text: str) -> str | None:
    """What somebody is: "agency", "employee", or None for a word that nobody knows."""
    return meaning("operator_kind", text) or _by_part("operator_kind_part", text)


def outcome_of(text: str) -> str | None:
    """How a sign-in ended: "success", "failure", or None for a word that nobody knows."""
    return meaning("outcome", text) or _by_part("outcome_part", text)


def stands_in(outcome: str) -> bool:
    """Whether a word in a column of outcomes says how the store stands: "封号", no sign-in's end.

    A word that is as good for a session ("closed", "注销", which is to sign out too) does not.
    """
    if outcome_of(outcome) or simplified(canonical_text(outcome)) in words(
        "outcome_of_session", "words"
    ):
        return False
    return bool(meaning("status", outcome) or _by_part("standing_part", outcome))


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
