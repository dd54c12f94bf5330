"""Print to PDF: text that can be found again, nothing folded away, nothing cut through."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PageObject, PdfReader

pytestmark = pytest.mark.browser


@pytest.fixture
def printed(browser: Browser) -> Iterator[Page]:
    """A page to print."""
    opened = browser.new_page()
    yield opened
    opened.close()


def sheets(page: Page, file: Path, lang: str) -> list[PageObject]:
    """The sheets that a page is printed on."""
    page.goto(f"{file.as_uri()}#{lang}")
    return list(PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages)


def said(sheet: PageObject) -> str:
    """The text of a sheet, in ordinary characters and without spaces.

    Chromium names some Chinese characters by the radicals that look like them; NFKC, by which
    readers of PDF search, makes both one.
    """
    return "".join(unicodedata.normalize("NFKC", sheet.extract_text()).split())


def test_chinese_can_be_found_in_the_print(printed: Page, report: Path) -> None:
    """Verdict, first step and headings are text, in the language shown and no other."""
    text = "".join(map(said, sheets(printed, report / "index.html", "zh")))
    for words in ("店铺关联自查报告", "2家店铺共用同一注册资料,其中1家被封", "先走官方渠道"):
        assert words in text.replace(",", ",")
    assert "Storeassociationreport" not in text
    assert "English" not in text


def test_what_is_folded_away_is_printed(printed: Page, report: Path) -> None:
    """On paper nothing can be opened: evidence, weights and the ledger stand there."""
    text = "".join(map(said, sheets(printed, report / "index.html", "en")))
    assert "Sum:23.3bits" in text
    assert "logins.csv:10,11,12" in text
    assert "papers.xlsx[店铺]:5" in text
    assert "Kass" in text
    machine = "".join(map(said, sheets(printed, report / "machines/PC-01.html", "en")))
    assert "logins.csv:10,11,12" in machine


def test_the_matrix_lies_across_and_is_whole(printed: Page, report: Path) -> None:
    """Every heading of the matrix is on one sheet of A4, turned; all others stand upright."""
    pages = sheets(printed, report / "index.html", "en")
    turned = [one for one in pages if one.mediabox.width > one.mediabox.height]
    assert [round(float(one.mediabox.width)) for one in turned] == [842]
    text = said(turned[0])
    for heading in ("Storematrix", "Machine", "IPaddress", "Businesslicence", "Phone"):
        assert heading in text
    assert "Findings" not in text


def test_a_finding_is_not_cut_through(printed: Page, report: Path) -> None:
    """Headline, first step and grade of a finding are on one sheet."""
    texts = [said(one) for one in sheets(printed, report / "machines/PC-01.html", "en")]
    for headline, grade in (
        ("2storesshareadevice.", "Atheplatform'sownwords"),
        ("2storesshareanIPaddress.", "Blawyersandagencieswhoseethenotices"),
    ):
        assert any(headline in text and "Firststep" in text and grade in text for text in texts)


def test_the_head_of_a_table_is_repeated(printed: Page, report: Path) -> None:
    """A table that goes on overleaf says there, too, what its columns are."""
    printed.goto((report / "index.html").as_uri() + "#en")
    printed.evaluate(
        """() => { const body = document.querySelector('main#en .ledger tbody');
            for (let n = 0; n < 120; n++) body.append(body.lastElementChild.cloneNode(true)) }"""
    )
    pages = PdfReader(BytesIO(printed.pdf(prefer_css_page_size=True))).pages
    assert sum("RegistrationdetailUsedonce" in said(one) for one in pages) > 1
