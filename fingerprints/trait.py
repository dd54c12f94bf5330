"""What any web page reads of a browser: screen, time zone, language, graphics card.

Thousands of browsers agree on each of these. They add to a tie and never make one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from fingerprints.identifier import Identifier, Rejected
from fingerprints.placeholder import is_placeholder
from fingerprints.tables import load
from fingerprints.text import fold

_SCREEN = re.compile(
    r"[\[(]?(?P<a>[0-9]{3,5})\s?[x×*,]\s?(?P<b>[0-9]{3,5})"
    r"(?:\s?[x×*,]\s?(?:8|16|24|30|32|48))?"  # colour depth
    r"(?:\s?px)?[\])]?(?:\s?@\s?[0-9](?:\.[0-9]{1,4})?x?)?"  # pixel ratio
)

_ZONE = re.compile(
    "(?:africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific)"
    "(?:/[a-z][a-z0-9_+-]*){1,2}"
)
_OFFSET = re.compile(
    r"(?P<name>utc|gmt|etc/gmt)?\s?(?P<sign>[+\-\u2212])"
    # Three digits are minutes, counted west by browsers and east by databases: refused.
    r"(?P<hours>[0-9]{2}(?=[0-9]{2}\b)|[0-9]{1,2}(?![0-9]))(?::?(?P<minutes>00|15|30|45))?"
    r"(?:\s?\(.*\))?"  # GMT+0800 (China Standard Time)
)
_WINDOWS_ZONE = re.compile(r"\(((?:utc|gmt)[^()]*)\).*")  # (UTC+08:00) Beijing, Chongqing
_FARTHEST = {"+": 14, "-": 12}  # hours from UTC: Line Islands, Baker Island

_LANGUAGE = re.compile(
    r"[\[\"' ]*(?P<tag>[a-z]{2,3}(?:[-_][a-z0-9]{1,8})*)(?:[.@][a-z0-9-]+)*[\]\"' ]*(?:[,;].*)?"
)

_ANGLE = re.compile(
    r"angle \((?:[^,()]+, )?(?P<card>[^\s,].*?)(?: \(0x[0-9a-f]+\))?"
    r" direct3d[0-9]+(?:ex)?(?: vs_[0-9]_[0-9] ps_[0-9]_[0-9])?(?:, ?d3d[^,()]*)?\)"
)
_ANGLE_METAL = re.compile(
    r"angle \(apple, angle metal renderer: (?P<card>[^\s,][^,]*)(?:,[^,]*)?\)"
)


def canonical_screen(text: str) -> Identifier | Rejected:
    """Name the screen that a resolution as written means: `1920x1080`, longer side first.

    Turning a screen changes nothing; colour depth and pixel ratio do not count.
    """
    return _read("screen", text, _screen)


def canonical_timezone(text: str) -> Identifier | Rejected:
    """Name the time zone of a browser: `asia/shanghai`, or `utc+08:00` where only that is told.

    Old names of a zone are its present one; browsers differ in which they use. A name and an
    offset stay two values, for an offset has many zones. Refused as malformed: abbreviations
    (CST is China, Cuba and Chicago) and bare minutes (-480 is UTC+8 to a browser, UTC-8 to a
    database).
    """
    return _read("timezone", text, _timezone)


def canonical_language(text: str) -> Identifier | Rejected:
    """Name the language a browser asks for first: `zh-cn` for `zh-CN,zh;q=0.9,en;q=0.8`.

    Source:
        RFC 5646 (form of a tag), RFC 9110 section 12.5.4 (Accept-Language).
    """
    return _read("language", text, _language)


def canonical_gpu(text: str) -> Identifier | Rejected:
    """Name the graphics card that WebGL reports, without the layer Chrome wraps around it.

    What Firefox blurs on purpose ("..., or similar") stays as written: it is no card's name.
    """
    return _read("gpu", text, _card)


def _read(kind: str, text: str, read: Callable[[str], str | None]) -> Identifier | Rejected:
    written = fold(text)
    if not written:
        return Rejected(kind, "empty")
    if is_placeholder(kind, written):
        return Rejected(kind, "placeholder")
    key = read(written)
    if key is None:
        return Rejected(kind, "malformed")
    # "n/a;q=0.9" says no more than "n/a".
    return (
        Rejected(kind, "placeholder") if is_placeholder(kind, key) else Identifier(kind, key, key)
    )


def _screen(written: str) -> str | None:
    match = _SCREEN.fullmatch(written)
    if match is None:
        return None
    short, long = sorted((int(match["a"]), int(match["b"])))
    return f"{long}x{short}" if short >= 100 else None


def _timezone(written: str) -> str | None:
    if named := _WINDOWS_ZONE.fullmatch(written):
        written = named[1].strip()
    written = _zones().get(written, written)
    return written if _ZONE.fullmatch(written) else _offset(written)


def _zones() -> dict[str, str]:
    """Other names of a time zone, and what they mean."""
    names: dict[str, str] = load("browsers")["timezones"]["spellings"]
    return names


def _offset(written: str) -> str | None:
    match = _OFFSET.fullmatch(written)
    if match is None:
        return None
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    sign = "-" if match["sign"] != "+" else "+"
    if match["name"] == "etc/gmt":
        sign = "+" if sign == "-" else "-"  # POSIX counts west: Etc/GMT-8 is UTC+8
    if hours * 60 + minutes > _FARTHEST[sign] * 60:
        return None
    return f"utc{sign if hours or minutes else '+'}{hours:02}:{minutes:02}"


def _language(written: str) -> str | None:
    match = _LANGUAGE.fullmatch(written)
    return match["tag"].replace("_", "-") if match else None


def _card(written: str) -> str:
    while match := _ANGLE.fullmatch(written) or _ANGLE_METAL.fullmatch(written):
        written = match["card"]
    return written
