"""Which files an INPUT stands for: a file, a glob, a folder, or `-` for standard input."""

from __future__ import annotations

import atexit
import glob
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import BinaryIO

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.table import Role, Skipped

TEXT_SUFFIXES = (".csv", ".tsv", ".txt", ".log", ".jsonl", ".ndjson", ".json")
SHEET_SUFFIXES = (".xlsx", ".xlsm", ".ods", ".xls", ".xlsb", ".numbers")
"""Some of these no reader can open: better to say how to save them than to pass them over."""
SUFFIXES = (
    *TEXT_SUFFIXES,
    *(text + packed for text in TEXT_SUFFIXES for packed in (".gz", ".bz2", ".xz")),
    ".parquet",
    *SHEET_SUFFIXES,
    *(".htm", ".html", ".xml", ".zip"),
)


STDIN = "-"

_OWN = ("report.json", "pack.json")
"""Files by which folders that linkscan wrote are known."""

NO_DATA = (".md", ".toml")
"""What people lay beside their data, and nobody takes for it: passed over in silence."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read. `given` by its own name, not met in a folder or by a glob, it must
    hold a table; `role` is what the user says it is."""

    path: Path
    name: str
    given: bool = True
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files of the inputs in the order given (folders sorted), and those left out."""

    files: tuple[Found, ...]
    skipped: tuple[Skipped, ...] = ()


def discover(inputs: Sequence[str | Path], role: Role | None = None) -> Discovery:
    """Every file that `inputs` name, once.

    Folders are walked; hidden files are passed over in silence, files of a suffix that no
    reader knows and linkscan's own folders (reports, packs) are listed as skipped.

    Raises:
        LinkscanError: An input does not exist, or has no file to read.
    """
    files: dict[Path, Found] = {}
    skipped: list[Skipped] = []
    for given in dict.fromkeys(inputs):  # standard input can be read once
        for item in _expand(str(given)):
            if isinstance(item, Skipped):
                skipped.append(item)
            else:
                files.setdefault(item.path.resolve(), replace(item, role=role))
    return Discovery(distinct_names(tuple(files.values())), tuple(skipped))


def _expand(given: str) -> list[Found | Skipped]:
    if given == STDIN:
        return [Found(spooled_input(sys.stdin.buffer), "stdin")]
    path = Path(given)
    if path.is_dir():
        return _folder(path, given)
    if path.is_file():
        return [Found(path, _shown(path))]
    if path.exists():
        raise LinkscanError(
            _("{where}: neither a file nor a folder; save its content to a file."), where=given
        )
    if not glob.has_magic(given):
        raise LinkscanError(_("{where}: no such file or folder; check the path."), where=given)
    return _matches(given)


@cache
def spooled_input(given: BinaryIO) -> Path:
    """Standard input as a file, which is gone when the program ends.

    Readers look at the start of a file before they read it, and what a change would do takes
    another scan of it; a pipe is read but once.
    """
    with tempfile.NamedTemporaryFile(prefix="linkscan-", delete=False) as file:
        path = Path(file.name)
        atexit.register(path.unlink, missing_ok=True)
        shutil.copyfileobj(given, file)
    return path


def _matches(pattern: str) -> list[Found | Skipped]:
    items: list[Found | Skipped] = []
    for match in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207
        path = Path(match)
        if path.is_file() and not is_hidden(path.name):
            items.append(Found(path, _shown(path), given=False))
    if not items:
        raise LinkscanError(_("{where}: no file matches this pattern."), where=pattern)
    return items


def _folder(folder: Path, given: str) -> list[Found | Skipped]:
    items = list(_walk(folder, folder))
    if not any(isinstance(item, Found) for item in items):
        raise LinkscanError(
            _("{where}: no file to read in this folder; allowed are {suffixes}."),
            where=given,
            suffixes=", ".join(suffix for suffix in SUFFIXES if suffix.count(".") == 1),
        )
    return items


def _walk(folder: Path, top: Path) -> Iterator[Found | Skipped]:
    if _own_report(folder):
        yield Skipped(_shown(folder.relative_to(top)), "own-report")
        return
    for path in sorted(folder.iterdir()):
        if is_hidden(path.name):
            continue
        name = _shown(path.relative_to(top))
        if path.is_dir():
            # A link to a folder above would be walked for ever.
            if not path.is_symlink():
                yield from _walk(path, top)
        elif path.name.lower().endswith(SUFFIXES):
            yield Found(path, name, given=False)
        elif not path.name.lower().endswith(NO_DATA):
            yield Skipped(name, "unknown-suffix", path=path)


def is_hidden(name: str) -> bool:
    """Whether a file is none of the user's: hidden, or a lock.

    "~$book.xlsx" is what Excel lays beside an open workbook.
    """
    return name.startswith((".", "~$"))


def _own_report(folder: Path) -> bool:
    return any(_names_its_maker(folder / name) for name in _OWN)


def _names_its_maker(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return b'"linkscan"' in file.read(4096)
    except OSError:
        return False


def _shown(path: Path) -> str:
    return path.as_posix()


def distinct_names(files: Sequence[Found]) -> tuple[Found, ...]:
    """The files, those that would be shown under one name by their whole paths."""
    names = [file.name for file in files]
    return tuple(
        file if names.count(file.name) == 1 else replace(file, name=_shown(file.path))
        for file in files
    )
