"""Everything that says where addresses come from: declared lines first, then range files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.ranges.block import parse_network
from linkscan.ranges.known import Known, class_of
from linkscan.ranges.mmdb import is_mmdb, read_mmdb
from linkscan.ranges.ranges import Ranges, RangeTable
from linkscan.ranges.table import read_table


@dataclass(frozen=True, slots=True)
class Origins:
    """The lines that the user declares and the range files that the user points to."""

    lines: Ranges | None = None
    files: tuple[Ranges, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is declared and no file is given."""
        return not (self.lines or self.files)

    def find(self, address: str) -> Known | None:
        """What is known of an end point (the key of an address); None if nothing is.

        The user's own word comes first, whether it names a class or not: an own office line
        stays one. Of the files, in the order given, the first that names a class counts,
        else the first that knows the address.
        """
        if self.lines and (declared := self.lines.find(address)):
            return declared
        told = [known for ranges in self.files if (known := ranges.find(address))]
        return next((known for known in told if known.cls), told[0] if told else None)


def declared_lines(table: object, where: str, prefix: int = 64) -> Ranges:
    """The lines that `linkscan.toml` declares: `"203.0.113.0/24" = "office line"`.

    The words of the label give the class (VPN, CGNAT, mobile); an office line has none. An
    IPv6 network longer than `prefix` stands for the end point in which it lies.

    Args:
        table: The content of `[lines]`.
        where: The name of the file, for messages and reports.
        prefix: IPv6 network length of end points, in bits.

    Raises:
        LinkscanError: it is no table of texts, or names what is no network.
    """
    if not isinstance(table, dict) or not all(isinstance(label, str) for label in table.values()):
        raise LinkscanError(
            _('{where}: [lines] takes lines like "203.0.113.0/24" = "office line".'), where=where
        )
    found = RangeTable()
    for network, label in table.items():
        block = parse_network(network)
        if block is None:
            raise LinkscanError(
                _("{where}: [lines]: {network!r} is no network; write one like 203.0.113.7, "
                  "203.0.113.0/24 or 2001:db8::/48, with zeros behind its length."),
                where=where, network=network,
            )  # fmt: skip
        found.add(block.widened(prefix), Known(class_of(label), label.strip(), where))
    return Ranges(where, None, len(table), (), found.look_up)


def read_ranges(path: Path) -> Ranges:
    """What a range file says: an MMDB, or a table with a column of networks or of both ends.

    Raises:
        LinkscanError: it is neither, is empty, or cannot be read.
    """
    try:
        if path.stat().st_size == 0:
            raise LinkscanError(
                _("--ranges: {where}: the file is empty; name an MMDB or CSV file."),
                where=path.name,
            )
        return read_mmdb(path) if is_mmdb(path) else read_table(path)
    except OSError as error:
        raise LinkscanError(
            _("--ranges: {where}: cannot be read ({problem}); name an MMDB or CSV file."),
            where=path.name, problem=error.strerror or str(error),
        ) from error  # fmt: skip
