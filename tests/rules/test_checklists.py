"""The data of the checklists: every item said in both languages, and by whom."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from linkscan.rows.loading import DETAILS
from linkscan.rules.checklists import Item, Name, checklist, items
from linkscan.rules.vocabulary import words
from linkscan.sources.aliases import field_of, paper_of
from linkscan.sources.columns import FIELDS

ALL = [item for name in get_args(Name) for item in checklist(name)]


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.id)
def test_every_item_says_who_asks_for_it(item: Item) -> None:
    """An item has its words in both languages, its rule, who attests it, a source and a date."""
    assert item.en
    assert re.search(r"[\u4e00-\u9fff]", item.zh)
    assert re.fullmatch(r"R\d+", item.rule)
    assert item.attested in ("official", "article")
    assert item.source
    assert re.fullmatch(r"20\d\d-\d\d", item.date)
    assert all(words("platform", name) for name in item.platforms)


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.id)
def test_every_column_of_an_item_names_it(item: Item) -> None:
    """A header of an item, or its id, is that item and nothing else."""
    for header in (item.id, *item.columns):
        assert field_of(header)[0] == item.id
        assert paper_of(header) is None


def test_an_item_is_no_other_column() -> None:
    """No item bears the name of a field, and no two bear one name."""
    assert len(items()) == len(ALL)
    assert not set(items()) & {*FIELDS, *DETAILS}


def test_items_of_one_platform_are_asked_for_there() -> None:
    """What Douyin asks of those who leave is not asked elsewhere; saving the data is."""
    douyin = {item.id for item in checklist("closing") if item.applies("douyin")}
    amazon = {item.id for item in checklist("closing") if item.applies("amazon")}
    assert douyin - amazon >= {"refunds_finished", "stamped_paper", "deposit_returned"}
    assert {"data_saved", "ads_stopped", "stock_cleared"} <= amazon


def test_before_opening() -> None:
    """The four things that a platform asks for at review (R6)."""
    assert [item.id for item in checklist("readiness")] == [
        "purchase_receipts", "brand_authorisation", "stock_proof", "company_papers",
    ]  # fmt: skip
