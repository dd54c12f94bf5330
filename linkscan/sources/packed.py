"""Unpacking `.gz`, `.bz2`, `.xz`: into the working folder, in chunks, never beyond the bounds."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.bounds import Bounds

CHUNK_BYTES = 1 << 20
_XZ_MEMORY_BYTES = 128 << 20
"""What `xz -9` needs is 65 MiB; a file may ask for 4 GiB."""

_MAGIC = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\0": "xz"}


def packing(head: bytes) -> str:
    """The program that packed a file, by its first bytes; "" if it is not packed."""
    return next((name for magic, name in _MAGIC.items() if head.startswith(magic)), "")


def unpack(path: Path, target: Path, where: str, bounds: Bounds) -> None:
    """Write what a packed file holds to `target`.

    Raises:
        LinkscanError: The file is cut off or damaged, or inflates beyond the bounds.
    """
    size = 0
    with path.open("rb") as packed:
        program = packing(packed.read(8))
        packed.seek(0)
        try:
            with target.open("wb") as out:
                for chunk in _chunks(packed, program):
                    size += len(chunk)
                    _check(size, packed.tell(), where, bounds)
                    out.write(chunk)
        except (EOFError, OSError, ValueError, lzma.LZMAError, zlib.error) as error:
            raise LinkscanError(
                _("{where}: the {program} file is cut off or damaged ({error}); copy it again."),
                where=where,
                program=program,
                error=error,
            ) from error


def _chunks(packed: IO[bytes], program: str) -> Iterator[bytes]:
    if program == "xz":
        yield from _xz_chunks(packed)
        return
    opened = gzip.GzipFile(fileobj=packed) if program == "gzip" else bz2.BZ2File(packed)
    with opened as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk


def _xz_chunks(packed: IO[bytes]) -> Iterator[bytes]:
    """What the streams of an xz file hold, in bounded memory, which lzma.open does not promise."""
    decoder = lzma.LZMADecompressor(memlimit=_XZ_MEMORY_BYTES)
    data = packed.read(CHUNK_BYTES)
    while data or not decoder.needs_input:
        if decoder.eof:
            data = data.lstrip(b"\0") or packed.read(CHUNK_BYTES)  # padding between streams
            if not data:
                return
            decoder = lzma.LZMADecompressor(memlimit=_XZ_MEMORY_BYTES)
        yield decoder.decompress(data, CHUNK_BYTES)
        if decoder.eof:
            data = decoder.unused_data or packed.read(CHUNK_BYTES)
        else:
            data = packed.read(CHUNK_BYTES) if decoder.needs_input else b""
    if not decoder.eof:
        raise EOFError("end of file before the end of the stream")


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
