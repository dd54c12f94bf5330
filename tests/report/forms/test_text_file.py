"""report.txt: nothing of it is cut to a screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkscan.model import Report, Warning
from linkscan.report.forms.text import COLUMNS
from linkscan.report.forms.text_file import text_file
from linkscan.report.visible import width
from tests.report import factory


def test_every_finding_with_all_that_it_says(full_report: Report) -> None:
    """Level, stores with their status, values, first step; context among them."""
    lines = text_file(full_report, "en").splitlines()
    at = lines.index("Findings (times: UTC):")
    assert lines[at + 1] == (
        "  [critical] 2 stores share a registration detail, 1 of them suspended."
    )
    assert "      stores: amazon/us/Oak (suspended), amazon/us/Fir (active)" in lines
    assert "      shared values: company code (USCC) 9135****40" in lines
    assert sum(line.startswith("      first step: ") for line in lines) == len(full_report.findings)


def test_every_warning_is_there(full_report: Report) -> None:
    """A hundred warnings, a hundred lines: none behind a number, none cut short."""
    account = "a/very/long/name " * 20
    many = tuple(
        Warning("spellings", (("account", f"{account}{n}"), ("spellings", "x"))) for n in range(100)
    )
    text = " ".join(text_file(replace(full_report, warnings=many), "en").split())
    assert all(f"name {n} is written in several ways" in text for n in range(100))
    assert "..." not in text
    assert "and 1 more" not in text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("make", [factory.full_report, factory.clear_report, factory.empty_report])
def test_lines_fit_a_chinese_console(make: object, lang: str) -> None:
    """No line is wider than 100 columns, no character is one that GBK lacks."""
    assert callable(make)
    text = text_file(make(), lang)
    assert text.encode("gbk")
    assert max(map(width, text.splitlines())) <= COLUMNS
