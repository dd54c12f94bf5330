"""Which store a written name means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkscan.errors import LinkscanError
from tests.explaining import explained
from tests.scanning import SETTINGS

LOG = """
    account,platform,time,ip
    Velvet Otter,amazon,2026-01-02 09:00,203.0.113.1
    Velvet Otter,shopee,2026-01-02 09:00,203.0.113.2
    Paper Crane,amazon,2026-01-02 09:00,203.0.113.3
    店铺一号,amazon,2026-01-02 09:00,203.0.113.4
"""


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("amazon/Paper Crane", "amazon/Paper Crane"),
        ("AMAZON/paper crane", "amazon/Paper Crane"),
        ("Paper Crane", "amazon/Paper Crane"),
        ("  paper   CRANE ", "amazon/Paper Crane"),
        ("Ｐａｐｅｒ Crane", "amazon/Paper Crane"),  # full width, as typed with a Chinese keyboard
        ("店铺一号", "amazon/店铺一号"),
        ("shopee/Velvet Otter", "shopee/Velvet Otter"),
        ("PC store", "amazon/Paper Crane"),  # a declared alias
        ("the old one", "amazon/Paper Crane"),  # an alias of an alias
    ],
)
def test_names(text: str, id_: str) -> None:
    """An id, or a name in any written form, declared aliases included."""
    settings = replace(SETTINGS, aliases={"PC store": "Paper Crane", "the old one": "pc STORE"})
    found = explained(text, "amazon/Velvet Otter", LOG, settings)
    assert found.accounts[0].id == id_


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Velvet Otter", "'Velvet Otter' names several stores; write one of these: "
                         "amazon/Velvet Otter, shopee/Velvet Otter."),
        ("Paper Crain", "no store 'Paper Crain' in this input; nearest: amazon/Paper Crane."),
        ("zzzz", "no store 'zzzz' in this input."),
        ("", "no store '' in this input."),
    ],
)  # fmt: skip
def test_names_of_nobody(text: str, sentence: str) -> None:
    """A name of nobody or of several is refused, with what may have been meant."""
    with pytest.raises(LinkscanError) as error:
        explained(text, "Paper Crane", LOG)
    assert error.value.text("en") == sentence


def test_the_nearest_are_masked() -> None:
    """A store named by an e-mail address is found by it, and offered under its mask alone."""
    log = "account,ip\nmei@example.com,203.0.113.1\nb,203.0.113.2"
    assert explained("mei@example.com", "b", log).accounts[0].id == "m****@example.com"
    with pytest.raises(LinkscanError) as error:
        explained("mei@example.co", "b", log)
    assert "mei@example.com" not in error.value.text("en")
