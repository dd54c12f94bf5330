"""Cells that hold several papers or contacts: each counts, as if it stood in a row of its own.

Read as one, "A；B" would be a number that nobody else has, and the paper of a suspended store
would go unseen. A separator that numbers themselves may have (a comma, a slash, white space)
parts only what is a value of its own on each side. What a number is called and what is noted
beside it, "证号：A（旧）", is no part of it: with it a suspended store's number would be a new one.
"""

from __future__ import annotations

import re
import unicodedata

from fingerprints import Identifier, identify
from fingerprints.document import SHOWN as DOCUMENTS
from linkscan.engine import Engine
from linkscan.engine.base import quoted

ADDRESSES = ("ip", "mac")
KINDS = (*DOCUMENTS, "phone", "email", *ADDRESSES)
"""Kinds of which a cell may hold several. Names and postal addresses have commas of their own.
In a list of stores or a plan several addresses are a store's own; only in a log a list of them is
the way of one sign-in over proxies."""

_CERTAIN = re.compile(r"[;；、，|\r\n]+")
_POSSIBLE = re.compile(r"\s*[,/／]\s*")
_SPACE = re.compile(r"\s+")
_EITHER = re.compile(r"[;；、，|,/／\s]+")
_ANY = r"[;；、，|,/／\s]"
_DATE = re.compile(r"(?:19|20)\d\d(?P<sign>[-.年]?)\d\d?[-.月]?\d\d?日?")
_CJK = r"[\u3400-\u9fff]"
# Text: `re` compiles them where a cell needs them, a millisecond for each such set of characters.
_CALLED = rf"[^\d:：]*{_CJK}[^\d:：]*[:：]\s*|(?:注册号|执照号|信用代码|证号|卡号)\s*"
_NOTED = rf"\s*[(（\[【](?:[^\d()（）]{{2,}}|[^()（）]*{_CJK}[^()（）]*)[)）\]】]\s*"
_PLAIN = r"[A-Za-z0-9@._+-]*"
FREE = ("licence", "trademark", "document")
"""Kinds whose numbers have no form: with white space in it one is still one."""
_CODE = r"(?<![0-9A-Za-z])(?=[0-9A-Za-z]*\d{6})[0-9A-Za-z]{15,18}(?![0-9A-Za-z])"
_EMAIL = r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_FORMS = {
    **dict.fromkeys(("uscc", "resident_id", "licence"), _CODE),
    "document": rf"{_CODE}|{_EMAIL}",
    "card": r"(?<![0-9A-Za-z])\d(?:[ -]?\d){12,18}(?![0-9A-Za-z])",
    "phone": r"(?<![0-9A-Za-z+])(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z])",
    "email": _EMAIL,
    "ip": r"(?<![0-9A-Za-z.:-])\d{1,3}(?:\.\d{1,3}){3}(?![0-9A-Za-z.-])",
    "mac": r"(?<![0-9A-Za-z:-])[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}"
    r"(?![0-9A-Za-z:-])",
}
"""Forms of kinds that stand out of any text: with a check digit, or a shape of their own. Ours."""
MIN_DIGITS = 7
"""Digits of a number that stands for itself: "2024/1234567" is one number. Ours."""


def split_cell(kind: str, text: str) -> tuple[str, ...]:
    """The values in a cell of `kind`, as written; one that holds no second is itself.

    A remark beside a number is no value: one without a digit ("A；已注销"), or a date.
    """
    if kind in ADDRESSES:
        parts = list(filter(None, _EITHER.split(text)))
        whole = len(parts) < 2 or not all(_is_one(kind, part) for part in parts)
        return _inside(kind, text) or (text,) if whole else tuple(dict.fromkeys(parts))
    parts = [part for piece in _CERTAIN.split(text) for part in _possible(kind, piece.strip())]
    if len(parts) == 1:
        return _read(kind, text)
    values = [part for part in parts if part and (kind == "email" or not _is_remark(part))]
    return tuple(dict.fromkeys(one for value in values for one in _read(kind, value))) or (text,)


def _read(kind: str, text: str) -> tuple[str, ...]:
    """The number that a text is, whatever stands beside it, or those that it speaks of."""
    bare = _bare(kind, text)
    return _inside(kind, bare) or (bare,)


def _inside(kind: str, text: str) -> tuple[str, ...]:
    """The values that a text speaks of, where it is none itself and their form is unmistakable:
    "张三 11010519491231002X", "外网 203.0.113.7". None of them may be doubtful."""
    form = _FORMS.get(kind)
    if form is None or _kind_of(kind, text) not in (None, *FREE) or _is_range(kind, text):
        return ()
    found = dict.fromkeys(
        match[0] for match in re.finditer(form, unicodedata.normalize("NFKC", text))
    )
    if any(_kind_of(kind, one) in (None, *FREE) for one in found):
        return ()
    return tuple(found)


def _is_range(kind: str, text: str) -> bool:
    found = identify(kind, text)
    return not isinstance(found, Identifier) and found.reason in ("range", "masked", "rounded")


def _bare(kind: str, text: str) -> str:
    """A number without what it is called and what is noted behind it; else the text itself."""
    if _kind_of(kind, text) not in (None, *FREE):
        return text
    start = called.end() if (called := re.match(_CALLED, text.lstrip())) else 0
    rest = text.lstrip()[start:]
    noted = next((one for one in re.finditer(_NOTED, rest) if one.end() == len(rest)), None)
    bare = rest[: noted.start()] if noted else rest
    return bare if bare != text.strip() and _kind_of(kind, bare) else text


def _possible(kind: str, text: str) -> list[str]:
    if _kind_of(kind, text) not in (None, *FREE):
        return [text]
    for separator, free in ((_POSSIBLE, True), (_SPACE, False)):
        parts = [part for part in separator.split(text) if part]
        if len(parts) > 1 and all(_stands(kind, part, free) for part in parts):
            return parts
    return [text]


def _stands(kind: str, text: str, free: bool) -> bool:
    """Whether a part is a value by itself; of a free form only where that is enough."""
    if kind != "email" and (_DATE.fullmatch(text) or _digits(text) < MIN_DIGITS):
        return False
    found = _kind_of(kind, text)
    return found is not None and (free or found not in FREE)


def _kind_of(kind: str, text: str) -> str | None:
    """What a text is by itself; None for nothing. A phone number may want its country."""
    found = identify(kind, text)
    known = isinstance(found, Identifier) or found.reason == "no-region"
    return found.kind if known else None


def _is_one(kind: str, text: str) -> bool:
    """Whether a part is an address, be it one that ties nothing."""
    found = identify(kind, text)
    return isinstance(found, Identifier) or found.reason not in ("not-an-address", "not-a-mac")


def _is_remark(text: str) -> bool:
    date = _DATE.fullmatch(text)
    return _digits(text) == 0 or bool(date and date["sign"])


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def may_hold_several(column: str) -> str:
    """SQL of whether a cell has a separator in it."""
    return f"regexp_matches(trim({column}), {quoted(_ANY)})"


def split_papers(engine: Engine, cells: str) -> str:
    """SQL of the papers in the view `cells`, those of one cell apart.

    Creates `cell_parts` (kind, cell, raw): of each cell with
    several in it, or words beside one, the values.
    """
    kinds = ", ".join(map(quoted, KINDS))
    found = [
        (kind, cell, part)
        for kind, cell in engine.rows(f"""
            SELECT DISTINCT kind, raw FROM {cells}
            WHERE kind IN ({kinds}) AND NOT regexp_full_match(raw, {quoted(_PLAIN)}) ORDER BY 1, 2
        """)
        for parts in [split_cell(kind, cell)]
        for part in parts
        if parts != (cell,)
    ]
    columns = {"kind": "VARCHAR", "cell": "VARCHAR", "raw": "VARCHAR"}
    engine.put("cell_parts", columns, found)
    if not found:
        return f"SELECT * FROM {cells}"
    return f"""
        SELECT p.input, p.record, p.account_ref, p.kind, coalesce(s.raw, p.raw) AS raw, p.role
        FROM {cells} p LEFT JOIN cell_parts s ON s.kind = p.kind AND s.cell = p.raw
    """
