"""The hand-made reports as fixtures."""

from __future__ import annotations

import pytest

from linkscan.model import Report
from tests.report import factory


@pytest.fixture
def full_report() -> Report:
    """Every level, every kind of note, and hostile names."""
    return factory.full_report()


@pytest.fixture
def empty_report() -> Report:
    """Nothing at all."""
    return factory.empty_report()


@pytest.fixture
def clear_report() -> Report:
    """One store tied to nothing."""
    return factory.clear_report()
