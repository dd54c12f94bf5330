"""Whose store was visited: declared, by a rule for the profile, or by the login log. In this order.

What cannot be told stays open: of several candidates none is chosen, and a TLS fingerprint, which
a thousand browsers share, says nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from linkscan.capture.record import Session, Visit

DECLARED, RULE, LOGIN_LOG = "declared", "rule", "login-log"
"""Words of `attributed_by`."""

NEAR = timedelta(minutes=2)
"""How far a sign-in of the log may be from the begin of a visit: clocks differ, and a form takes
time to fill in. Ours."""

UMBRELLAS = {"EU", "NA"}
"""Regions of back offices that serve the stores of many countries."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An account whose sessions are known by how they leave: all that is named must hold."""

    account: str
    proxy: str | None = None
    interface: str | None = None
    vlan: int | None = None
    os_user: str | None = None

    def fits(self, session: Session) -> bool:
        """Whether a session leaves in this way."""
        return (
            self.proxy in (None, session.proxy)
            and self.interface in (None, session.interface)
            and self.vlan in (None, session.vlan)
            and self.os_user in (None, session.os_user)
        )


class Login(NamedTuple):
    """A sign-in as a login log has it."""

    at: datetime
    account: str
    platform: str
    region: str | None
    machine: str


@dataclass(slots=True)
class Attribution:
    """What is declared, and the rules. The user may declare another account at any time."""

    rules: Sequence[Rule] = ()
    _from: list[datetime] = field(default_factory=list)
    _accounts: list[str | None] = field(default_factory=list)

    def declare(self, account: str | None, since: datetime) -> None:
        """From `since` on all sessions are of `account`; None: nothing is said any more."""
        self._from.append(since)
        self._accounts.append(account)

    def attribute(self, session: Session) -> Session:
        """The session with its account, if that is known by its begin."""
        place = bisect_right(self._from, session.first_at)
        if place and (account := self._accounts[place - 1]):
            return replace(session, account=account, attributed_by=DECLARED)
        accounts = {rule.account for rule in self.rules if rule.fits(session)}
        if len(accounts) == 1:
            return replace(session, account=accounts.pop(), attributed_by=RULE)
        return session


def join_logins(visits: Iterable[Visit], logins: Iterable[Login]) -> list[Visit]:
    """The visits, those without an account joined with the login log.

    A sign-in counts if it is on the same machine and platform, from two minutes before the visit
    to two after its end. One account near the begin of the visit, and no other in the whole of
    it, is the account; otherwise all of them are candidates.
    """
    by_place: dict[tuple[str, str], list[Login]] = {}
    for login in sorted(logins, key=lambda login: (login.at, login.account)):
        by_place.setdefault((folded_machine(login.machine), login.platform), []).append(login)
    return [
        visit
        if visit.account is not None or not visit.machine
        else _joined(visit, by_place.get((folded_machine(visit.machine), visit.platform), ()))
        for visit in visits
    ]


def _joined(visit: Visit, logins: Sequence[Login]) -> Visit:
    first = bisect_left(logins, visit.start_at - NEAR, key=lambda login: login.at)
    met: dict[str, datetime] = {}
    for login in logins[first:]:
        if login.at > visit.end_at + NEAR:
            break
        if _is_region(visit.region, login.region):
            met.setdefault(login.account, login.at)
    if len(met) == 1:
        ((account, at),) = met.items()
        if at <= visit.start_at + NEAR:
            return replace(visit, account=account, attributed_by=LOGIN_LOG, candidates=())
    return replace(visit, candidates=tuple(sorted(met)))


def _is_region(seen: str | None, said: str | None) -> bool:
    """Whether a back office of one region may be that of a store of another."""
    return seen is None or said is None or seen == said or bool(UMBRELLAS & {seen, said})


def folded_machine(machine: str) -> str:
    """The name of a machine as it is compared: case and white space say nothing."""
    return " ".join(machine.split()).casefold()
