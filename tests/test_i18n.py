"""Languages: the English sentence is the key, and every sentence has a Chinese form."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

import linkscan
from linkscan.i18n import LANGUAGES, preferred_language, speak, translate

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


PROGRAMMERS = ("Name '", "Boolean option", "Could not determine", "No options defined",
               "Arguments take", "Do you want", "Confirm the")  # fmt: skip
"""How click's sentences begin that no user of linkscan meets: of faults in the code, of prompts."""


def said_by_click() -> Iterator[str]:
    """The sentences of the installed click that a user of linkscan may meet."""
    folder = Path(click.__file__).parent
    for name in ("core", "decorators", "exceptions", "formatting", "parser", "types"):
        with (folder / f"{name}.py").open("rb") as file:
            found = extract("python", file, keywords={"_": None, "ngettext": (1, 2)})
            for _line, message, _comments, _context in found:
                text = message if isinstance(message, str) else message[0]
                if not text.startswith(PROGRAMMERS):
                    yield text


def test_click_speaks_chinese() -> None:
    """Every sentence of click itself has a Chinese form."""
    with CATALOGUE.with_name("click.po").open("rb") as file:
        catalogue = read_po(file, locale="zh_CN")
    known = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue
        if message.string and all(message.string)
    }
    said = set(said_by_click())
    assert len(said) > 40
    assert said - known == set()


def test_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks gettext is answered in the language last set."""
    monkeypatch.setenv("LANGUAGE", "")
    for lang, said in (("zh", "选项"), ("en", "Options"), ("zh", "选项")):
        speak(lang)
        assert gettext.gettext("Options") == said
    speak("en")
