"""`linkscan render`: from a report.json to the other forms of that report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linkscan.cli import say
from linkscan.cli.forms import format_option, parse_forms
from linkscan.cli.options import lang_option, language_of, tell
from linkscan.i18n import _

if TYPE_CHECKING:
    from linkscan.model import Report

OUT = "linkscan-forms"
"""Not the folder of `analyze`: to take its place would lose the tables in it."""


@click.command(
    "render",
    context_settings={"auto_envvar_prefix": "LINKSCAN"},
    help=say(
        _(
            "Write other forms of a report that analyze has written, from its report.json alone: "
            "no log is read again. REPORT is that file, a report folder, or - for standard input. "
            "The Parquet tables are not made: what only they hold is not in report.json."
        )
    ),
)
@click.argument("report", metavar="REPORT", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=OUT,
    show_default=True,
    help=say(_("Folder for the forms; an older report of linkscan there is replaced.")),
)
@format_option
@lang_option(say(_("Language of the forms; by default that of the system.")))
def command(report: Path, **options: Any) -> None:
    lang = language_of(options)
    out: Path = options["out"]
    forms = parse_forms(options["format"])

    from linkscan.report.folder import write_folder

    for path in write_folder(_read(report, out), out, lang, forms):
        click.echo(path)
    tell(_("The Parquet tables are not among them: only analyze writes these."), lang)


def _read(path: Path, out: Path) -> Report:
    from linkscan.report.reading import check_apart, read_json, read_report, report_path

    if str(path) == "-":
        return read_json(sys.stdin.buffer.read(), "-")
    path = report_path(path)
    check_apart(path, out)
    return read_report(path)
