"""Public addresses that STUN servers saw for hosts.

A mapping is told only where the host was seen to ask for it: an answer without a question may be
forged. In a call both ends ask each other; `local_ip` says whose address it is.
"""

from __future__ import annotations

from fingerprints.scopes import scope_of
from linkscan.capture.decode.ip import address_text
from linkscan.capture.decode.recent import Recent
from linkscan.capture.decode.stun import is_request, is_success, mapped_address, transaction
from linkscan.capture.record import Mapping, moment

MOST_REQUESTS = 4096
ANSWER_NS = 40_000_000_000
"""RFC 8489, section 6.2.1: a request is given up after 39.5 seconds."""
MOST_MAPPINGS = 4096
REPEAT_NS = 300_000_000_000
"""A mapping that is confirmed every second, as in a call, is told once in five minutes."""

PUBLIC = frozenset({None, "documentation"})


class Mappings:
    """STUN requests that wait for their answer."""

    def __init__(self) -> None:
        self._asked: Recent[bytes, bool] = Recent(MOST_REQUESTS, ANSWER_NS)
        self._told: Recent[bytes, bool] = Recent(MOST_MAPPINGS, REPEAT_NS)

    def take(self, key: bytes, message: bytes, at_ns: int, interface: str | None) -> Mapping | None:
        """Take a STUN message; the mapping that it tells, if it tells a new one.

        Args:
            key: Addresses and ports, the sender's first.
            message: The message.
            at_ns: When it was seen.
            interface: Where it was seen.

        Raises:
            Invalid: The message is an answer with a broken attribute.
        """
        size = (len(key) - 4) // 2
        sender, receiver = key[:size], key[size : 2 * size]
        if is_request(message):
            self._asked.put(key[:-4] + transaction(message), True, at_ns)
        if not is_success(message):
            return None
        if not self._asked.pop(receiver + sender + transaction(message), at_ns):
            return None
        mapped = mapped_address(message)
        if mapped is None or not _is_public(mapped):
            return None
        if self._told.get(key[:-2] + mapped, at_ns):
            return None
        self._told.put(key[:-2] + mapped, True, at_ns)
        return Mapping(
            server_ip=address_text(sender),
            server_port=int.from_bytes(key[-4:-2], "big"),
            mapped_ip=address_text(mapped),
            local_ip=address_text(receiver),
            at=moment(at_ns),
            interface=interface,
        )


def _is_public(address: bytes) -> bool:
    """Whether the internet knows the address; those of documentation stand for such ones."""
    return scope_of(address) in PUBLIC
