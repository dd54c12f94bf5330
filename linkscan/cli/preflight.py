"""`linkscan preflight`: whether a planned store would be tied to the stores that there are."""

from __future__ import annotations

from typing import Any

import click

from linkscan.cli import say
from linkscan.cli.options import language_of, scan_arguments, scan_options, tell
from linkscan.cli.screen import show
from linkscan.i18n import _

NOT_ALL_GO = 1


@click.command(
    "preflight",
    context_settings={"auto_envvar_prefix": "LINKSCAN"},
    help=say(
        _(
            "Before opening: compare planned stores with your logs and records. PLAN is a CSV, "
            "XLSX or TOML with one planned store a row: name, platform, region, machine, ip, "
            "device_id, operator, papers. Each gets GO, REVIEW, STOP or NOT CHECKED. Exit 0 only "
            "if all are GO."
        )
    ),
)
@click.argument("plan", metavar="PLAN", type=click.Path())
@click.argument("more", nargs=-1, metavar="[LOGINS]...", type=click.Path())
@click.option(
    "--against",
    multiple=True,
    required=True,
    metavar="LOGINS",
    type=click.Path(),
    help=say(_("Logs and records of the stores that there are; further ones may follow.")),
)
@click.option(
    "--format",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help=say(_("Form of the answer on stdout.")),
)
@scan_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    plan: str,
    more: tuple[str, ...],
    against: tuple[str, ...],
    **options: Any,
) -> int:
    lang = language_of(options)
    arguments = scan_arguments(ctx, options)

    from linkscan.pipeline import scan
    from linkscan.preflight.preflight import preflight
    from linkscan.report.answers.preflight import preflight_json, preflight_text

    with arguments["progress"], scan((*against, *more), plan=plan, **arguments) as result:
        found = preflight(result)
    if options["format"] == "json":
        click.echo(preflight_json(found), nl=False)
    else:
        show(preflight_text(found, lang), lang)
    if found.all_go:
        return 0
    count = sum(one.verdict != "GO" for one in found.stores)
    if not count:
        message = _("Exit 1: rows of the plan that could not be read: {count}.")
        tell(message, lang, count=found.unread)
        return NOT_ALL_GO
    tell(_("Exit 1: planned stores that are not GO: {count}."), lang, count=count)
    return NOT_ALL_GO
