"""The words: every code has a sentence in both languages, and the catalogue is whole."""

from __future__ import annotations

import gettext
import io
import re
import string
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import linkscan
from fingerprints import KINDS, REASONS
from fingerprints.tables import load
from linkscan import model
from linkscan.findings.reasons import STRENGTHS
from linkscan.report import words
from linkscan.rows.flaws import FLAWS

PACKAGE = Path(linkscan.__file__).parent
PO = PACKAGE / "locale/zh_CN/LC_MESSAGES/linkscan.po"
TABLES = {
    name: value
    for name, value in vars(words).items()
    if name.isupper() and isinstance(value, dict) and not name.startswith("_")
}
CJK = re.compile("[\u3000-\u9fff\uff00-\uffef]")


def source_messages() -> dict[str, str]:
    """Every message marked in the source, with the file it stands in."""
    keywords = {"_": None, "LinkscanError": (1,)}
    methods = [("**.py", "python"), ("**.html.j2", "jinja2.ext:babel_extract")]
    found = extract_from_dir(PACKAGE, methods, keywords=keywords)
    return {str(message): f"{name}:{line}" for name, line, message, _comments, _context in found}


def translations() -> dict[str, str]:
    """The Chinese catalogue as written."""
    with PO.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file, locale="zh_CN") if one.id}


def test_every_sentence_has_a_chinese_translation() -> None:
    """Whatever a person may read exists in Chinese; nothing is fuzzy or empty."""
    known = translations()
    missing = {text: where for text, where in source_messages().items() if not known.get(text)}
    assert missing == {}


def test_the_catalogue_has_no_sentence_that_is_gone() -> None:
    """A sentence that the source no longer says is no longer translated."""
    assert set(translations()) - set(source_messages()) == set()


def fields_of(text: str) -> set[tuple[str, str | None]]:
    """The fields of a sentence, with their conversion."""
    return {
        (name, conversion)
        for _text, name, _format, conversion in string.Formatter().parse(text)
        if name is not None
    }


def test_translations_have_the_fields_of_their_sentence() -> None:
    """No field is lost or invented in translation: `format` cannot fail in one language."""
    wrong = {en: zh for en, zh in translations().items() if fields_of(en) != fields_of(zh)}
    assert wrong == {}


@pytest.mark.parametrize("name", ["linkscan.po", "click.po"])
def test_the_compiled_catalogue_is_that_of_the_written_one(name: str) -> None:
    """The committed .mo is what Babel makes of the .po."""
    written = PO.with_name(name)
    with written.open("rb") as file:
        catalogue = read_po(file, locale="zh_CN")
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    with written.with_suffix(".mo").open("rb") as file:
        committed = vars(gettext.GNUTranslations(file))["_catalog"]
    expected = vars(gettext.GNUTranslations(compiled))["_catalog"]
    # The header names the version of Babel; the sentences are what counts.
    assert {**committed, "": None} == {**expected, "": None}


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (words.LEVELS, model.LEVELS),
        (words.VERDICTS, model.LEVELS),
        (words.STATUSES, get_args(model.Status)),
        (words.GRADES, tuple("ABCD")),
        (words.KINDS, tuple(KINDS)),
        (words.STRENGTHS, get_args(model.Words)),
        (words.GROUPS, tuple({kind.group for kind in KINDS.values()})),
    ],
)
def test_closed_sets_are_covered(table: dict[str, str], codes: tuple[str, ...]) -> None:
    """Each level, status, grade, strength, kind of value and group of kinds has its word."""
    assert set(table) == set(codes)


def test_every_class_of_a_value_has_its_word() -> None:
    """Classes of addresses and schemes of bank cards are no codes to a reader."""
    schemes = {one["scheme"] for one in load("card_schemes")["range"]}
    addresses = {one["class"] for one in load("address_classes")["words"] if "class" in one}
    assert schemes | addresses | set(KINDS["ip"].classes) <= set(words.CLASSES)


def test_every_warning_in_the_source_has_its_sentence() -> None:
    """No warning that a stage gives is shown as a code."""
    given = re.compile(r"(?:\bWarning|_expired|_unread)\(\s*\"([a-z-]+)\"")
    codes = {
        code for path in PACKAGE.rglob("*.py") for code in given.findall(path.read_text("utf-8"))
    }
    assert {"bad-value", "expired-acceptance", "several-owners"} <= codes
    assert codes <= set(words.WARNINGS)


@pytest.mark.parametrize("strength", STRENGTHS)
def test_every_finding_by_what_is_shared_has_its_sentence(strength: str) -> None:
    """Whatever stores share, with a suspended one among them or not, is said."""
    assert {f"shared-{strength}", f"shared-{strength}-suspended"} <= set(words.FINDINGS)


def test_no_sentence_says_who_somebody_is() -> None:
    """Stores share values; that they, or people, are the same is for nobody here to say."""
    for text in (*source_messages(), *translations().values()):
        assert "same person" not in text
        assert "同一人" not in text
        assert "同一个人" not in text


def test_every_reason_of_a_value_or_row_has_its_word() -> None:
    """No reason that the stages before give is shown as a code."""
    assert set(REASONS) | set(FLAWS.values()) <= set(words.REASONS)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_code_has_a_word(name: str, lang: str) -> None:
    """No code of a table is shown as it is, and none is empty."""
    for code, message in TABLES[name].items():
        said = words.sentence(TABLES[name], code, lang, {})
        assert said
        if TABLES[name] is not words.PLATFORMS:  # some are called alike in every language
            assert (lang == "zh") == bool(CJK.search(said)), message


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_unknown_code_is_shown_as_it_is(lang: str) -> None:
    """A report of a later version is readable, if less nice."""
    assert words.word(words.LEVELS, "grave", lang) == "grave"
    assert words.kind_word("retina", lang) == "retina"
    assert words.sentence(words.WARNINGS, "new-code", lang, {"a": "1", "b": "2"}) == (
        "new-code: a=1, b=2"
    )


def test_a_missing_parameter_is_a_dash() -> None:
    """A sentence never fails for want of a parameter."""
    said = words.sentence(words.WARNINGS, "unknown-status", "en", {})
    assert said == "Status - is not known: taken as unknown, never as active."


def test_a_value_with_braces_is_only_text() -> None:
    """A value that looks like a field is not filled again."""
    said = words.sentence(words.WARNINGS, "unknown-status", "en", {"word": "{0.__class__}"})
    assert "{0.__class__}" in said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_sentence_says_how_to_hide(lang: str) -> None:
    """No word of a report advises proxies, changed fingerprints or a way round a ban."""
    advice = " ".join(words.word(words.FIRST_STEPS, code, lang) for code in words.FIRST_STEPS)
    for text in (
        "proxy",
        "VPN",
        "fingerprint",
        "hide",
        "avoid",
        "代理",
        "指纹",
        "隐藏",
        "规避",
        "绕",
    ):
        assert text not in advice


def test_the_official_route_comes_first() -> None:
    """For a tie to a suspended store the advice names the route through the platform."""
    assert words.word(words.FIRST_STEPS, "official-route", "en").startswith(
        "Take the official route before anything else"
    )
    assert words.word(words.FIRST_STEPS, "official-route", "zh").startswith("先走官方渠道")
