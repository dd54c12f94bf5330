"""A range file in the MaxMind DB format, as MaxMind, ipinfo and db-ip publish them.

The file is not read in: each address is looked up in it, by the reader that is written in
Python. The one in C is ten times as fast (1 against 12 µs an address) and ended the whole
process on damaged files (maxminddb 3.2.0, "malloc(): invalid next size").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from ipaddress import ip_address
from itertools import islice
from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.ranges.block import Block
from linkscan.ranges.known import Known, known_from
from linkscan.ranges.ranges import Ranges

_MARK = b"\xab\xcd\xefMaxMind.com"
_TAIL_BYTES = 128 * 1024  # in which the mark stands, MaxMind DB file format 2.0
_LOOKED_AT = 1000  # records among which one must say something
# Where the network is, not whose it is; "name" and "type" mean something else in there.
_GEOGRAPHY = ("country", "registered_country", "represented_country", "continent", "city",
              "location", "subdivisions")  # fmt: skip


def is_mmdb(path: Path) -> bool:
    """Whether a file carries the mark of the format, whatever its name."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
        return _MARK in file.read()


def read_mmdb(path: Path) -> Ranges:
    """The ranges of an MMDB.

    Raises:
        LinkscanError: it is damaged, or says nothing of whose networks are or of what kind
            (a database of countries).
    """
    import maxminddb

    with _undamaged(path.name):
        reader = maxminddb.open_database(path, maxminddb.MODE_MMAP)
        about = reader.metadata()
        built = datetime.fromtimestamp(about.build_epoch, UTC).date()
        usable = any(known_from(_fields(told), "") for _, told in islice(reader, _LOOKED_AT))
    if not usable:
        raise LinkscanError(
            _("--ranges: {where}: {kind!r} says neither whose a network is nor of what kind; "
              "name a file of networks, connection types or VPN exits."),
            where=path.name, kind=about.database_type,
        )  # fmt: skip
    longest = 128 if about.ip_version == 6 else 32

    def look_up(block: Block) -> Known | None:
        if block.bits > longest:
            return None
        address = ip_address(block.first.to_bytes(block.bits // 8, "big"))
        with _undamaged(path.name):
            record, length = reader.get_with_prefix_len(address)
        return known_from(_fields(record), path.name) if length <= block.length else None

    return Ranges(path.name, built, None, (), look_up)


@contextmanager
def _undamaged(where: str) -> Iterator[None]:
    """Tell of a damaged file, on which the reader fails in many ways, in one sentence."""
    try:
        yield
    except Exception as error:
        raise LinkscanError(
            _("--ranges: {where}: is a damaged MMDB file; fetch it anew, or name another."),
            where=where,
        ) from error


def _fields(record: object) -> dict[str, str]:
    """The innermost keys of a record, with their values as text."""
    if isinstance(record, str):
        return {"label": record}
    fields: dict[str, str] = {}
    for name, value in record.items() if isinstance(record, Mapping) else ():
        if isinstance(value, Mapping):
            if name not in _GEOGRAPHY:
                fields |= _fields(value)
        elif isinstance(value, str | int | float):
            fields[name] = str(value)
    return fields
