"""Files that are small to send and huge to read, made as they are needed."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PART = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
_HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>account</t></is></c>' \
        '<c r="B1" t="inlineStr"><is><t>ip</t></is></c></row>'  # fmt: skip


def zipped(members: dict[str, bytes | str], level: int = 6) -> bytes:
    """An archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED, level)
    return out.getvalue()


def workbook(sheet: str, shared: str = "", head: str = "", after: str = "") -> bytes:
    """A workbook of one sheet by its rows, as XML."""
    part = f'<Override PartName="/xl/{{}}" ContentType="{_PART}.{{}}+xml"/>'
    link = f'<Relationship Id="{{}}" Type="{_OFFICE}/{{}}" Target="{{}}"/>'
    return zipped({
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + part.format("workbook.xml", "sheet.main")
        + part.format("worksheets/sheet1.xml", "worksheet")
        + part.format("sharedStrings.xml", "sharedStrings") + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">'
        + link.format("a", "officeDocument", "xl/workbook.xml") + "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="b"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
        + link.format("b", "worksheet", "worksheets/sheet1.xml")
        + link.format("c", "sharedStrings", "sharedStrings.xml") + "</Relationships>",
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{_MAIN}"><sheetData>{sheet}'
        f"</sheetData>{after}</worksheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{shared}</sst>',
    })  # fmt: skip


def _ods(rows: str, head: str = "") -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    header = "".join(
        f"<table:table-cell><text:p>{name}</text:p></table:table-cell>"
        for name in ("account", "ip")
    )
    return zipped({
        "mimetype": _ODS,
        "content.xml": f"{head}<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="a"><table:table-row>{header}</table:table-row>{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>",
    })  # fmt: skip


def _overlapping() -> bytes:
    """A thousand members whose content is one and the same: what makes 42.zip's heirs small."""
    data = zlib.compress(bytes(1 << 20), 9)[2:-4]
    check = zlib.crc32(bytes(1 << 20))
    shape = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, check, len(data), 1 << 20, 5, 0)
    local = b"PK\x03\x04" + shape + b"a.csv" + data
    central = b"".join(
        b"PK\x01\x02" + struct.pack("<H", 20) + shape[:-4]
        + struct.pack("<HHHHHLL", len(name), 0, 0, 0, 0, 0, 0) + name
        for name in (f"{n:05}.csv".encode() for n in range(1000))
    )  # fmt: skip
    end = struct.pack("<HHHHLLH", 0, 0, 1000, 1000, len(central), len(local), 0)
    return local + central + b"PK\x05\x06" + end


def _forty_two() -> bytes:
    """Archives in archives, each of the last of zeros."""
    data = zipped({"0.csv": bytes(1 << 22)})
    for depth in range(3):
        data = zipped({f"{depth}{n}.zip": data for n in range(8)})
    return data


def _lying() -> bytes:
    """A member that says it is small and is not."""
    data = bytearray(zipped({"a.csv": b"account,ip\n" + b"a" * (1 << 26)}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.rindex(mark) + place
        data[at : at + 4] = struct.pack("<L", 1000)
    return bytes(data)


def _sparse(path: Path) -> None:
    """One line of two gigabytes below a head that is fine; on disk it takes a few pages."""
    with path.open("wb") as file:
        file.write(b"account,ip\n" + b"a,203.0.113.1\n" * 200_000)
        file.truncate(2 << 30)


def _unsafe(name: str) -> bytes:
    return zipped({"a.csv": "account,ip\na,203.0.113.1\n", name: "account,ip\n"})


def _linked() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("a.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


_CELL = '<c r="XFD{n}" t="inlineStr"><is><t>{n}</t></is></c>'
BOMBS: dict[str, Callable[[], bytes]] = {
    "zeros.csv.gz": lambda: gzip.compress(bytes(1 << 27), 9),
    "rows.csv.gz": lambda: gzip.compress(b"account,ip\n" + b"a,203.0.113.1\n" * (1 << 23), 9),
    "twice.csv.gz": lambda: gzip.compress(gzip.compress(b"account,ip\na,203.0.113.1\n" * 9)),
    "zeros.zip": lambda: zipped({"a.csv": bytes(1 << 27)}, 9),
    "many.zip": lambda: zipped({f"{n}.csv": b"account,ip\n" for n in range(1001)}),
    "overlapping.zip": _overlapping,
    "nested.zip": _forty_two,
    "lying.zip": _lying,
    "linked.zip": _linked,
    **{f"unsafe{n}.zip": partial(_unsafe, name)
       for n, name in enumerate(("../b.csv", "/b.csv", "C:\\b.csv", "a\\..\\..\\b.csv",
                                 "x/../../b.csv"))},
    "laughs.xlsx": lambda: workbook(_HEAD, head=_LAUGHS),
    "laughs.ods": lambda: _ods("", _LAUGHS),
    "laughs.xls": lambda: (f'<?xml version="1.0"?>{_LAUGHS}<Workbook xmlns="urn:schemas-microsoft-'
                           'com:office:spreadsheet"><a>&a9;</a></Workbook>').encode(),
    "cells.xlsx": lambda: workbook(_HEAD + "".join(
        f'<row r="{n}">{"<c><v>1</v></c>" * 1000}</row>' for n in range(2, 16002))),
    "far.xlsx": lambda: workbook(_HEAD + "".join(
        f'<row r="{n}">{_CELL.format(n=n)}</row>' for n in range(2, 60000))),
    "low.xlsx": lambda: workbook(_HEAD + '<row r="1048577"><c r="A1048577"><v>1</v></c></row>'),
    "merged.xlsx": lambda: workbook(
        _HEAD + '<row r="2"><c r="A2" t="inlineStr"><is><t>' + "ab" * 16000 + "</t></is></c></row>"
        + "".join(f'<row r="{n}"><c r="B{n}"><v>{n}</v></c></row>' for n in range(3, 40000)),
        after="<mergeCells>" + '<mergeCell ref="A2:A40000"/>' * 50000 + "</mergeCells>"),
    "strings.xlsx": lambda: workbook(_HEAD, "".join(
        f"<si><t>{n * 7919 % 999983:06x}</t></si>" for n in range(4_000_000))),
    "rows.ods": lambda: _ods('<table:table-row table:number-rows-repeated="1048574">'
                             "<table:table-cell><text:p>a</text:p></table:table-cell>"
                             "</table:table-row>" * 100),
    "columns.ods": lambda: _ods('<table:table-row><table:table-cell '
                                'table:number-columns-repeated="999999"><text:p>a</text:p>'
                                "</table:table-cell></table:table-row>"),
    "columns.csv": lambda: b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n",
    "columns.json": lambda: b'[{"account":"a"' + b"".join(
        b',"c%d":1' % n for n in range(1_000_000)) + b"}]",
    "columns.jsonl": lambda: b"".join(b'{"account":"a","c%d":1}\n' % n for n in range(100_000)),
    "line.csv": lambda: b"account,ip\n" + b"a" * (1 << 25),
    "cell.csv": lambda: b"account,ip\n" + b"a" * 100_000 + b",203.0.113.1\n",
    "ditto.csv": lambda: ("account,ip\n" + "a" * 60_000 + ",203.0.113.1\n"
                          + "同上,203.0.113.1\n" * 20_000).encode(),
    "arrays.json": lambda: b"[" * 1_000_000,
    "objects.json": lambda: b'{"a":' * 1_000_000,
    "objects.jsonl": lambda: b'{"account":"a","b":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001,
    "spans.xls": lambda: (b"<html><table><tr><td>account<td>ip</tr>"
                          + b"<tr><td colspan=1999>a</tr>" * 100_000),
    "tags.xls": lambda: b"<html><table>" + b"<a" * 5_000_000,
    "comments.xls": lambda: b"<html><table>" + b"<!--" * 2_000_000,
    "quotes.csv": lambda: b"account,ip\n" + b'"a,"b,\n' * 60_000,
}  # fmt: skip
"""By name: what a file of it is. Most must be refused; some only must not cost much."""


def bombs(folder: Path) -> Iterator[Path]:
    """Every bomb as a file, one at a time: each is gone before the next."""
    for name, made in BOMBS.items():
        path = folder / name
        path.write_bytes(made())
        yield path
        path.unlink()
    path = folder / "line_2GB.csv"
    _sparse(path)
    yield path
    path.unlink()
