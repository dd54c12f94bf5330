"""The client hello: what a TLS client says of itself before anything is encrypted.

Source: RFC 8446, section 4.1.2 (message); RFC 6066, section 3 (server name); RFC 7301 (ALPN).
"""

from __future__ import annotations

from dataclasses import dataclass

from linkscan.capture.decode.cursor import Cursor, Invalid

SERVER_NAME = 0x0000
GROUPS = 0x000A
POINT_FORMATS = 0x000B
SIGNATURE_ALGORITHMS = 0x000D
ALPN = 0x0010
SUPPORTED_VERSIONS = 0x002B
ECH = 0xFE0D

LONGEST_NAME = 255
"""Bytes of a host name in DNS (RFC 1035, section 2.3.4)."""


@dataclass(frozen=True, slots=True)
class ClientHello:
    """One hello, in the order in which it was sent; GREASE values are still in it.

    `extensions` holds types alone. `protocol` is the first that ALPN offers. `encrypted` says
    that the ECH extension is there, which may or may not hide another hello.
    """

    version: int
    ciphers: tuple[int, ...]
    extensions: tuple[int, ...]
    server_name: str | None = None
    protocol: bytes | None = None
    groups: tuple[int, ...] = ()
    point_formats: tuple[int, ...] = ()
    signature_algorithms: tuple[int, ...] = ()
    versions: tuple[int, ...] = ()
    encrypted: bool = False


def parse_hello(body: bytes) -> ClientHello:
    """The hello in the body of a handshake message.

    Raises:
        Invalid: The bytes are no client hello, or its lengths contradict each other.
    """
    cursor = Cursor(body, "hello")
    version = cursor.number(2)
    cursor.take(32)  # random
    session = cursor.vector(1)
    ciphers = cursor.vector(2).numbers(2)
    compressions = cursor.vector(1)
    if not _is_version(version) or session.left > 32 or not ciphers or not compressions.left:
        raise Invalid("hello")
    # SSL 3.0 and early TLS 1.0 had no extensions.
    extensions = _extensions(cursor.vector(2)) if cursor.left else {}
    if cursor.left:
        raise Invalid("hello")
    return _hello(version, ciphers, extensions)


def parse_cut_hello(body: bytes) -> ClientHello | None:
    """What a hello says whose end is missing: the server's name; None where that is missing, too.

    Of what it offers nothing is kept: part of a list is another list.

    Raises:
        Invalid: The bytes are no client hello.
    """
    cursor = Cursor(body, "cut")
    try:
        version = cursor.number(2)
        cursor.take(32)  # random
        if not _is_version(version) or cursor.vector(1).left > 32:
            raise Invalid("hello")
        cursor.vector(2)  # ciphers
        cursor.vector(1)  # compressions
        cursor.take(2)  # length of the extensions
        while cursor.number(2) != SERVER_NAME:
            cursor.vector(2)
        name = _server_name(cursor.vector(2))
    except Invalid as error:
        if str(error) == "cut":
            return None
        raise
    return ClientHello(version, (), (), name) if name else None


def parse_version_2_hello(record: bytes) -> ClientHello:
    """The hello of SSL 2.0, with which old clients ask for a newer version, too.

    It names no server, and its ciphers have numbers of their own: none is kept.

    Raises:
        Invalid: The record is no such hello, or its lengths contradict each other.

    Source:
        RFC 5246, appendix E.2.
    """
    cursor = Cursor(record, "hello")
    if cursor.number(1) != 1:
        raise Invalid("hello")
    version = cursor.number(2)
    ciphers, session, challenge = (cursor.number(2) for _ in range(3))
    if (
        not (version == 0x0002 or _is_version(version))
        or not ciphers
        or ciphers % 3
        or session not in (0, 16)
        or not 16 <= challenge <= 32
        or cursor.left != ciphers + session + challenge
    ):
        raise Invalid("hello")
    return ClientHello(version, (), ())


def is_grease(value: int) -> bool:
    """Whether a client put `value` there to keep servers tolerant (RFC 8701): 0x0a0a, 0x1a1a."""
    return value & 0x0F0F == 0x0A0A and value >> 8 == value & 0xFF


def _is_version(version: int) -> bool:
    """SSL 3.0 to TLS 1.3 and its drafts; 0x0304 is written nowhere, but some clients do."""
    return 0x0300 <= version <= 0x0304


def _extensions(block: Cursor) -> dict[int, bytes]:
    """The extensions in their order; a server refuses a hello that has one twice."""
    found = {}
    while block.left >= 4:  # fewer bytes are padding of a careless client; servers skip them
        kind = block.number(2)
        found[kind] = block.vector(2).rest()
    return found


def _hello(version: int, ciphers: tuple[int, ...], found: dict[int, bytes]) -> ClientHello:
    def numbers(kind: int, length_size: int, size: int) -> tuple[int, ...]:
        """The list in an extension, behind its length; empty if the extension is not there."""
        content = found.get(kind)
        if content is None:
            return ()
        return Cursor(content, "hello").vector(length_size).numbers(size)

    return ClientHello(
        version=version,
        ciphers=ciphers,
        extensions=tuple(found),
        server_name=_server_name(Cursor(found.get(SERVER_NAME, b""), "hello")),
        protocol=_first_protocol(Cursor(found.get(ALPN, b""), "hello")),
        groups=numbers(GROUPS, 2, 2),
        point_formats=numbers(POINT_FORMATS, 1, 1),
        signature_algorithms=numbers(SIGNATURE_ALGORITHMS, 2, 2),
        versions=numbers(SUPPORTED_VERSIONS, 1, 2),
        encrypted=ECH in found,
    )


def _server_name(content: Cursor) -> str | None:
    """The host that the client wants; None where the extension is there and empty."""
    if not content.left:
        return None
    names = content.vector(2)
    while names.left:
        kind, name = names.number(1), names.vector(2).rest()
        if kind == 0 and 0 < len(name) <= LONGEST_NAME:
            return name.decode("utf-8", "replace")
    return None


def _first_protocol(content: Cursor) -> bytes | None:
    if not content.left:
        return None
    protocols = content.vector(2)
    return protocols.vector(1).rest() if protocols.left else None
