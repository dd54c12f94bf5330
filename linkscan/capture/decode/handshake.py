"""The handshake inside QUIC Initials: pieces of a hello, over as many packets as it takes.

Chrome cuts its hello into pieces in random order, and since hellos are post-quantum they fill
two datagrams. After a Retry the client begins again with keys from the id that the server chose.
"""

from __future__ import annotations

from linkscan.capture.decode.cursor import Invalid
from linkscan.capture.decode.hello import ClientHello
from linkscan.capture.decode.quic import Crypto, crypto_of, initials
from linkscan.capture.decode.tls import LONGEST_HELLO, complete_hello

MOST_KEYS = 4
MOST_PACKETS = 64
"""Initials looked at on one side before it is given up: each costs a decryption."""


class Handshake:
    """What one side of a QUIC connection has said in its Initials."""

    __slots__ = ("_destinations", "_packets", "_pieces", "size")

    def __init__(self) -> None:
        self._destinations: list[bytes] = []
        self._pieces: dict[int, bytes] = {}
        self._packets = 0
        self.size = 0

    @property
    def full(self) -> bool:
        """Whether so much was said that no hello is to be waited for."""
        return self.size > LONGEST_HELLO or self._packets > MOST_PACKETS

    @property
    def begun(self) -> bool:
        """Whether a hello has begun, of which more has to come."""
        return bool(self._pieces)

    def add(self, datagram: bytes) -> ClientHello | None:
        """Take a datagram; the hello once all of it has come.

        Raises:
            Invalid: The datagram is no QUIC, or its content is no handshake.
        """
        for initial in initials(datagram):
            self._packets += 1
            if initial.destination not in self._destinations[:MOST_KEYS]:
                self._destinations.append(initial.destination)
            for destination in self._destinations[:MOST_KEYS]:
                pieces = crypto_of(initial, destination)
                if pieces is not None:
                    self._keep(pieces)
                    break
        return complete_hello(self._joined())

    def _keep(self, pieces: list[Crypto]) -> None:
        for piece in pieces:
            known = self._pieces.get(piece.offset, b"")
            if piece.offset + len(piece.data) > LONGEST_HELLO:
                raise Invalid("quic")
            if len(piece.data) > len(known):
                self._pieces[piece.offset] = piece.data
                self.size += len(piece.data) - len(known)

    def _joined(self) -> bytes:
        """The handshake from its first byte to the first gap."""
        whole = bytearray()
        for offset in sorted(self._pieces):
            if offset > len(whole):
                break
            whole += self._pieces[offset][len(whole) - offset :]
        return bytes(whole)
