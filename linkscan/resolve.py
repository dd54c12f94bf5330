"""Which store a person means: by id, or by a name in any of its written forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linkscan.accounts import Joined
from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.vocabulary import canonical_text

CANDIDATES = 3
CANDIDATE_SCORE = 60.0
"""Least likeness, of 100, for a store to be offered as what may have been meant (ours)."""
NAMED = 10
"""Most stores named in one sentence."""


def find_account(accounts: Sequence[Joined], aliases: Mapping[str, str], text: str) -> int:
    """The number of the account that `text` names.

    An id is one account. A name is, if one account alone bears it; the declared aliases and
    every spelling that the files have are names too.

    Raises:
        LinkscanError: no account is called so, or several are.
    """
    for number, one in enumerate(accounts):
        if one.id == text:
            return number
    name = canonical_text(text)
    found = [n for n, one in enumerate(accounts) if canonical_text(one.id) == name]
    meant = {name, _followed(name, aliases)}
    found = found or [
        number
        for number, one in enumerate(accounts)
        if one.key in meant or name in map(canonical_text, one.spellings)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise LinkscanError(
            _("{name!r} names several stores; write one of these: {names}."),
            name=text,
            names=_listed([accounts[number].id for number in found]),
        )
    raise _unknown(accounts, text)


def _followed(name: str, aliases: Mapping[str, str]) -> str:
    """The name at the end of a chain of aliases; circles were refused when they were read."""
    direct = {canonical_text(alias): canonical_text(other) for alias, other in aliases.items()}
    while direct.get(name, name) != name:
        name = direct[name]
    return name


def _unknown(accounts: Sequence[Joined], text: str) -> LinkscanError:
    from rapidfuzz import fuzz, process

    name = canonical_text(text)
    hits = process.extract(name, [one.key for one in accounts], scorer=fuzz.WRatio,
                           limit=CANDIDATES, score_cutoff=CANDIDATE_SCORE)  # fmt: skip
    if not hits:
        return LinkscanError(_("no store {name!r} in this input."), name=text)
    nearest = [accounts[number].id for _key, _score, number in hits]
    return LinkscanError(
        _("no store {name!r} in this input; nearest: {names}."), name=text, names=_listed(nearest)
    )


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(ids[:NAMED]) + (", ..." if len(ids) > NAMED else "")
