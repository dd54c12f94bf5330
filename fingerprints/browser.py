"""The browser and system behind a user agent."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from fingerprints.identifier import Identifier, Rejected
from fingerprints.placeholder import is_placeholder
from fingerprints.tables import load
from fingerprints.text import fold, tidy

if TYPE_CHECKING:
    from ua_parser import Parser

_NO_SYSTEM = "other"
"""The system of what names none: robots, libraries, apps."""

# Signs that part a user agent into fields; no name of a browser holds them.
_FIELD_SIGNS = re.compile(r'[/(){}\[\];,"<>]')


def canonical_user_agent(text: str) -> Identifier | Rejected:
    """Name the browser and the system that a user agent tells of: `chrome 126 on windows 10`.

    Major versions only: the rest changes weekly, or is frozen. Read are user agents that
    ua-parser knows, robots and libraries among them (`curl 8 on other`), and the key's own
    form, in which some exports write ("Chrome 126.0.1 on Windows 10"). A system that is
    not listed in data/browsers.toml is "other".

    Millions share one user agent, so it never ties; it tells whether two sightings can be
    one browser.
    """
    return _identified("user_agent", text, _key)


def canonical_browser(text: str) -> Identifier | Rejected:
    """Name the browser family and the system, whatever their versions: `chrome on windows`.

    Read from a user agent or from its key; refused where a user agent is.
    """
    return _identified("browser", text, _key_without_versions)


def browser_of(key: str) -> tuple[str, str] | None:
    """Family and system of a user agent's key, without versions: ("chrome", "windows").

    Both stay when a browser or its system is updated. The system "other" says that none was
    told. None if the text is no key.
    """
    match = _form().fullmatch(key)
    return (match["family"], match["system"]) if match else None


def _identified(kind: str, text: str, key_of: Callable[[str], str | None]) -> Identifier | Rejected:
    written = tidy(text)
    if not written:
        return Rejected(kind, "empty")
    if is_placeholder(kind, written):
        return Rejected(kind, "placeholder")
    key = key_of(fold(written)) or key_of(_parsed(written))
    return Identifier(kind, key, _label(key)) if key else Rejected(kind, "unknown-browser")


def _key_without_versions(folded: str) -> str | None:
    parts = browser_of(_key(folded) or "")
    return parts and " on ".join(parts)


def _key(folded: str) -> str | None:
    """The key that a text in the form of a key means."""
    match = _form().fullmatch(folded)
    if match is None:
        return None
    return _joined(match["family"], match["major"], _systems()[match["system"]], match["version"])


def _parsed(user_agent: str) -> str:
    """What ua-parser tells of a user agent, in the form of a key; empty if it knows no browser."""
    browser, system = _parser().parse_user_agent(user_agent), _parser().parse_os(user_agent)
    if browser is None:
        return ""
    family = _FIELD_SIGNS.sub(" ", browser.family)
    major = browser.major if browser.major and browser.major.isdecimal() else None
    told = [(system.family, system.major), (system.family, None)] if system else []
    texts = (fold(_joined(family, major, *one)) for one in told)
    unlisted = fold(_joined(family, major, _NO_SYSTEM, None))
    return next((text for text in texts if _form().fullmatch(text)), unlisted)


@cache
def _parser() -> Parser:
    """ua-parser with patterns that are compiled when one is tried.

    Its own compiles 1,300 before the first user agent, half of them for devices, which
    nobody asks for: a tenth of what a small scan takes.
    """
    from ua_parser import Parser, load_lazy_builtins

    return Parser.from_matchers(load_lazy_builtins())


def _label(key: str) -> str:
    """The key with the capitals that the names in it are known by."""
    match = _form().fullmatch(key)
    if match is None:
        return key
    parts = (match[name] for name in ("family", "major", "system", "version"))
    return _joined(*(part and _names().get(part, part) for part in parts))


def _joined(family: str, major: str | None, system: str, version: str | None) -> str:
    return " ".join(part for part in (family, major, "on", system, version) if part)


@cache
def _names() -> dict[str, str]:
    """Names as their makers write them, by their folded form."""
    tables = (load("browsers")[table]["names"] for table in ("families", "systems", "versions"))
    return {fold(name): name for names in tables for name in names}


@cache
def _systems() -> dict[str, str]:
    """What a key calls a system, by every way to write it."""
    systems = load("browsers")["systems"]
    own = {fold(name): fold(name) for name in (*systems["names"], _NO_SYSTEM)}
    return {**own, **systems["spellings"]}


@cache
def _form() -> re.Pattern[str]:
    """Family, major version, " on ", system, version; minor versions may be written."""
    systems = "|".join(re.escape(name) for name in sorted(_systems(), reverse=True))
    versions = "|".join(fold(name) for name in load("browsers")["versions"]["names"])
    sign = r'[^/(){}\[\];,"<>]'
    return re.compile(
        rf"(?P<family>(?! ){sign}{{1,80}}?(?<! ))(?: (?P<major>[0-9]{{1,6}})(?:[. ][0-9. ]*)?)?"
        rf" on (?P<system>{systems})(?: (?P<version>[0-9]{{1,6}}|{versions})(?:\.[0-9.]*)?)?"
    )
