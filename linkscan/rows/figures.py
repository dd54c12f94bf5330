"""Figures: the numbers of a metrics file, as sellers write them.

They are read in Python as distinct texts, and exactly: a rate that stands on its limit is told
from one beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from linkscan.engine import Engine
from linkscan.rules.vocabulary import says_nothing
from linkscan.sources.columns import FIGURES, HOURS, RATES, SALES

NUMBER = "DECIMAL(30,10)"
"""SQL type of a figure."""

_LARGEST = Decimal(10) ** 15
_NUMBER = r"(?P<n>\+?(?:[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+)(?:e[+-]?[0-9]{1,2})?)"
_CURRENCY = r"(?:rmb|[a-z]{0,3}[$¥€£]|[a-z]{3})?"
_AMOUNT = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?:e\+?[0-9]{1,2})?"
_FORMS = {
    **dict.fromkeys(RATES, re.compile(rf"{_NUMBER}(?P<sign>%)?")),
    HOURS: re.compile(rf"{_NUMBER}(?:h|hrs?|hours?|个?小时)?"),
    SALES: re.compile(
        rf"(?P<minus>-)?{_CURRENCY}(?P<minus2>-)?(?P<n>{_AMOUNT})(?P<ten_thousand>万)?"
        rf"{_CURRENCY}元?"
    ),
}


class Figure(NamedTuple):
    """A number, and whether a rate says itself that it is per cent: `0.8%` is 0.8, as `0.8` is."""

    number: Decimal
    signed: bool


def read_figure(metric: str, text: str) -> Figure | None:
    """The number in a cell of a metric; None where it is none, or none that could be.

    Of rates and hours a comma is that of the decimals, for neither reaches a thousand; of sales
    it stands between thousands.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    found = _FORMS[metric].fullmatch(plain)
    if found is None:
        return None
    part = found.groupdict()
    try:
        number = Decimal(part["n"].replace(",", "" if metric == SALES else "."))
    except InvalidOperation:
        return None
    if part.get("ten_thousand"):
        number *= 10_000
    if part.get("minus") or part.get("minus2"):
        number = -number
    if abs(number) > _LARGEST or (metric in RATES and number > 100):
        return None
    return Figure(number, bool(part.get("sign")))


def figures_table(rows: str) -> str:
    """The table of what the texts of a table of rows mean: (metric, written, number, signed);
    the number is null where a text is neither blank nor a figure."""
    return f"{rows}_figures"


def read_figures(engine: Engine, rows: str, columns: Sequence[str]) -> None:
    """Create `figures_table(rows)` if these columns have figures.

    A cell that cannot be read is left out by itself: its row says other things, too.
    """
    metrics = [metric for metric in FIGURES if metric in columns]
    if not metrics:
        return
    met = [
        (metric, text, read_figure(metric, text))
        for metric in metrics
        for (text,) in engine.rows(
            f"SELECT DISTINCT {metric} FROM {rows} WHERE {metric} IS NOT NULL ORDER BY 1"
        )
        if not says_nothing(text)
    ]
    engine.put(
        figures_table(rows),
        {"metric": "VARCHAR", "written": "VARCHAR", "number": NUMBER, "signed": "BOOLEAN"},
        [(metric, text, f"{found.number:f}" if found else None, bool(found and found.signed))
         for metric, text, found in met],
    )  # fmt: skip
