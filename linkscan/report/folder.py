"""The report folder: every form of a report, in a folder that is linkscan's own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from linkscan.model import Report
from linkscan.report.clients import client_folders, clients_of
from linkscan.report.forms import FORMS, USUAL
from linkscan.report.forms.json import write_json
from linkscan.report.own_folder import OwnFolder, write_file

File = tuple[str, bytes]
"""A path inside the report folder, and the content."""

_OF_ONE = (
    "*.html",
    "report.json",
    "report.txt",
    "report.xlsx",
    "report.md",
    "report.graphml",
    "report.gexf",
    "machines/*.html",
    "csv/*.csv",
)

REPORT = OwnFolder(
    marker="report.json",
    files=(*_OF_ONE, *(f"clients/*/{pattern}" for pattern in _OF_ONE), "tables/*.parquet"),
    option="--out",
)
"""What a report folder is known by, and what it holds."""


def write_folder(
    report: Report,
    out: Path,
    lang: str,
    formats: Collection[str] = USUAL,
    extra: Callable[[Path], None] | None = None,
) -> list[Path]:
    """Write the report to the folder `out`, and give the paths of its files, sorted.

    `report.json` is always among them: it is how a report folder is known. `extra` may
    write more into the folder that it is handed, before `out` appears.

    Raises:
        LinkscanError: `out` is in the way, or cannot be written. The old one then stands.
    """

    def fill(folder: Path) -> None:
        for name, data in report_files(report, lang, formats):
            write_file(folder / name, data)
        if extra is not None:
            extra(folder)

    return REPORT.write(out, fill)


def check_folder(out: Path) -> None:
    """Refuse a place that a report must not take; worth asking before a long scan.

    Raises:
        LinkscanError: `out` is a file, a folder of other things, or the folder one is in.
    """
    REPORT.check(out)


def report_files(report: Report, lang: str, formats: Collection[str]) -> Iterator[File]:
    """Every file of the report in these forms, and `report.json`; those of each client below."""
    yield "report.json", write_json(report)
    for form in FORMS:
        if form in formats and form in _FILES:
            yield from _FILES[form](report, lang)
    if clients := clients_of(report):
        from linkscan.report.clients.narrow import report_of

        folders = client_folders(report)
        for client, stores in clients.items():
            for name, data in report_files(report_of(report, client, stores), lang, formats):
                yield f"{folders[client]}/{name}", data


def _html(report: Report, lang: str) -> Iterator[File]:
    from linkscan.report.forms.html import html_pages

    for name, page in html_pages(report, lang):
        yield name, page.encode()


def _csv(report: Report, _lang: str) -> Iterator[File]:
    from linkscan.report.forms.csv import csv_tables

    return csv_tables(report)


def _xlsx(report: Report, lang: str) -> Iterator[File]:
    from linkscan.report.forms.xlsx import write_xlsx

    yield "report.xlsx", write_xlsx(report, lang)


def _markdown(report: Report, lang: str) -> Iterator[File]:
    from linkscan.report.forms.markdown import write_markdown

    yield "report.md", write_markdown(report, lang).encode()


def _graphml(report: Report, _lang: str) -> Iterator[File]:
    from linkscan.report.forms.graph import write_graphml

    yield "report.graphml", write_graphml(report)


def _gexf(report: Report, _lang: str) -> Iterator[File]:
    from linkscan.report.forms.graph import write_gexf

    yield "report.gexf", write_gexf(report)


def _text(report: Report, lang: str) -> Iterator[File]:
    from linkscan.report.forms.text_file import text_file

    yield "report.txt", text_file(report, lang).encode()


_FILES: dict[str, Callable[[Report, str], Iterator[File]]] = {
    "html": _html,
    "csv": _csv,
    "xlsx": _xlsx,
    "markdown": _markdown,
    "graphml": _graphml,
    "gexf": _gexf,
    "text": _text,
}
"""What writes each form; nothing is imported that is not asked for."""
