"""How much one input file may cost before it is refused, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits on what strangers' files make us hold; real logs of several GiB pass.

    Inflation, columns, line and cell are the limits that matter: they stop the files that
    are small on disk and huge in memory. Sizes are large on purpose.
    """

    inflation: int = 200  # unpacked : packed; text logs stay below 60
    unpacked_bytes: int = 64 * GIB  # of a .gz
    workbook_bytes: int = 400 * MIB  # unpacked; openpyxl holds all shared strings in memory
    document_bytes: int = 64 * MIB  # a JSON array is one value and is held whole
    columns: int = 2_000
    line_bytes: int = MIB
    cell_chars: int = 64 * KIB
    inflation_free_bytes: int = MIB  # below this size a high ratio does no harm
