"""The store matrix as shown: marks in words, what is absent named, what is cut counted."""

from __future__ import annotations

from dataclasses import replace

from linkscan.model import Report
from linkscan.report.forms.html import html_pages
from linkscan.report.views.facts import Facts
from linkscan.report.views.matrix import ROWS, matrix_view
from linkscan.report.views.shown import MatrixView
from tests.report import factory


def view(report: Report, lang: str = "en", most: int = ROWS) -> MatrixView:
    """The matrix of a report."""
    return matrix_view(Facts.of(report, lang), most)


def test_a_value_says_how_many_have_it_and_why_it_links_nothing(full_report: Report) -> None:
    """Shared, elsewhere only, refused: three remarks, one mark."""
    line = view(full_report).lines[0].boxes[1]
    assert [(one.label, one.remark, one.shared) for one in line.entries] == [
        ("203.0.113.7", "other stores: 1", True),
        ("198.51.100.9", "on other platforms: 1", False),
        ("10.0.0.1", "private address of a local network", False),
    ]
    assert line.shared


def test_a_value_that_is_hidden_whole_shows_its_kind(full_report: Report) -> None:
    """Of a paper that was masked in the file there is nothing to show but what it was."""
    (entry,) = view(full_report).lines[0].boxes[3].entries
    assert (entry.kind, entry.label) == ("phone number", "")
    assert entry.remark == "masked: only part of it is known"


def test_absent_columns_are_named(full_report: Report) -> None:
    """A column without any value is no column of dashes."""
    shown = view(full_report, "zh")
    assert shown.headings == ("操作机", "IP 地址", "营业执照", "电话")
    assert shown.absent == "法人、银行卡或账户、邮箱"


def test_what_is_cut_is_counted(full_report: Report) -> None:
    """Of six stores two are shown."""
    shown = view(full_report, most=2)
    assert [line.store for line in shown.lines] == ["amazon/us/Fir", "amazon/us/Oak"]
    assert [line.barred for line in shown.lines] == [False, True]
    assert shown.cut == 4


def test_cells_beyond_their_bound_say_so(full_report: Report) -> None:
    """A store with forty addresses shows the first ones and the number of the rest."""
    row = full_report.matrix[0]
    wide = replace(row, cells=(replace(row.cells[0], values_total=40), *row.cells[1:]))
    assert view(replace(full_report, matrix=(wide,))).lines[0].boxes[0].cut == 39


def test_the_page_marks_in_words(full_report: Report) -> None:
    """The mark is text beside the colour, in both languages, and names stay text."""
    page = dict(html_pages(full_report, "en"))["index.html"]
    assert '<b class="mark">shared</b> <small>other stores: 1</small>' in page
    assert '<b class="mark">共用</b> <small>另有 1 家店铺</small>' in page
    assert "amazon/<wbr>us/<wbr>&lt;script&gt;" in page
    assert factory.BIDI not in page


def test_a_report_without_stores_has_no_matrix(empty_report: Report) -> None:
    """No empty table, no empty heading."""
    page = dict(html_pages(empty_report, "en"))["index.html"]
    assert "Store matrix" not in page
    assert "registration detail was used" not in page
