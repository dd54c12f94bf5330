"""What a scan gives its caller: the report, and the tables and the graph behind it."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Collection
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from linkscan.assemble.full_tables import TABLES, put_names
from linkscan.model import Report
from linkscan.scanned import Scanned

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


class ScanResult:
    """The report of a scan, and everything that stands behind it.

    `report` is the tree of `linkscan.model`. Until `close` (or until the result is
    forgotten) the full tables stay at hand, also where the report had to be cut.
    """

    def __init__(self, tell: Callable[[], Report], scanned: Scanned) -> None:
        self._tell = tell
        self._scanned = scanned
        self.close = weakref.finalize(self, scanned.engine.close)
        """Give back the memory and the temporary files of the scan."""

    def __enter__(self) -> ScanResult:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @cached_property
    def report(self) -> Report:
        """Of a scan with edits it is put together when it is first asked for, before `close`."""
        return self._tell()

    @property
    def scanned(self) -> Scanned:
        """What the stages found, by number, with the tables under their ids (`key_names`)."""
        put_names(self._scanned)
        return self._scanned

    def to_json(self) -> str:
        """The report as the text of `report.json`."""
        from linkscan.report.forms.json import write_json

        return write_json(self.report).decode("utf-8")

    def frames(self) -> dict[str, pd.DataFrame]:
        """The full tables as pandas frames: by name (see `full_tables.TABLES`).

        Masked values have labels and ids, as in the report. `identifiers` and `links` hold
        what ties accounts, and for inputs that the report shows whole everything else too.
        """
        import pandas as pd

        put_names(self._scanned)
        return {
            name: pd.DataFrame(rows, columns=columns)
            for name, sql in TABLES.items()
            for columns, rows in [self._scanned.engine.table(sql)]
        }

    def graph(self) -> nx.Graph:
        """Accounts and identifiers as nodes (`kind`, `label`), links as edges (`n`, dates)."""
        import networkx as nx

        graph: nx.Graph = nx.Graph()
        for account in self.report.accounts:
            graph.add_node(account.id, kind="account", label=account.name, level=account.level)
        for one in self.report.identifiers:
            graph.add_node(one.id, kind=one.kind, label=one.label)
        for link in self.report.links:
            graph.add_edge(link.account, link.identifier, n=link.n,
                           first_seen=link.first_seen, last_seen=link.last_seen)  # fmt: skip
        return graph

    def write(self, out: Path, lang: str, formats: Collection[str]) -> list[Path]:
        """Write the report folder, tables included; gives the paths of its files."""
        from linkscan.report.folder import write_folder

        return write_folder(self.report, out, lang, formats, extra=self._write_tables)

    def _write_tables(self, folder: Path) -> None:
        (folder / "tables").mkdir()
        put_names(self._scanned)
        for name, sql in TABLES.items():
            self._scanned.engine.write_parquet(sql, folder / "tables" / f"{name}.parquet")
