"""The encoding of a text file: byte order mark, strict UTF-8, else GB18030, else ask.

GB18030 is what Excel on a Chinese system writes. It accepts almost any bytes, so it is
taken only if the *whole* file is valid, and never for a file that began as UTF-8 with
Chinese text: that is a mixture, and either reading would invent account names.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.i18n import _

CHUNK_BYTES = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# GBK text is valid UTF-8 by chance for a word ("联通" is the famous one), not for a sentence.
_CHANCE_CHARACTERS = 4


def is_utf8(encoding: str) -> bool:
    """Whether files of this encoding may be scanned as they stand."""
    return encoding in ("utf-8", "utf-8-sig", "ascii")


def known_encoding(name: str) -> str:
    """The normal name of an encoding that the user named.

    Raises:
        LinkscanError: Python knows no such text encoding.
    """
    try:
        "".encode(name)
        return codecs.lookup(name).name
    except LookupError as error:
        raise LinkscanError(
            _("--encoding: {name!r} is no known encoding; write gb18030, utf-8 or utf-16."),
            name=name,
        ) from error


def head_encoding(head: bytes) -> str | None:
    """The encoding that the start of a file shows: its mark, or UTF-8; None if it is neither."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)  # not final: the head may end inside a character
    except UnicodeDecodeError:
        return None
    return "utf-8"


def file_encoding(path: Path, where: str, wanted: str | None = None) -> str:
    """The encoding in which the whole file is valid.

    Raises:
        LinkscanError: There is none, or `wanted` is not it.
    """
    with path.open("rb") as file:
        marked = head_encoding(file.read(4096))
    if wanted is not None:
        # A mark is no text: utf-8 of the user means utf-8-sig where there is one.
        named = "utf-8-sig" if (wanted, marked) == ("utf-8", "utf-8-sig") else wanted
        return _require(path, named, where)
    if marked not in (None, "utf-8"):
        assert marked is not None  # noqa: S101
        return _require(path, marked, where)
    if (error := _first_error(path, "utf-8")) is None:
        return "utf-8"
    if _began_chinese(path, error):
        raise LinkscanError(
            _(
                "{where}: starts as UTF-8 and is something else from byte {byte}; "
                "save it in one encoding, or name one with --encoding."
            ),
            where=where,
            byte=error + 1,
        )
    return _require(path, "gb18030", where)


def _require(path: Path, encoding: str, where: str) -> str:
    if (error := _first_error(path, encoding)) is None:
        return encoding
    raise LinkscanError(
        _("{where}: not valid {encoding} from byte {byte}; name the encoding with --encoding."),
        where=where,
        encoding=encoding,
        byte=error + 1,
    )


def _first_error(path: Path, encoding: str) -> int | None:
    """Offset near which decoding fails; None if all of the file is valid."""
    decoder = codecs.getincrementaldecoder(encoding)()
    offset = 0
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
            offset += len(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError as error:
        # The error counts from what the decoder still held of the chunk before.
        return offset + (error.start if isinstance(error, UnicodeDecodeError) else 0)
    return None


def _began_chinese(path: Path, end: int) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")("ignore")
    with path.open("rb") as file:
        head = decoder.decode(file.read(min(end, CHUNK_BYTES)))
    return sum("\u4e00" <= char <= "\u9fff" for char in head) >= _CHANCE_CHARACTERS


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk
