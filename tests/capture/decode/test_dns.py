"""DNS answers: addresses by name, and the names of ECH providers."""

from __future__ import annotations

import pytest

from linkscan.capture.decode.cursor import Invalid
from linkscan.capture.decode.dns import AAAA, CNAME, HTTPS, A, Answer, messages_in, read_answer
from tests.capture.build import HOST, dns_answer, dns_name, numbers, vector

OTHER = b"\xc6\x33\x64\x0a"
ADDRESS, ADDRESS6 = b"\xc6\x33\x64\x09", bytes.fromhex("20010db8000100000000000000000009")


def ech_keys(*names: str) -> bytes:
    """An HTTPS record with ECH keys that are shown under these names."""
    configs = b"".join(
        numbers(0xFE0D)
        + vector(
            2,
            b"\7" + numbers(0x20) + vector(2, bytes(32)) + vector(2, numbers(1, 1)) + b"\0"
            + vector(1, name.encode()) + numbers(0),
        )
        for name in names
    )  # fmt: skip
    unknown = numbers(0xFE0A) + vector(2, b"an older draft")
    parameters = (
        numbers(1) + vector(2, b"\2h2") + numbers(5) + vector(2, vector(2, unknown + configs))
    )
    return numbers(1) + b"\0" + parameters


@pytest.mark.parametrize(
    ("message", "answer"),
    [
        (dns_answer(HOST, (A, ADDRESS)), Answer(HOST, (ADDRESS,), ())),
        (dns_answer(HOST, (AAAA, ADDRESS6), kind=AAAA), Answer(HOST, (ADDRESS6,), ())),
        (
            dns_answer(HOST, (CNAME, dns_name("cdn.example.net")), (A, ADDRESS), (A, OTHER)),
            Answer(HOST, (ADDRESS, OTHER), ()),
        ),
        (
            dns_answer(HOST, (HTTPS, ech_keys("outer.example", "other.example")), kind=HTTPS),
            Answer(HOST, (), ("outer.example", "other.example")),
        ),
        (dns_answer(HOST, (A, b"short")), Answer(HOST, (), ())),
        (dns_answer(HOST), None),
        (dns_answer(HOST, (16, b"text"), kind=16), None),
        (dns_answer(HOST, (A, ADDRESS)).replace(b"\x81\x80", b"\x01\x00"), None),  # a question
        (dns_answer(HOST, (A, ADDRESS)).replace(b"\x81\x80", b"\x81\x83"), None),  # no such name
    ],
)  # fmt: skip
def test_answers(message: bytes, answer: Answer | None) -> None:
    """The name that was asked for has all addresses, whatever aliases led to them."""
    assert read_answer(message) == answer


@pytest.mark.parametrize("kind", [A, HTTPS])
def test_cut_off(kind: int) -> None:
    """A message that is cut off anywhere is invalid."""
    data = ADDRESS if kind == A else ech_keys("outer.example")
    message = dns_answer(HOST, (kind, data), kind=kind)
    for size in range(len(message)):
        with pytest.raises(Invalid, match=r"^dns$"):
            read_answer(message[:size])


def test_a_name_in_a_circle() -> None:
    """A compressed name that leads to itself is invalid."""
    message = numbers(7, 0x8180, 1, 1, 0, 0) + b"\xc0\x0c" + numbers(1, 1)
    with pytest.raises(Invalid):
        read_answer(message)


def test_keys_that_lie() -> None:
    """Lengths inside ECH keys that point outside are invalid."""
    keys = ech_keys("outer.example").replace(vector(2, bytes(32)), numbers(60_000) + bytes(32))
    with pytest.raises(Invalid):
        read_answer(dns_answer(HOST, (HTTPS, keys), kind=HTTPS))


@pytest.mark.parametrize("size", range(16))
def test_over_tcp(size: int) -> None:
    """Over TCP each message stands behind its length; one that is cut off is left out."""
    data = vector(2, b"first") + vector(2, b"second")
    assert list(messages_in(data[:size])) == [b"first", b"second"][: (size >= 7) + (size >= 15)]
