"""`linkscan presets`: the products whose logs are recognised, and on what each was tried."""

from __future__ import annotations

import sys

import click

from linkscan.cli import language, say
from linkscan.cli.options import lang_option
from linkscan.i18n import _, translate


@click.command(
    "presets",
    help=say(
        _(
            "List the products whose logs are recognised by what they say: by which words, and on "
            "which sample each preset was tried. Unverified: no sample was at hand."
        )
    ),
)
@lang_option(say(_("Language of the list; by default that of the system.")))
def command(lang: str | None) -> None:
    from linkscan.sources.presets import PRESETS

    spoken = lang or language(sys.argv[1:])
    known_by, tried_on, unverified = (
        translate(message, spoken) for message in (_("known by"), _("tried on"), _("unverified"))
    )
    for preset in PRESETS:
        click.echo(f"{preset.name}: {preset.title}")
        for name, text in ((known_by, preset.known_by), (tried_on, preset.verified or unverified)):
            click.echo("  " + translate(_("{name}: {text}"), spoken).format(name=name, text=text))
