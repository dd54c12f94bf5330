"""`linkscan analyze`: from login logs and records to a report for each operator machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linkscan.cli import say
from linkscan.cli.forms import format_option, parse_forms
from linkscan.cli.options import language_of, scan_arguments, scan_options, tell
from linkscan.cli.screen import page, show
from linkscan.i18n import _

if TYPE_CHECKING:
    from linkscan.model import Report
    from linkscan.result import ScanResult
    from linkscan.rows.edits import Edits

LEVELS = ("critical", "high", "medium", "low")
OUT = "linkscan-report"
MAX_REJECTED = 5.0

FAILED_ON, TOO_MANY_REJECTED = 1, 3


@click.command(
    "analyze",
    context_settings={"auto_envvar_prefix": "LINKSCAN"},
    help=say(
        _(
            "Analyse login logs and registration records; write a report for each operator "
            "machine. INPUT is a file, a glob, a folder, or - for standard input: CSV, JSON, "
            "Parquet, XLSX, ODS or a web page, also packed (.gz, .zip). What each table is "
            "follows from its columns."
        )
    ),
)
@click.argument("inputs", nargs=-1, metavar="INPUT...", required=True)
@scan_options
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=OUT,
    show_default=True,
    help=say(_("Folder for the report; an older report of linkscan there is replaced.")),
)
@format_option
@click.option(
    "--min-level",
    type=click.Choice(LEVELS),
    default="low",
    show_default=True,
    help=say(_("Least serious findings in the terminal summary.")),
)
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    default=None,
    help=say(_("Exit with 1 if there is a finding of this level or a worse one.")),
)
@click.option(
    "--max-rejected",
    type=click.FloatRange(0, 100),
    default=MAX_REJECTED,
    show_default=True,
    metavar="PCT",
    help=say(_("Exit with 3 if more than this share of the rows was rejected.")),
)
@click.option(
    "--steps/--no-steps",
    default=None,
    help=say(
        _(
            "Work out ranked first steps with their effects for the report, or not; by default "
            "where that takes no longer than the analysis."
        )
    ),
)
@click.pass_context
def command(ctx: click.Context, /, inputs: tuple[str, ...], **options: Any) -> int:
    lang = language_of(options)
    out: Path = options["out"]
    formats = parse_forms(options["format"])
    arguments = scan_arguments(ctx, options)

    from linkscan.pipeline import scan
    from linkscan.report.folder import check_folder
    from linkscan.report.forms.text import summary

    check_folder(out)  # before the long work, not after it
    with arguments["progress"] as progress, scan(inputs, **arguments) as result:
        if options["steps"] is not False:
            result.report = _with_steps(result, inputs, arguments, bool(options["steps"]))
        progress("write", sum(one.rows_read for one in result.report.inputs))
        result.write(out, lang, formats)
    place = out / "index.html" if "html" in formats else out
    show(summary(result.report, lang, str(place), options["min_level"], page()), lang)
    return _exit_code(result.report, options["fail_on"], options["max_rejected"], lang)


def _with_steps(
    result: ScanResult, inputs: Sequence[str], arguments: Mapping[str, Any], wanted: bool
) -> Report:
    """The report with ranked first steps; without where they take long and nobody asked."""
    from linkscan.pipeline import scan
    from linkscan.whatif.first_steps import quick_steps, steps_of

    def again(edits: Edits) -> ScanResult:
        return scan(inputs, edits=edits, **arguments)

    found = (steps_of if wanted else quick_steps)(result, again)
    return replace(result.report, steps=found)


def _exit_code(report: Report, fail_on: str | None, max_rejected: float, lang: str) -> int:
    """The exit code, and on stderr one line that says why it is not 0."""
    read = sum(one.rows_read for one in report.inputs)
    rejected = sum(one.rows_rejected for one in report.inputs)
    if read and 100 * rejected > max_rejected * read:
        message = _("Exit 3: {rejected} of {read} rows were rejected, more than {limit:g} %; the "
                    "report names them.")  # fmt: skip
        tell(message, lang, rejected=rejected, read=read, limit=max_rejected)
        return TOO_MANY_REJECTED
    if fail_on:
        worse = LEVELS[: LEVELS.index(fail_on) + 1]
        findings, stores = _counted(report, worse)
        if findings:
            message = _("Exit 1: findings of level {level} or worse: {count} (--fail-on).")
            tell(message, lang, count=findings, level=fail_on)
            return FAILED_ON
        if stores:
            message = _("Exit 1: stores that hang on a suspended one by way of others, with level "
                        "{level} or worse: {count} (--fail-on).")  # fmt: skip
            tell(message, lang, count=stores, level=fail_on)
            return FAILED_ON
        if groups := _raised(report, worse):
            message = _("Exit 1: groups that a weak store brings to level {level} or worse: "
                        "{count} (--fail-on).")  # fmt: skip
            tell(message, lang, count=groups, level=fail_on)
            return FAILED_ON
    return 0


def _counted(report: Report, levels: Sequence[str]) -> tuple[int, int]:
    """Findings of these levels that count, and stores that reach one by a chain alone."""
    found = [one for one in report.findings if one.level in levels]
    known = sum(one.accepted is not None or one.relation is not None or one.scope == "context"
                for one in found)  # fmt: skip
    totals = dict(report.totals)
    count = sum(totals[f"findings.{level}"] for level in levels) - known
    named = {account for one in found for account in one.accounts}
    chained = [one.id for one in report.accounts if one.exposure and one.exposure.level in levels]
    return count, len({*chained} - named)


def _raised(report: Report, levels: Sequence[str]) -> int:
    """Groups that a weak store brings to one of these levels. One of which every finding is
    accepted or declared does not count."""
    known: set[str] = set()
    counting: set[str] = set()
    for one in report.findings:
        if one.scope == "platform":
            accepted = one.accepted is not None or one.relation is not None
            (known if accepted else counting).update(one.accounts)
    return sum(
        group.level in levels
        and (known.isdisjoint(group.accounts) or not counting.isdisjoint(group.accounts))
        for group in report.components
        if group.weak
    )
