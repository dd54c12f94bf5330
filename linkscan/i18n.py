"""The words of linkscan in the reader's language: gettext catalogues under `locale/`.

The English sentence is the key, so English needs no catalogue. `_()` only marks a text for
the catalogue; it is translated where it is shown, because one run writes both languages.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gettext

LANGUAGES = ("zh", "en")
_LOCALES = {"zh": "zh_CN"}
_FOLDER = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120


def _(message: str) -> str:
    """Mark `message` for the catalogues, and give it back unchanged."""
    return message


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    import gettext

    return gettext.translation("linkscan", _FOLDER, [_LOCALES[lang]])


def translate(message: str, lang: str) -> str:
    """`message` in `lang` ("zh" or "en"); the English text where no translation exists."""
    return message if lang == "en" else _catalogue(lang).gettext(message)


def preferred_language(environ: Mapping[str, str] = os.environ) -> str:
    """The language of the user: LINKSCAN_LANG, then the locale; English unless Chinese."""
    for name in ("LINKSCAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    import locale

    return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


def speak(lang: str) -> None:
    """Let click say its own sentences in `lang`, for the rest of this process.

    It asks the default domain of gettext, which takes its language from the environment.
    """
    import gettext

    gettext.bindtextdomain("click", _FOLDER)
    gettext.textdomain("click")
    os.environ["LANGUAGE"] = _LOCALES.get(lang, lang)
