"""An evidence pack as a folder: papers to read, tables for a spreadsheet, and what is what.

`pack.json` is what a pack is known by; it names the digest of every other file of it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from linkscan.explain.pack import Pack, Period, Row
from linkscan.i18n import _, translate
from linkscan.report import words
from linkscan.report.answers.pack_text import appeal, readme, sources, timeline
from linkscan.report.forms.csv import cell
from linkscan.report.forms.json import plain
from linkscan.report.own_folder import OwnFolder, write_file
from linkscan.report.visible import escaped

PACK = OwnFolder(
    marker="pack.json", files=("pack.json", "*.txt", "timeline.csv", "rows.csv"), option="--pack"
)
"""What a pack is known by, and what it holds."""

TIMELINE = (_("From (UTC)"), _("To (UTC)"), _("What"), _("Store"), _("No."), _("Kind"),
            _("Value"), _("Machine"), _("Rows"))  # fmt: skip
ROWS = (_("Time (UTC)"), _("Store"), _("File"), _("Part of the archive"), _("Sheet"), _("Line"),
        _("Machine"), _("No."))  # fmt: skip
"""Headings; those of `ROWS` are followed by one for each kind of value."""

EVENTS = {
    "registered": _("registration detail"),
    "used": _("use"),
    "opened": _("store opened"),
    "closed": _("store closed"),
    "first": _("first sign-in on record"),
    "last": _("last sign-in on record"),
    "together": _("value used in sign-ins of both"),
    "apart": _("no value used in sign-ins of both"),
}
"""What a line of the timeline is about."""


def write_pack(pack: Pack, out: Path, lang: str) -> list[Path]:
    """Write the pack to the folder `out`, whole or not at all, and give its files, sorted.

    Raises:
        LinkscanError: `out` is in the way, or cannot be written. The old one then stands.
    """
    files = pack_files(pack, lang)

    def fill(folder: Path) -> None:
        for name, data in files.items():
            write_file(folder / name, data)

    return PACK.write(out, fill)


def check_pack(out: Path) -> None:
    """Refuse a place that a pack must not take; worth asking before a long scan.

    Raises:
        LinkscanError: `out` is a file, a folder of other things, or the folder one is in.
    """
    PACK.check(out)


def pack_files(pack: Pack, lang: str) -> dict[str, bytes]:
    """Every file of the pack by its name."""
    found = {
        "README.txt": _text(readme(pack, lang)),
        "appeal.txt": _text(appeal(pack, lang)),
        "sources.txt": _text(sources(pack, lang)),
        "timeline.txt": _text(timeline(pack, lang)),
        "timeline.csv": _table(_say(TIMELINE, lang), _timeline(pack, lang)),
        "rows.csv": _table([*_say(ROWS, lang), *_kinds(pack, lang).values()], _rows(pack, lang)),
    }
    return {**found, "pack.json": _json(pack, found)}


def _text(text: str) -> bytes:
    # Editors of Windows take a text without the mark for one in the local code page.
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode("utf-8", "backslashreplace")


def _json(pack: Pack, found: dict[str, bytes]) -> bytes:
    """All but what the tables hold, and the digests of the other files."""
    tree = plain(pack)
    del tree["rows"], tree["runs"]
    tree["files"] = {name: sha256(data).hexdigest() for name, data in sorted(found.items())}
    text = escaped(json.dumps(tree, ensure_ascii=False, indent=2, default=str))
    # A lone surrogate (a JSONL log may hold one) has no UTF-8 form; its escape is JSON's own.
    return (text + "\n").encode("utf-8", "backslashreplace")


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(map(cell, row))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _timeline(pack: Pack, lang: str) -> Iterator[Sequence[object]]:
    """The lines of the timeline, by time; what has no date first."""
    for _first, _last, line in sorted(_lines(pack, lang), key=lambda one: one[:2]):
        yield line


_Line = tuple[str, str, Sequence[object]]


def _lines(pack: Pack, lang: str) -> Iterator[_Line]:
    both = "; ".join(store.id for store in pack.stores)
    for store in pack.stores:
        for code, day in (("opened", store.opened_at), ("closed", store.closed_at)):
            if day:
                yield _line(lang, code, Period(day, day), store.id)
        if store.records:
            first, last = store.records.first, store.records.last
            yield _line(lang, "first", Period(first, first), store.id)
            yield _line(lang, "last", Period(last, last), store.id)
    for period in pack.together:
        yield _line(lang, "together", period, both)
    for one in pack.apart:
        yield _line(lang, "apart", one.period, both)
    for run in pack.runs:
        value = pack.values[run.value - 1]
        code = "used" if run.machine or run.period else "registered"
        machine = words.machine_name(run.machine, lang) if run.machine else ""
        rest = (value.number, words.kind_word(value.kind, lang), value.label, machine, run.rows)
        yield _line(lang, code, run.period, run.store, rest)


def _line(
    lang: str,
    code: str,
    period: Period | None,
    store: str,
    rest: Sequence[object] = ("",) * 5,
) -> _Line:
    first, last = (str(period.first), str(period.last)) if period else ("", "")
    return first, last, (first, last, words.word(EVENTS, code, lang), store, *rest)


def _rows(pack: Pack, lang: str) -> Iterator[Sequence[object]]:
    for row in pack.rows:
        machine = words.machine_name(row.machine, lang) if row.machine else ""
        numbers = "; ".join(map(str, row.values))
        head = (row.at, row.store, row.input, row.member, row.sheet, row.line, machine, numbers)
        yield (*head, *_cells(pack, row))


def _cells(pack: Pack, row: Row) -> Iterator[str]:
    """The shared values of a row, a cell for each kind."""
    values = [pack.values[number - 1] for number in row.values]
    for kind in _kinds(pack, "en"):
        yield "; ".join(value.label for value in values if value.kind == kind)


def _kinds(pack: Pack, lang: str) -> dict[str, str]:
    """The kinds of the shared values, heaviest first, with their words."""
    return {value.kind: words.kind_word(value.kind, lang) for value in pack.values}


def _say(messages: Iterable[str], lang: str) -> list[str]:
    return [translate(message, lang) for message in messages]
