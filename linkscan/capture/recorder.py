"""The recorder of a live capture: frames in, records of back offices out.

It knows no files and no sockets. Of other hosts nothing is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from linkscan.capture.decode.decoder import Decoder
from linkscan.capture.keeper import Keeper
from linkscan.capture.record import Mapping, Record, Session, moment


class Recorder:
    """Frames as they arrive; records as they are complete."""

    def __init__(self, keeper: Keeper) -> None:
        self.counts: Counter[type[Record]] = Counter()
        self._decoder = Decoder()
        self._keeper = keeper

    @property
    def packets(self) -> int:
        """How many frames were taken."""
        return self._decoder.counts.frames

    def feed(
        self, frame: bytes, linktype: int, at_ns: int, interface: str | None
    ) -> Sequence[Record]:
        """Take a frame; the records that are complete by it."""
        found = self._decoder.feed(frame, linktype, at_ns, interface)
        return self._kept(found) if found else ()

    def hear(self, mapping: Mapping) -> Sequence[Record]:
        """Take a public address that was told beside the packets."""
        return self._kept([mapping])

    def tick(self, now_ns: int) -> Sequence[Record]:
        """The records that are complete as time has passed: sessions that are over, visits that
        no session can join any more."""
        records = self._kept(self._decoder.sweep(now_ns))
        since_ns = self._decoder.open_since_ns()
        since = moment(now_ns if since_ns is None else min(since_ns, now_ns))
        return [*records, *self._counted(self._keeper.visits.take_over(since))]

    def finish(self) -> Sequence[Record]:
        """The records of all that is still open: the capture is over."""
        records = self._kept(self._decoder.finish())
        return [*records, *self._counted(self._keeper.visits.finish())]

    def _kept(self, records: Iterable[Record]) -> list[Record]:
        return self._counted(
            self._keeper.keep(record)
            for record in records
            if not isinstance(record, Session) or self._keeper.is_back_office(record)
        )

    def _counted(self, records: Iterable[Record]) -> list[Record]:
        found = list(records)
        self.counts.update(map(type, found))
        return found
