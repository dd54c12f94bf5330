"""TCP: the connections whose client says a TLS hello.

Source: RFC 9293, section 3.1 (header).
"""

from __future__ import annotations

from typing import NamedTuple

from linkscan.capture.decode.cursor import Invalid
from linkscan.capture.decode.hello import ClientHello
from linkscan.capture.decode.stream import Stream
from linkscan.capture.decode.talks import Side, Talks

FIN, SYN, RST, ACK = 0x01, 0x02, 0x04, 0x10


class Greeting(NamedTuple):
    """A hello, what the client had said before it, and when it first was heard.

    Of a hello that the capture cuts off only the name is there.
    """

    hello: ClientHello
    before: bytes
    first_ns: int
    is_cut: bool = False


class Connections(Talks[Stream]):
    """The TCP connections of a capture."""

    def take(self, key: bytes, segment: bytes, at_ns: int, is_cut: bool = False) -> Greeting | None:
        """Take a segment; the greeting of its sender once that is complete.

        Args:
            key: Addresses and ports, the sender's first.
            segment: Header and data.
            at_ns: When it was seen.
            is_cut: Whether the end of its data is missing: then of a hello in it no more is to be
                waited for.

        Raises:
            Invalid: The header is cut off or contradicts itself.
        """
        if len(segment) < 20 or not 20 <= (size := data_start(segment)) <= len(segment):
            raise Invalid("tcp")
        flags = segment[13]
        sequence = int.from_bytes(segment[4:8], "big")
        side = self._side(key, sequence, flags, at_ns)
        side.talk.last_ns = max(side.talk.last_ns, at_ns)
        if flags & (FIN | RST):
            side.talk.closed = True
        data = segment[size:]
        if side.waiting is None or not data:
            return None
        greeting = self._listen(side, side.waiting, sequence + bool(flags & SYN), data)
        if greeting is None and is_cut and side.waiting is not None and side.waiting.begun:
            greeting = self._cut(side, side.waiting)
        return greeting

    def _side(self, key: bytes, sequence: int, flags: int, at_ns: int) -> Side[Stream]:
        """The sender's side; a SYN with another number opens a new connection on old ports."""
        side = self.sides.get(key)
        if side is None or (flags & (SYN | ACK) == SYN and _is_other(side, sequence)):
            side = self.begin(key, Stream(), Stream(), at_ns)
        if flags & SYN:
            side.opened = sequence
        return side

    def _listen(
        self, side: Side[Stream], stream: Stream, sequence: int, data: bytes
    ) -> Greeting | None:
        size = stream.size
        hello = stream.add(sequence, data)
        if hello is not None:
            return Greeting(hello, stream.before(), side.talk.first_ns)
        self.hold(side, stream.size - size)
        if stream.full:
            self.settle(side)
        return None

    def _cut(self, side: Side[Stream], stream: Stream) -> Greeting | None:
        """The greeting as far as it was captured."""
        hello = stream.cut()
        if hello is None:
            self.settle(side)
            return None
        return Greeting(hello, stream.before(), side.talk.first_ns, is_cut=True)


def data_start(segment: bytes) -> int:
    """How many bytes the header of a segment has."""
    return (segment[12] >> 4) * 4


def _is_other(side: Side[Stream], sequence: int) -> bool:
    """Whether a SYN belongs to another connection than what was heard of this side before."""
    if side.opened is None:
        return side.waiting is None or side.waiting.size > 0
    return side.opened != sequence
