"""A folder of linkscan's own: it appears whole or not at all, and replaces only one of its kind.

Everything is written into a folder beside it, which then takes its name. A folder that
linkscan did not write, or in which somebody put a file of their own, is never touched.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from linkscan.errors import LinkscanError

HEAD_BYTES = 200
"""A folder's marker names its maker in the first lines, before anything else."""

_OF_THE_SYSTEM = {".ds_store", "desktop.ini", "thumbs.db"}
"""Files that file managers leave behind, in lower case: nobody misses them."""


@dataclass(frozen=True, slots=True)
class OwnFolder:
    """A kind of folder: the JSON file it is known by, what else it holds, how one asks for it.

    `files` are patterns of paths inside the folder.
    """

    marker: str
    files: tuple[str, ...]
    option: str

    def check(self, out: Path) -> None:
        """Refuse a place that such a folder must not take; worth asking before long work.

        Raises:
            LinkscanError: `out` is a file, a folder of other things, or the folder one is in.
        """
        target = out.resolve()
        if target == Path.cwd() or target in Path.cwd().parents:
            raise LinkscanError(
                "{where}: linkscan needs a folder of its own; name a new one with {option}.",
                where=str(out),
                option=self.option,
            )
        if not target.exists() or (target.is_dir() and not any(target.iterdir())):
            return
        if not target.is_dir() or not self._is_ours(target):
            raise LinkscanError(
                "{where}: already there, and nothing that linkscan wrote with {option}; choose "
                "another folder.",
                where=str(out),
                option=self.option,
            )
        for name in self._strangers(target):
            raise LinkscanError(
                "{where}: holds {name!r}, which linkscan did not write; move it away, or choose "
                "another folder with {option}.",
                where=str(out),
                name=name,
                option=self.option,
            )

    def write(self, out: Path, fill: Callable[[Path], None]) -> list[Path]:
        """Let `fill` write the folder, then give it the name `out`; its files, sorted.

        Raises:
            LinkscanError: `out` is in the way, or cannot be written. The old one then stands.
        """
        target = out.resolve()
        self.check(out)
        fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
        try:
            try:
                fresh.mkdir(parents=True)
                fill(fresh)
                _take_place(fresh, target)
            except BaseException:
                shutil.rmtree(fresh, ignore_errors=True)
                raise
        except OSError as error:
            raise LinkscanError(
                "{where}: the folder cannot be written ({problem}). Close files of it that are "
                "open, or choose another one with {option}.",
                where=str(out),
                problem=error.strerror or str(error),
                option=self.option,
            ) from error
        return sorted(
            out / path.relative_to(target) for path in target.rglob("*") if path.is_file()
        )

    def _is_ours(self, folder: Path) -> bool:
        try:
            with (folder / self.marker).open("rb") as file:
                head = file.read(HEAD_BYTES)
        except OSError:
            return False
        return head.startswith(b"{") and b'"linkscan":' in head

    def _strangers(self, folder: Path) -> Iterator[str]:
        """Files in the folder that are not of its kind, by their path in it."""
        for path in sorted(folder.rglob("*")):
            inside = PurePosixPath(path.relative_to(folder).as_posix())
            ours = any(len(inside.parts) == pattern.count("/") + 1 and inside.match(pattern)
                       for pattern in self.files)  # fmt: skip
            if not path.is_dir() and not ours and path.name.lower() not in _OF_THE_SYSTEM:
                yield str(inside)


def write_file(path: Path, data: bytes) -> None:
    """Write one file of a folder, and the folders it lies in."""
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
