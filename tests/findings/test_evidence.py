"""Each cited row, read again by another reader, holds the account and the value."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb
import openpyxl
import pytest

import linkscan
from fingerprints import Identifier, identify
from linkscan.model import Report
from tests.naive import folded
from tests.scanning import SETTINGS, lines, only_finding, scan_log, scan_texts

HEADER = ("account", "time", "ip", "device id", "machine", "note")
ROWS = [
    ("shop-1", "2026-01-02 09:05:00", "203.0.113.7", "dev-x1", "PC-01", "plain"),
    ("店铺二", "2026-01-03 09:05:00", "203.0.113.7:8080", "DEV-X1", "PC-01", "a, comma"),
    ("shop-3", "2026-01-04 09:05:00", "2001:db8:1:2::3", "dev-y2", "PC-02", "备注"),
    ("shop-4", "2026-01-05 09:05:00", "2001:db8:1:2:ffff::9", "dev-z3", "PC-03", ""),
    ("shop-1", "2026-01-01 09:05:00", "203.0.113.7", "dev-q4", "PC-01", "earliest, last"),
]
Cells = Mapping[str, object]
"""A row of a file by header."""


def text(delimiter: str = ",") -> str:
    """The rows as a regular text file."""
    return "".join(
        delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) + "\n"
        for row in [HEADER, *ROWS]
    )


def untidy_text() -> str:
    """The same as people have it: a title, blank lines, quoted line breaks, a total."""
    out = ["登录日志,,,,,\n", "\n", ",".join(HEADER) + "\n"]
    for row in ROWS:
        out.append(",".join(row[:-1]) + ',"line one\nline two"\n')
        out.append("\n")
    return "".join([*out, "合计,,,,,5\n"])


def write_text(path: Path) -> None:
    path.write_text(text(), encoding="utf-8")


def write_tsv(path: Path) -> None:
    path.write_text(text("\t"), encoding="utf-8-sig")


def write_untidy(path: Path) -> None:
    path.write_text(untidy_text(), encoding="gb18030")


def write_packed(path: Path) -> None:
    path.write_bytes(gzip.compress(text().encode()))


def write_jsonl(path: Path) -> None:
    records = [dict(zip(HEADER, row, strict=True)) for row in ROWS]
    written = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
    path.write_text("\n".join(written), encoding="utf-8")  # a blank line between any two


def write_parquet(path: Path) -> None:
    path.with_suffix(".csv").write_text(text(), encoding="utf-8")
    duckdb.execute(
        f"COPY (SELECT * FROM read_csv('{path.with_suffix('.csv')}', all_varchar = true)) "
        f"TO '{path}' (FORMAT parquet)"
    )
    path.with_suffix(".csv").unlink()


def write_workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "说明"
    sheet = book.create_sheet("登录")
    sheet["A2"] = "登录日志"
    for at, row in enumerate([HEADER, *ROWS]):
        for column, cell in enumerate(row, 1):
            sheet.cell(4 + 2 * at, column, cell)
    book.save(path)


def of_records(path: Path, encoding: str = "utf-8-sig", delimiter: str = ",") -> dict[int, Cells]:
    """Rows of a text file by the physical line on which they start."""
    found: dict[int, Cells] = {}
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        start = 1
        for row in reader:
            found[start] = dict(zip(HEADER, row, strict=False))
            start = reader.line_num + 1
    return found


def of_packed(path: Path) -> dict[int, Cells]:
    rows = csv.reader(gzip.decompress(path.read_bytes()).decode().splitlines())
    return {n: dict(zip(HEADER, row, strict=True)) for n, row in enumerate(rows, 1)}


def of_jsonl(path: Path) -> dict[int, Cells]:
    texts = enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
    return {n: json.loads(line) for n, line in texts if line}


def of_parquet(path: Path) -> dict[int, Cells]:
    rows = duckdb.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    return {n: dict(zip(HEADER, row, strict=True)) for n, row in enumerate(rows, 1)}


def of_workbook(path: Path) -> dict[int, Cells]:
    sheet = openpyxl.load_workbook(path)["登录"]
    rows = enumerate(sheet.iter_rows(values_only=True), 1)
    return {n: dict(zip(HEADER, row, strict=True)) for n, row in rows}


FORMS: dict[str, tuple[Callable[[Path], None], Callable[[Path], dict[int, Cells]]]] = {
    "logins.csv": (write_text, of_records),
    "logins.tsv": (write_tsv, lambda path: of_records(path, delimiter="\t")),
    "untidy.csv": (write_untidy, lambda path: of_records(path, "gb18030")),
    "logins.csv.gz": (write_packed, of_packed),
    "logins.jsonl": (write_jsonl, of_jsonl),
    "logins.parquet": (write_parquet, of_parquet),
    "logins.xlsx": (write_workbook, of_workbook),
}


@pytest.mark.parametrize("name", FORMS)
def test_cited_lines_hold_account_and_value(name: str, tmp_path: Path) -> None:
    """In every form of file each cited line holds the account and the value of its link."""
    write, reread = FORMS[name]
    write(tmp_path / name)
    with linkscan.scan(tmp_path / name, settings=SETTINGS) as result:
        report = result.report
    rows = reread(tmp_path / name)
    names = {one.id: {folded(spelling) for spelling in one.spellings} for one in report.accounts}
    assert {frozenset(one.accounts) for one in report.findings} == {
        frozenset({"shop-1", "店铺二"}), frozenset({"shop-3", "shop-4"})
    }  # fmt: skip
    cited = [(link, where) for link in report.links for where in link.evidence]
    assert len(cited) >= len(report.links) > 6
    for link, where in cited:
        assert Path(where.input).name == name
        row = rows[where.line]
        assert folded(str(row["account"])) in names[link.account]
        assert link.identifier in _ids(row)
    (sheet,) = {where.sheet for _link, where in cited}
    assert sheet == ("登录" if name.endswith(".xlsx") else None)


def _ids(row: Cells) -> set[str]:
    """Ids of the identifiers that a row holds."""
    kinds = (("ip", "ip"), ("device_id", "device id"), ("machine", "machine"))
    found = (identify(kind, str(row[column])) for kind, column in kinds)
    return {f"{one.kind}:{one.key}" for one in found if isinstance(one, Identifier)}


def test_the_earliest_rows_are_cited() -> None:
    """Of many rows of a link the first three in time are cited, whatever their place."""
    report = scan_log("""
        account,time,ip
        a,2026-01-09 09:00:00,203.0.113.1
        a,2026-01-03 09:00:00,203.0.113.1
        a,2026-01-02 09:00:00,203.0.113.1
        a,2026-01-08 09:00:00,203.0.113.1
        a,2026-01-01 09:00:00,203.0.113.1
    """)
    (link,) = report.links
    assert [where.line for where in link.evidence] == [6, 4, 3]
    assert link.n == 5
    assert (str(link.first_seen), str(link.last_seen)) == (
        "2026-01-01 09:00:00+00:00", "2026-01-09 09:00:00+00:00",
    )  # fmt: skip


def test_papers_are_cited_where_they_stand() -> None:
    """A paper of a wide and of a long list is cited by file and line, its row by no text."""
    wide = "店铺,统一社会信用代码\na,91440300MA5DEM01X1\n"
    long = "account,paper kind,value\nx,email,x@stores.invalid\nb,营业执照,91440300ma5dem01x1\n"
    report = scan_texts({"wide.csv": wide, "long.csv": long})
    assert {
        (link.account, where.input, where.line)
        for link in only_finding(report).evidence
        for where in link.evidence
    } == {("a", "wide.csv", 2), ("b", "long.csv", 3)}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("logins.csv", "account,ip\na,203.0.113.1\n,203.0.113.2\nb,203.0.113.1\n"),
        ("untidy.csv", '\naccount,ip\n"a",203.0.113.1\n\n,203.0.113.2\n"b\n",203.0.113.1\n'),
    ],
)
def test_rejects_are_listed_by_line(name: str, written: str) -> None:
    """A rejected row is listed by the line on which another reader finds it."""
    report: Report = scan_texts({name: written})
    (one,) = report.inputs
    (reject,) = one.rejects
    assert reject.reason == "no-account"
    assert written.splitlines()[reject.line - 1] == ",203.0.113.2"


def test_machine_labels_are_cited() -> None:
    """Where a machine's name stands in for a device, its rows are cited."""
    report = scan_log(
        lines("""
        account,machine
        a,PC-01
        b,pc-01
    """)
    )
    assert [
        (link.account, [where.line for where in link.evidence])
        for link in only_finding(report).evidence
    ] == [("a", [2]), ("b", [3])]
