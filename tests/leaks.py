"""What stands in the outputs of a run, as one text, and which values of the files are in it."""

from __future__ import annotations

import html
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from fingerprints import KINDS
from linkscan.result import ScanResult

_ESCAPES = re.compile(r"\\([!-/:-@[-`{-~])")
"""How Markdown writes a character that would be markup."""

LEAST_CHARS = 6
"""Shorter values stand in other words by chance."""

UNTOLD = ("timezone", "language")
"""Kinds whose values are words of the settings too."""


def said_in(folder: Path) -> str:
    """All that the files of a folder say, in the form in which values are looked for."""
    return "\n".join(plain(text) for path in folder.rglob("*") if path.is_file()
                     for text in (path.name, *_texts(path)))  # fmt: skip


def _texts(path: Path) -> Iterator[str]:
    if path.suffix == ".parquet":
        relation = duckdb.connect().execute("SELECT * FROM read_parquet(?)", [str(path)])
        yield from (str(cell) for row in relation.fetchall() for cell in row)
    elif path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as package:
            yield from (html.unescape(package.read(name).decode()) for name in package.namelist())
    elif path.suffix == ".md":
        yield html.unescape(_ESCAPES.sub(r"\1", path.read_text("utf-8")))
    else:
        yield html.unescape(path.read_bytes().decode("utf-8"))


def plain(text: str) -> str:
    """A text without what a writing may change: case, width, repeated spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def leaks(values: Iterable[str], said: str) -> list[str]:
    """Those of the values, long enough to be looked for, that stand in a text."""
    wanted = {plain(value) for value in values}
    return sorted(one for one in wanted if len(one) >= LEAST_CHARS and one in said)


def personal_values(result: ScanResult) -> set[str]:
    """What a report masks: papers, ways of contact and people, as written and as compared."""
    rows = result.scanned.engine.rows("SELECT kind, raw, key FROM identifiers WHERE kind <> 'ip'")
    return {text for kind, *texts in rows if KINDS[kind].masked for text in texts if text}


def all_values(result: ScanResult) -> set[str]:
    """Every value of the files, and every name of a store, a person, a machine or a company."""
    scanned = result.scanned
    rows = scanned.engine.rows("""
        SELECT kind, raw, key FROM identifiers
        WHERE reject IS NULL OR reject NOT IN ('empty', 'placeholder')
    """)
    found = {text for kind, *texts in rows if kind not in UNTOLD for text in texts if text}
    found |= {name for (name,) in scanned.engine.rows("SELECT name FROM machines")}
    for one in scanned.joined:
        found |= {*one.spellings, *one.values("client"), *one.values("entity")}
        found |= {*one.values("operator")}
    for listed in scanned.listed.values():
        found |= {text for text in (listed.name, listed.user, listed.site) if text}
    return found
