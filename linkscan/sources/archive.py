"""Archives (`.zip`): every file in one that may hold a table, unpacked one by one."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.discover import NO_DATA, SUFFIXES, is_hidden
from linkscan.sources.package import DAMAGED, too_inflated, unreadable
from linkscan.sources.packed import CHUNK_BYTES
from linkscan.sources.proof import file_digest
from linkscan.sources.saved import with_saved
from linkscan.sources.source import EmptyTable, Source, UnknownTable, reason_of
from linkscan.sources.table import Skipped, Table

_UTF8_NAME = 0x800  # bit of the flags of a member
_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".tgz")

Reader = Callable[[Source], tuple[list[Table], list[Skipped]]]


def read_archive(source: Source, read: Reader) -> tuple[list[Table], list[Skipped]]:
    """The tables of the files in an archive that was checked, and what holds none.

    Members of a kind that no reader knows, and archives inside it, are skipped.

    Args:
        source: The archive.
        read: Reads one file.

    Raises:
        LinkscanError: A member is damaged, or none is a table that linkscan knows.
    """
    tables: list[Table] = []
    skipped: list[Skipped] = []
    failure: LinkscanError = EmptyTable(source.name)
    digest = source.sha256 or file_digest(source.original)
    for name, path in _members(source, skipped):
        member = replace(source, name=f"{source.name}[{name}]", path=path, sha256=digest)
        member = with_saved(member)
        try:
            found, passed = read(member)
        except (EmptyTable, UnknownTable) as error:
            failure = error
            columns = error.columns if isinstance(error, UnknownTable) else ()
            skipped.append(Skipped(member.name, reason_of(error), columns=columns))
            continue
        tables += [replace(table, name=source.name, member=name) for table in found]
        skipped += passed
    if not tables:
        if skipped and all(one.reason == "nested-archive" for one in skipped):
            failure = nested_archive(source)
        raise failure
    return tables, skipped


def nested_archive(source: Source) -> UnknownTable:
    """The refusal of an archive that holds nothing but archives, or is one of these."""
    message = _("{where}: an archive inside an archive; unpack it.")
    return UnknownTable(LinkscanError(message, where=source.name), ())


def _members(source: Source, skipped: list[Skipped]) -> Iterator[tuple[str, Path]]:
    """The files worth reading by their names, each unpacked to the working folder."""
    with zipfile.ZipFile(source.path) as archive:
        named = sorted((_name(member), member) for member in archive.infolist())
        for name, member in named:
            path = PurePosixPath(name)
            if name.endswith("/") or any(map(is_hidden, path.parts)) or path.parts[0] == "__MACOSX":
                continue
            lower = name.lower()
            if lower.endswith(NO_DATA):
                continue
            if lower.endswith(_ARCHIVES):
                skipped.append(Skipped(f"{source.name}[{name}]", "nested-archive"))
            elif lower.endswith(SUFFIXES):
                yield name, _unpacked(source, archive, member)
            else:
                skipped.append(Skipped(f"{source.name}[{name}]", "unknown-suffix"))


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a member; Windows in China packs names in GBK and does not say so."""
    name = member.filename
    if not member.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", errors="replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                continue
    return name


def _unpacked(source: Source, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Path:
    target = source.new_path(".member")
    bounds = source.options.bounds
    most = max(bounds.inflation_free_bytes, member.compress_size * bounds.inflation)
    size = 0
    try:
        with archive.open(member) as file, target.open("wb") as out:
            while chunk := file.read(CHUNK_BYTES):
                size += len(chunk)
                if size > most:
                    raise too_inflated(source)
                out.write(chunk)
    except DAMAGED as error:
        raise unreadable(source, error) from error
    return target
