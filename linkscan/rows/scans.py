"""Scanned files that registrations name: a path becomes the digest of what the file holds.

A path is read from the folder in which the file that names it lies (the workbook or archive,
where it is part of one), and nothing outside of that folder is ever opened: a table may come
from a stranger, and what it names is hashed and compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from hashlib import file_digest
from pathlib import Path

from fingerprints import Identifier, identify
from linkscan.engine import Engine
from linkscan.rows.loading import Loaded

FILE = "file"
MAX_BYTES = 200_000_000
"""Largest file that is hashed. Ours: no marketplace takes an upload of this size."""

OUTSIDE, MISSING, UNREADABLE, TOO_LONG = REFUSALS = (
    "outside-folder", "file-missing", "file-unreadable", "too-long")  # fmt: skip

# A drive, an URL, a share of Windows. A file may have a colon in its name, but not on Windows.
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/")


def read_scans(engine: Engine, inputs: Sequence[Loaded]) -> frozenset[Path]:
    """Make the scanned files in `papers` what they are: SHA-256 digests, each under its path.

    What cannot be read is `REASON #NUMBER` in place of the path, which often holds a name: see
    `refusal`.

    Returns:
        The files that were read.
    """
    named = engine.rows(
        f"SELECT DISTINCT input, raw FROM papers WHERE kind = '{FILE}' ORDER BY 1, 2"
    )
    folders = {one.number: one.table.path.parent for one in inputs}
    digests: dict[Path, str] = {}
    refused: dict[str, int] = defaultdict(int)
    found = []
    for number, text in named:
        if _is_nothing(text):
            continue
        what = find_inside(folders[number], text)
        if isinstance(what, Path):
            if what not in digests:
                digests[what] = _digest(what)
            what = digests[what]
        if what in REFUSALS:
            refused[what] += 1
            what = f"{what} #{refused[what]}"
        found.append((number, text, what))
    if found:
        engine.put("scans", {"input": "INTEGER", "written": "VARCHAR", "raw": "VARCHAR"}, found)
        engine.view(
            "papers",
            f"""
            SELECT p.input, record, account_ref, kind, coalesce(s.raw, p.raw) AS raw, role
            FROM papers_written p
            LEFT JOIN scans s ON p.kind = '{FILE}' AND s.input = p.input AND s.written = p.raw
            """,
        )
    return frozenset(path for path, digest in digests.items() if digest not in REFUSALS)


def refusal(raw: str) -> str | None:
    """Why a scanned file in `papers` could not be read; None where it was."""
    reason = raw.partition(" #")[0]
    return reason if reason in REFUSALS else None


def _is_nothing(text: str) -> bool:
    """Whether a cell says that there is no file: a dash, n/a."""
    found = identify(FILE, text)
    return not isinstance(found, Identifier) and found.reason in ("empty", "placeholder")


def find_inside(folder: Path, text: str) -> Path | str:
    """What a path in a cell means, its links followed, or why it is not looked at.

    Whether it is there is not asked: of what lies outside nothing is told at all.
    """
    path = text.strip().replace("\\", "/")
    if _ELSEWHERE.match(path):
        return OUTSIDE
    try:
        top = folder.resolve()
        target = (top / path).resolve()
    except (OSError, RuntimeError, ValueError):
        return UNREADABLE
    # Links are followed before the question is asked: one may lead out of the folder.
    return target if target.is_relative_to(top) else OUTSIDE


def _digest(path: Path) -> str:
    """The digest of a regular file, or why there is none."""
    try:
        if not path.exists():
            return MISSING
        # A folder; or a pipe, which would be waited for.
        if not path.is_file():
            return UNREADABLE
        if path.stat().st_size > MAX_BYTES:
            return TOO_LONG
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return UNREADABLE
