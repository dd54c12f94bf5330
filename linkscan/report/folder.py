"""The report folder: every form of a report, in a folder that is linkscan's own."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from linkscan.model import Report
from linkscan.report.forms.json import write_json
from linkscan.report.forms.matrix_text import matrix_text
from linkscan.report.forms.text import summary
from linkscan.report.own_folder import OwnFolder, write_file

FORMATS = ("html", "json", "csv", "text")
"""Forms that are written unless others are asked for; `xlsx` is the further one."""

REPORT = OwnFolder(
    marker="report.json",
    files=("*.html", "report.*", "machines/*.html", "csv/*.csv", "tables/*.parquet"),
    option="--out",
)
"""What a report folder is known by, and what it holds."""


def write_folder(
    report: Report,
    out: Path,
    lang: str,
    formats: Collection[str] = FORMATS,
    extra: Callable[[Path], None] | None = None,
) -> list[Path]:
    """Write the report to the folder `out`, and give the paths of its files, sorted.

    `report.json` is always among them: it is how a report folder is known. `extra` may
    write more into the folder that it is handed, before `out` appears.

    Raises:
        LinkscanError: `out` is in the way, or cannot be written. The old one then stands.
    """

    def fill(folder: Path) -> None:
        _fill(folder, report, lang, formats)
        if extra is not None:
            extra(folder)

    return REPORT.write(out, fill)


def check_folder(out: Path) -> None:
    """Refuse a place that a report must not take; worth asking before a long scan.

    Raises:
        LinkscanError: `out` is a file, a folder of other things, or the folder one is in.
    """
    REPORT.check(out)


def _fill(folder: Path, report: Report, lang: str, formats: Collection[str]) -> None:
    write_file(folder / "report.json", write_json(report))
    if "html" in formats:
        from linkscan.report.forms.html import html_pages

        for name, page in html_pages(report, lang):
            write_file(folder / name, page.encode())
    if "csv" in formats:
        from linkscan.report.forms.csv import csv_tables

        for name, table in csv_tables(report):
            write_file(folder / name, table)
    if "xlsx" in formats:
        from linkscan.report.forms.xlsx import write_xlsx

        write_file(folder / "report.xlsx", write_xlsx(report, lang))
    if "text" in formats:
        text = summary(report, lang) + matrix_text(report, lang)
        write_file(folder / "report.txt", text.encode())
