"""Which files an INPUT stands for: a file, a glob or a folder."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.table import Role, Skipped

TEXT_SUFFIXES = (".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".json")
SUFFIXES = (
    *TEXT_SUFFIXES,
    *(suffix + ".gz" for suffix in TEXT_SUFFIXES),
    ".parquet",
    ".xlsx",
    ".xlsm",
)


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
    reader knows and linkscan's own report folders are listed as skipped.

    Raises:
        LinkscanError: An input does not exist, or has no file to read.
    """
    files: dict[Path, Found] = {}
    skipped: list[Skipped] = []
    for given in inputs:
        for item in _expand(str(given)):
            if isinstance(item, Skipped):
                skipped.append(item)
            else:
                files.setdefault(item.path.resolve(), replace(item, role=role))
    return Discovery(distinct_names(tuple(files.values())), tuple(skipped))


def _expand(given: str) -> list[Found | Skipped]:
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


def _matches(pattern: str) -> list[Found | Skipped]:
    items: list[Found | Skipped] = []
    for match in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207
        path = Path(match)
        if path.is_file() and not _hidden(path):
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
            suffixes=", ".join(SUFFIXES),
        )
    return items


def _walk(folder: Path, top: Path) -> Iterator[Found | Skipped]:
    if _own_report(folder):
        yield Skipped(_shown(folder.relative_to(top)), "own-report")
        return
    for path in sorted(folder.iterdir()):
        if _hidden(path):
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


def _hidden(path: Path) -> bool:
    # "~$book.xlsx" is the lock that Excel lays beside an open workbook.
    return path.name.startswith((".", "~$"))


def _own_report(folder: Path) -> bool:
    try:
        with (folder / "report.json").open("rb") as file:
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
