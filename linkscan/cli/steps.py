"""`linkscan steps`: what to do first about stores that are tied, and what it would change."""

from __future__ import annotations

from typing import Any

import click

from linkscan.cli import say
from linkscan.cli.options import language_of, scan_arguments, scan_options
from linkscan.cli.screen import show
from linkscan.i18n import _


@click.command(
    "steps",
    context_settings={"auto_envvar_prefix": "LINKSCAN"},
    help=say(
        _(
            "Rank the first steps for stores that are tied, with the effect of each as a scan of "
            "the edited rows finds it. Where a store is suspended only the official route is "
            "told. INPUT is what analyze takes."
        )
    ),
)
@click.argument("inputs", nargs=-1, metavar="INPUT...", required=True)
@scan_options
@click.option(
    "--format",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help=say(_("Form of the answer on stdout.")),
)
@click.pass_context
def command(ctx: click.Context, /, inputs: tuple[str, ...], **options: Any) -> None:
    arguments = scan_arguments(ctx, options)

    from linkscan.report.answers.steps import steps_json, steps_text
    from linkscan.whatif.first_steps import first_steps

    lang = language_of(options)
    with arguments["progress"]:
        found = first_steps(inputs, **arguments)
    if options["format"] == "json":
        click.echo(steps_json(found), nl=False)
    else:
        show(steps_text(found, lang), lang)
