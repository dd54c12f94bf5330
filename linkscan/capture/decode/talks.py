"""Connections that are going on: who opened them, when they were last heard, and their session.

The table is bounded in connections, in bytes that wait for the rest of a hello, and in time. A
side is *settled* once nothing of it has to be read any more: then a packet costs one look-up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from linkscan.capture.record import Record, Session, moment

MOST_TALKS = 1 << 16
MOST_WAITING_BYTES = 16 << 20
IDLE_NS = 300_000_000_000
CLOSED_NS = 10_000_000_000
"""A connection that was closed is kept this long for its last packets."""


class Waiting(Protocol):
    """What one side has said so far."""

    size: int

    @property
    def begun(self) -> bool:
        """Whether a hello has begun in it."""


W = TypeVar("W", bound=Waiting)


@dataclass(slots=True, eq=False)
class Talk:
    """One connection, both ways."""

    first_ns: int
    last_ns: int
    session: Session | None = None
    closed: bool = False


@dataclass(slots=True, eq=False)
class Side(Generic[W]):
    """What one end sends; `waiting` is None once the side is settled.

    `opened` is the sequence number of its SYN, where one was seen.
    """

    talk: Talk
    waiting: W | None
    opened: int | None = None


class Talks(Generic[W]):
    """The connections of one transport, by addresses and ports as their sender writes them."""

    def __init__(self, records: list[Record]) -> None:
        """Sessions are appended to `records` when their connection is over."""
        self.sides: dict[bytes, Side[W]] = {}
        self.given_up = 0
        """Hellos that had begun and were never whole."""
        self._records = records
        self._undecided: dict[Side[W], None] = {}
        self._held = 0

    def begin(self, key: bytes, waiting: W, other: W, at_ns: int) -> Side[W]:
        """The sender's side of a new connection; one that `key` named before is over."""
        self.end(key)
        while len(self.sides) >= 2 * MOST_TALKS:
            self.end(next(iter(self.sides)))
        talk = Talk(at_ns, at_ns)
        side = self.sides[key] = Side(talk, waiting)
        self.sides[reverse(key)] = Side(talk, other)
        return side

    def end(self, key: bytes) -> None:
        """Forget the connection that `key` names, if there is one, and record its session."""
        side, other = self.sides.pop(key, None), self.sides.pop(reverse(key), None)
        for one in (side, other):
            if one is not None:
                self.settle(one)
        if side is not None and side.talk.session is not None:
            self._records.append(replace(side.talk.session, last_at=moment(side.talk.last_ns)))

    def decide(self, key: bytes, session: Session) -> None:
        """The connection has its session: nothing more of it has to be read."""
        self.sides[key].talk.session = session
        self.settle(self.sides[key])
        self.settle(self.sides[reverse(key)])

    def hold(self, side: Side[W], more: int) -> None:
        """Count bytes that wait; where they are too many, those that wait longest are given up."""
        self._held += more
        self._undecided[side] = None
        while self._held > MOST_WAITING_BYTES:
            self.settle(next(iter(self._undecided)))

    def settle(self, side: Side[W]) -> None:
        """Nothing more has to be read of this side."""
        if side.waiting is not None:
            self.given_up += side.waiting.begun and side.talk.session is None
            self._held -= side.waiting.size
            side.waiting = None
        self._undecided.pop(side, None)

    def sweep(self, now_ns: int) -> None:
        """End what has been silent for long, or was closed."""
        for key in [key for key, side in self.sides.items() if _is_over(side.talk, now_ns)]:
            self.end(key)

    def open_since_ns(self) -> int | None:
        """When the first connection began that has a session or may still get one."""
        return min((side.talk.first_ns for side in self.sides.values()
                    if side.talk.session is not None or side.waiting is not None),
                   default=None)  # fmt: skip

    def finish(self) -> None:
        """End everything: the capture is over."""
        for key in list(self.sides):
            self.end(key)


def reverse(key: bytes) -> bytes:
    """The key of the other side: addresses and ports change places."""
    half = (len(key) - 4) // 2
    return key[half : 2 * half] + key[:half] + key[-2:] + key[-4:-2]


def _is_over(talk: Talk, now_ns: int) -> bool:
    return now_ns - talk.last_ns > (CLOSED_NS if talk.closed else IDLE_NS)
