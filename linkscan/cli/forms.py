"""The option that names the forms of a report."""

from __future__ import annotations

import click

from linkscan.cli import say
from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.report.forms import FORMS, USUAL

format_option = click.option(
    "--format",
    default=",".join(USUAL),
    show_default=True,
    help=say(
        _("Forms to write, separated by commas: {names}. report.json is always written.")
    ).format(names=", ".join(FORMS)),
)


def parse_forms(text: str) -> tuple[str, ...]:
    """The forms that a text names.

    Raises:
        LinkscanError: a name is that of no form.
    """
    forms = tuple(part.strip() for part in text.split(",") if part.strip())
    for name in forms:
        if name not in FORMS:
            raise LinkscanError(
                _("--format: {name!r} is no form of report; allowed are {names}."),
                name=name,
                names=", ".join(FORMS),
            )
    return forms
