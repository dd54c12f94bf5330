"""One small file of each form that a reader knows, each row with an account that is a token."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import tempfile
import zipfile
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

from linkscan.report.forms.records import write_records
from tests.capture.test_record import MAPPING
from tests.capture.test_visits import named, session
from tests.fuzz.tokens import token

ROWS = 24
_HEADER = ("account", "time", "ip", "device_id")
_HEADER_ZH = ("店铺名称", "登录时间", "登录IP", "电脑名称")
_BEGUN = datetime(2026, 1, 2, 9, 5)
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True, slots=True)
class Seed:
    """A file by its name. `packed` has members of its own to change; `lines` is a row a line."""

    name: str
    data: bytes
    packed: bool = False
    lines: bool = False


@cache
def seeds() -> tuple[Seed, ...]:
    """Every form, in a fixed order."""
    plain = _csv(_HEADER)
    chinese = _csv(_HEADER_ZH, device="办公电脑")
    objects = [dict(zip(_HEADER, row, strict=True)) for row in _rows()]
    return (
        Seed("plain.csv", plain.encode(), lines=True),
        Seed("chinese.csv", chinese.encode("gb18030"), lines=True),
        Seed("wide.csv", chinese.encode("utf-16"), lines=True),
        Seed("marked.tsv", _csv(_HEADER_ZH, "\t").encode("utf-8-sig"), lines=True),
        Seed("quoted.csv", _csv(_HEADER, ";", csv.QUOTE_ALL, "a, \"b\"\nc").encode()),
        Seed("titled.xls", _titled().encode("gb18030"), lines=True),
        Seed("lines.jsonl", "".join(f"{json.dumps(one)}\n" for one in objects).encode()),
        Seed("array.json", json.dumps(objects, indent=1).encode()),
        Seed("answer.json", json.dumps({"code": 0, "data": {"list": objects}}).encode()),
        Seed("book.xlsx", _xlsx(), packed=True),
        Seed("sheet.ods", _ods(), packed=True),
        Seed("office.xml", _spreadsheetml().encode()),
        Seed("page.xls", _html().encode()),
        Seed("pasted.txt", _markdown().encode()),
        Seed("aligned.txt", _aligned().encode()),
        Seed("packed.csv.gz", gzip.compress(plain.encode(), mtime=0)),
        Seed("packed.csv.bz2", bz2.compress(plain.encode())),
        Seed("packed.csv.xz", lzma.compress(plain.encode())),
        Seed("archive.zip", _zip({"a/plain.csv": plain.encode(), "b.xlsx": _xlsx(ROWS)}), True),
        Seed("table.parquet", _parquet(plain)),
        Seed("auth.log", _sshd().encode()),
        Seed("access.log", _nginx().encode()),
        Seed("trail.json", _cloudtrail().encode()),
        Seed("security.xml", _windows().encode()),
        Seed("plan.toml", _plan().encode()),
        Seed("visits.jsonl", _visits("jsonl")),
        Seed("visits.csv", _visits("csv")),
        Seed("visits.parquet", _visits("parquet")),
    )  # fmt: skip


def _visits(form: str) -> bytes:
    """Visits of a capture, each to a store of its own, behind the sessions they were made of."""
    visits = [replace(named(n * 60, n * 60 + 5, "pc"), account=token(n)) for n in range(ROWS)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "visits"
        write_records([session(0, 5, machine="pc"), MAPPING, *visits], form, path)
        return path.read_bytes()


def _rows(device: str = "pc", first: int = 0) -> list[tuple[str, str, str, str]]:
    return [
        (token(n), str(_BEGUN + timedelta(minutes=n)), f"203.0.113.{n % 7}", f"{device}-{n % 5}")
        for n in range(first, first + ROWS)
    ]


def _csv(
    header: tuple[str, ...],
    delimiter: str = ",",
    quoting: Literal[0, 1] = csv.QUOTE_MINIMAL,
    device: str = "pc",
) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n")
    writer.writerows([header, *_rows(device)])
    return out.getvalue()


def _titled() -> str:
    rows = [("某某公司登录明细",), (), _HEADER_ZH, *_rows("办公电脑"), ("合计", "24")]
    return "".join("\t".join(row) + "\r\n" for row in rows)


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _xlsx(first: int = 0) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(_HEADER_ZH)
    for n, (account, _time, ip, device) in enumerate(_rows("电脑", first)):
        sheet.append([account, _BEGUN + timedelta(minutes=n), ip, device])
    sheet.merge_cells("D2:D6")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ods() -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>\n"
        for row in (_HEADER_ZH, *_rows("电脑"))
    )
    content = (
        f'<?xml version="1.0"?>\n<office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="a">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return _zip({"mimetype": _ODS.encode(), "content.xml": content.encode()})


def _spreadsheetml() -> str:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    cell = '<Cell><Data ss:Type="String">{}</Data></Cell>'
    rows = "".join(
        f"<Row>{''.join(map(cell.format, row))}</Row>\n" for row in (_HEADER_ZH, *_rows("电脑"))
    )
    return (
        f'<?xml version="1.0"?>\n<Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="a"><Table>\n{rows}</Table></Worksheet></Workbook>\n'
    )


def _html() -> str:
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n"
        for row in (_HEADER_ZH, *_rows("电脑"))
    )
    return f'<html><meta charset="utf-8"><body><table border=1>\n{rows}</table></body></html>\n'


def _markdown() -> str:
    lines = [f"| {' | '.join(row)} |" for row in (_HEADER, *_rows())]
    return "\n".join([lines[0], "|---|---|---|---|", *lines[1:], ""])


def _aligned() -> str:
    return "".join("".join(f"{c:<22}" for c in row).rstrip() + "\n" for row in (_HEADER, *_rows()))


def _parquet(text: str) -> bytes:
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder) / "a.csv", Path(folder) / "a.parquet"
        given.write_text(text, encoding="utf-8")
        with duckdb.connect() as engine:
            engine.read_csv(str(given), all_varchar=True).write_parquet(str(made))
        return made.read_bytes()


def _sshd() -> str:
    return "".join(
        f"Jan  2 09:{n:02}:00 web1 sshd[{100 + n}]: Accepted publickey for {account} from {ip} "
        f"port {4000 + n} ssh2\n"
        for n, (account, _time, ip, _device) in enumerate(_rows())
    )


def _nginx() -> str:
    return "".join(
        f'{ip} - {account} [02/Jan/2026:09:{n:02}:00 +0800] "POST /login HTTP/1.1" 302 0 "-" '
        f'"Mozilla/5.0 (Windows NT 10.0) {device}"\n'
        for n, (account, _time, ip, device) in enumerate(_rows())
    )


def _cloudtrail() -> str:
    return json.dumps({
        "Records": [
            {
                "eventVersion": "1.08",
                "userIdentity": {"type": "IAMUser", "userName": account, "accountId": "1"},
                "eventTime": f"2026-01-02T09:{n:02}:00Z",
                "eventSource": "signin.amazonaws.com",
                "eventName": "ConsoleLogin",
                "sourceIPAddress": ip,
                "responseElements": {"ConsoleLogin": "Success"},
            }
            for n, (account, _time, ip, _device) in enumerate(_rows())
        ]
    }, indent=1)  # fmt: skip


def _windows() -> str:
    space = "http://schemas.microsoft.com/win/2004/08/events/event"
    return "<Events>\n" + "".join(
        f'<Event xmlns="{space}"><System><EventID>4624</EventID>'
        f'<TimeCreated SystemTime="2026-01-02T09:{n:02}:00.000Z"/><Computer>{device}</Computer>'
        f'</System><EventData><Data Name="TargetUserName">{account}</Data>'
        f'<Data Name="IpAddress">{ip}</Data><Data Name="LogonType">10</Data></EventData></Event>\n'
        for n, (account, _time, ip, device) in enumerate(_rows())
    ) + "</Events>\n"  # fmt: skip


def _plan() -> str:
    return "".join(
        f'[[stores]]\naccount = "{account}"\nplatform = "amazon"\nip = "{ip}"\n'
        for account, _time, ip, _device in _rows()
    )
