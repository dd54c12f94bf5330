"""`linkscan inspect`: what is this file, and what would be read from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from linkscan import CONFIG_NAME
from linkscan.cli import say
from linkscan.cli.options import given_options, language_of, scan_arguments, scan_options, tell
from linkscan.i18n import _

FORMATS = ("text", "json")


@click.command(
    "inspect",
    context_settings={"auto_envvar_prefix": "LINKSCAN"},
    help=say(
        _(
            "Show what each file is taken for: form, encoding, header line, which column is "
            "what, date order and zone, first rows (personal values masked), and what would be "
            "ignored or rejected, by reason and line. FILE is as INPUT of analyze."
        )
    ),
)
@click.argument("inputs", nargs=-1, metavar="FILE...", required=True)
@scan_options
@click.option(
    "--write",
    is_flag=True,
    help=say(
        _(
            "Save in linkscan.toml, for the next runs, which column is what, and the zone, order "
            "of dates and code page that are given."
        )
    ),
)
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=say(_("Form of the answer on stdout.")),
)
@click.pass_context
def command(ctx: click.Context, /, inputs: tuple[str, ...], **options: Any) -> None:
    lang = language_of(options)
    settings = scan_arguments(ctx, options)["settings"]

    from linkscan.inspection.inspection import inspect_files
    from linkscan.report.answers.inspect import inspect_json, inspect_text
    from linkscan.sources import discover
    from linkscan.sources.saved import READING

    discovery = discover(inputs)
    found = inspect_files(discovery.files, settings, given_options(ctx, READING))
    if options["format"] == "json":
        click.echo(inspect_json(found), nl=False)
    else:
        click.echo(inspect_text(found, lang), nl=False)
    if found.problem is not None:
        raise found.problem
    if options["write"]:
        from linkscan.inspection.saving import save_mappings

        path = Path(ctx.meta.get("config", CONFIG_NAME))
        save_mappings(path, found.saved)
        names = ", ".join(name for name, _columns in found.saved)
        tell(_("Written to {path}: the columns of {names}."), lang, path=path, names=names)
