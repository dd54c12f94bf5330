"""JA4 and JA3: short names for the program that sent a client hello.

Nothing else of the JA4 family is here: of it JA4 alone is under the BSD licence.

Source: github.com/FoxIO-LLC/ja4, technical_details/JA4.md (BSD-3-Clause), read 2026-11;
github.com/salesforce/ja3, README (BSD-3-Clause), read 2026-11.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from linkscan.capture.decode.hello import ALPN, SERVER_NAME, ClientHello, is_grease

VERSIONS = {0x0304: "13", 0x0303: "12", 0x0302: "11", 0x0301: "10", 0x0300: "s3", 0x0002: "s2"}
TRANSPORTS = {"tcp": "t", "udp": "q"}
NOTHING = "000000000000"


def ja4(hello: ClientHello, transport: str) -> str:
    """The JA4 of a hello that came by "tcp", or by "udp" inside QUIC.

    GREASE is left out everywhere, in the signature algorithms too: Chrome would else have
    another fingerprint each time.
    """
    extensions = _codes(hello.extensions)
    head = (
        TRANSPORTS[transport]
        + _version(hello)
        + ("d" if SERVER_NAME in hello.extensions else "i")
        + f"{min(len(_codes(hello.ciphers)), 99):02}{min(len(extensions), 99):02}"
        + _protocol(hello.protocol)
    )
    return f"{head}_{_digest(sorted(_codes(hello.ciphers)))}_{_extension_part(hello)}"


def ja3(hello: ClientHello) -> str:
    """The JA3 of a hello: the MD5 of its numbers in the order in which they were sent."""
    lists = (hello.ciphers, hello.extensions, hello.groups, hello.point_formats)
    parts = ["-".join(str(n) for n in numbers if not is_grease(n)) for numbers in lists]
    text = ",".join([str(hello.version), *parts])
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _version(hello: ClientHello) -> str:
    """The highest version offered; a draft of TLS 1.3 has no code in JA4."""
    offered = [version for version in hello.versions if not is_grease(version)]
    return VERSIONS.get(max(offered, default=hello.version), "00")


def _protocol(protocol: bytes | None) -> str:
    """First and last character of the first ALPN value, in hex where one is no ASCII letter."""
    if not protocol:
        return "00"
    ends = protocol[:1] + protocol[-1:]
    if ends.isalnum():
        return ends.decode("ascii")
    digits = protocol.hex()
    return digits[0] + digits[-1]


def _extension_part(hello: ClientHello) -> str:
    """Extensions sorted, without the two that name the server and the protocol of today."""
    kinds = [kind for kind in hello.extensions if kind not in (SERVER_NAME, ALPN)]
    codes = sorted(_codes(kinds))
    if not codes:
        return NOTHING
    algorithms = _codes(hello.signature_algorithms)
    text = ",".join(codes) + ("_" + ",".join(algorithms) if algorithms else "")
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _digest(codes: list[str]) -> str:
    return hashlib.sha256(",".join(codes).encode()).hexdigest()[:12] if codes else NOTHING


def _codes(numbers: Iterable[int]) -> list[str]:
    """Four hex digits for each number that is not GREASE."""
    return [f"{number:04x}" for number in numbers if not is_grease(number)]
