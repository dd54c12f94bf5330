"""The keeper: gives records what is known beyond the packets, and gathers visits from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from linkscan.capture.attribution import Attribution
from linkscan.capture.record import Mapping, Record, Session
from linkscan.capture.router_log import Lease
from linkscan.capture.settings import CaptureSettings
from linkscan.capture.visits import Visits

Identify = Callable[[Session], Session]
"""Adds to a session what is known of the machine that had it."""


class Keeper:
    """What is known of machines and accounts, and the visits that are under way."""

    def __init__(
        self,
        settings: CaptureSettings,
        attribution: Attribution,
        identify: Identify,
        leases: Sequence[Lease] = (),
    ) -> None:
        self.visits = Visits(settings.office, leases)
        self._settings = settings
        self._attribution = attribution
        self._identify = identify

    def is_back_office(self, session: Session) -> bool:
        """Whether a session is with a back office."""
        return session.name is not None and self._settings.office(session.name) is not None

    def keep(self, record: Record) -> Record:
        """The record with its machine, and with its account if it is with a back office."""
        if isinstance(record, Session):
            record = self._identify(record)
            if not self.is_back_office(record):
                return record
            record = self._attribution.attribute(record)
        if isinstance(record, Session | Mapping):
            self.visits.add(record)
        return record

    def with_visits(self, records: Iterable[Record]) -> Iterator[Record]:
        """Records of a whole capture as they are kept, and after them the visits they make."""
        for record in records:
            yield self.keep(record)
        yield from self.visits.finish()
