"""XML as a stream of elements, of any size; a document that declares a type is refused.

Entities are declared in a document type: without one there are no bombs, and no files or
addresses are read. No spreadsheet has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO
from xml.parsers import expat

CHUNK_BYTES = 1 << 16
_PROLOG_BYTES = 1 << 20

Event = tuple[str, str, dict[str, str]]
"""("start", name, attributes), ("end", name, {}) or ("text", characters, {})."""


class DeclaredType(ValueError):
    """The document has a document type."""

    def __init__(self) -> None:
        super().__init__("document type")


def xml_events(chunks: Iterable[bytes | str]) -> Iterator[Event]:
    """The elements of a document in order, names as written.

    Raises:
        DeclaredType: It has a document type.
        expat.ExpatError: It is not well formed.
        UnicodeError: It names an encoding that does not exist.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    found: list[Event] = []
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: found.append(("start", name, attributes))
    parser.EndElementHandler = lambda name: found.append(("end", name, {}))
    parser.CharacterDataHandler = lambda text: found.append(("text", text, {}))
    for chunk in chunks:
        _parse(parser, chunk)
        yield from found
        found.clear()
    _parse(parser, b"", final=True)
    yield from found


def check_prolog(file: IO[bytes]) -> None:
    """Read a document up to its first element.

    Raises:
        DeclaredType: It has a document type, or no element near its start.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    begun: list[str] = []
    parser.StartElementHandler = lambda name, _attributes: begun.append(name)
    try:
        for _ in range(_PROLOG_BYTES // CHUNK_BYTES):
            if begun or not (chunk := file.read(CHUNK_BYTES)):
                return
            _parse(parser, chunk)
    except (expat.ExpatError, UnicodeError):
        return  # whoever reads it will say what is wrong
    if not begun:
        raise DeclaredType


def _parse(parser: expat.XMLParserType, chunk: bytes | str, *, final: bool = False) -> None:
    try:
        parser.Parse(chunk, final)
    except LookupError as error:
        raise UnicodeError(str(error)) from error  # an encoding that does not exist


def _refuse(*_declared: object) -> None:
    raise DeclaredType
