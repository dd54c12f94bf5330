"""Unpacking `.gz`: into the working folder, in chunks, never beyond the bounds."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.bounds import Bounds

CHUNK_BYTES = 1 << 20


def unpack(path: Path, target: Path, where: str, bounds: Bounds) -> None:
    """Write what a gzip file holds to `target`.

    Raises:
        LinkscanError: The file is cut off or damaged, or inflates beyond the bounds.
    """
    size = 0
    try:
        with path.open("rb") as packed, gzip.open(packed) as file, target.open("wb") as out:
            while chunk := file.read(CHUNK_BYTES):
                size += len(chunk)
                _check(size, packed.tell(), where, bounds)
                out.write(chunk)
    except (EOFError, OSError, zlib.error) as error:
        raise LinkscanError(
            _("{where}: the gzip file is cut off or damaged ({error}); copy it again."),
            where=where,
            error=error,
        ) from error


def _check(size: int, packed: int, where: str, bounds: Bounds) -> None:
    if size > bounds.unpacked_bytes or (
        size > bounds.inflation_free_bytes and size > packed * bounds.inflation
    ):
        raise LinkscanError(
            _(
                "{where}: unpacks to more than {inflation} times its size or {most} bytes; "
                "unpack it yourself if you trust it."
            ),
            where=where,
            inflation=bounds.inflation,
            most=bounds.unpacked_bytes,
        )
