"""How much one input file may cost before it is refused, in one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from linkscan.errors import LinkscanError
from linkscan.i18n import _

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30
_UNITS = {"": 1, "K": KIB, "M": MIB, "G": GIB}
_NUMBER = re.compile(r"(\d{1,15}) ?([KMG]?)(?:I?B)?", re.I)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits on what strangers' files make us hold; real logs of several GiB pass.

    Inflation, columns, line and cell are the limits that matter: they stop the files that
    are small on disk and huge in memory. Sizes are large on purpose. All figures are ours.
    """

    inflation: int = 200  # unpacked : packed, copied : given; text logs stay below 60
    unpacked_bytes: int = 64 * GIB  # of a text file, unpacked or as given
    workbook_bytes: int = 400 * MIB  # unpacked
    document_bytes: int = 64 * MIB  # what is held whole: a JSON array, the texts of a workbook
    members: int = 1_000  # files in a .zip
    rows: int = 1 << 20  # of a sheet; no spreadsheet has more
    columns: int = 2_000
    line_bytes: int = MIB
    cell_chars: int = 64 * KIB
    inflation_free_bytes: int = MIB  # below this size a high ratio does no harm

    def shown(self) -> dict[str, str]:
        """Those that are not as they are by default, by name."""
        return {
            f"bounds.{one.name}": str(value)
            for one in fields(self)
            if (value := getattr(self, one.name)) != one.default
        }


def parse_bounds(values: Sequence[str]) -> Bounds:
    """The limits with those that `NAME=NUMBER` texts change; a number may end in K, M or G.

    Raises:
        LinkscanError: a text names no limit, or no number above 0.
    """
    known = [one.name for one in fields(Bounds)]
    changed: dict[str, int] = {}
    for value in values:
        name, _equals, text = (part.strip() for part in value.partition("="))
        number = _NUMBER.fullmatch(text)
        amount = int(number[1]) * _UNITS[number[2].upper()] if number else 0
        if name not in known or not amount:
            raise LinkscanError(
                _(
                    "--bounds: {value!r} sets no limit; write NAME=NUMBER, such as "
                    "inflation=500 or line_bytes=4M; allowed are {names}."
                ),
                value=value,
                names=", ".join(known),
            )
        changed[name] = amount
    return replace(Bounds(), **changed)
