"""`linkscan whatif`: what would be found if a value were gone, or a store on another machine."""

from __future__ import annotations

from typing import Any

import click

from linkscan.cli import say
from linkscan.cli.options import language_of, scan_arguments, scan_options, tell
from linkscan.cli.screen import show
from linkscan.i18n import _

REFUSED = 1


@click.command(
    "whatif",
    context_settings={"auto_envvar_prefix": "LINKSCAN"},
    help=say(
        _(
            "Compare what is found with what would be found if a value were gone from the files, "
            "or a store had signed in on another machine. INPUT is what analyze takes. Nothing "
            "that ties to a suspended store is tried: exit 1 and the official route."
        )
    ),
)
@click.argument("inputs", nargs=-1, metavar="INPUT...", required=True)
@click.option(
    "--without",
    multiple=True,
    metavar="KIND:VALUE",
    help=say(
        _("A value to leave out, as the report names it: ip:203.0.113.7, uscc#3, machine:PC-01.")
    ),
)
@click.option(
    "--move",
    multiple=True,
    metavar="STORE=MACHINE",
    help=say(
        _("Place the sign-ins of a store on a machine, with its usual device and address; one "
          "that no file names has none.")
    ),
)  # fmt: skip
@click.option(
    "--format",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help=say(_("Form of the answer on stdout.")),
)
@scan_options
@click.pass_context
def command(ctx: click.Context, /, inputs: tuple[str, ...], **options: Any) -> int:
    lang = language_of(options)
    arguments = scan_arguments(ctx, options)

    from linkscan.errors import LinkscanError
    from linkscan.report.answers.whatif import whatif_json, whatif_text
    from linkscan.whatif.whatif import whatif

    if not options["without"] and not options["move"]:
        raise LinkscanError(
            _("nothing to try: name a value with --without KIND:VALUE, or a store with --move "
              "STORE=MACHINE.")
        )  # fmt: skip
    with arguments["progress"]:
        outcome = whatif(inputs, without=options["without"], moves=options["move"], **arguments)
    if options["format"] == "json":
        click.echo(whatif_json(outcome), nl=False)
    else:
        show(whatif_text(outcome, lang), lang)
    if outcome.after is None:
        tell(_("Exit 1: what ties to a suspended store is not tried."), lang)
        return REFUSED
    return 0
