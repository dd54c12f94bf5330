"""Files of other programs that hold no table for us, by their first bytes."""

from __future__ import annotations

from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.i18n import _

_PDF = _("{where}: a PDF file, no table; export the data as .xlsx or CSV.")
_PICTURE = _("{where}: a picture, no table; type the data into a sheet, or export it as .xlsx.")
_ARCHIVE = _("{where}: an archive that linkscan does not open; unpack it, or pack it as .zip.")
_OLD = _("{where}: an old Excel file (.xls); open it and save it as .xlsx.")
_PROTECTED = _("{where}: protected by a password; take the protection off and save it again.")
_PACKETS = _(
    "{where}: captured packets, no table; list the visits in them with: linkscan capture read "
    "{where} --out visits.jsonl."
)
_OFFICE = _("{where}: an old Office file without sheets; save the table as .xlsx.")

_MAGIC = {
    b"%PDF": _PDF,
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"II*\0": _PICTURE,
    b"MM\0*": _PICTURE,
    b"Rar!": _ARCHIVE,
    b"7z\xbc\xaf": _ARCHIVE,
    b"\xd4\xc3\xb2\xa1": _PACKETS,
    b"\xa1\xb2\xc3\xd4": _PACKETS,
    b"\x4d\x3c\xb2\xa1": _PACKETS,
    b"\xa1\xb2\x3c\x4d": _PACKETS,
    # Excel 2 to 4 wrote its records without a container.
    b"\x09\x00\x04\x00": _OLD,
    b"\x09\x02\x06\x00": _OLD,
    b"\x09\x04\x06\x00": _OLD,
    b"\x09\x08\x10\x00": _OLD,
    b"\x09\x08\x08\x00": _OLD,
}
_INSIDE = (
    (4, b"ftyphei", _PICTURE),
    (8, b"WEBP", _PICTURE),
    (8, b"\x4d\x3c\x2b\x1a", _PACKETS),  # pcapng, either byte order
    (8, b"\x1a\x2b\x3c\x4d", _PACKETS),
    (257, b"ustar", _ARCHIVE),
)
"""What stands at an offset."""

_OLE = b"\xd0\xcf\x11\xe0"
_LOOKED_AT = 8 << 20  # bytes of an Office file in which the names of its parts are looked for


def refuse_foreign(head: bytes, path: Path, where: str) -> None:
    """Refuse a file that only another program can read, and say how to go on.

    Raises:
        LinkscanError: It is one.
    """
    message = next((found for magic, found in _MAGIC.items() if head.startswith(magic)), "")
    for at, magic, found in _INSIDE:
        if head[at : at + len(magic)] == magic:
            message = found
    if head.startswith(_OLE):
        message = _office(path)
    if message:
        raise LinkscanError(message, where=where)


def _office(path: Path) -> str:
    """What an Office file of before 2007 is; newer ones with a password look like it."""
    with path.open("rb") as file:
        content = file.read(_LOOKED_AT)
    if _part("EncryptedPackage") in content:
        return _PROTECTED
    return _OLD if _part("Workbook") in content or _part("Book") in content else _OFFICE


def _part(name: str) -> bytes:
    return name.encode("utf-16-le")
