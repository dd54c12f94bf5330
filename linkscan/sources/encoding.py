"""The encoding of a text file: its mark, NUL bytes, strict UTF-8, else the likeliest code page.

Nothing is taken that is not valid over the *whole* file, and nothing that is only a little
likelier than another reading: then the user is asked, for a wrong one would invent account
names. A file that began as UTF-8 with Chinese text and is something else further down is a
mixture; no reading of it is right.

charset-normalizer was tried for the code pages and left out: it does not say how sure it is, and
of 240 small tables it reads 23 wrong, half of them in GBK or Big5; this reads none wrong and asks
for a few (`python -m benchmarks.encodings`).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.aliases import is_known
from linkscan.sources.codepages import Reading, is_latin_letter, readings

CHUNK_BYTES = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_NUL_SHARE = 0.1  # of the high bytes: the least that delimiters and digits make in Chinese text
_JAPANESE_MAIL = re.compile(rb"\x1b\$[@B]")  # ISO-2022-JP: ASCII bytes that are none
# GBK text is valid UTF-8 by chance for a word ("联通" is the famous one), not for a sentence.
_CHANCE_CHARACTERS = 4
_ASCII = bytes(range(128))

SAMPLE_BYTES = 1 << 16
"""Bytes of lines beyond ASCII that are enough to tell one code page from another."""
SURE_BITS = 8.0
"""How much likelier than the next a reading must be: 256 to 1."""
_UNLIKELY_BITS, _UNLIKELY_CHARACTERS = 3.0, 8
"""What so many characters cost above the usual in a reading that no language explains."""
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x7f-\x9f]")
_HEADER_BITS = 12.0  # a header that we know: hardly ever by chance
_HEADER_LINES = 10
_SHOWN_CHARACTERS = 12


def is_utf8(encoding: str) -> bool:
    """Whether files of this encoding may be scanned as they stand."""
    return encoding in ("utf-8", "utf-8-sig", "ascii")


def is_wide(encoding: str | None) -> bool:
    """Whether text of this encoding is full of NUL bytes."""
    return encoding is not None and encoding.startswith(("utf-16", "utf-32"))


def known_encoding(name: str) -> str:
    """The normal name of an encoding that the user named.

    Raises:
        LinkscanError: Python knows no such text encoding.
    """
    try:
        "".encode(name)
        return codecs.lookup(name).name
    except (LookupError, ValueError) as error:
        raise LinkscanError(
            _("--encoding: {name!r} is no known encoding; write gb18030, utf-8 or utf-16."),
            name=name,
        ) from error


def head_encoding(head: bytes) -> str | None:
    """The encoding that the start of a file shows: its mark, NULs or UTF-8; None if it is none."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if wide := _wide_encoding(head):
        return wide
    if _JAPANESE_MAIL.search(head):
        return "iso2022_jp"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)  # not final: the head may end inside a character
    except UnicodeDecodeError:
        return None
    return None if _is_chance(head) else "utf-8"


def file_encoding(path: Path, where: str, wanted: str | None = None) -> str:
    """The encoding in which the whole file is valid and likely.

    Raises:
        LinkscanError: There is none, or more than one, or `wanted` is not it.
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
        if not _is_chance(sample := _sample(path)):
            return "utf-8"
        unlikely = Reading("utf-8", sample.decode(), 0, 0)
        raise _undecided(where, [unlikely, *readings(sample)[:2]])
    if _began_chinese(path, error):
        raise LinkscanError(
            _(
                "{where}: starts as UTF-8 and is something else from byte {byte}; "
                "save it in one encoding, or name one with --encoding."
            ),
            where=where,
            byte=error + 1,
        )
    return _code_page(path, where)


def _wide_encoding(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without mark: delimiters and digits have their NULs in the same places."""
    head = head[: len(head) // 4 * 4]
    for name in _WIDE:
        width = 4 if "32" in name else 2
        columns = [head[i::width] for i in range(width)]
        high, low = (
            (columns[1:], columns[0]) if name.endswith("le") else (columns[:-1], columns[-1])
        )
        empty = min(column.count(0) for column in high)
        # The low byte of a few characters is NUL, too: U+B300 in Korean.
        if empty < max(2, len(low) * _NUL_SHARE) or low.count(0) * 5 > empty:
            continue
        decoder = codecs.getincrementaldecoder(name)()
        try:
            decoder.decode(head)
        except UnicodeDecodeError:
            continue
        return name
    return None


def _code_page(path: Path, where: str) -> str:
    """The code page whose reading is by far the likeliest."""
    valid = [
        reading
        for reading in readings(_sample(path), _header_bits)
        if _first_error(path, reading.encoding) is None
    ]
    best = valid[0]
    others = [r for r in valid if r.text != best.text and r.bits - best.bits < SURE_BITS]
    if _is_unlikely(best):
        others = others or valid[1:2]
    elif not others:
        return best.encoding
    raise _undecided(where, [best, *others])


def _undecided(where: str, candidates: Sequence[Reading]) -> LinkscanError:
    return LinkscanError(
        _(
            "{where}: the encoding cannot be told: {candidates}; "
            "name it with --encoding, or save the file as UTF-8."
        ),
        where=where,
        candidates=", ".join(map(_shown, candidates)),
    )


def _is_chance(head: bytes) -> bool:
    """Whether bytes are valid UTF-8 by chance: few characters, not of Latin, that GBK has too.

    "目录" in GBK reads as "Ŀ¼" in UTF-8.
    """
    odd = head.translate(None, _ASCII)
    if not 0 < len(odd) <= 2 * _CHANCE_CHARACTERS:
        return False
    text = odd.decode("utf-8", "ignore")
    if len(text) < 2 or max(text) > "\u07ff" or all(map(is_latin_letter, text)):
        return False
    return any(reading.encoding == "gb18030" for reading in readings(head)[:2])


def _is_unlikely(best: Reading) -> bool:
    """Whether even the best reading is none that anybody would have written."""
    if _CONTROL.search(best.text):
        return True
    odd = sum(not char.isascii() for char in best.text)
    return (
        best.excess > _UNLIKELY_BITS and odd >= _UNLIKELY_CHARACTERS and not _header_bits(best.text)
    )


def _sample(path: Path) -> bytes:
    """The first line, and the first ones that hold anything beyond ASCII, whole."""
    found: list[bytes] = []
    size = 0
    for number, chunk in enumerate(_chunks(path)):
        if number and chunk.isascii():
            continue
        # A line that a chunk cuts in two is left out, unless there is no other.
        lines = chunk.splitlines(keepends=True)
        whole = lines[:-1] if len(lines) > 1 and len(chunk) == CHUNK_BYTES else lines
        for line in whole:
            if not found or not line.isascii():
                found.append(line)
                size += len(line)
            if size > SAMPLE_BYTES:
                return b"".join(found)
    return b"".join(found)


def _header_bits(text: str) -> float:
    """What a reading earns for headers that we know, beyond ASCII."""
    cells = re.split(r"[,\t;|\r\n]", "\n".join(text.splitlines()[:_HEADER_LINES])[:4096])
    names = {cell.strip(" \"'") for cell in cells if not cell.isascii()}
    return _HEADER_BITS * sum(is_known(name) for name in names)


def _shown(reading: Reading) -> str:
    """A code page, and a few characters of what its first line would say.

    Of the first line only, and only what is not ASCII: no password and no address stands there.
    """
    first = reading.text.splitlines()[0] if reading.text else ""
    odd = "".join(char for char in first if not char.isascii())[:_SHOWN_CHARACTERS]
    printable = odd.encode("gbk", "replace").decode("gbk")
    return f"{reading.encoding} ({printable})" if printable else reading.encoding


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
