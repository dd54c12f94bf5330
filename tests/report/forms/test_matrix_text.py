"""The matrix as text: within 100 columns of a GBK console, marked with a star."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkscan.model import Report
from linkscan.report.forms.matrix_text import STORES, matrix_text
from linkscan.report.forms.text import COLUMNS
from linkscan.report.visible import width


def test_the_text(full_report: Report) -> None:
    """A store with what it has, and the papers that were used twice; no empty cell."""
    lines = matrix_text(full_report, "en").splitlines()
    assert lines[1:8] == [
        "Store matrix (* = ties the store to others of its platform):",
        "  [critical] amazon/us/Fir (active)",
        "      Machine: *PC-01 (other stores: 2)",
        "      IP address: *203.0.113.7 (other stores: 1), 198.51.100.9 (on other platforms: 1), "
        "10.0.0.1",
        "        (private address of a local network)   Business licence: *9135****40 "
        "(other stores: 1)",
        "      Phone: phone number (masked: only part of it is known)",
        "  [critical] amazon/us/Oak (suspended)",
    ]
    assert lines[-3:] == [
        "Registration details used for several stores: 1 of 2",
        "  company code (USCC) 9135****40: amazon/us/Fir (active, legal person, "
        "papers.xlsx[店铺]:3),",
        "    amazon/us/Oak (suspended, papers.xlsx[店铺]:4)",
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lines_fit_a_chinese_console(full_report: Report, lang: str) -> None:
    """No line is wider than the screen, no character is one that GBK lacks."""
    text = matrix_text(full_report, lang)
    text.encode("gbk")
    assert max(width(line) for line in text.splitlines()) <= COLUMNS


def test_the_first_stores_are_listed(full_report: Report) -> None:
    """Of 280 stores two hundred, and the number of the others."""
    many = replace(full_report, matrix=full_report.matrix[:1] * 280, totals=(("matrix", 280),))
    text = matrix_text(many, "en")
    assert text.count("amazon/us/Fir (active)\n") == STORES
    assert "\n  and 80 more\n" in text


def test_nothing_to_say(empty_report: Report) -> None:
    """A report without stores has no matrix."""
    assert matrix_text(empty_report, "en") == ""
