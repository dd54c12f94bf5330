"""Figures are read as sellers write them, and what is none is never taken for one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.rows.figures import read_figure
from linkscan.sources.columns import FIGURES

RATE, HOURS, SALES = "order_defect_rate", "hours_to_ship", "sales"


@pytest.mark.parametrize(
    ("metric", "text", "number", "signed"),
    [
        (RATE, "0.8%", "0.8", True),
        (RATE, "0.8 %", "0.8", True),
        (RATE, "０．８％", "0.8", True),  # a Chinese input method
        (RATE, "0,8 %", "0.8", True),  # a German spreadsheet
        (RATE, ".8%", "0.8", True),
        (RATE, "0.008", "0.008", False),
        (RATE, "8e-05", "0.00008", False),  # a small number in Parquet
        (RATE, "0", "0", False),
        (RATE, "100%", "100", True),
        (HOURS, "72", "72", False),
        (HOURS, "36.5 h", "36.5", False),
        (HOURS, "48小时", "48", False),
        (SALES, "1,234.56", "1234.56", False),
        (SALES, "¥4,000", "4000", False),
        (SALES, "￥ 4000 元", "4000", False),
        (SALES, "US$1,000.00", "1000", False),
        (SALES, "1200 USD", "1200", False),
        (SALES, "12.5万", "125000", False),
        (SALES, "-30", "-30", False),  # refunds
    ],
)
def test_figures(metric: str, text: str, number: str, signed: bool) -> None:
    """The number is exact, and a sign of per cent is remembered."""
    assert read_figure(metric, text) == (Decimal(number), signed)


@pytest.mark.parametrize(
    ("metric", "text"),
    [
        (RATE, "abc"),
        (RATE, "-1%"),
        (RATE, "101%"),
        (RATE, "0.8‰"),
        (RATE, "<1%"),
        (RATE, "1.2.3"),
        (RATE, "0.8%%"),
        (HOURS, "3 days"),
        (HOURS, "-2"),
        (SALES, "1.234,56"),  # thousands set apart by dots: 1.234 elsewhere
        (SALES, "1,5"),
        (SALES, "about 100"),
        (SALES, "1e99"),
    ],
)
def test_no_figures(metric: str, text: str) -> None:
    """What no person would read as one number is none."""
    assert read_figure(metric, text) is None


@given(st.sampled_from(FIGURES), st.text("0123456789.,%-e¥万h 小时元$", max_size=12) | st.text())
def test_reading_is_total(metric: str, text: str) -> None:
    """Any text gives a finite number or none."""
    found = read_figure(metric, text)
    assert found is None or found.number.is_finite()
