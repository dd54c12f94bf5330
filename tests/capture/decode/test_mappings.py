"""Public addresses: only those that a host asked for."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from linkscan.capture.decode.mappings import ANSWER_NS, REPEAT_NS, Mappings
from linkscan.capture.record import Mapping, moment
from tests.capture.build import numbers, stun

HOST, SERVER, PUBLIC = "10.0.0.7", "198.51.100.9", "203.0.113.9"


def key(source: str, target: str, ports: tuple[int, int]) -> bytes:
    return ip_address(source).packed + ip_address(target).packed + numbers(*ports)


ASK, ANSWER = key(HOST, SERVER, (40_000, 3478)), key(SERVER, HOST, (3478, 40_000))


def told(
    answer: bytes, at_ns: int = 0, answer_key: bytes = ANSWER, ask_key: bytes = ASK
) -> Mapping | None:
    """What an answer tells after a request."""
    mappings = Mappings()
    assert mappings.take(ask_key, stun(0x0001), 0, None) is None
    return mappings.take(answer_key, answer, at_ns, "eth0")


def test_mapping() -> None:
    """One record in full."""
    assert told(stun(0x0101, mapped=PUBLIC), 5) == Mapping(
        server_ip=SERVER,
        server_port=3478,
        mapped_ip=PUBLIC,
        local_ip=HOST,
        at=moment(5),
        interface="eth0",
    )


@pytest.mark.parametrize(
    ("answer", "at_ns", "answer_key", "ask_key"),
    [
        (stun(0x0101, b"other number", PUBLIC), 0, ANSWER, ASK),
        (stun(0x0101, mapped=PUBLIC), ANSWER_NS + 1, ANSWER, ASK),
        (stun(0x0101, mapped=PUBLIC), 0, key("198.51.100.8", HOST, (3478, 40_000)), ASK),
        (stun(0x0101, mapped=PUBLIC), 0, ANSWER, key("10.0.0.8", SERVER, (40_000, 3478))),
        (stun(0x0101, mapped="10.0.0.7"), 0, ANSWER, ASK),
        (stun(0x0101, mapped="100.64.0.7"), 0, ANSWER, ASK),  # a carrier's
        (stun(0x0101, mapped="fe80::1"), 0, ANSWER, ASK),
        (stun(0x0101), 0, ANSWER, ASK),
        (stun(0x0111, mapped=PUBLIC), 0, ANSWER, ASK),
    ],
)
def test_no_mapping(answer: bytes, at_ns: int, answer_key: bytes, ask_key: bytes) -> None:
    """No answer counts but that to a request of this host, in time, with a public address."""
    assert told(answer, at_ns, answer_key, ask_key) is None


def test_an_answer_counts_once() -> None:
    """The same transaction is not believed twice, and a mapping is told once in five minutes."""
    mappings = Mappings()
    times = (0, 1, REPEAT_NS + 1)
    found = []
    for at_ns in times:
        mappings.take(ASK, stun(0x0001), at_ns, None)
        found.append(mappings.take(ANSWER, stun(0x0101, mapped=PUBLIC), at_ns, None))
        assert mappings.take(ANSWER, stun(0x0101, mapped="203.0.113.10"), at_ns, None) is None
    assert [one is not None for one in found] == [True, False, True]
