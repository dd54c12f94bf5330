"""Files that begin as a web page or as XML, whatever their names say."""

from __future__ import annotations

import re

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.sources.encoding import file_encoding, head_encoding, is_wide, known_encoding
from linkscan.sources.source import Source, UnknownTable
from linkscan.sources.table import Skipped, Table

_START = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<(?:!--|!\[|\?\w|"
    rb"(?:!doctype|html|head|body|table|meta|style|div|center|font|script)\b|"
    rb"[a-z][\w:.-]*\s[^<>]*\bxmlns)",
    re.I,
)
_PAGE = re.compile(rb"<(?:html|head|body|table|meta|div|tr|td)\b", re.I)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "utf-8"}
"""What is declared -> what is meant: browsers read it so."""


def is_markup(head: bytes) -> bool:
    """Whether a file begins with a tag or a declaration."""
    return bool(_START.match(head.replace(b"\0", b"")))


def read_markup(source: Source, head: bytes) -> tuple[list[Table], list[Skipped]]:
    """The tables of a page or of a SpreadsheetML file, and those that are none.

    Raises:
        LinkscanError: It holds no table that linkscan knows, is damaged, or exceeds a limit.
    """
    from linkscan.sources.spreadsheetml import NAMESPACE, read_spreadsheetml
    from linkscan.sources.webpage import read_webpage

    start = head.replace(b"\0", b"")
    if NAMESPACE.encode() in start:
        return read_spreadsheetml(source, _encoding(source, head))
    if _PAGE.search(start):
        return read_webpage(source, _encoding(source, head))
    message = _("{where}: XML without a table; open it and save it as .xlsx.")
    raise UnknownTable(LinkscanError(message, where=source.name), ())


def _encoding(source: Source, head: bytes) -> str:
    """What the file declares, if all of it is valid so; else what it shows."""
    if wanted := source.options.encoding:
        return file_encoding(source.path, source.name, known_encoding(wanted))
    shown = head_encoding(head)
    declared = _DECLARED.search(head)
    if declared and shown in (None, "utf-8"):
        try:
            name = known_encoding(declared[1].decode())
            # Text that is valid UTF-8 is UTF-8, whatever a template says of it.
            if not is_wide(name) and not (shown and not head.isascii()):
                return file_encoding(source.path, source.name, _WIDER.get(name, name))
        except LinkscanError:
            pass
    return file_encoding(source.path, source.name)
