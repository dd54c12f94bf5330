"""The report folder: it appears whole or not at all, and replaces only one of its own.

Everything is written into a folder beside it, which then takes its name. A folder that
linkscan did not write, or in which somebody put a file of their own, is never touched.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Collection, Iterator
from pathlib import Path, PurePosixPath

from linkscan.errors import LinkscanError
from linkscan.model import Report
from linkscan.report.json import write_json
from linkscan.report.text import summary

FORMATS = ("html", "json", "csv", "text")

HEAD_BYTES = 200
"""A report names its maker in the first lines, before anything else."""

_OURS = ("*.html", "report.*", "machines/*.html", "csv/*.csv", "tables/*.parquet")
_OF_THE_SYSTEM = {".ds_store", "desktop.ini", "thumbs.db"}
"""Files that file managers leave behind, in lower case: nobody misses them."""


def write_folder(
    report: Report,
    out: Path,
    lang: str,
    formats: Collection[str] = FORMATS,
    extra: Callable[[Path], None] | None = None,
) -> list[Path]:
    """Write the report to the folder `out`, and give the paths of its files, sorted.

    `report.json` is always among them: it is how a report folder is known. `extra` may
    write more into the folder that it is handed, before `out` appears.

    Raises:
        LinkscanError: `out` is in the way, or cannot be written. The old one then stands.
    """
    target = out.resolve()
    check_folder(out)
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
    try:
        try:
            _fill(fresh, report, lang, formats)
            if extra is not None:
                extra(fresh)
            _take_place(fresh, target)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
    except OSError as error:
        raise LinkscanError(
            "{where}: the report cannot be written ({problem}). Close files of it that are "
            "open, or choose another folder with --out.",
            where=str(out),
            problem=error.strerror or str(error),
        ) from error
    return sorted(out / path.relative_to(target) for path in target.rglob("*") if path.is_file())


def check_folder(out: Path) -> None:
    """Refuse a place that a report must not take; worth asking before a long scan.

    Raises:
        LinkscanError: `out` is a file, a folder of other things, or the folder one is in.
    """
    target = out.resolve()
    if target == Path.cwd() or target in Path.cwd().parents:
        raise LinkscanError(
            "{where}: the report needs a folder of its own; name a new one with --out.",
            where=str(out),
        )
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    if not target.is_dir() or not _is_report(target):
        raise LinkscanError(
            "{where}: already there, and not a linkscan report; choose another folder with --out.",
            where=str(out),
        )
    for name in _strangers(target):
        raise LinkscanError(
            "{where}: holds {name!r}, which linkscan did not write; move it away, or choose "
            "another folder with --out.",
            where=str(out),
            name=name,
        )


def _is_report(folder: Path) -> bool:
    try:
        with (folder / "report.json").open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError:
        return False
    return head.startswith(b"{") and b'"linkscan":' in head


def _strangers(folder: Path) -> Iterator[str]:
    """Files of a report folder that are not of the report, by their path in it."""
    for path in sorted(folder.rglob("*")):
        inside = PurePosixPath(path.relative_to(folder).as_posix())
        ours = any(len(inside.parts) == pattern.count("/") + 1 and inside.match(pattern)
                   for pattern in _OURS)  # fmt: skip
        if not path.is_dir() and not ours and path.name.lower() not in _OF_THE_SYSTEM:
            yield str(inside)


def _fill(folder: Path, report: Report, lang: str, formats: Collection[str]) -> None:
    _write(folder / "report.json", write_json(report))
    if "html" in formats:
        from linkscan.report.html import html_pages

        for name, page in html_pages(report, lang):
            _write(folder / name, page.encode())
    if "csv" in formats:
        from linkscan.report.csv import csv_tables

        for name, table in csv_tables(report):
            _write(folder / name, table)
    if "text" in formats:
        _write(folder / "report.txt", summary(report, lang).encode())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _take_place(fresh: Path, target: Path) -> None:
    """Give `fresh` the name `target`; where that fails, what stood there stands again."""
    if not target.exists():
        fresh.rename(target)
        return
    old = fresh.with_suffix(".old")
    target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
