"""The report as HTML pages that stand alone: an index, the stores, a page per machine.

A page loads nothing; its policy allows one style sheet and one script, by digest. The script
(made from web/) draws the picture and sorts tables: without it every fact is there. Both
languages are in the page; the links at the top switch by address fragment alone, and links
from page to page carry the fragment along. Every text is made visible, then escaped.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from linkscan.i18n import LANGUAGES, translate
from linkscan.model import Report
from linkscan.report.clients import client_folders
from linkscan.report.forms.island import island
from linkscan.report.views.facts import Facts, by_seriousness, page_names
from linkscan.report.views.picture import Picture, index_picture, machine_picture
from linkscan.report.views.view import accounts_view, index_view, machine_view, made
from linkscan.report.views.web import Web
from linkscan.report.visible import clip, visible

MACHINE_PAGES = 500
"""Machines with a page of their own, the most serious first; the index says what is cut."""

TEXT_CHARS = 1000
"""Longest text shown in one place; `report.json` holds it whole."""

STYLES = ("style", "timeline", "picture")

_TAGS = {"zh": "zh-CN", "en": "en"}


def html_pages(report: Report, lang: str) -> Iterator[tuple[str, str]]:
    """Every page as (path inside the report folder, text), `lang` shown first."""
    shown = by_seriousness(report.machines)[:MACHINE_PAGES]
    names = page_names(machine.id for machine in shown)
    below = {id: f"machines/{quote(name)}.html" for id, name in names.items()}
    beside = {id: f"{quote(name)}.html" for id, name in names.items()}
    # The language that is not shown first stands first: CSS reaches forward only.
    facts = [Facts.of(report, one) for one in (*(x for x in LANGUAGES if x != lang), lang)]
    web = Web.of(report)
    folders = {name: f"{quote(one)}/index.html" for name, one in client_folders(report).items()}
    views: list[tuple[Facts, Any]] = [(one, index_view(one, below, folders)) for one in facts]
    yield "index.html", _page("index", "", views, index_picture(web))
    views = [(one, accounts_view(one, below)) for one in facts]
    yield "accounts.html", _page("accounts", "", views, None)
    for machine in shown:
        views = [(one, machine_view(one, machine, beside)) for one in facts]
        page = _page("machine", "../", views, machine_picture(web, machine))
        yield f"machines/{names[machine.id]}.html", page


def _page(name: str, root: str, views: list[tuple[Facts, Any]], picture: Picture | None) -> str:
    parts = [
        {
            "lang": facts.lang,
            "tag": _TAGS[facts.lang],
            "say": partial(translate, lang=facts.lang),
            "view": view,
            "made": made(facts),
        }
        for facts, view in views
    ]
    return _template(name).render(
        parts=parts,
        first=parts[-1],
        root=root,
        style=_asset(*(f"{one}.css" for one in STYLES)),
        script=_asset("page.js"),
        picture=picture is not None,
        island=island(picture, LANGUAGES),
    )


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("linkscan.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(f"{name}.html.j2")


def _finalize(value: Any) -> Any:
    """Make every text that a template puts out visible; markup is the template's own."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return clip(visible(value), TEXT_CHARS)
    return value


@dataclass(frozen=True, slots=True)
class Asset:
    """A style sheet or a script, and its digest as a content security policy names it."""

    text: Markup
    digest: str


@cache
def _asset(*names: str) -> Asset:
    """Our own files as one."""
    folder = files("linkscan.report").joinpath("assets")
    text = "\n".join(folder.joinpath(name).read_text("utf-8") for name in names)
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return Asset(Markup(text), f"sha256-{digest}")  # noqa: S704 - our own files
