"""Files written and scanned in one step, and what of a report is compared."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import linkscan
from linkscan.config import Settings
from linkscan.model import Account, Finding, Report
from linkscan.report.forms.json import to_dict
from tests.naive import folded
from tests.strategies import LOG, STORES, Row, World

NOW = datetime(2026, 11, 1, tzinfo=UTC)
SETTINGS = Settings(now=NOW, zone="UTC")

Texts = Mapping[str, str]
"""Content by file name."""


def scan_texts(texts: Texts, settings: Settings = SETTINGS) -> Report:
    """The report on a folder of files with these contents."""
    with _scanned(texts, settings) as result:
        return result.report


@contextmanager
def _scanned(texts: Texts, settings: Settings) -> Iterator[linkscan.ScanResult]:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            (Path(folder) / name).write_text(text, encoding="utf-8", newline="")
        with linkscan.scan(folder, settings=settings) as result:
            yield result


def scan_log(text: str, settings: Settings = SETTINGS, **others: str) -> Report:
    """The report on a log and, by stem, other CSV files. Lines may be indented."""
    texts = {"logins": text, **others}
    return scan_texts({f"{name}.csv": lines(one) for name, one in texts.items()}, settings)


def lines(text: str) -> str:
    """The lines of a text without their indentation."""
    return "".join(f"{line.strip()}\n" for line in text.strip().splitlines())


def scan_world(world: World, settings: Settings = SETTINGS) -> Report:
    """The report on a world's files."""
    return scan_texts(written(world), settings)


def scanned(
    world: World, settings: Settings = SETTINGS
) -> AbstractContextManager[linkscan.ScanResult]:
    """The scan of a world's files, with its tables at hand."""
    return _scanned(written(world), settings)


def written(world: World) -> Texts:
    """The files of a world."""
    texts = {"logins.csv": table(LOG, world.logins)}
    if world.stores:
        texts["stores.csv"] = table(STORES, world.stores)
    return texts


def table(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Rows as CSV with a header."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def components(report: Report) -> set[frozenset[str]]:
    """The components by account ids."""
    return {frozenset(one.accounts) for one in report.components}


def levels(report: Report) -> dict[str, str]:
    """The level of each account by id."""
    return {one.id: one.level for one in report.accounts}


def found(report: Report) -> set[tuple[str, frozenset[str], frozenset[str]]]:
    """The findings: level, accounts, kinds."""
    return {(f.level, frozenset(f.accounts), frozenset(f.kinds)) for f in report.findings}


def account(report: Report, id_: str) -> Account:
    """The account of this id."""
    (one,) = (one for one in report.accounts if one.id == id_)
    return one


def only_finding(report: Report) -> Finding:
    """The finding of a report that has one."""
    (one,) = report.findings
    return one


def named(report: Report) -> dict[str, tuple[str | None, str]]:
    """Accounts by id, as `tests.naive` names them."""
    return {one.id: (one.platform, folded(one.name)) for one in report.accounts}


DEPENDS_ON_ORDER = ("sha256", "line", "evidence", "where", "rejects")


def without(tree: Any, names: Iterable[str] = DEPENDS_ON_ORDER) -> Any:
    """A report as plain values (or a part of it) without the members of these names."""
    dropped = set(names)
    if isinstance(tree, Report):
        tree = to_dict(tree)
    if isinstance(tree, dict):
        return {k: without(v, dropped) for k, v in tree.items() if k not in dropped}
    return [without(one, dropped) for one in tree] if isinstance(tree, list) else tree
