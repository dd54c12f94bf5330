"""What must hold of any file and any value: a result or a sentence, and nothing lost in silence."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import linkscan
from fingerprints import REASONS, Identifier, identify
from linkscan.config import Settings
from linkscan.engine import LocalEngine
from linkscan.errors import LinkscanError
from linkscan.report.folder import write_folder
from linkscan.rows.flaws import KEPT
from linkscan.rows.loading import Loaded, Loading, load
from linkscan.sources import Found, ReadOptions, Role, read_tables
from linkscan.sources.dialect import find_dialect
from tests.fuzz.tokens import tokens

NOW = datetime(2026, 11, 1, tzinfo=UTC)
_TEXTS = ("csv", "tsv")
_LINES = {"csv", "tsv", "jsonl", "markdown", "aligned", "log"}


class Broken(AssertionError):
    """Something that must hold of every file does not hold of this one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: the sentence that refused it, or how many rows were used."""

    refused: str = ""
    used: int = 0


@contextmanager
def engine() -> Iterator[LocalEngine]:
    """An engine for many files, one after the other."""
    one = LocalEngine(threads=1)
    try:
        yield one
    finally:
        one.close()


def check_file(engine: LocalEngine, name: str, data: bytes) -> Outcome:
    """Read a file and load its rows.

    Raises:
        Broken: The sum of its rows does not hold, or a row is lost.
    """
    with tempfile.TemporaryDirectory() as folder:
        path, work = Path(folder) / name, Path(folder) / "work"
        path.write_bytes(data)
        work.mkdir()
        role: Role | None = "plan" if name.endswith(".toml") else None
        try:
            reading = read_tables([Found(path, name, role=role)], ReadOptions(), work)
            how = Loading("UTC", 64, work, NOW)
            loaded = [load(engine, n, table, how) for n, table in enumerate(reading.tables)]
        except LinkscanError as error:
            return Outcome(refused=_sentence(error))
        for one in loaded:
            _check_sum(one)
            _check_lines(engine, one, data)
        if not reading.skipped:
            _check_tokens(engine, loaded, data)
        if {one.name for one in Path(folder).iterdir()} != {name, "work"}:
            raise Broken("a file was written outside the working folder")
        return Outcome(used=sum(one.rows_used for one in loaded))


def check_scan(name: str, data: bytes) -> Outcome:
    """Scan a file and write every form of the report."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / name, Path(folder) / "out"
        path.write_bytes(data)
        try:
            with linkscan.scan(path, settings=Settings(now=NOW)) as result:
                write_folder(result.report, out, "zh", ("html", "json", "csv", "xlsx", "text"))
                used = sum(one.rows_used for one in result.report.inputs)
        except LinkscanError as error:
            return Outcome(refused=_sentence(error))
        for page in (*out.rglob("*.html"), *out.rglob("*.csv"), *out.rglob("*.txt")):
            hidden = _hidden(page.read_text("utf-8-sig"))
            if hidden:
                raise Broken(f"{page.name} holds {hidden!r}")
        if {one.name for one in Path(folder).iterdir()} != {name, "out"}:
            raise Broken("a file was written outside the report folder")
        return Outcome(used=used)


def check_value(kind: str, text: str, region: str | None = None) -> None:
    """Identify a text; its key is a fixed point, its refusal a listed one."""
    found = identify(kind, text, region)
    if not isinstance(found, Identifier):
        if found.reason not in REASONS:
            raise Broken(f"{found.reason!r} is no reason")
        return
    again = identify(found.kind, found.key)
    if not isinstance(again, Identifier) or (again.kind, again.key) != (found.kind, found.key):
        raise Broken(f"{found} becomes {again}")


def _sentence(error: LinkscanError) -> str:
    """The text of a refusal, which must be one line that ends like a sentence."""
    text = str(error)
    if "\n" in text.strip() or not text.rstrip().endswith((".", "?")):
        raise Broken(f"no sentence: {text!r}")
    return text


def _check_sum(one: Loaded) -> None:
    ignored, rejected = dict(one.ignored), dict(one.rejected)
    if one.rows_read != one.rows_used + sum(ignored.values()) + sum(rejected.values()):
        raise Broken(f"{one.rows_read} rows are not {one.rows_used} + {ignored} + {rejected}")
    if min([one.rows_used, *ignored.values(), *rejected.values()]) < 0:
        raise Broken(f"fewer rows than none: {one.rows_used}, {ignored}, {rejected}")


def _check_lines(engine: LocalEngine, one: Loaded, data: bytes) -> None:
    """A text has a row for each line that says something, or says a quote was meant so."""
    table = one.table
    if table.format not in _TEXTS or table.member or table.encoding is None or table.preset:
        return
    if data.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK")):
        return
    text = data.decode(table.encoding, "replace").replace("\x1e", "\n")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    dialect = find_dialect(text)
    delimiter = dialect.delimiter
    lines = sum(1 for line in text.split("\n") if line.strip(f"{delimiter} \t\ufeff"))
    if dialect.quote in text:
        if len(delimiter) > 1:
            return
        reader = csv.reader(
            io.StringIO(text, newline=""),
            delimiter=delimiter,
            quotechar=dialect.quote,
            escapechar=dialect.escape or None,
        )
        try:
            lines = min(lines, sum(1 for cells in reader if "".join(cells).strip()))
        except csv.Error:
            return
    blank = dict(table.ignored).get("blank", 0)  # those that say nothing at all
    if one.rows_read - blank + 1 < lines:
        raise Broken(f"{lines} lines, {one.rows_read} rows read, {blank} of them blank")


def _check_tokens(engine: LocalEngine, loaded: list[Loaded], data: bytes) -> None:
    """A name that stands in the file is in a row that is used, or a row was set aside for it."""
    encodings = {one.table.encoding or "utf-8" for one in loaded}
    if len(encodings) > 1 or data.startswith(b"PK"):
        return
    text = data.decode(encodings.pop(), "replace")
    there = [found for line in text.split("\n") if (found := tokens(line))]
    kept: set[int] = set()
    aside = 0
    for one in loaded:
        flaws = ", ".join(map(str, KEPT))
        listed = ", ".join(one.columns)
        rows = engine.rows(f"SELECT {listed} FROM {one.name} WHERE flaw IN ({flaws})")
        kept |= tokens("\n".join("\n".join(map(str, row)) for row in rows))
        aside += one.rows_read - one.rows_used
    lost = [found for found in there if not found & kept]
    # A quoted cell, or one piece of a page, may hold many lines. A row may be taken for the header.
    single = {one.table.format for one in loaded} <= _LINES and '"' not in text
    most = aside if single else aside * len(there)
    if len(lost) > most + len(loaded):
        raise Broken(f"rows {sorted(map(min, lost))} are lost, {aside} were set aside")


def _hidden(text: str) -> set[str]:
    return {char for char in text if not char.isprintable()} - set("\r\n\t \u3000\xa0")
