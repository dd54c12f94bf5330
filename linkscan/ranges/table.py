"""A range file that is a text table: networks or first and last addresses, and what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.ranges.block import Block, parse_network, parse_range
from linkscan.ranges.known import FLAGS, KINDS, LABELS, known_from
from linkscan.ranges.ranges import Ranges, RangeTable
from linkscan.sources.dialect import Record, find_dialect, is_blank, read_records
from linkscan.sources.encoding import file_encoding

# Names of columns, lower case with _ for a space.
_NETWORK = ("network", "cidr", "range", "ip_range", "prefix", "subnet", "网段", "地址段", "ip段")
_START = ("start", "start_ip", "ip_start", "first_ip", "ip_from", "from", "起始ip", "起始地址")
_END = ("end", "end_ip", "ip_end", "last_ip", "ip_to", "to", "结束ip", "结束地址")
_NAMES = {
    *_NETWORK,
    *_START,
    *_END,
    *KINDS,
    *LABELS,
    *(name for _, names in FLAGS for name in names),
}

_HEAD_CHARACTERS = 1 << 16


def read_table(path: Path) -> Ranges:
    """The ranges of a text table; where it has no header, the network or both ends come first.

    Raises:
        LinkscanError: no row names a range, or the file is no text table.
    """
    found = RangeTable()
    rows = 0
    rejected = []
    header, records = _header(_records(path), path.name)
    for line, cells in records:
        fields = dict(zip(header, cells, strict=False))
        block = _block(fields)
        if block is None:
            rejected.append(line)
            continue
        rows += 1
        # A bare list of networks is told by the name of its file: vpn-exits.txt.
        known = known_from(fields, path.name) or known_from({"label": path.stem}, path.name)
        if known:
            found.add(block, known)
    if not rows:
        raise LinkscanError(
            _("--ranges: {where}: none of its {count} rows names a range; write 203.0.113.0/24, "
              "or the first and the last address in columns 'start' and 'end'."),
            where=path.name, count=len(rejected),
        )  # fmt: skip
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    return Ranges(path.name, changed, rows, tuple(rejected), found.look_up)


def _records(path: Path) -> Iterator[Record]:
    """Line and cells of every row that is neither blank nor a comment."""
    encoding = file_encoding(path, path.name)
    with path.open(encoding=encoding, newline="") as file:
        dialect = find_dialect(file.read(_HEAD_CHARACTERS).casefold(), _NAMES)
        file.seek(0)
        for line, cells in read_records(file, dialect):
            if not is_blank(cells) and not cells[0].lstrip().startswith("#"):
                yield line, cells


def _header(records: Iterator[Record], where: str) -> tuple[Sequence[str], Iterable[Record]]:
    """The normalised names of the columns, and the records that follow."""
    first = next(records, None)
    if first is None:
        raise LinkscanError(
            _("--ranges: {where}: the file is empty; name an MMDB or CSV file."), where=where
        )
    _line, cells = first
    names = [cell.strip().casefold().replace(" ", "_") for cell in cells]
    if {*names} & {*_NETWORK} or ({*names} & {*_START} and {*names} & {*_END}):
        return names, records
    if _block({"network": cells[0]}) is None:
        raise LinkscanError(
            _("--ranges: {where}: no column of ranges; found {found}. Name one column 'network', "
              "or two 'start' and 'end', or name an MMDB file."),
            where=where, found=", ".join(repr(cell[:40]) for cell in cells[:8]),
        )  # fmt: skip
    ends = len(cells) > 1 and parse_range(cells[0], cells[1]) is not None
    return ("start", "end", "label") if ends else ("network", "label"), chain([first], records)


def _block(fields: Mapping[str, str]) -> Block | None:
    """The range that a row names, or None."""
    if not (network := _first(fields, _NETWORK)):
        return parse_range(_first(fields, _START), _first(fields, _END))
    start, dash, end = network.partition("-")
    return parse_range(start, end) if dash else parse_network(network)


def _first(fields: Mapping[str, str], names: Iterable[str]) -> str:
    return next((text for name in names if (text := fields.get(name, ""))), "")
