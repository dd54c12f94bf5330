"""`linkscan explain`: why two stores are tied, or why they are not."""

from __future__ import annotations

from typing import Any

import click

from linkscan.cli import say
from linkscan.cli.options import language_of, scan_arguments, scan_options
from linkscan.i18n import _

FORMATS = ("text", "json")


@click.command(
    "explain",
    context_settings={"auto_envvar_prefix": "LINKSCAN"},
    help=say(
        _(
            "Say why the stores A and B are tied, or why they are not: the way from one to the "
            "other, every value that they share with dates, machines and lines, and what it "
            "weighs. A and B are names or ids of stores; INPUT is as for analyze."
        )
    ),
)
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.argument("inputs", nargs=-1, metavar="INPUT...", required=True)
@scan_options
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=say(_("Form of the answer on stdout.")),
)
@click.pass_context
def command(
    ctx: click.Context, /, one: str, other: str, inputs: tuple[str, ...], **options: Any
) -> None:
    arguments = scan_arguments(ctx, options)

    from linkscan.explain import explain
    from linkscan.pipeline import scan
    from linkscan.report.explain import explain_json, explain_text

    with scan(inputs, **arguments) as result:
        explanation = explain(result, one, other)
    if options["format"] == "json":
        click.echo(explain_json(explanation), nl=False)
    else:
        click.echo(explain_text(explanation, language_of(options)), nl=False)
