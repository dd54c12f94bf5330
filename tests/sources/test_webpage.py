"""Web pages with tables, which many back offices call Excel files."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.errors import LinkscanError
from linkscan.sources import Bounds, ReadOptions
from tests.sources.reading import copied_rows, read_all, read_one

HEADER = "<tr><th>店铺</th><th>登录IP</th></tr>"


@pytest.mark.parametrize(
    ("encoding", "meta"),
    [
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("gb18030", ""),
        ("utf-8", "<meta charset=utf-8>"),
        ("utf-8", "<meta charset=gbk>"),  # declared wrongly, which the bytes show
        ("utf-8-sig", "<meta charset=gbk>"),
        ("utf-16", ""),
    ],
)
def test_the_encoding_is_that_of_the_bytes(tmp_path: Path, encoding: str, meta: str) -> None:
    """What a page declares is believed if the whole of it is valid so."""
    text = f"<html><head>{meta}</head><table>{HEADER}<tr><td>青禾家居</td><td>x</td></tr></table>"
    table = read_one(tmp_path, "a.xls", text.encode(encoding))
    assert copied_rows(table) == [["青禾家居", "x", "2"]]
    assert (table.format, table.sheet) == ("html", None)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<td>a&amp;b&nbsp;&#20013;</td>", "a&b\xa0中"),
        ("<td>\n  a\n  b </td>", "a b"),
        ("<td>a<br>b</td>", "a b"),
        ("<TD STYLE='x'><font color=red><b>a</b></font></TD>", "a"),
        ("<td>a<!-- <td>no</td> -->b</td>", "ab"),
        ("<td><script>if (a<b) x('</td>')</script>a</td>", "a"),
        ("<td>a < b</td>", "a < b"),
        ("<td>a", "a"),
    ],
)
def test_cells_are_the_text_that_a_reader_sees(tmp_path: Path, cell: str, text: str) -> None:
    """Without marks, comments and programs; a tag left open ends with its row."""
    page = f"<table>{HEADER}<tr><td>s</td>{cell}</tr><tr><td>t<td>u</table>"
    table = read_one(tmp_path, "a.xls", page)
    assert copied_rows(table) == [["s", text, "2"], ["t", "u", "3"]]


def test_cells_that_span_fill_their_rows(tmp_path: Path) -> None:
    """A licence over three rows; the cells behind it keep their columns."""
    page = (
        "<table><tr><td colspan=3>登记</td></tr>"
        "<tr><th>营业执照号</th><th>店铺</th><th>站点</th></tr>"
        "<tr><td rowspan='3'>L-1</td><td>a</td><td>US</td></tr>"
        '<tr><td rowspan="2">b</td><td>UK</td></tr><tr><td>DE</td></tr>'
        "<tr><td>L-2</td><td>c</td><td>FR</td></tr></table>"
    )
    table = read_one(tmp_path, "a.html", page)
    assert [row[:3] for row in copied_rows(table)] == [
        ["L-1", "a", "US"],
        ["L-1", "b", "UK"],
        ["L-1", "b", "DE"],
        ["L-2", "c", "FR"],
    ]
    assert table.ignored == (("title", 1),)


def test_each_table_stands_alone(tmp_path: Path) -> None:
    """One inside a cell of another, which only sets the page, included."""
    inner = f"<table>{HEADER}<tr><td>a</td><td>x</td></tr></table>"
    page = f"<html><table><tr><td>menu</td><td>{inner}</td></tr></table>{inner}</html>"
    reading = read_all(tmp_path, "a.html", page)
    assert [(one.sheet, len(one.sample)) for one in reading.tables] == [
        ("table 2", 1),
        ("table 3", 1),
    ]
    assert [(one.sheet, one.reason) for one in reading.skipped] == [("table 1", "no-columns")]


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("<html><p>Bitte anmelden</html>", "a.html: empty"),
        (f"<table>{HEADER}</table>", "a.html: only a header row"),
        ("<table><tr><td>foo</td></tr><tr><td>1</td></tr></table>", "a.html:1: no column that"),
        ("<table><tr><td colspan=9999>x</td></tr></table>", "a.html:1: 9999 columns, at most"),
        ("<html>" + " " * 999, "a.html: a web page of more than 999 bytes"),
    ],
)
def test_refusals(tmp_path: Path, page: str, sentence: str) -> None:
    """A page without a table, or too large, is one sentence."""
    with pytest.raises(LinkscanError) as caught:
        read_one(tmp_path, "a.html", page, ReadOptions(bounds=Bounds(document_bytes=999)))
    assert str(caught.value).startswith(sentence)


@given(
    st.lists(
        st.sampled_from(
            ["<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=3 colspan=2>", "</td>",
             "<!--", "-->", "<script>", "<", ">", '"', "a", "账号", "登录IP", "&#x110000;", "&amp"]
        )
    )
)  # fmt: skip
def test_any_page_is_a_table_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str]
) -> None:
    """However its tags are mixed up."""
    folder = tmp_path_factory.mktemp("page")
    with suppress(LinkscanError):
        for table in read_all(folder, "a.html", "<html>" + "".join(pieces)).tables:
            # Text between rows is a row that cannot be used; a table of such alone says so.
            assert copied_rows(table) or table.rejected
