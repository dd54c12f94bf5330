"""Labels of values that look alike are told apart."""

from __future__ import annotations

from linkscan.model import Identifier
from linkscan.report.views.labels import labels_of


def value(id: str, label: str) -> Identifier:
    """A value of one store."""
    kind = id.replace("#", ":").partition(":")[0]
    return Identifier(id, kind, label, None, (), ("Fir",), 1, True, None)


def test_masked_values_that_look_alike_bear_numbers() -> None:
    """Two addresses of one label show the numbers of their ids; a label that stands alone does
    not, nor one that only another kind has too."""
    found = labels_of(
        (
            value("email#1", "s****@example.com"),
            value("email#2", "y****@example.com"),
            value("email#3", "s****@example.com"),
            value("person#1", "y****@example.com"),
        )
    )
    assert found == {
        "email#1": "s****@example.com #1",
        "email#2": "y****@example.com",
        "email#3": "s****@example.com #3",
        "person#1": "y****@example.com",
    }


def test_names_that_are_shown_bear_no_number() -> None:
    """An id that holds the value itself has no number to show, whatever signs are in it."""
    twice = (value("machine:PC#1", "PC"), value("machine:PC#2", "PC"))
    assert set(labels_of(twice).values()) == {"PC"}


def test_what_is_hidden_whole_has_no_label() -> None:
    """A refused paper shows nothing, not even that there is another like it."""
    assert labels_of((value("uscc#refused-1", ""), value("uscc#refused-2", ""))) == {}
