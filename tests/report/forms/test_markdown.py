"""The Markdown page: what the pages say, in their order, and no text of a stranger as markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from linkscan.model import Report
from linkscan.report.forms.markdown import TEXT_CHARS, cell, text, write_markdown
from linkscan.report.visible import visible
from tests.report import factory

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = {"heading", "paragraph", "bullet_list", "ordered_list", "list_item", "strong", "table",
        "thead", "tbody", "tr", "th", "td", "inline", "text", "code_inline"}  # fmt: skip
"""The kinds of thing that the page itself is made of: no link, no picture, no HTML."""

HOSTILE = (
    "[a](http://x.example)", "<script>alert(1)</script>", "![p](x)", "**b** _i_ ~~s~~", "`c`",
    "``", "a|b", "`a|b`", "# h", "- item", "1. one", "12) two", "===", "---", "+", "&lt;b&gt;",
    "https://x.example/a_b", "www.x.example", "a@x.example", "x|y@z|w", "\\", "\\|", "|",
    "<a@x.example>", "a\nb", "$x$", "> q", ": d", "    code", "`a@b`", "@`", "[^1]", "{.x}",
)  # fmt: skip


def tokens(page: str) -> Iterator[Token]:
    """Everything that a page is made of."""
    for block in PARSER.parse(page):
        yield block
        yield from block.children or ()


def kinds(page: str) -> set[str]:
    """The kinds of thing in a page."""
    return {re.sub("_(open|close)$", "", one.type) for one in tokens(page)}


def said(page: str) -> str:
    """All that a reader sees of a page."""
    return "".join(one.content for one in tokens(page) if one.type in ("text", "code_inline"))


def hostile(test: Callable[..., None]) -> Callable[..., None]:
    """Try every hostile text beside those that hypothesis finds."""
    for one in HOSTILE:
        test = example(one)(test)
    return test


@hostile
@given(st.text(st.characters(), max_size=60))
def test_no_text_is_markup(stranger: str) -> None:
    """As a paragraph, in a list and in a table it is shown as it is, hidden characters visible."""
    shown = re.sub(r"[ \u3000]+", " ", visible(stranger.strip())).strip()
    paragraph, listed = text(stranger), f"- {text(stranger)}"
    table = f"| a | b |\n| --- | --- |\n| {cell(stranger)} | {cell(stranger)} |"
    for page in (paragraph, listed, table):
        assert kinds(page) <= OURS, page
    assert _spaced(said(paragraph)) == shown
    assert _spaced(said(listed)) == shown
    cells = [one for one in tokens(table) if one.type == "inline"][2:]
    assert len(cells) == 2
    for one in cells:
        assert _spaced("".join(part.content for part in one.children or ())) == shown


def _spaced(seen: str) -> str:
    return re.sub(r"[ \u3000]+", " ", seen).strip()


@hostile
@given(st.text(st.characters(), max_size=60))
def test_what_looks_like_a_link_is_code(stranger: str) -> None:
    """Some readers make links of bare addresses: not of code."""
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", text(stranger))
    assert not re.search(r"@|://|www\.", outside, re.IGNORECASE)


def test_a_page_of_hostile_names_is_made_of_our_parts(full_report: Report) -> None:
    """The whole page, with names that are formulas, scripts and tricks of writing direction."""
    for lang in ("en", "zh"):
        page = write_markdown(full_report, lang)
        assert kinds(page) <= OURS
        assert factory.SCRIPT not in page
        assert factory.SCRIPT in said(page)
        assert "\u202e" not in page


def test_the_order_is_that_of_the_pages(full_report: Report) -> None:
    """The verdict first, then what to do, what was found, where, and how to read it."""
    page = write_markdown(full_report, "en")
    assert page.startswith("# Store association report\n\n**\\[critical\\]** ")
    assert re.findall("^## (.*)$", page, re.MULTILINE) == [
        "First steps",
        "Findings",
        "Store matrix",
        "Where each registration detail was used: 2, for several stores: 1",
        "Machines",
        "All stores",
        "Groups of tied stores",
        "What was not checked",
        "Files",
        "Warnings about the input",
        "How to read this",
        "Settings",
    ]
    assert len(re.findall("^### ", page, re.MULTILINE)) == len(full_report.findings)


def test_a_finding_has_its_evidence(full_report: Report) -> None:
    """Each line of a file that says so stands in a table."""
    page = write_markdown(full_report, "en")
    assert "| amazon/us/Fir | device ID DEV-7 |" in page
    assert "logins.csv:10; 11; 12" in page


def test_it_is_in_one_language(full_report: Report) -> None:
    """Chinese all through; what the files say stays as they say it."""
    page = write_markdown(full_report, "zh")
    assert page.startswith("# 店铺关联自查报告")
    assert "First step" not in page


def test_an_empty_report_says_so(empty_report: Report) -> None:
    """No empty tables."""
    page = write_markdown(empty_report, "en")
    assert "| --- |" not in page
    assert "No machine is on record." in page


def test_a_long_text_is_cut(clear_report: Report) -> None:
    """As in the pages; report.json has it whole."""
    account = replace(clear_report.accounts[0], id="x" * 5000)
    page = write_markdown(replace(clear_report, accounts=(account,)), "en")
    assert max(map(len, re.findall("x+", page))) < TEXT_CHARS
    assert "…" in page


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("9135****40", r"9135\*\*\*\*40"),
        ("s****@example.com", "`s****@example.com`"),
        ("a|b", "a&#124;b"),
        ("x|y@z", r"`x\|y@z`"),
        ("", ""),
    ],
)
def test_how_a_cell_is_written(said: str, written: str) -> None:
    """Readable also where nobody draws it."""
    assert cell(said) == written
