"""Zip files, looked at before anything is unpacked: what they are, and whether they are safe."""

from __future__ import annotations

import stat
import zipfile
import zlib
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Literal
from xml.parsers import expat

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.source import Source
from linkscan.sources.xmlstream import DeclaredType, check_prolog

Kind = Literal["xlsx", "ods", "archive"]

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What reading a damaged zip file raises."""

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_DOCUMENTS = ("word/document.xml", "ppt/presentation.xml", "visio/document.xml")
_DOCUMENT = _("{where}: a document without sheets; save its table as .xlsx.")
_ENCRYPTED = 1  # bit of the flags of a member


def package_kind(source: Source) -> Kind:
    """What a zip file is: a workbook, an ODS sheet, or an archive of files.

    Raises:
        LinkscanError: It is another document, is protected or damaged, has a member whose name
            leads out of the folder, or inflates beyond the bounds.
    """
    try:
        with zipfile.ZipFile(source.path) as archive:
            members = archive.infolist()
            kind = _kind(source, archive)
            for member in members:
                _check_member(source, member, kind)
            _check_total(source, members, kind)
            if kind != "archive":
                _check_types(source, archive)
            return kind
    except DAMAGED as error:
        raise unreadable(source, error) from error


def unreadable(source: Source, error: Exception) -> LinkscanError:
    """The refusal of a file that is damaged, whatever it is."""
    cause = error.__cause__ or error  # what openpyxl says itself goes on for lines
    text = next(iter(str(cause).splitlines()), "") or type(cause).__name__
    if source.name.lower().endswith(".zip"):
        message = _("{where}: the zip file is cut off or damaged ({error}); copy it again.")
    else:
        message = _("{where}: cannot be read as a workbook ({error}); save it again as .xlsx.")
    return LinkscanError(message, where=source.name, error=text)


def _kind(source: Source, archive: zipfile.ZipFile) -> Kind:
    names = set(archive.namelist())
    if message := _foreign(names):
        raise LinkscanError(message, where=source.name)
    if "[Content_Types].xml" in names:
        return "xlsx"
    if "content.xml" not in names or "mimetype" not in names:
        return "archive"
    with archive.open("mimetype") as file:
        if not file.read(len(_ODS) + 40).startswith(_ODS):
            raise LinkscanError(_DOCUMENT, where=source.name)
    if _is_protected(archive):
        raise _protected(source)
    return "ods"


def _foreign(names: set[str]) -> str:
    """The refusal of another program's document, known by the members that only it has."""
    if "xl/workbook.bin" in names:
        return _("{where}: an XLSB workbook; open it and save it as .xlsx.")
    if "Index.zip" in names or any(name.endswith((".iwa", "index.apxl")) for name in names):
        return _("{where}: a Numbers document; export it as .xlsx.")
    if "[Content_Types].xml" in names and not names.isdisjoint(_DOCUMENTS):
        return _DOCUMENT
    return ""


def _is_protected(archive: zipfile.ZipFile) -> bool:
    try:
        with archive.open("META-INF/manifest.xml") as file:
            return b"encryption-data" in file.read(1 << 20)
    except KeyError:
        return False


def _check_member(source: Source, member: zipfile.ZipInfo, kind: Kind) -> None:
    bounds = source.options.bounds
    name = PurePosixPath(member.filename.replace("\\", "/"))
    drive = member.filename[1:2] == ":"
    if not name.parts:
        raise unreadable(source, ValueError("a member without a name"))
    if name.is_absolute() or ".." in name.parts or drive or _is_link(member):
        raise LinkscanError(
            _(
                "{where}: refused whole: {name!r} in it leads out of the folder; "
                "pack the plain files again."
            ),
            where=source.name,
            name=member.filename,
        )
    if member.flag_bits & _ENCRYPTED:
        raise _protected(source)
    if member.file_size > max(bounds.inflation_free_bytes, member.compress_size * bounds.inflation):
        raise _too_large(source, kind)
    # Sheets are read row by row; the texts and styles that they share are held whole.
    shared = kind == "xlsx" and name.suffix == ".xml" and "worksheets" not in name.parts
    if shared and member.file_size > bounds.document_bytes:
        raise LinkscanError(
            _("{where}: {name!r} in it has more than {most} bytes; export the sheet as CSV."),
            where=source.name,
            name=member.filename,
            most=bounds.document_bytes,
        )


def _is_link(member: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(member.external_attr >> 16)


def _check_total(source: Source, members: list[zipfile.ZipInfo], kind: Kind) -> None:
    if sum(member.file_size for member in members) > _most(source, kind):
        raise _too_large(source, kind)
    if kind == "archive" and len(members) > source.options.bounds.members:
        raise LinkscanError(
            _("{where}: {count} files in it, at most {most} are allowed; pack fewer."),
            where=source.name,
            count=len(members),
            most=source.options.bounds.members,
        )
    # Names that repeat: a reader would see one file, a checker another. Files that overlap
    # repeat as well, and inflate far beyond what each of them says.
    if len({member.filename for member in members}) < len(members) or _overlap(members):
        raise unreadable(source, ValueError("members repeat or overlap"))


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    ordered = sorted(members, key=lambda member: member.header_offset)
    return any(
        first.header_offset + first.compress_size > second.header_offset
        for first, second in pairwise(ordered)
    )


def _check_types(source: Source, archive: zipfile.ZipFile) -> None:
    for member in archive.infolist():
        # Whatever its name: what a part is, another part says.
        with archive.open(member) as file:
            try:
                check_prolog(file)
            except DeclaredType as error:
                error.args = (f"{error} in {member.filename}",)
                raise unreadable(source, error) from error


def _most(source: Source, kind: Kind) -> int:
    bounds = source.options.bounds
    return bounds.unpacked_bytes if kind == "archive" else bounds.workbook_bytes


def _too_large(source: Source, kind: Kind) -> LinkscanError:
    if kind == "archive":
        return too_inflated(source)
    message = _(
        "{where}: unpacks to more than {inflation} times its size or {most} bytes; "
        "export the sheet as CSV."
    )
    inflation = source.options.bounds.inflation
    return LinkscanError(message, where=source.name, inflation=inflation, most=_most(source, kind))


def too_inflated(source: Source) -> LinkscanError:
    """The refusal of what is small on disk and huge when unpacked."""
    return LinkscanError(
        _(
            "{where}: unpacks to more than {inflation} times its size or {most} bytes; "
            "unpack it yourself if you trust it."
        ),
        where=source.name,
        inflation=source.options.bounds.inflation,
        most=source.options.bounds.unpacked_bytes,
    )


def _protected(source: Source) -> LinkscanError:
    return LinkscanError(
        _("{where}: protected by a password; take the protection off and save it again."),
        where=source.name,
    )
