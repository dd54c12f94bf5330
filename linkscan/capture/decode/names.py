"""The name of a connection: what its hello says, or what else was heard of it just before.

A hello with the ECH extension shows the true name where the extension is meaningless, as
browsers send it everywhere (GREASE), and the name of an ECH provider where it hides another
hello. From outside both look alike, so a name counts as the provider's only where it is known to be
one: from the DNS record that gave the client its keys, or from the list below.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import NamedTuple

from linkscan.capture.decode.dns import Answer
from linkscan.capture.decode.hello import ClientHello
from linkscan.capture.decode.recent import Recent

OUTER_NAMES = frozenset(
    {
        "cloudflare-ech.com",  # developers.cloudflare.com/ssl/edge-certificates/ech, read 2026-11
        "cover.defo.ie",  # defo.ie, an ECH test site, read 2026-11
        "public.tls-ech.dev",  # tls-ech.dev, an ECH test site, read 2026-11
    }
)
MOST_NAMES = 1 << 15
ANSWER_NS = 3_600_000_000_000
"""Browsers and resolvers keep answers longer than they may; an hour is our measure."""


class Name(NamedTuple):
    """The best name of a connection, who told it, and what the ECH extension means for it."""

    name: str | None
    name_by: str | None
    ech: str | None


class Names:
    """What hosts were told about names."""

    def __init__(self) -> None:
        self._by_address: Recent[tuple[bytes, bytes], str] = Recent(MOST_NAMES, ANSWER_NS)
        self._outer: Recent[tuple[bytes, str], bool] = Recent(MOST_NAMES, ANSWER_NS)

    def learn(self, host: bytes, answer: Answer, at_ns: int) -> None:
        """`host` got `answer`."""
        for address in answer.addresses:
            self._by_address.put((host, address), answer.name, at_ns)
        for name in answer.outer_names:
            self._outer.put((host, name.lower()), True, at_ns)

    def name(
        self, hello: ClientHello, client: bytes, server: bytes, target: str | None, at_ns: int
    ) -> Name:
        """The name of a connection; `target` is what a proxy on the way was asked for."""
        ech = self._ech(hello, client, at_ns)
        if hello.server_name:
            return Name(hello.server_name, "outer" if ech == "outer" else "sni", ech)
        if target:
            asked = _packed(target)
            if asked is None:
                return Name(target, "proxy", ech)
            server = asked
        told = self._by_address.get((client, server), at_ns)
        return Name(told, "dns" if told else None, ech)

    def _ech(self, hello: ClientHello, client: bytes, at_ns: int) -> str | None:
        if not hello.encrypted:
            return None
        name = (hello.server_name or "").lower()
        is_outer = name in OUTER_NAMES or self._outer.get((client, name), at_ns)
        return "outer" if is_outer else "offered"


def _packed(target: str) -> bytes | None:
    """What a proxy was asked for as an address; None where it is a name."""
    try:
        return ip_address(target).packed
    except ValueError:
        return None
