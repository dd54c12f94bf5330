"""Pseudonyms: names that stand for a value, the same for everybody with one key.

A pseudonym is the kind of the value and a keyed digest (HMAC-SHA-256) of its canonical form:
reports of several files and days stay joinable, and without the key nobody can try values until
one fits. It keeps nothing of the value: two addresses of one network have nothing in common.
The key stands in a file of its own; it is never shown, and no report holds a digest of it.
"""

from __future__ import annotations

import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.i18n import _

HEX_DIGITS = 16
"""Length of a pseudonym, ours: among ten million values two meet with a chance of 1 in 370,000."""
KEY_BYTES = 32
"""Bytes of a new key, and the least characters of one's own (RFC 2104: that of the digest)."""
MOST_BYTES = 4096
"""What is longer is another file, named by mistake."""

_PREFIXES = {"account": "acct"}


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """The pseudonyms of one key."""

    key: bytes = field(repr=False)

    def of(self, kind: str, value: str) -> str:
        """The pseudonym of a value in canonical form, such as `acct-3f9a0c77d2e1b845`."""
        # A lone surrogate (a JSON log may hold one) has no UTF-8 form; two of them stay two.
        message = f"{kind}\0{value}".encode("utf-8", "surrogatepass")
        digest = hmac.digest(self.key, message, "sha256").hex()
        return f"{_PREFIXES.get(kind, kind)}-{digest[:HEX_DIGITS]}"


def read_pseudonyms(path: Path) -> tuple[Pseudonyms, bool]:
    """The pseudonyms of the key in a file, and whether the key is new.

    Where there is no such file one is written, with a key of chance that only its owner may
    read: as text, so that it can be kept where passwords are.

    Raises:
        LinkscanError: the file cannot be read or written, or holds no key.
    """
    try:
        if new := not path.exists():
            _write_key(path)
        with path.open("rb") as file:
            key = file.read(MOST_BYTES + 1).strip()
    except OSError as error:
        raise LinkscanError(
            _("--key-file: {where}: cannot be read or written ({problem}); name another file."),
            where=str(path),
            problem=error.strerror or str(error),
        ) from error
    if not KEY_BYTES <= len(key) <= MOST_BYTES:
        raise LinkscanError(
            _("--key-file: {where}: {found} bytes are no key; allowed are {least} to {most}. Name "
              "a file that does not exist yet, and a new key is written to it."),
            where=str(path),
            found=len(key) if len(key) < KEY_BYTES else path.stat().st_size,
            least=KEY_BYTES,
            most=MOST_BYTES,
        )  # fmt: skip
    return Pseudonyms(key), new


def _write_key(path: Path) -> None:
    key = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(key, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
