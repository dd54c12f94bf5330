"""Tables to fill in."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from linkscan.config import Settings
from linkscan.errors import LinkscanError
from linkscan.i18n import LANGUAGES
from linkscan.inspection.inspection import inspect_files
from linkscan.inspection.template import PLAN, Template, templates, write_templates
from linkscan.pipeline import scan
from linkscan.rules.vocabulary import meaning, outcome_of, status_of
from linkscan.sources import discover

ROLES = {
    "logins": "logins",
    "registrations": "registrations+accounts",
    "accounts": "accounts",
    "machines": "machines",
    "metrics": "metrics",
    "plan": "plan",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_written_is_recognised(tmp_path: Path, lang: str) -> None:
    """Every table is known without options, each of its columns is read, and the example row
    is passed over."""
    write_templates(tmp_path, lang)
    found = inspect_files(discover([tmp_path]).files, Settings())
    roles = {one.name: ROLES[one.table] for one in templates(lang)}
    met = {one.sheet or one.name.removesuffix(".csv"): one.role for one in found.tables}
    assert met == roles
    assert len(found.tables) == 2 * len(roles)
    assert found.passed == ()
    for one in found.tables:
        assert {column.use for column in one.columns} <= {"field", "paper"}, one.where
        assert (one.rows_used, one.ignored, one.rejected) == (0, (("example", 1),), ())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_filled_in_and_analysed(tmp_path: Path, lang: str) -> None:
    """Rows below the examples are read from CSV and workbook alike; the plan is left aside."""
    write_templates(tmp_path, lang)
    by_table = {one.table: one for one in templates(lang)}
    logins, papers = by_table["logins"], by_table["registrations"]
    with (tmp_path / f"{logins.name}.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(_row(logins, name) for name in ("shop 1", "shop 2"))
    (book_path,) = [
        path for path in tmp_path.glob("*.xlsx") if by_table[PLAN].name not in path.name
    ]
    book = openpyxl.load_workbook(book_path)
    book[papers.name].append(_row(papers, "shop 1"))
    book.save(book_path)
    with scan(tmp_path) as result:
        report = result.report
    assert {one.id.rsplit("/", 1)[-1] for one in report.accounts} == {"shop 1", "shop 2"}
    assert len(report.findings) > 0
    told = {dict(one.params)["input"] for one in report.warnings if one.code == "skipped"}
    assert told == {
        f"{by_table[PLAN].name}.csv", f"{by_table[PLAN].name}.xlsx[{by_table[PLAN].name}]"
    }  # fmt: skip


def _row(template: Template, name: str) -> list[str]:
    return [name, *template.example[1:]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_to_pick_are_known(lang: str) -> None:
    """Every word of a list means something, and a list fits into a cell's validation."""
    for template in templates(lang):
        for column in template.columns:
            assert len(",".join(column.choices)) <= 250
            for word in column.choices:
                known = meaning("platform", word) or status_of(word) or outcome_of(word)
                assert known, word


def test_excel_reads_it(tmp_path: Path) -> None:
    """A CSV has the mark that makes Excel read UTF-8; cells of a workbook are text, with lists
    to choose from."""
    written = write_templates(tmp_path / "new", "zh")
    for path in written:
        if path.suffix == ".csv":
            assert path.read_bytes().startswith(b"\xef\xbb\xbf")
            assert path.read_bytes().endswith(b"\r\n")
    book = openpyxl.load_workbook(written[0])
    sheet = book["登录记录"]
    assert sheet.column_dimensions["D"].number_format == "@"
    assert len(sheet.data_validations.dataValidation) == 2
    assert book["说明"]["A1"].value == "表：列"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """If one of the files is there, none is written."""
    tmp_path.joinpath("plan.csv").write_text("mine")
    with pytest.raises(LinkscanError, match=r"plan\.csv: there is a file of this name"):
        write_templates(tmp_path, "en")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.csv"]


def test_examples_alone(tmp_path: Path) -> None:
    """A template that nobody filled in is no clear verdict."""
    write_templates(tmp_path, "en")
    with pytest.raises(LinkscanError, match="example row of a template only"):
        scan(tmp_path)


def test_a_plan_alone(tmp_path: Path) -> None:
    """A plan given to analyze is told to be one."""
    write_templates(tmp_path, "en")
    with pytest.raises(LinkscanError, match="linkscan preflight"):
        scan(tmp_path / "plan.csv")
