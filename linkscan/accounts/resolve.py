"""Which store a person means, by id or by a name in any written form; else the nearest names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linkscan.accounts.accounts import Joined
from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.rules.vocabulary import canonical_text

CANDIDATES = 3
CANDIDATE_SCORE = 60.0
"""Least likeness, of 100, for a name to be offered as what may have been meant (ours)."""
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
        if text in (one.id, one.written_id):
            return number
    name = canonical_text(text)
    found = [
        n for n, one in enumerate(accounts) if name in map(canonical_text, (one.id, one.written_id))
    ]
    meant = {name, _followed(name, aliases)}
    found = found or [
        number
        for number, one in enumerate(accounts)
        if one.key in meant or name in map(canonical_text, (*one.spellings, one.label))
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
    ids: dict[str, str] = {}
    for one in accounts:
        ids.setdefault(one.key, one.id)
    found = [ids[key] for key in nearest(canonical_text(text), list(ids))]
    if not found:
        return LinkscanError(_("no store {name!r} in this input."), name=text)
    return LinkscanError(
        _("no store {name!r} in this input; nearest: {names}."), name=text, names=_listed(found)
    )


def nearest(text: str, names: Sequence[str]) -> list[str]:
    """The few names most like a text, nearest first; none where none is like it."""
    from rapidfuzz import fuzz, process

    hits = process.extract(
        text, names, scorer=fuzz.WRatio, limit=CANDIDATES, score_cutoff=CANDIDATE_SCORE
    )
    return [name for name, _score, _place in sorted(hits, key=lambda hit: (-hit[1], hit[0]))]


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(ids[:NAMED]) + (", ..." if len(ids) > NAMED else "")
