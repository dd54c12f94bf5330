"""What the columns of a table mean together, and with that what the table is.

The role of a table follows from the columns it has. With an account column it is

- *logins* if it has a time, or evidence (an address, a device, ...), or says what was done
  or how it ended; a list of accounts may carry dates and addresses too, so papers, status,
  opening date or reason of a ban without a time of observation speak against logins;
- *registrations* if it has papers, or is long (a kind and a value); addresses and devices
  in it are papers as well, of role `declared`;
- *accounts* if it has platform, region, site, client, owner, status, dates or a reason;
- *registrations+accounts* if it is both;
- *metrics* if it has figures of a store (a rate, or dated sales) and nothing that ties stores.

A column of planned stores (计划店铺) makes it a *plan*, whatever else it has.

Without one it is *machines* if it names machines and says anything about them, and *operators*
if it names people and says what they are (人员类型) or when they left (离职日期).

The account is the store where a store column stands beside an operating account (子账号,
登录账号, user), which then is the operator; alone, that one is the account.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from collections.abc import Mapping as Map
from difflib import get_close_matches

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.rules.checklists import items
from linkscan.sources.aliases import (
    PERMISSION,
    PaperName,
    field_of,
    fold,
    is_paper_kind,
    is_secret,
    paper_of,
)
from linkscan.sources.numbered import number_of
from linkscan.sources.table import Mapping, Paper, Role

EVIDENCE = (
    "ip",
    "device_id",
    "mac",
    "fingerprint",
    "user_agent",
    "cookie",
    "canvas",
    "webgl",
    "audio",
    "gpu",
    "screen",
    "timezone",
    "language",
    "ja4",
    "ja3",
    "hostname",
)
"""Fields whose name is the kind of identifier that their values are."""

PROFILE = ("platform", "region", "site", "client", "entity")
STATE = ("status", "was_suspended", "ban_reason", "certification", "opened_at", "closed_at")
STAFF = ("operator_kind", "left_at")

RATES = ("order_defect_rate", "cancel_rate", "late_shipment_rate", "valid_tracking_rate")
HOURS, SALES = "hours_to_ship", "sales"
FIGURES = (*RATES, HOURS, SALES)
"""Fields whose name is the metric that their values are figures of."""

LOGINS = (
    *("account", "operator", "observed_at", "outcome", "event", "channel", "machine", "desk"),
    *("ip_location", "account_status", "was_suspended"),
    *STAFF,
    *PROFILE,
    *EVIDENCE,
)
ACCOUNTS = ("account", "operator", PERMISSION, *STAFF, *PROFILE, *STATE)
LONG = ("account", "paper_kind", "paper_value", *PROFILE)
MACHINES = ("machine", "kind", "site", "public_line", "mac", "device_id", "user", "acquired_at")
OPERATORS = ("operator", "user", *STAFF)
METRICS = (*ACCOUNTS, "observed_at", *FIGURES)
PLAN = (*ACCOUNTS, "machine", "paper_kind", "paper_value")

FIELDS = tuple(dict.fromkeys((*LOGINS, *ACCOUNTS, *LONG, *MACHINES, *OPERATORS, *FIGURES)))
"""Every field that a mapping may hold, beside the items of the checklists."""

# What a word means in a table of this role; each is taken only where the field is free.
_READ_AS: dict[str, tuple[tuple[str, str], ...]] = {
    "logins": (
        ("last_login_at", "observed_at"),
        ("created_at", "observed_at"),
        ("status", "outcome"),
        ("kind", "event"),
        ("public_line", "ip"),
        ("location", "ip_location"),
        ("hostname", "machine"),
    ),
    "registrations": (("kind", "paper_kind"),),
    "accounts": (
        ("created_at", "opened_at"),
        ("account_status", "status"),
        ("public_line", "ip"),
    ),
    "metrics": (
        ("period_end", "observed_at"),
        ("created_at", "opened_at"),
        ("account_status", "status"),
    ),
    "machines": (
        ("hostname", "machine"),
        ("number", "machine"),
        ("name", "machine"),
        ("location", "site"),
        ("ip", "public_line"),
        ("operator", "user"),
    ),
    "operators": (),
    "plan": (
        ("account_status", "status"),
        ("public_line", "ip"),
        ("hostname", "machine"),
        ("kind", "paper_kind"),
    ),
}
_WITHOUT_ACCOUNT: tuple[Role, ...] = ("machines", "operators")
PLANNED = "planned_account"
ACCOUNT_WORDS = (PLANNED, "account", "store", "login", "operator", "user", "name")
"""Words for who logs in, the one that is the account first."""
_STATE_WORDS = frozenset(
    {"account_status", "was_suspended", "ban_reason", "opened_at", "closed_at"}
)
DECLARED = "declared"
"""Role of an address or a device that a list of stores names."""
_DEVICE = ("ip", "device_id", "mac", "fingerprint")
_LIKE = 0.5  # of 1, for a header to be offered as what was meant; ours
_SHOWN, _SHOWN_CHARS = 20, 40  # headers that a message names, and characters of one


def map_columns(
    header: Sequence[str], where: str, wanted: Map[str, str] | None = None, role: Role | None = None
) -> Mapping:
    """Say what each column means, and with that what the table is.

    Args:
        header: The headers in order.
        where: File and line of the header, for messages.
        wanted: Field or kind -> header, as the user says; one that is not here is no error.
        role: What the user says the table is.

    Raises:
        LinkscanError: The columns make no table that linkscan can use.
    """
    columns = _Columns(header, wanted or {})
    natural = columns.role()
    # One sheet may be both; naming one of the two does not make the other part untrue.
    both = natural == "registrations+accounts" and role in ("registrations", "accounts")
    if role is None or both:
        role = natural
    elif role == "accounts" and columns.has_papers():
        role = "registrations+accounts"
    if role is None or (role not in _WITHOUT_ACCOUNT and not columns.has_account()):
        raise _unrecognised(columns, where)
    mapping = columns.mapping(role)
    if natural is None and mapping.fields.keys() == {"account"} and not mapping.papers:
        raise _unrecognised(columns, where)
    if role == "machines" and "machine" not in mapping.fields:
        raise _missing("machine", columns, where)
    if role == "metrics" and not any(name in mapping.fields for name in FIGURES):
        raise _missing(FIGURES[0], columns, where)
    return mapping


def known_target(name: str) -> bool:
    """Whether `--map NAME=...` may name this: a field, a kind of paper, or `kind/role`."""
    return name in FIELDS or name in items() or is_paper_kind(name.partition("/")[0])


def named_column(header: Sequence[str], text: str) -> int | None:
    """The column that a user calls `text`: as written, else folded; never a secret one.

    `#3` is the third, where no header is called so.
    """
    open_columns = [(i, seen) for i, seen in enumerate(header) if not is_secret(seen)]
    same = [i for i, seen in open_columns if seen.strip() == text.strip()]
    alike = [i for i, seen in open_columns if fold(seen) == fold(text) != ""]
    if not same and (number := number_of(text)) is not None:
        alike = [i for i, _seen in open_columns if i + 1 == number]
    return next(iter(same or alike), None)


def wanted_of(mapping: Mapping, header: Sequence[str]) -> dict[str, str]:
    """What `wanted` has to say so that these headers get this mapping again: target -> header.

    Where several columns hold papers of one kind and role, the first is named; the others go
    by their headers as before.
    """
    wanted = {name: header[i] for name, i in mapping.fields.items()}
    for paper in mapping.papers:
        # An address in a list of stores is a paper for standing there, not for its header.
        role = "" if paper.role == DECLARED else paper.role
        wanted.setdefault(f"{paper.kind}/{role}".rstrip("/"), header[paper.column])
    return wanted


def nearest(header: str, met: Iterable[str]) -> str | None:
    """Of the headers that were met, the one most like `header`; None: none is like it.

    What holds secrets is not offered.
    """
    folded = {seen: fold(seen) for seen in met if not is_secret(seen)}
    close = get_close_matches(fold(header), folded.values(), 1, _LIKE)
    return next((seen for seen, text in folded.items() if text in close), None)


class _Columns:
    """The headers of one table, each given the one thing it may mean."""

    def __init__(self, header: Sequence[str], wanted: Map[str, str]) -> None:
        self.header = tuple(header)
        self.secret = tuple(i for i, text in enumerate(header) if is_secret(text))
        self.found: dict[str, int] = {}  # field -> column
        self.papers: dict[int, PaperName] = {}
        self.rivals: list[tuple[str, int]] = []  # field, column that another one was taken for
        ranks: dict[str, int] = {}
        chosen = _chosen(header, wanted)
        for i, text in enumerate(header):
            if i in self.secret:
                continue
            name, rank = chosen.get(i) or field_of(text)
            if i in chosen and is_paper_kind(name.partition("/")[0]):
                self.papers[i] = PaperName(*name.partition("/")[::2])
            elif name and (name not in ranks or rank < ranks[name]):
                if name in ranks:
                    self.rivals.append((name, self.found[name]))
                self.found[name], ranks[name] = i, rank
            elif name:
                self.rivals.append((name, i))
            elif i not in chosen and (paper := paper_of(text)):
                self.papers[i] = paper
        if self._has("paper_kind") and [kind for kind, _role in self.papers.values()] == [
            "document"
        ]:
            # 证件类型 beside it says of every row what kind of document that is.
            self.found.setdefault("paper_value", *self.papers)
            self.papers = {}

    def has_account(self) -> bool:
        return self._has(*ACCOUNT_WORDS)

    def has_papers(self) -> bool:
        """Whether it says with what a store was registered, were it a list of stores."""
        return bool(self.papers) or self._has(*_DEVICE, "public_line")

    def role(self) -> Role | None:
        if self._has(PLANNED):
            return "plan"
        if self._is_staff():
            return "operators"
        if self._is_inventory():
            return "machines"
        if not self.has_account():
            return None
        if self._is_metrics():
            return "metrics"
        if self._is_long():
            return "registrations"
        if self._is_log():
            return "logins"
        listed = self._has("status", *_STATE_WORDS)
        if self.papers or self._has(PERMISSION) or (listed and self._has(*_DEVICE, "public_line")):
            return "registrations+accounts" if self._is_profile() else "registrations"
        return "accounts" if self._is_profile() else None

    def _is_staff(self) -> bool:
        """Whether a row says what somebody is, or when they left, and of no store."""
        if not self._has(*STAFF) or not self._people():
            return False
        if self._has("account", "store", "platform", "site", PERMISSION, *_STATE_WORDS):
            return False
        # 账号 beside an operator is the store that they work for; beside a name it is their login.
        if self._has("login") and self._has("operator"):
            return False
        return not self._has(
            *("observed_at", "machine", "hostname", "public_line", "event", "outcome"),
            *("paper_value", *EVIDENCE),
        )

    def _people(self) -> list[int]:
        """The columns that name people, the one that is most likely to be in a log first."""
        named = [self.found[name] for name in ("operator", "user", "login") if name in self.found]
        named += [i for i, paper in self.papers.items() if paper == ("person", "")]
        return named + [self.found[name] for name in ("name",) if name in self.found]

    def _is_inventory(self) -> bool:
        if self._has("account", "store", "login", "observed_at", "platform"):
            return False
        placed = self._has("user", "operator", "site", "location")
        traits = self._has("mac", "ip", "public_line", "acquired_at") or (
            self._has("kind") and placed
        )
        if self._has("number", "name"):
            return traits
        return self._has("machine", "hostname") and (traits or placed or self._has("kind"))

    def _is_metrics(self) -> bool:
        """Whether a row holds figures of a store. Sales without a date are a remark in a list."""
        if not self._has(*RATES, HOURS) and not (
            self._has(SALES) and self._has("observed_at", "period_end")
        ):
            return False
        acted = ("event", "outcome", "channel", "machine", "hostname", "desk", "public_line")
        return not (self.papers or self._has("paper_value", PERMISSION, *acted, *EVIDENCE))

    def _is_long(self) -> bool:
        if self.papers or self._has("observed_at"):
            return False
        return self._has("paper_kind", "kind") and self._has("paper_value")

    def _is_log(self) -> bool:
        """Whether a row is something that happened, rather than how an account stands."""
        acted = self._has("event", "outcome", "channel", "machine", "user_agent")
        done = acted or self._has("public_line", *EVIDENCE)
        stands = self._has(*_STATE_WORDS)
        if not self._has("observed_at"):
            return done and not (self.papers or stands or self._has("status"))
        if done:  # a log may tell in a column of its own whether the store is banned by now
            return acted or not self._has(*_STATE_WORDS - {"was_suspended"})
        # 状态 alone may be how a login ended; beside a platform it is how a store stands.
        return not (self.papers or stands or (self._has("status") and self._has("platform")))

    def _is_profile(self) -> bool:
        known = ("status", "certification", "created_at", *STAFF, *_STATE_WORDS, *PROFILE)
        return self._has(*known, *items())

    def mapping(self, role: Role) -> Mapping:
        fields = self._accounts_named(role)
        for part in role.split("+"):
            for word, name in _READ_AS[part]:
                if word in fields and name not in fields:
                    fields[name] = fields.pop(word)
        plain = role in ("accounts", "metrics", *_WITHOUT_ACCOUNT)
        papers = () if plain else self._papers(role, fields)
        allowed = _allowed(role, long="paper_value" in fields)
        fields = {name: i for name, i in fields.items() if name in allowed}
        used = {*fields.values(), *(paper.column for paper in papers), *self.secret}
        return Mapping(
            role,
            dict(sorted(fields.items(), key=lambda item: item[1])),
            papers,
            tuple(self.header[i] for i in self.secret),
            tuple(text for i, text in enumerate(self.header) if i not in used),
            self._passed_over(fields, used),
            self._fallback(role, fields),
        )

    def _fallback(self, role: Role, fields: Map[str, int]) -> tuple[int, ...]:
        """Further columns of addresses in a log, for rows whose own address is none."""
        if role != "logins" or "ip" not in fields:
            return ()
        found = {i for kind, i in self._further() if kind == "ip"} - {fields["ip"]}
        return tuple(sorted(found))

    def _passed_over(self, fields: Map[str, int], used: Set[int]) -> tuple[tuple[str, str], ...]:
        """Columns that claimed a field and did not get it, each with the one that did."""
        rivals = [(self.found[name], i) for name, i in self.rivals]
        if "account" in fields:
            rivals += [(fields["account"], self.found[name]) for name in ("account", "store")
                       if name in self.found]  # fmt: skip
        return tuple(
            (self.header[i], self.header[winner])
            for winner, i in sorted(rivals, key=lambda pair: pair[1])
            if i not in used and winner in used
        )

    def _accounts_named(self, role: Role) -> dict[str, int]:
        """The fields, with one account and at most one operator among them."""
        fields = dict(self.found)
        if role == "machines":
            return fields
        if role == "operators":
            # Somebody may be listed by name and by login: a log may have either.
            fields.pop("user", None)
            return {**fields, **dict(zip(("operator", "user"), self._people(), strict=False))}
        names = [name for name in ACCOUNT_WORDS if name in fields]
        columns = [fields.pop(name) for name in names]
        fields["account"] = columns[0]
        # An explicit operator before a mere account name beside the store.
        others = dict(zip(names[1:], columns[1:], strict=True))
        for name in ("operator", "user", "login"):
            if name in others:
                fields.setdefault("operator", others[name])
        return fields

    def _papers(self, role: Role, fields: dict[str, int]) -> tuple[Paper, ...]:
        papers = [Paper(i, kind, use) for i, (kind, use) in self.papers.items()]
        if role != "logins":
            declared = [(kind, fields[kind]) for kind in _DEVICE if kind in fields]
            declared += [one for one in self._further() if one not in declared]
            papers += [Paper(i, kind, DECLARED) for kind, i in declared]
        else:  # a log has one column of addresses with dates; the others count without
            papers += [Paper(i, kind, DECLARED) for kind, i in self._further() if kind == "ip"]
        return tuple(sorted(papers, key=lambda paper: paper.column))

    def _further(self) -> list[tuple[str, int]]:
        """Columns of addresses and devices beside the one of their kind that is read (登录IP beside
        出口IP). A line may have a name (宽带: 电信一号)."""
        rivals = [(name, i) for name, i in self.rivals if name in (*_DEVICE, "public_line")]
        if "public_line" in self.found:
            rivals.append(("public_line", self.found["public_line"]))
        lines = {i for name, i in rivals if name == "public_line"}
        named = [("ip" if name == "public_line" else name, i) for name, i in rivals]
        return [(kind, i) for kind, i in named if i not in lines or "ip" in fold(self.header[i])]

    def _has(self, *names: str) -> bool:
        return any(name in self.found for name in names)


def _allowed(role: Role, *, long: bool) -> frozenset[str]:
    if role == "logins":
        return frozenset(LOGINS)
    if role == "machines":
        return frozenset(MACHINES)
    if role == "operators":
        return frozenset(OPERATORS)
    if role == "plan":
        return frozenset((*PLAN, *items()))
    if role == "metrics":
        return frozenset((*METRICS, *items()))
    return frozenset((*LONG, *ACCOUNTS, *items()) if long else (*ACCOUNTS, *items()))


def _chosen(header: Sequence[str], wanted: Map[str, str]) -> dict[int, tuple[str, int]]:
    """What the user says columns mean, before any alias."""
    places = ((named_column(header, text), name) for name, text in wanted.items())
    return {i: (name, -1) for i, name in places if i is not None}


def _found_text(columns: _Columns) -> str:
    """The headers as a message names them; a line of text that is none may be long."""
    header = (" ".join(text.split()) for text in columns.header)  # a message is one line
    shown = [text for i, text in enumerate(header) if i not in columns.secret and text]
    cut = [text if len(text) <= _SHOWN_CHARS else text[:_SHOWN_CHARS] + "…" for text in shown]
    return ", ".join(cut[:_SHOWN]) + (", …" if len(cut) > _SHOWN else "")


def _missing(name: str, columns: _Columns, where: str) -> LinkscanError:
    return LinkscanError(
        _("{where}: no column {name!r}; found {found}. Name it with --map {name}=NAME."),
        where=where,
        name=name,
        found=_found_text(columns),
    )


def _unrecognised(columns: _Columns, where: str) -> LinkscanError:
    if not columns.has_account():
        return LinkscanError(
            _(
                "{where}: no column that names the store; found {found}. "
                "Name it with --map account=NAME."
            ),
            where=where,
            found=_found_text(columns),
        )
    return LinkscanError(
        _(
            "{where}: nothing but the account is recognised; found {found}. "
            "Name a column with --map, such as --map ip=NAME."
        ),
        where=where,
        found=_found_text(columns),
    )
