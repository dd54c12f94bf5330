"""`linkscan explain`: why two stores are tied, or why they are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from linkscan.cli import say
from linkscan.cli.options import language_of, scan_arguments, scan_options, tell
from linkscan.cli.screen import show
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
@click.option(
    "--pack",
    type=click.Path(path_type=Path),
    default=None,
    metavar="FOLDER",
    help=say(
        _(
            "Also write a folder for an appeal or for counsel: timeline, rows, sources, a skeleton "
            "to fill in, and no value of a third store. An older pack there is replaced."
        )
    ),
)
@click.pass_context
def command(
    ctx: click.Context, /, one: str, other: str, inputs: tuple[str, ...], **options: Any
) -> None:
    lang = language_of(options)
    out: Path | None = options["pack"]
    arguments = scan_arguments(ctx, options)

    from linkscan.explain.explain import explain
    from linkscan.pipeline import scan
    from linkscan.report.answers.explain import explain_json, explain_text

    if out is not None:
        from linkscan.report.answers.pack import check_pack

        check_pack(out)  # before the long work, not after it
    with arguments["progress"], scan(inputs, **arguments) as result:
        explanation = explain(result, one, other)
        if out is not None:
            from linkscan.explain.packing import make_pack
            from linkscan.report.answers.pack import write_pack

            write_pack(make_pack(result, explanation), out, lang)
    if options["format"] == "json":
        click.echo(explain_json(explanation), nl=False)
    else:
        show(explain_text(explanation, lang, result.report.display_zone), lang)
    if out is not None:
        tell(_("Evidence pack: {folder}"), lang, folder=out)
