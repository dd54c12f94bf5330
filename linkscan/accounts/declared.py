"""What the user declares in linkscan.toml: relations between own stores, findings accepted.

Both stay visible. A declared relation stops counting, except where it touches a barred store;
an accepted finding changes the exit code only. Each has a reason, an owner and an expiry; an
expiry that is past, missing or no date means expired: silence must never accept anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fingerprints import KINDS
from linkscan.accounts.accounts import Joined
from linkscan.engine import Engine
from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.masking import Mask
from linkscan.model import Warning
from linkscan.rules.vocabulary import canonical_text

LISTED = 50
_ALWAYS = ("reason", "owner", "expires")


@dataclass(frozen=True, slots=True)
class Declared:
    """Why something is declared, by whom, until when (None: not told, or no date)."""

    reason: str
    owner: str
    expires: date | None
    written: str  # the expiry as written

    def holds(self, today: date) -> bool:
        """Whether it has not expired: its last day is the day of expiry."""
        return self.expires is not None and today <= self.expires


@dataclass(frozen=True, slots=True)
class Relation:
    """Stores that belong together by declaration: by name or id, or all of one owner."""

    accounts: tuple[str, ...]
    entity: str | None
    kinds: tuple[str, ...]  # only values of these kinds; none: of any
    declared: Declared


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding that somebody knows of, by its id."""

    finding: str
    declared: Declared


@dataclass(frozen=True, slots=True)
class Covering:
    """A relation that holds, with the numbers of its accounts."""

    number: int
    accounts: tuple[int, ...]
    kinds: tuple[str, ...]


def read_relations(entries: object, where: str) -> tuple[Relation, ...]:
    """The `[[relations]]` of a linkscan.toml.

    Raises:
        LinkscanError: an entry names no stores, or has no reason or owner.
    """
    found = []
    for entry in _entries(entries, "relations", where):
        _check_keys(entry, "relations", ("accounts", "entity", "kinds", *_ALWAYS), where)
        accounts, entity = _texts(entry, "accounts", where), entry.get("entity")
        if len(accounts) < 2 and not isinstance(entity, str):
            raise LinkscanError(
                _('{where}: [[relations]] names no stores; write accounts = ["A", "B"] or '
                  'entity = "name of the owner".'),
                where=where,
            )  # fmt: skip
        kinds = _texts(entry, "kinds", where)
        for kind in kinds:
            if kind not in KINDS:
                raise LinkscanError(
                    _("{where}: {kind!r} is no kind of value; allowed are {names}."),
                    where=where, kind=kind, names=", ".join(sorted(KINDS)),
                )  # fmt: skip
        found.append(Relation(accounts, entity, kinds, _declared(entry, "relations", where)))
    return tuple(found)


def read_acceptances(entries: object, where: str) -> tuple[Acceptance, ...]:
    """The `[[accepted]]` of a linkscan.toml.

    Raises:
        LinkscanError: an entry names no finding, or has no reason or owner.
    """
    found = []
    for entry in _entries(entries, "accepted", where):
        _check_keys(entry, "accepted", ("finding", *_ALWAYS), where)
        finding = entry.get("finding")
        if not isinstance(finding, str):
            raise LinkscanError(
                _('{where}: [[accepted]] names no finding; write finding = "f-..." as the report '
                  "calls it."),
                where=where,
            )  # fmt: skip
        found.append(Acceptance(finding, _declared(entry, "accepted", where)))
    return tuple(found)


def _entries(entries: object, name: str, where: str) -> Iterable[Mapping[str, Any]]:
    if isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries):
        return entries
    raise LinkscanError(
        _("{where}: {name!r} takes tables: write [[{name}]] above each entry."),
        where=where, name=name,
    )  # fmt: skip


def _declared(entry: Mapping[str, Any], name: str, where: str) -> Declared:
    told = [entry.get(key) for key in ("reason", "owner")]
    if not all(isinstance(text, str) and text.strip() for text in told):
        raise LinkscanError(
            _("{where}: an entry of [[{name}]] lacks its reason or its owner; give both as text."),
            where=where, name=name,
        )  # fmt: skip
    written = entry.get("expires")
    shown = "" if written is None else str(written)
    return Declared(str(told[0]), str(told[1]), _day(written), shown)


def _day(written: object) -> date | None:
    if isinstance(written, datetime):
        return written.date()
    if isinstance(written, date):
        return written
    try:
        # date.fromisoformat would read 20271231.5 as a day, too.
        return datetime.strptime(str(written).strip(), "%Y-%m-%d").date()
    except ValueError:
        return None


def _texts(entry: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    """A list of texts, empty if it is not there: a slip here must not widen what is declared."""
    value = entry.get(key, [])
    if isinstance(value, list) and all(isinstance(text, str) for text in value):
        return tuple(value)
    raise LinkscanError(
        _('{where}: {key} takes a list of texts; write {key} = ["...", "..."].'),
        where=where, key=key,
    )  # fmt: skip


def _check_keys(entry: Mapping[str, Any], name: str, allowed: Sequence[str], where: str) -> None:
    for key in entry:
        if key not in allowed:
            raise LinkscanError(
                _("{where}: [[{name}]] knows no {key!r}; allowed are {names}."),
                where=where, name=name, key=key, names=", ".join(allowed),
            )  # fmt: skip


def coverings(
    relations: Sequence[Relation], joined: Sequence[Joined], today: date
) -> tuple[Covering, ...]:
    """The relations that have not expired, with the accounts that they name."""
    return tuple(
        Covering(number, _members(relation, joined), relation.kinds)
        for number, relation in enumerate(relations)
        if relation.declared.holds(today)
    )


def _members(relation: Relation, joined: Sequence[Joined]) -> tuple[int, ...]:
    named = {canonical_text(name) for name in relation.accounts}
    owner = canonical_text(relation.entity) if relation.entity else None
    return tuple(
        number
        for number, one in enumerate(joined)
        if one.key in named
        or not named.isdisjoint(map(canonical_text, (one.id, one.written_id)))
        or (owner is not None and owner in map(canonical_text, one.values("entity")))
    )


def cover_sets(engine: Engine, relations: Sequence[Covering]) -> None:
    """Create `covered`: which of `sets` one relation covers, all accounts and all kinds."""
    rows = [(one.number, account) for one in relations for account in one.accounts]
    engine.put("relation_accounts", {"relation": "INTEGER", "account": "INTEGER"}, rows)
    kinds = [(one.number, kind) for one in relations for kind in one.kinds]
    engine.put("relation_kinds", {"relation": "INTEGER", "kind": "VARCHAR"}, kinds)
    engine.create(
        "covered",
        """
        SELECT number, min(relation) AS relation FROM (
            SELECT s.number, r.relation FROM sets s
            JOIN holders USING (number) JOIN relation_accounts r USING (account)
            GROUP BY s.number, r.relation, s.accounts HAVING count(*) = s.accounts
        ) c WHERE NOT EXISTS (
            SELECT 1 FROM members m JOIN ties t USING (tie)
            WHERE m.number = c.number AND NOT m.support
              AND c.relation IN (SELECT relation FROM relation_kinds)
              AND NOT EXISTS (SELECT 1 FROM relation_kinds k
                              WHERE k.relation = c.relation AND k.kind = t.kind)
        ) GROUP BY number
        """,
    )


def about_declared(
    relations: Sequence[Relation],
    acceptances: Sequence[Acceptance],
    joined: Sequence[Joined],
    findings: Iterable[str],
    today: date,
    mask: Mask,
) -> list[Warning]:
    """What is declared and does not hold: expired, without an expiry, or about nothing here."""
    told = []
    for relation in relations:
        name = mask.text(relation.entity or ", ".join(relation.accounts))
        if not relation.declared.holds(today):
            told.append(_expired("expired-relation", name, relation.declared))
        elif len(_members(relation, joined)) < 2:
            told.append(Warning("unused-relation", (("name", name),)))
    known = set(findings)
    for one in acceptances:
        if not one.declared.holds(today):
            told.append(_expired("expired-acceptance", one.finding, one.declared))
        elif one.finding not in known:
            told.append(Warning("unused-acceptance", (("name", one.finding),)))
    return told[:LISTED]


def _expired(code: str, name: str, declared: Declared) -> Warning:
    return Warning(code, (("name", name), ("expires", declared.written)))
