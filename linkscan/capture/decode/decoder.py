"""The decoder: frames in, records out. It knows no files and no sockets.

A frame has one of three outcomes: records; nothing, as more has to come or nobody asked; or
invalid, which is counted by reason and raised nowhere. Most frames belong to connections whose
hello is long since read: those cost one look-up, straight from the frame.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from linkscan.capture.decode import dns, stun
from linkscan.capture.decode.cursor import Invalid
from linkscan.capture.decode.fragments import Fragments
from linkscan.capture.decode.handshake import Handshake
from linkscan.capture.decode.hello import ClientHello
from linkscan.capture.decode.ip import TCP, UDP, Segment, address_text, joined, segment_of
from linkscan.capture.decode.ja4 import ja3, ja4
from linkscan.capture.decode.link import Wire, unwrap
from linkscan.capture.decode.mappings import Mappings
from linkscan.capture.decode.names import Names
from linkscan.capture.decode.quic import is_unknown_initial, may_be_initial
from linkscan.capture.decode.stream import Stream
from linkscan.capture.decode.talks import Side, Talks
from linkscan.capture.decode.tcp import FIN, RST, SYN, Connections, data_start
from linkscan.capture.decode.way import PROXIES, Way, way_of
from linkscan.capture.record import Record, Session, moment

ETHERNET = 1
IPV4_START, IPV6_START = b"\x08\x00\x45", b"\x86\xdd"
UNFRAGMENTED = (b"\x40\x00", b"\x00\x00")
OPENS_OR_CLOSES = SYN | FIN | RST
SWEEP_NS = 10_000_000_000
SIDES_A_FRAME = 16
"""How many sides of the table a frame may cost that are looked at in a sweep."""
DNS_PORT, HTTPS_PORT = b"\x00\x35", b"\x01\xbb"

HELLO, FRAGMENTS, IPSEC, QUIC = "hello", "fragments", "ipsec", "quic"
"""Words of `Counts.unread`, beside those of `Unwrapped.hidden`: hellos and fragmented packets that
are not whole, packets inside IPsec, versions of QUIC that are not known here."""


@dataclass(slots=True)
class Counts:
    """What became of the frames so far."""

    frames: int = 0
    cut_hellos: int = 0
    """Sessions of whose hello only the name was captured."""
    invalid: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    """What may have held a session and could not be read, by one of the words below."""
    unread_linktypes: Counter[int] = field(default_factory=Counter)


class _Place(NamedTuple):
    """Where and when a frame was seen."""

    at_ns: int
    wire: Wire
    interface: str | None


class Decoder:
    """Frames of one capture in the order in which they were seen."""

    def __init__(self) -> None:
        self.counts = Counts()
        self._records: list[Record] = []
        self._tcp = Connections(self._records)
        self._quic: Talks[Handshake] = Talks(self._records)
        self._fragments = Fragments()
        self._names = Names()
        self._mappings = Mappings()
        self._swept_ns = 0
        self._sweep_frames = 0

    def feed(
        self, frame: bytes, linktype: int, at_ns: int, interface: str | None = None
    ) -> Sequence[Record]:
        """Take a frame; the records that are complete by it.

        Args:
            frame: The frame as it was on the wire, or its beginning.
            linktype: What it begins with (tcpdump.org/linktypes.html).
            at_ns: When it was seen: nanoseconds since 1970 UTC.
            interface: Where it was seen.

        Returns:
            Sessions that are over (closed 10 s ago, silent for 300 s, or pushed out), mappings
            as they are told.
        """
        self.counts.frames += 1
        if linktype != ETHERNET or not self._is_settled(frame, at_ns):
            try:
                self._read(frame, linktype, at_ns, interface)
            except Invalid as error:
                self.counts.invalid[str(error)] += 1
        if abs(at_ns - self._swept_ns) > SWEEP_NS and self.counts.frames >= self._sweep_frames:
            self._sweep(at_ns)
        return self._taken() if self._records else ()

    def sweep(self, now_ns: int) -> Sequence[Record]:
        """The records of connections that are over by `now_ns`, for a network that is silent."""
        self._sweep(now_ns)
        return self._taken()

    def open_since_ns(self) -> int | None:
        """When the first connection began whose session may still be to come; None: there is
        none."""
        begins = (self._tcp.open_since_ns(), self._quic.open_since_ns())
        return min((at for at in begins if at is not None), default=None)

    def finish(self) -> Sequence[Record]:
        """The records of all connections that are still open: the capture is over."""
        self._tcp.finish()
        self._quic.finish()
        self.counts.unread[HELLO] += self._tcp.given_up + self._quic.given_up
        self.counts.unread[FRAGMENTS] += self._fragments.incomplete
        return self._taken()

    def _sweep(self, now_ns: int) -> None:
        self._swept_ns = now_ns
        # A clock that jumps with each frame must not have the whole table searched each time.
        sides = len(self._tcp.sides) + len(self._quic.sides)
        self._sweep_frames = self.counts.frames + sides // SIDES_A_FRAME
        self._tcp.sweep(now_ns)
        self._quic.sweep(now_ns)

    def _taken(self) -> Sequence[Record]:
        records = self._records[:]
        self._records.clear()
        return records

    def _is_settled(self, frame: bytes, at_ns: int) -> bool:
        """Whether an Ethernet frame belongs to a connection of which nothing has to be read.

        Addresses and ports stand side by side in IPv4 without options and in IPv6 without
        extension headers, so the key of the table is one slice. All else is left to `_read`.
        """
        start = frame[12:15]
        if start == IPV4_START and frame[20:22] in UNFRAGMENTED and len(frame) > 47:
            protocol, key, flags = frame[23], frame[26:38], frame[47]
        elif start[:2] == IPV6_START and len(frame) > 67:
            protocol, key, flags = frame[20], frame[22:58], frame[67]
        else:
            return False
        side: Side[Stream] | Side[Handshake] | None
        if protocol == TCP:
            side = None if flags & OPENS_OR_CLOSES else self._tcp.sides.get(key)
        elif protocol == UDP:
            side = self._quic.sides.get(key)
        else:
            return False
        if side is None or side.waiting is not None:
            return False
        if at_ns > side.talk.last_ns:
            side.talk.last_ns = at_ns
        return True

    def _read(self, frame: bytes, linktype: int, at_ns: int, interface: str | None) -> None:
        unwrapped = unwrap(frame, linktype)
        if unwrapped is None:
            self.counts.unread_linktypes[linktype] += 1
            return
        if not unwrapped.packet:
            if unwrapped.hidden:
                self.counts.unread[unwrapped.hidden] += 1
            return
        segment = segment_of(unwrapped.packet, self._fragments, at_ns)
        if segment is None:
            return
        place = _Place(at_ns, joined(segment.wire, unwrapped.wire), interface)
        if segment.protocol == TCP:
            self._read_tcp(segment, place)
        elif segment.protocol == UDP:
            self._read_udp(segment, place)
        else:
            self.counts.unread[IPSEC] += 1

    def _read_tcp(self, segment: Segment, place: _Place) -> None:
        key = segment.ends + segment.data[:4]
        greeting = self._tcp.take(key, segment.data, place.at_ns, segment.is_cut)
        if greeting is not None:
            way = way_of(greeting.before)
            session = self._session("tcp", key, greeting.hello, way, greeting.first_ns, place)
            self._tcp.decide(key, session)
            self.counts.cut_hellos += greeting.is_cut
            return
        start = data_start(segment.data)
        if key[-4:-2] == DNS_PORT:
            for message in dns.messages_in(segment.data[start:]):
                self._read_answer(segment.ends, message, place)
        elif stun.COOKIE in segment.data[start + 4 : start + 12]:
            for message in stun.messages_in(segment.data[start:]):
                self._read_stun(key, message, place)

    def _read_udp(self, segment: Segment, place: _Place) -> None:
        ports, message = segment.data[:4], segment.data[8:]
        if len(segment.data) < 8:
            raise Invalid("udp")
        key = segment.ends + ports
        if ports[:2] == DNS_PORT:
            self._read_answer(segment.ends, message, place)
        elif stun.is_stun(message):
            self._read_stun(key, message, place)
        elif segment.is_cut and may_be_initial(message):
            self.counts.unread[HELLO] += 1  # sealed as a whole, and so opened as a whole
        else:
            self._read_quic(key, message, place)

    def _read_answer(self, ends: bytes, message: bytes, place: _Place) -> None:
        answer = dns.read_answer(message)
        if answer is not None:
            self._names.learn(ends[len(ends) // 2 :], answer, place.at_ns)

    def _read_stun(self, key: bytes, message: bytes, place: _Place) -> None:
        mapping = self._mappings.take(key, message, place.at_ns, place.interface)
        if mapping is not None:
            self._records.append(mapping)

    def _read_quic(self, key: bytes, message: bytes, place: _Place) -> None:
        side = self._quic.sides.get(key)
        if side is None:
            if not may_be_initial(message):
                if key[-2:] == HTTPS_PORT and is_unknown_initial(message):
                    self.counts.unread[QUIC] += 1
                return
            side = self._quic.begin(key, Handshake(), Handshake(), place.at_ns)
        side.talk.last_ns = max(side.talk.last_ns, place.at_ns)
        handshake = side.waiting
        if handshake is None:
            return
        size = handshake.size
        hello = handshake.add(message)
        if hello is not None:
            session = self._session("udp", key, hello, None, side.talk.first_ns, place)
            self._quic.decide(key, session)
            return
        self._quic.hold(side, handshake.size - size)
        if handshake.full:
            self._quic.settle(side)

    def _session(
        self,
        transport: str,
        key: bytes,
        hello: ClientHello,
        way: Way | None,
        first_ns: int,
        place: _Place,
    ) -> Session:
        """The session that a hello opens; when it is over, the end of it is filled in."""
        size = (len(key) - 4) // 2
        client, server = key[:size], key[size : 2 * size]
        server_ip, server_port = address_text(server), int.from_bytes(key[-2:], "big")
        name = self._names.name(hello, client, server, way.target if way else None, place.at_ns)
        mac = place.wire.mac
        return Session(
            transport=transport,
            client_ip=address_text(client),
            client_port=int.from_bytes(key[-4:-2], "big"),
            server_ip=server_ip,
            server_port=server_port,
            sni=_one(hello.server_name),
            name=_one(name.name),
            name_by=name.name_by,
            ech=name.ech,
            ja4=_one(ja4(hello, transport)) if hello.ciphers else None,
            ja3=_one(ja3(hello)) if hello.ciphers else None,
            via=way.via if way else None,
            proxy=_end_point(server_ip, server_port) if way and way.via in PROXIES else None,
            first_at=moment(first_ns),
            last_at=moment(place.at_ns),
            client_mac=_one(mac.hex(":")) if mac else None,
            vlan=place.wire.vlan,
            interface=place.interface,
        )


@lru_cache(maxsize=1 << 14)
def _one(text: str | None) -> str | None:
    """The same text, which thousands of sessions then share in memory."""
    return text


def _end_point(address: str, port: int) -> str:
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
