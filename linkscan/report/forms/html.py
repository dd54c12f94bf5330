"""The report as HTML pages that stand alone: an index, the stores, a page per machine.

A page loads nothing and runs nothing: its policy allows one style sheet, by digest. Both
languages are in it; the links at the top switch by address fragment alone, and links from
page to page carry the fragment along. Every text is made visible, then escaped.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from linkscan.i18n import LANGUAGES, translate
from linkscan.model import Report
from linkscan.report.views.facts import Facts, by_seriousness, page_names
from linkscan.report.views.view import accounts_view, index_view, machine_view, made
from linkscan.report.visible import clip, visible

MACHINE_PAGES = 500
"""Machines with a page of their own, the most serious first; the index says what is cut."""

TEXT_CHARS = 1000
"""Longest text shown in one place; `report.json` holds it whole."""

_TAGS = {"zh": "zh-CN", "en": "en"}


def html_pages(report: Report, lang: str) -> Iterator[tuple[str, str]]:
    """Every page as (path inside the report folder, text), `lang` shown first."""
    shown = by_seriousness(report.machines)[:MACHINE_PAGES]
    names = page_names(machine.id for machine in shown)
    below = {id: f"machines/{quote(name)}.html" for id, name in names.items()}
    beside = {id: f"{quote(name)}.html" for id, name in names.items()}
    # The language that is not shown first stands first: CSS reaches forward only.
    facts = [Facts.of(report, one) for one in (*(x for x in LANGUAGES if x != lang), lang)]
    yield "index.html", _page("index", "", [(one, index_view(one, below)) for one in facts])
    yield (
        "accounts.html",
        _page("accounts", "", [(one, accounts_view(one, below)) for one in facts]),
    )
    for machine in shown:
        views = [(one, machine_view(one, machine, beside)) for one in facts]
        yield f"machines/{names[machine.id]}.html", _page("machine", "../", views)


def _page(name: str, root: str, views: list[tuple[Facts, Any]]) -> str:
    style, digest = _style()
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
        parts=parts, first=parts[-1], style=style, digest=digest, root=root
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


@cache
def _style() -> tuple[Markup, str]:
    """The style sheet, and its digest as a content security policy names it."""
    text = files("linkscan.report").joinpath("assets/style.css").read_text("utf-8")
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return Markup(text), f"sha256-{digest}"  # noqa: S704 - our own file
