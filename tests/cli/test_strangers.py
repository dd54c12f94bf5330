"""Hidden characters and formulas in names: what every command prints and writes."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import Run
from tests.test_strangers import FORMULAS, as_csv

HIDDEN = "\u202e\u200b\x1b[31m\u2066\x07\u00ad\ufeff\u3164"
A, B, C = f"one{HIDDEN}shop", f"=two{HIDDEN}", f"-three{HIDDEN}<b>"
HEADER = ("account", "platform", "status", "time", "ip", "machine", "device_id", "operator", "site")
ROWS = tuple(
    (account, f"amazon{HIDDEN}", f"act{HIDDEN}", f"2026-01-0{day} 09:00", "203.0.113.7",
     f"PC{HIDDEN}1", f"device{HIDDEN}123456", f"=op{HIDDEN}", f"s{HIDDEN}")
    for account in (A, B, C) for day in (1, 2)
)  # fmt: skip
LETTERS = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
COMPUTES = tuple("=+-@\t\r")


def hidden(text: str) -> set[str]:
    """Characters that would hide or turn what is around them; line ends apart."""
    return {c for c in text if unicodedata.category(c) in LETTERS or c == "\u3164"} - {"\n", "\r"}


def texts(path: Path) -> Iterator[str]:
    """Every text of a file as a program that opens it would show it."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                if name.endswith(".xml"):
                    yield from ElementTree.fromstring(book.read(name)).itertext()  # noqa: S314
    elif path.suffix == ".html":
        found: list[str] = []
        parser = HTMLParser()
        parser.handle_data = found.append  # type: ignore[method-assign,assignment]
        parser.feed(path.read_text("utf-8"))
        yield from found
    elif path.suffix != ".parquet":
        yield path.read_text("utf-8-sig")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Three stores of one device whose every name hides something."""
    path = tmp_path / "logins.csv"
    (text,) = as_csv(HEADER, ROWS).values()
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_form_of_a_report_shows_what_is_hidden(
    run: Run, log: Path, tmp_path: Path, lang: str
) -> None:
    """HTML, text, CSV, XLSX and the terminal show code points; JSON escapes or keeps them."""
    ran = run("analyze", log, "--lang", lang, "--format", "html,json,csv,xlsx,text")
    assert ran.code == 0, ran.err
    assert hidden(ran.out + ran.err) == set()
    files = [path for path in (tmp_path / "linkscan-report").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {
        ".html", ".json", ".csv", ".xlsx", ".txt", ".parquet"
    }  # fmt: skip
    for path in files:
        if path.suffix != ".json":
            assert [one for one in texts(path) if hidden(one)] == [], path.name
        assert hidden(path.name) == set()
    (report,) = (path for path in files if path.name == "report.json")
    said = report.read_text("utf-8")
    assert A in {one["name"] for one in json.loads(said)["accounts"]}
    assert hidden(said) == set(), "hidden characters are escaped in the file"


@pytest.mark.parametrize(
    "command",
    [
        ("explain", A, B, "logins.csv"),
        ("explain", A, B, "logins.csv", "--pack", "pack"),
        ("whatif", "logins.csv", "--without", "ip:203.0.113.7"),
        ("whatif", "logins.csv", "--move", f"{A}=PC{HIDDEN}1"),
        ("whatif", "logins.csv", "--move", f"none{HIDDEN}=PC"),
        ("steps", "logins.csv"),
        ("inspect", "logins.csv"),
        ("preflight", "plan.csv", "--against", "logins.csv"),
        ("explain", f"nobody{HIDDEN}", B, "logins.csv"),
        ("analyze", f"none{HIDDEN}.csv"),
        ("analyze", "logins.csv", "--map", f"ip={HIDDEN}"),
        ("analyze", "unknown.csv"),
    ],
    ids=lambda command: " ".join(command[:1]),
)
def test_every_command_shows_what_is_hidden(
    run: Run, log: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """What a command says on either stream, and what it writes, holds nothing hidden."""
    (plan,) = as_csv(HEADER, [(f"new{HIDDEN}", *ROWS[0][1:])]).values()
    (tmp_path / "plan.csv").write_text(plan, encoding="utf-8", newline="")
    (tmp_path / "unknown.csv").write_text(f"col{HIDDEN},b{HIDDEN}\n1,2\n", encoding="utf-8")
    ran = run(*command, "--lang", "zh")
    assert ran.code in (0, 1, 2, 3), ran.err
    assert hidden(ran.out + ran.err) == set()
    for path in tmp_path.rglob("*"):
        if path.is_file() and path.parent != tmp_path and path.suffix not in (".json", ".parquet"):
            assert [one for one in texts(path) if hidden(one)] == [], path.name


def _cells(out: Path) -> Iterator[str]:
    for path in out.rglob("*.csv"):
        rows = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
        yield from (cell for row in rows for cell in row)


def _computes(cell: str) -> bool:
    if not cell.lstrip().startswith(COMPUTES):
        return False
    try:
        float(cell.replace(",", ""))
    except ValueError:
        return True
    return False


@pytest.mark.corpus
def test_formulas_of_others_compute_nowhere(run: Run, tmp_path: Path) -> None:
    """Payloads of CSV injection as accounts, machines and devices: no cell is a formula."""
    from openpyxl import load_workbook

    payloads = FORMULAS.read_text("utf-8").splitlines()
    rows = [
        (f"{text}{n}", text, f"{text}{n % 3}device", "203.0.113.7")
        for n, text in enumerate(payloads)
        if text.strip()
    ]
    assert len(rows) > 5
    (text,) = as_csv(("account", "machine", "device_id", "ip"), rows).values()
    (tmp_path / "logins.csv").write_text(text, encoding="utf-8", newline="")
    assert run("analyze", "logins.csv", "--format", "csv,xlsx").code in (0, 3)
    out = tmp_path / "linkscan-report"
    assert [cell for cell in _cells(out) if _computes(cell)] == []
    book = load_workbook(out / "report.xlsx")
    assert {c.data_type for sheet in book for row in sheet for c in row} <= {"s", "n"}
    assert {p.name for p in tmp_path.iterdir()} == {"logins.csv", "linkscan-report"}
