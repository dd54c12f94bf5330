"""`linkscan template`: tables to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from linkscan.cli import say
from linkscan.cli.options import lang_option, language_of, tell
from linkscan.i18n import _


@click.command(
    "template",
    context_settings={"auto_envvar_prefix": "LINKSCAN"},
    help=say(
        _(
            "Write tables to fill in to FOLDER, as workbooks and as CSV: logins, registrations, "
            "stores, machines, figures, and a plan for preflight. Their example rows are passed "
            "over if left in. No file is overwritten."
        )
    ),
)
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False))
@lang_option(say(_("Language of the tables; by default that of the system.")))
def command(folder: Path, **options: Any) -> None:
    lang = language_of(options)

    from linkscan.inspection.template import write_templates

    for path in write_templates(folder, lang):
        click.echo(path)
    message = _("Fill in what you have, then run: linkscan analyze {folder}. Rows marked as "
                "examples are passed over.")  # fmt: skip
    tell(message, lang, folder=folder)
