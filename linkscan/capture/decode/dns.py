"""DNS answers: which address a host was given for which name, just before it connected.

Source: RFC 1035, section 4 (messages); RFC 9460, section 2.2 and RFC 9849 (the HTTPS record and
the ECH keys in it).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from linkscan.capture.decode.cursor import Invalid

A, CNAME, AAAA, HTTPS = 1, 5, 28, 65
ECH_PARAMETER = 5
MOST_RECORDS = 200
MOST_LABELS = 128


class Answer(NamedTuple):
    """What one message told: the name asked for, its addresses, the outer names of its ECH keys."""

    name: str
    addresses: tuple[bytes, ...]
    outer_names: tuple[str, ...]


def read_answer(message: bytes) -> Answer | None:
    """The answer in a DNS message; None for questions, failures and other kinds of question.

    Raises:
        Invalid: The message is cut off, or a compressed name leads in a circle.
    """
    try:
        return _read(message)
    except (IndexError, struct.error) as error:
        raise Invalid("dns") from error


def messages_in(data: bytes) -> Iterator[bytes]:
    """The messages in what a server says over TCP, each behind its length (RFC 1035, 4.2.2).

    Those are read that stand in one segment whole, as nearly all do.
    """
    at = 0
    while at + 2 < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if end > len(data):
            return
        yield data[at + 2 : end]
        at = end


def _read(message: bytes) -> Answer | None:
    _, flags, questions, answers = struct.unpack_from(">HHHH", message)
    if not flags & 0x8000 or flags & 0x780F or questions != 1 or not answers:
        return None
    asked, at = _name(message, 12)
    (kind,) = struct.unpack_from(">H", message, at)
    if kind not in (A, AAAA, HTTPS) or not asked:
        return None
    at += 4
    addresses: list[bytes] = []
    outer: list[str] = []
    for _ in range(min(answers, MOST_RECORDS)):
        _, at = _name(message, at)
        kind, _, _, length = struct.unpack_from(">HHIH", message, at)
        data = message[at + 10 : at + 10 + length]
        if len(data) < length:
            raise Invalid("dns")
        if (kind, length) in ((A, 4), (AAAA, 16)):
            addresses.append(data)
        elif kind == HTTPS:
            outer += _outer_names(data)
        at += 10 + length
    return Answer(asked, tuple(addresses), tuple(outer))


def _name(message: bytes, at: int) -> tuple[str, int]:
    """The name at a place, and the place behind it."""
    labels: list[str] = []
    end = 0
    for _ in range(MOST_LABELS):
        length = message[at]
        if length >= 0xC0:  # the rest stands elsewhere
            end = end or at + 2
            at = (length & 0x3F) << 8 | message[at + 1]
        elif length:
            labels.append(message[at + 1 : at + 1 + length].decode("utf-8", "replace"))
            at += 1 + length
        else:
            return ".".join(labels), end or at + 1
    raise Invalid("dns")


def _outer_names(data: bytes) -> list[str]:
    """The names that hellos with these ECH keys show instead of the true one."""
    _, at = _name(data, 2)
    names = []
    while at + 4 <= len(data):
        key, length = struct.unpack_from(">HH", data, at)
        value = data[at + 4 : at + 4 + length]
        if key == ECH_PARAMETER:
            names += _public_names(value)
        at += 4 + length
    return names


def _public_names(configs: bytes) -> list[str]:
    """`public_name` of each ECH configuration of the version in use."""
    names = []
    at = 2
    while at + 4 <= len(configs):
        version, length = struct.unpack_from(">HH", configs, at)
        content = configs[at + 4 : at + 4 + length]
        if version == 0xFE0D:
            names.append(_public_name(content))
        at += 4 + length
    return names


def _public_name(content: bytes) -> str:
    """Behind configuration id, key exchange, public key and cipher suites, and a length."""
    at = 3
    at += 2 + struct.unpack_from(">H", content, at)[0]
    at += 2 + struct.unpack_from(">H", content, at)[0]
    at += 1
    length = content[at]
    return content[at + 1 : at + 1 + length].decode("utf-8", "replace")
