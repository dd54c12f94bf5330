"""The data that stands in a page for its script."""

from __future__ import annotations

import json

from linkscan.model import Report
from linkscan.report.forms.island import island
from linkscan.report.page_words import PICTURE, TABLES
from linkscan.report.views.picture import index_picture
from linkscan.report.views.web import Web
from tests.report import factory
from tests.report.pictures import report_of
from tests.report.test_words import CJK


def test_nothing_in_it_can_end_its_element(full_report: Report) -> None:
    """`<`, `>` and `&` are escapes; what the script reads is the text as it was."""
    report = report_of({f"ip:{factory.SCRIPT}": ("a", "b</script>")})
    text = island(index_picture(Web.of(report)), ("zh", "en"))
    assert not set(text) & set("<>&")
    stores = [one["id"] for one in json.loads(text)["picture"]["stores"]]
    assert stores == ["amazon/us/a", "amazon/us/b</script>"]


def test_hidden_characters_are_made_visible() -> None:
    """A right-to-left override cannot turn a label of the picture."""
    text = island(index_picture(Web.of(report_of({"ip:1": ("a", factory.BIDI)}))), ("en",))
    assert "\u202e" not in text
    assert "shop⟨U+202E⟩txt.exe" in text


def test_both_languages_have_every_word() -> None:
    """The English words hold no Chinese, and no sentence is the same in both."""
    said = json.loads(island(index_picture(Web.of(report_of({"ip:1": "ab"}))), ("zh", "en")))
    zh, en = said["words"]["zh"], said["words"]["en"]
    assert set(zh["ui"]) == set(en["ui"]) == {*TABLES, *PICTURE}
    assert CJK.search(json.dumps(en, ensure_ascii=False)) is None
    same = [code for code, text in en["ui"].items() if zh["ui"][code] == text]
    assert same == []


def test_the_official_route_of_the_platform_goes_along() -> None:
    """A page that refuses to try a value says where to turn instead."""
    text = island(index_picture(Web.of(report_of({"ip:1": "ab"}, barred="a"))), ("zh", "en"))
    routes = json.loads(text)["words"]["en"]["routes"]
    assert list(routes) == ["amazon"]
    assert routes["amazon"]


def test_a_page_without_a_picture_has_the_words_of_its_tables() -> None:
    """Sorting and filtering work on every page."""
    said = json.loads(island(None, ("zh", "en")))
    assert said["picture"] is None
    assert set(said["words"]["zh"]["ui"]) == set(TABLES)
