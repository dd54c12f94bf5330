"""The workbook: every table in the words of the reader, nothing that computes, the same bytes."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from linkscan.model import LEVELS, Check, Closing, Report
from linkscan.report.forms.headers import HEADERS
from linkscan.report.forms.sheets import SHEETS, TIES
from linkscan.report.forms.xlsx import CELL_CHARS, FILLS, write_xlsx
from tests.report import factory


def sheets(report: Report, lang: str = "en") -> dict[str, Any]:
    """The sheets of the workbook by their names here, read back."""
    book = load_workbook(io.BytesIO(write_xlsx(report, lang)))
    return dict(zip(SHEETS, book.worksheets, strict=True))


def records(report: Report, name: str, lang: str = "en") -> list[dict[str, Any]]:
    """The rows of a sheet by name of the column."""
    read = sheets(report, lang)[name].iter_rows(min_row=2, values_only=True)
    return [dict(zip(SHEETS[name].columns, row, strict=True)) for row in read]


def cells(report: Report, lang: str = "en") -> Iterator[Any]:
    """Every cell of the workbook that is not empty."""
    for sheet in sheets(report, lang).values():
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


def test_every_record_is_a_row(full_report: Report) -> None:
    """No sheet cuts a list of the report."""
    read = sheets(full_report)
    for name in ("machines", "accounts", "findings", "matrix", "ledger", "components", "health",
                 "not_checked", "warnings", "inputs", "links"):  # fmt: skip
        assert read[name].max_row - 1 == len(getattr(full_report, name)), name
    assert read["evidence"].max_row - 1 == sum(len(one.evidence) for one in full_report.findings)


def test_a_sheet_for_each_table(full_report: Report) -> None:
    """The summary first."""
    assert [sheet.title for sheet in sheets(full_report).values()] == [
        "Summary", "Machines", "Stores", "Findings", "Evidence", "First steps",
        "Store matrix", "Ledger", "Groups of tied stores", "Shop health", "Not checked",
        "Warnings", "Files", "Links",
    ]  # fmt: skip


def test_the_summary_says_what_stands(full_report: Report) -> None:
    """The verdict, the counts, the first steps; and which list is cut."""
    cut = replace(full_report, totals=(("accounts", 900), ("links", 3)))
    said = [(one["name"], one["value"]) for one in records(cut, "summary")]
    assert said[0] == ("Level", "critical")
    assert said[1][1].startswith("2 stores share a registration detail")
    assert ("stores", 900) in said
    assert "First step" in dict(said)
    assert dict(said)["Stores"] == "6 of 900; the tables folder of analyze holds the rest"
    assert "Links" not in dict(said)


def test_a_row_of_a_store(full_report: Report) -> None:
    """What is known of it, from its status to the way to a suspended store."""
    items = (Check("data_saved", "done"), Check("deposit_returned", "open"))
    left = Closing("amazon/us/Fir", True, items)
    report = replace(
        full_report,
        accounts=tuple(replace(one, certification="failed") for one in full_report.accounts),
        closing=(left,),
    )
    fir = next(one for one in records(report, "accounts") if one["account"] == "amazon/us/Fir")
    assert (fir["level"], fir["status"], fir["certification"]) == ("critical", "active", "failed")
    assert (fir["nearest"], fir["strength"]) == ("amazon/us/Oak", "very strong evidence")
    assert fir["likelihood"] == 99.9
    assert fir["path"].startswith("amazon/us/Fir → company code (USCC) 9135****40 → ")
    assert (fir["left_badly"], fir["open"]) == ("left badly", "deposit returned")


def test_a_row_of_evidence(full_report: Report) -> None:
    """The finding, the store, the value, when, what it weighs and the lines that say so."""
    assert next(one for one in records(full_report, "evidence") if one["bits"] == 19.9) == {
        "finding": full_report.findings[1].id,
        "level": "high",
        "account": "amazon/us/Fir",
        "kind": "device ID",
        "label": "DEV-7",
        "first_seen": datetime(2026, 1, 2, 3, 4, 5),
        "last_seen": datetime(2026, 2, 3, 4, 5, 6, 1000),
        "n": 3,
        "machines": "PC-01",
        "bits": 19.9,
        "counts": "counts",
        "where": "logins.csv:10; logins.csv:11; logins.csv:12",
    }


def test_numbers_and_times_are_what_they_are(full_report: Report) -> None:
    """They sort and filter; what a workbook would round or misread stands as text."""
    early = datetime(1899, 12, 31, tzinfo=UTC)
    accounts = (
        replace(full_report.accounts[0], logins=10**15 - 1, opened_at=factory.FIRST),
        replace(full_report.accounts[0], logins=10**15, opened_at=early),
    )
    first, second = records(replace(full_report, accounts=accounts), "accounts")
    assert (first["logins"], second["logins"]) == (10**15 - 1, "1000000000000000")
    # Of a list it is the day that counts, and that is the same on every clock.
    assert first["opened_at"] == datetime(2026, 1, 2)
    assert second["opened_at"] == "1899-12-31"


def test_times_are_those_of_the_zone_of_the_report(full_report: Report) -> None:
    """Each header says of which; the day on which a store was opened stays that day."""
    opened = tuple(replace(one, opened_at=datetime(2026, 1, 2, 20, tzinfo=UTC))
                   for one in full_report.accounts)  # fmt: skip
    report = replace(full_report, accounts=opened, display_zone="Asia/Shanghai")
    header = [cell.value for cell in sheets(report)["machines"][1]]
    assert header[-2:] == ["First seen (Beijing time)", "Last seen (Beijing time)"]
    assert records(report, "machines")[0]["first_seen"] == datetime(2026, 1, 2, 11, 4, 5)
    assert records(report, "accounts")[0]["opened_at"] == datetime(2026, 1, 2)
    said = [(one["name"], one["value"]) for one in records(report, "summary", "zh")]
    assert ("时区", "北京时间（Asia/Shanghai）") in said


def test_no_cell_computes(full_report: Report) -> None:
    """Names that look like formulas or errors are texts, and stay so when edited."""
    hostile = ("=1+1", "+1", "-1", "@A1", "#N/A", "＝1", factory.FORMULA)
    accounts = tuple(replace(full_report.accounts[0], name=name) for name in hostile)
    report = replace(full_report, accounts=accounts)
    for cell in cells(report):
        assert cell.data_type in {"s", "n", "d"}
        if isinstance(cell.value, str) and cell.value.startswith(tuple("=+-@#")):
            assert cell.quotePrefix
    assert [one["name"] for one in records(report, "accounts")] == list(hostile)


def test_hidden_characters_are_visible(full_report: Report) -> None:
    """What XML refuses would make the file unreadable; it stands as its code point."""
    report = replace(
        full_report, accounts=(replace(full_report.accounts[0], name="a\x00b\x1bc\ud800\ufffe"),)
    )
    assert records(report, "accounts")[0]["name"] == "a⟨U+0000⟩b⟨U+001B⟩c⟨U+D800⟩⟨U+FFFE⟩"


def test_long_texts_fit_a_cell(full_report: Report) -> None:
    """A cell that is too long would have to be repaired on opening."""
    long = replace(full_report.accounts[0], name="x" * (CELL_CHARS + 1))
    read = records(replace(full_report, accounts=(long,)), "accounts")
    assert len(read[0]["name"]) == CELL_CHARS


def test_levels_are_coloured(full_report: Report) -> None:
    """Each in its colour; the word says the same."""
    sheet = sheets(full_report)["accounts"]
    drawn = {row[1].value: row[1].fill.fgColor.rgb[2:] for row in sheet.iter_rows(min_row=2)}
    assert drawn["critical"] == FILLS["critical"][0]
    assert len(set(drawn.values())) == len(drawn) > 2
    assert set(FILLS) == {*LEVELS, TIES}


def test_what_ties_is_coloured_and_said(full_report: Report) -> None:
    """In the matrix and in the ledger."""
    tint = FILLS[TIES][0]
    found = sheets(full_report)
    tinted = [
        cell.value
        for name in ("matrix", "ledger")
        for row in found[name].iter_rows(min_row=2)
        for cell in row
        if cell.fill.fgColor.rgb.endswith(tint)
    ]
    assert tinted[0] == "PC-01 (shared, other stores: 2)"
    assert all("shared" in text for text in tinted[:-1])
    assert tinted[-1] == "used for several stores"


@pytest.mark.parametrize(
    ("lang", "title", "header"),
    [("zh", "店铺矩阵", "店铺"), ("en", "Store matrix", "Store")],
)
def test_headers_are_of_the_language(
    full_report: Report, lang: str, title: str, header: str
) -> None:
    """They stay in sight, and each can be filtered."""
    sheet = sheets(full_report, lang)["matrix"]
    assert (sheet.title, sheet["A1"].value, sheet["A1"].font.bold) == (title, header, True)
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:J{len(full_report.matrix) + 1}"
    assert sheet.column_dimensions["A"].width > len("amazon/us/Fir")


def test_every_column_has_a_header() -> None:
    """And no word is left over from a column that is gone."""
    assert {*HEADERS} == {name for sheet in SHEETS.values() for name in sheet.columns}


def test_cells_are_of_the_language(full_report: Report) -> None:
    """No English code or sentence stands in a Chinese workbook; a file's own words do."""
    english = {text for one in cells(full_report) if len(text := str(one.value)) > 12}
    chinese = {str(one.value) for one in cells(full_report, "zh")}
    words = re.compile(r"(?<![-\w])(critical|shared|stores?|evidence|not checked|yes|no)(?![-\w])")
    assert [text for text in chinese if words.search(text)] == []
    assert [text for text in english if words.search(text)]


def test_widths_fit_chinese(full_report: Report) -> None:
    """A wide character takes two columns; no column is narrower than its header."""
    sheet = sheets(full_report, "zh")["accounts"]
    for column, header in enumerate(sheet[1]):
        drawn = sheet.column_dimensions[header.column_letter].width
        assert drawn >= 2 * len(re.findall("[\u4e00-\u9fff]", header.value)) + 2, column
        assert drawn <= 48


def test_every_sheet_can_be_filtered(full_report: Report) -> None:
    """Header and first column stay in sight."""
    for name, sheet in sheets(full_report).items():
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions, name


def test_an_empty_report_has_headers(empty_report: Report) -> None:
    """Every sheet is there, with its header alone."""
    for name, sheet in sheets(empty_report).items():
        assert sheet.max_row == 1 or name == "summary"


def test_the_same_report_gives_the_same_bytes(
    full_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the clock nor the zip remembers when it was written."""
    first = write_xlsx(full_report, "zh")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 86_400)
    assert write_xlsx(full_report, "zh") == first
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = load_workbook(io.BytesIO(first)).properties
    made = full_report.generated_at.replace(tzinfo=None)
    assert (properties.created, properties.modified) == (made, made)
