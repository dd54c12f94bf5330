"""Languages: the English sentence is the key, and every sentence has a Chinese form."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import linkscan
from linkscan.i18n import LANGUAGES, preferred_language, translate

CATALOGUE = Path(linkscan.__file__).parent / "locale" / "zh_CN" / "LC_MESSAGES" / "linkscan.po"


@pytest.mark.parametrize(
    ("environ", "wanted"),
    [
        ({"LINKSCAN_LANG": "zh", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LINKSCAN_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "zh_TW", "LANG": "C"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN"}, "en"),
        ({"LANG": "de_DE"}, "en"),
    ],
)
def test_preferred_language(environ: dict[str, str], wanted: str) -> None:
    """The variable of linkscan, then the locale; English unless Chinese."""
    assert preferred_language(environ) == wanted


def test_languages() -> None:
    """English is the key itself, Chinese comes from the catalogue."""
    assert set(LANGUAGES) == {"zh", "en"}
    assert translate("Commands", "en") == "Commands"
    assert translate("Commands", "zh") != "Commands"


def test_translations_keep_their_fields() -> None:
    """A Chinese sentence has the fields of the English one, so that none is lost or unknown."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    fields = re.compile(r"\{(\w+)")
    for message in catalogue:
        if message.id and message.string:
            english, chinese = str(message.id), str(message.string)
            assert {*fields.findall(chinese)} <= {*fields.findall(english)}, english
