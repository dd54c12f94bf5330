"""Which written names are one account: joining accounts across files, never by guess.

Two mentions are one account if their names are equal in canonical form (or by a declared
alias) and nothing that both say differs: platform, then region. A mention that says less
joins only where it can mean one account; where it could mean several it stays apart, is
listed as ambiguous and is not-checked. A suspended store's papers on a ghost account are
the worst silent failure of such a tool, so what was not met is always told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath

from linkscan.engine import Engine
from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.masking import Mask
from linkscan.model import Certification, Mode, Status, Warning
from linkscan.rows.events import account_ref
from linkscan.rows.flaws import FAILED, KEPT, NO_TIME
from linkscan.rows.loading import DETAILS, Loaded
from linkscan.rules.checklists import items
from linkscan.rules.vocabulary import (
    ban_in_name,
    canonical_text,
    certification_of,
    market_of,
    meaning,
    platform_named,
    says_lifted,
    says_nothing,
    status_of,
)

# When files disagree, the worse word counts: a store that one file calls suspended is. A
# word that nobody knows may be the worse one, too.
_STATUS_ORDER: tuple[Status, ...] = (
    "suspended", "rejected", "closed", "closing", "unknown", "active", "planned")  # fmt: skip

_CERTIFICATION_ORDER: tuple[Certification, ...] = ("failed", "unknown", "pending", "passed")

_NOTHING: Mapping[str, str] = {}

STANDING = ("status", "was_suspended", "ban_reason", "certification")
"""Columns that say how an account stands with its platform."""

_SCORE = re.compile(r"\d{2,4}(?:\.\d+)?")
"""What a column of health may hold beside words: Amazon gives a store up to 1,000 points."""

REMARK = "remark"
"""A word in a column that is not read, which speaks of a ban: it raises a doubt, no more."""

TELLING = tuple(name for name in DETAILS if name not in ("status", "certification"))
"""Details of which a dash, "n/a" and the like say nothing. A status is a word as any other."""

CODE_CHARS = 2
"""Characters of the code of a country (ISO 3166-1): phone numbers are read by it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One written form of an account in one input, with what stands beside it."""

    input: int
    ref: int
    name: str
    details: Mapping[str, str]
    n: int
    failures: int
    first_seen: datetime | None
    planned: bool = False  # a store that does not exist yet


@dataclass(slots=True)
class Joined:
    """One account: every mention that means it, and what the files together say of it."""

    key: str
    platform: str | None
    region: str | None
    mentions: tuple[Mention, ...]
    ambiguous: bool  # it could mean several of the other accounts of this name
    spellings: tuple[str, ...]  # written names, the first seen first
    status: Status  # unknown where no file says one, or says an unknown word
    status_word: str | None  # the word that decides the status, as written
    barred: bool  # suspended, rejected, closed for cause: what can drag others down
    id: str = ""
    label: str = ""  # the name as shown
    written_id: str = ""  # the id without pseudonyms: what a user may call it, never shown

    @property
    def planned(self) -> bool:
        """Whether it is a store that does not exist yet."""
        return self.mentions[0].planned

    @property
    def certification(self) -> Certification | None:
        """How its certification stands, the worst that a file says; None where none does."""
        return min(map(_certification, self.values("certification")),
                   key=_CERTIFICATION_ORDER.index, default=None)  # fmt: skip

    @property
    def in_doubt(self) -> bool:
        """Whether it may be suspended for all that is known: a word for its status that nobody
        knows, or a remark that speaks of a ban where no status says how it stands."""
        word = self.status_word
        told = bool(self.values(REMARK)) if word is None else not _SCORE.fullmatch(word)
        return self.status == "unknown" and not self.barred and told

    @property
    def several_clients(self) -> bool:
        """Whether files say that it is one client's, and another one's too."""
        return len(set(map(canonical_text, self.values("client")))) > 1

    def values(self, name: str) -> tuple[str, ...]:
        """Every distinct text that the files say of it in one column, sorted."""
        if len(self.mentions) > 1:
            return _values(self.mentions, name)
        text = self.mentions[0].details.get(name)
        return () if text is None else (text.strip(),)


def _joined(
    key: str, platform: str | None, region: str | None, mentions: list[Mention], ambiguous: bool
) -> Joined:
    told = [mention for mention in mentions if mention.details]
    word, status, barred = _standing(told) if told else _NO_WORD
    return Joined(
        key=key,
        platform=platform,
        region=region,
        mentions=tuple(mentions),
        ambiguous=ambiguous,
        spellings=_spellings(mentions),
        status=status,
        status_word=word,
        barred=barred,
    )


_Standing = tuple[str | None, Status, bool]
"""The word that decides the status, the status, and whether the account is barred."""

_NO_WORD: _Standing = (None, "unknown", False)


def _standing(told: Sequence[Mention]) -> _Standing:
    word = min(_values(told, "status"), key=lambda word: _STATUS_ORDER.index(_status(word)),
               default=None)  # fmt: skip
    status = _status(word)
    if word is None and (refused := _refused(told)):
        word, status = refused, "rejected"
    # A reason for a ban says that there was one, whatever stands beside it but its end.
    cause = _cause(told)
    if cause and word is None:
        word, status = cause, "suspended"
    banned = cause is not None and not (status == "active" and says_lifted(word or ""))
    return word, status, banned or status in ("suspended", "rejected")


def _values(mentions: Iterable[Mention], name: str) -> tuple[str, ...]:
    return tuple(sorted({m.details[name].strip() for m in mentions if name in m.details}))


def _spellings(mentions: Sequence[Mention]) -> tuple[str, ...]:
    if len(mentions) == 1:
        return (mentions[0].name,)
    first: dict[str, tuple[bool, str, str]] = {}
    for m in mentions:
        order = (m.first_seen is None, str(m.first_seen), m.name)
        first[m.name] = min(first.get(m.name, order), order)
    return tuple(sorted(first, key=first.__getitem__))


def _refused(mentions: Iterable[Mention]) -> str | None:
    """The word for a certification that failed: alone, that is an application turned down."""
    words = _values(mentions, "certification")
    return next((word for word in words if _certification(word) == "failed"), None)


def _certification(word: str) -> Certification:
    found = certification_of(word)
    return next((one for one in _CERTIFICATION_ORDER if one == found), "unknown")


def _cause(mentions: Iterable[Mention]) -> str | None:
    """The reason given for a ban or a closing that is not the owner's own will."""
    said = [text for text in _values(mentions, "was_suspended")
            if meaning("answer", text) != "no" and not says_lifted(text)]  # fmt: skip
    return next((reason for reason in (*_values(mentions, "ban_reason"), *said)
                 if meaning("ban_reason", reason) != "voluntary"), None)  # fmt: skip


def _status(word: str | None) -> Status:
    if word is None:
        return "unknown"
    found = status_of(word)
    return next((status for status in _STATUS_ORDER if status == found), "unknown")


def read_mentions(engine: Engine, inputs: Sequence[Loaded]) -> list[Mention]:
    """Every distinct written account of every input that names accounts."""
    return [mention for one in inputs if "account" in one.columns
            for mention in _mentions_of(engine, one)]  # fmt: skip


def _mentions_of(engine: Engine, one: Loaded) -> Iterable[Mention]:
    details = [name for name in (*DETAILS, REMARK, *items()) if name in one.columns]
    columns = ", ".join(["account", *details])
    # What a row says of how its account stands is heard, though its time cannot be read.
    standing = [name for name in STANDING if name in one.columns]
    heard = f"flaw IN {NO_TIME} AND coalesce({', '.join(standing)}) IS NOT NULL"
    rows = engine.rows(f"""
        SELECT {account_ref(engine, one)}, count(*) FILTER (flaw IN {KEPT}),
               count(*) FILTER (flaw = {FAILED}), min(observed_at), {columns}
        FROM {one.name} WHERE flaw IN {KEPT} OR ({heard if standing else "false"})
        GROUP BY {columns}
    """)
    told = _told_of_all(one)
    for ref, n, failures, first_seen, name, *texts in rows:
        said = _NOTHING
        if details:
            said = {k: v for k, v in zip(details, texts, strict=True) if v and _tells(k, v)}
        if "status" not in said and not one.is_plan and (word := told or ban_in_name(name)):
            said = {**said, "status": word}
        yield Mention(one.number, ref, name, said, n, failures, first_seen, one.is_plan)


def _told_of_all(one: Loaded) -> str | None:
    """What the name of its sheet, or of the file, says of the stores in a list."""
    if "accounts" not in one.table.mapping.role and "registrations" not in one.table.mapping.role:
        return None
    named = one.table.sheet or PurePosixPath(one.table.member or one.table.name).stem
    return ban_in_name(named)


def _tells(name: str, text: str) -> bool:
    """Whether a cell says something: "-" is no platform of its own, and "n/a" no client."""
    return not (says_nothing(text) if name in TELLING else text.isspace())


def join_accounts(
    mentions: Iterable[Mention], aliases: Mapping[str, str], mask: Mask
) -> list[Joined]:
    """The accounts that the mentions mean, sorted by id.

    `aliases` says which other names an account goes by (other name to name).
    """
    canonical = _followed(aliases)
    by_key: dict[tuple[str, bool], list[Mention]] = defaultdict(list)
    for mention in mentions:
        key = canonical_text(mention.name)
        by_key[canonical.get(key, key), mention.planned].append(mention)
    accounts = [account for (key, _planned), group in by_key.items()
                for account in _split(key, group)]  # fmt: skip
    return _named(accounts, mask)


def _followed(aliases: Mapping[str, str]) -> dict[str, str]:
    """Each alias in canonical form, and the name at the end of its chain.

    Raises:
        LinkscanError: a chain comes back to itself.
    """
    direct = {canonical_text(alias): canonical_text(name) for alias, name in aliases.items()}
    followed = {}
    for alias, name in direct.items():
        seen = {alias}
        while name in direct and name not in seen:
            seen.add(name)
            name = direct[name]
        if name in seen and direct[alias] != alias:
            raise LinkscanError(
                _("linkscan.toml: the aliases of {alias!r} lead in a circle; let one name stand."),
                alias=alias,
            )
        followed[alias] = name
    return followed


def _split(key: str, mentions: list[Mention]) -> Iterable[Joined]:
    """The accounts of one name: apart by platform, and within a platform by region."""
    if len(mentions) == 1 and not mentions[0].details:  # as nearly all names of a long log
        yield _joined(key, None, None, mentions, ambiguous=False)
        return
    for platform, there, loose in _apart(mentions, "platform"):
        for region, group, vague in _apart(there, "region"):
            yield _joined(key, platform, region or _site_region(group), group, loose or vague)


def _site_region(mentions: Iterable[Mention]) -> str | None:
    """The region that the sites name, where all name one: sites never part an account."""
    sites = {mention.details["site"] for mention in mentions if "site" in mention.details}
    regions = {market_of(site)[1] for site in sites}
    return next(iter(regions)) if len(regions) == 1 else None


def _apart(mentions: list[Mention], name: str) -> list[tuple[str | None, list[Mention], bool]]:
    """Mentions by what they say of `name`; those that say nothing join where only one
    answer exists, and otherwise stay apart, as ambiguous (the last member)."""
    if len(mentions) == 1:
        return [(_said(mentions[0], name), mentions, False)]
    groups: dict[str | None, list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[_said(mention, name)].append(mention)
    vague = groups.pop(None, [])
    if vague and len(groups) <= 1:
        only = next(iter(groups), None)
        return [(only, [*groups.get(only, []), *vague], False)]
    apart = [(value, groups[value], False) for value in sorted(groups, key=str)]
    return [*apart, (None, vague, True)] if vague else apart


def _said(mention: Mention, name: str) -> str | None:
    text = mention.details.get(name)
    if text is None:
        site = mention.details.get("site") if name == "platform" else None
        return market_of(site)[0] if site else None
    known = platform_named(text) if name == "platform" else meaning(name, text)
    return known or canonical_text(text)


def _named(accounts: list[Joined], mask: Mask) -> list[Joined]:
    """The accounts with their ids, sorted."""
    _put_ids(accounts, replace(mask, pseudonyms=None))
    for account in accounts:
        account.written_id = account.id
    if mask.pseudonyms:
        for account in accounts:
            account.platform = _hidden(account.platform, "platform", mask)
            account.region = _hidden(account.region, "region", mask)
        _put_ids(accounts, mask)
    return sorted(accounts, key=lambda one: one.id)


def _hidden(word: str | None, name: str, mask: Mask) -> str | None:
    """The pseudonym of a word that nobody knows, unless it is as short as the code of a country:
    it may be a name in the wrong column."""
    if word is None or len(word) <= CODE_CHARS or meaning(name, word):
        return word
    return mask.name(name, word, word)


def _put_ids(accounts: list[Joined], mask: Mask) -> None:
    """Give the accounts ids and labels; ids that would repeat get an ordinal.

    They repeat where masks hide the difference, or a name looks like a path.
    """
    for account in accounts:
        account.label = mask.name("account", account.key, account.spellings[0])
        parts = (account.platform, account.region, account.label)
        account.id = "/".join(part for part in parts if part)
    accounts.sort(key=lambda one: (one.id, one.key, one.platform or ""))
    taken: set[str] = set()
    for account in accounts:
        base, ordinal = account.id, 1
        while account.id in taken:
            ordinal += 1
            account.id = f"{base}#{ordinal}"
        taken.add(account.id)


def find_scopes(accounts: Sequence[Joined]) -> tuple[list[str], tuple[Warning, ...]]:
    """The platform on which each account is compared, "" for the one that no file names.

    Where all files together name one single platform, an account without one is taken to be
    there, which is the careful reading, and said; else `linkscan.linking.places` follows it.
    """
    named = {account.platform for account in accounts if account.platform}
    unnamed = sum(1 for account in accounts if not account.platform)
    assumed = next(iter(named)) if len(named) == 1 else ""
    scopes = [account.platform or assumed for account in accounts]
    if not named or not unnamed:
        return scopes, ()
    params = (("platform", assumed), ("platforms", ", ".join(sorted(named))))
    return scopes, (Warning("no-platform", params, count=unnamed),)


def find_sides(accounts: Sequence[Joined], mode: Mode | None) -> list[int]:
    """Who is among one's own: accounts of one number are weighed in mode own, others as strangers.

    In mode own all are. Otherwise those of one client are; an account that names no client is
    alone in mode sample, and one of the rest where no mode is chosen.
    """
    if mode == "own":
        return [0] * len(accounts)
    clients = [_company(one, "client") for one in accounts]
    numbers = {client: n for n, client in enumerate(sorted({*clients} - {None}, key=str), 1)}
    alone = len(numbers) + 1
    return [numbers.get(client, alone + n if mode == "sample" else 0)
            for n, client in enumerate(clients)]  # fmt: skip


def _company(one: Joined, name: str) -> str | None:
    told = one.values(name)
    return canonical_text(told[0]) if told else None


def put_accounts(
    engine: Engine, accounts: Sequence[Joined], scopes: Sequence[str], sides: Sequence[int]
) -> None:
    """Create `accounts` and `account_refs`; an account's number is its place by id."""
    engine.put(
        "accounts",
        {"account": "INTEGER", "id": "VARCHAR", "name": "VARCHAR", "platform": "VARCHAR",
         "region": "VARCHAR", "status": "VARCHAR", "scope": "VARCHAR", "barred": "BOOLEAN",
         "company": "VARCHAR", "side": "INTEGER", "planned": "BOOLEAN"},
        [(number, one.id, one.label, one.platform, one.region, one.status, scope, one.barred,
          _company(one, "entity") or _company(one, "client"), side, one.planned)
         for number, (one, scope, side) in enumerate(zip(accounts, scopes, sides, strict=True))],
    )  # fmt: skip
    refs: dict[int, int] = {}
    for number, account in enumerate(accounts):
        for mention in account.mentions:
            if refs.setdefault(mention.ref, number) != number:
                # Two names with one 64-bit digest: no report is better than a false tie.
                raise RuntimeError(f"digests collide: {mention.name!r} and another account")
    engine.put("account_refs", {"account_ref": "UBIGINT", "account": "INTEGER"}, list(refs.items()))
