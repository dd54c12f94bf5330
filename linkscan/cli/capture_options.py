"""Options of both capture commands: whose visits they are, and on which machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from linkscan.cli import say
from linkscan.cli.options import Decorated, config_option, lang_option
from linkscan.i18n import _

if TYPE_CHECKING:
    from linkscan.capture.attribution import Attribution
    from linkscan.capture.settings import CaptureSettings

_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--account",
        default=None,
        metavar="STORE",
        help=say(
            _("The store that is visited, where it is one; else rules in [capture] say whose.")
        ),
    ),
    lang_option(say(_("Language of the terminal; by default that of the system."))),
    config_option,
)


def capture_options(command: Decorated) -> Decorated:
    """Give a command the options that both have."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def capture_settings(ctx: click.Context) -> CaptureSettings:
    """What the config file says of captures."""
    from linkscan.capture.settings import CaptureSettings

    tables: Mapping[str, Any] = ctx.meta.get("tables", {})
    settings: CaptureSettings = tables.get("capture") or CaptureSettings()
    return settings


def declared(settings: CaptureSettings, account: str | None) -> Attribution:
    """The rules, and the account that the user declares for all sessions from the first on."""
    from linkscan.capture.attribution import Attribution
    from linkscan.capture.record import EPOCH

    attribution = Attribution(settings.rules)
    if account:
        attribution.declare(account, EPOCH)
    return attribution
