"""`linkscan capture live`: visits to back offices, as this machine makes them."""

from __future__ import annotations

import gc
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linkscan.cli import say
from linkscan.cli.capture_options import capture_options, capture_settings, declared
from linkscan.cli.options import language_of, tell
from linkscan.i18n import _

if TYPE_CHECKING:
    from queue import SimpleQueue

    from linkscan.capture.record import Mapping
    from linkscan.capture.recorder import Recorder
    from linkscan.capture.settings import CaptureSettings


@click.command(
    "live",
    context_settings={"auto_envvar_prefix": "LINKSCAN"},
    help=say(
        _(
            "Record visits to back offices as they happen, until Ctrl-C. For your own machines "
            "only, and with the people at them told. While it runs, type the name of a store and "
            "Enter: what follows is recorded for it; an empty line ends that. Needs the rights of "
            "root or of an administrator."
        )
    ),
)
@click.option(
    "--interface",
    multiple=True,
    metavar="I",
    help=say(_("A network interface, such as eth0; may be repeated. By default all that are up.")),
)
@click.option(
    "--machine",
    default=None,
    metavar="M",
    help=say(_("What this machine is called in your records; by default its host name.")),
)
@click.option(
    "--format",
    type=click.Choice(("jsonl", "csv")),
    default=None,
    help=say(_("Form of the records; by default as the name in --out says, else jsonl.")),
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    metavar="FILE",
    help=say(_("File that the records are appended to, instead of standard output.")),
)
@capture_options
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> None:
    gc.enable()  # unlike a scan, it runs for days, and leaves cycles at each look at interfaces
    lang = language_of(options)
    out: Path | None = options["out"]
    form = options["format"] or _form_of(out)

    from linkscan.capture.extra import require

    require("cryptography")
    require("scapy")

    from linkscan.capture.keeper import Keeper
    from linkscan.capture.live import Live, chosen, filter_text, own_machine
    from linkscan.capture.owners import Owners
    from linkscan.capture.recorder import Recorder
    from linkscan.report.forms.appended import Appender

    settings = capture_settings(ctx)
    attribution = declared(settings, options["account"])
    interfaces = partial(chosen, options["interface"], bool(settings.proxy_ports))
    first = interfaces()
    owners = Owners()
    recorder = Recorder(Keeper(settings, attribution, own_machine(options["machine"], owners)))
    live = Live(recorder, attribution, partial(tell, lang=lang))
    live.open(first, filter_text(settings.proxy_ports))
    records = Appender(out, form)
    _tell_notice(settings, live.interfaces, lang)
    told = _echo(settings.echo) if settings.echo else None
    live.run(records.write, interfaces, owners, told)
    records.close()
    _tell_end(recorder, live.lost(), lang)
    if out is not None:
        tell(_("Written to {path}."), lang, path=out)


def _echo(url: str) -> SimpleQueue[Mapping]:
    """What the echo service tells, from now on; who has none need not wait for its import."""
    from linkscan.capture.echo import ask_on

    return ask_on(url)


def _form_of(out: Path | None) -> str:
    """The form that the name of the file asks for."""
    suffix = out.suffix.lower() if out is not None else ""
    if suffix == ".parquet":
        from linkscan.errors import LinkscanError

        raise LinkscanError(
            _("{where}: Parquet takes no lines that are appended; name a file .jsonl or .csv."),
            where=str(out),
        )
    return "csv" if suffix == ".csv" else "jsonl"


def _tell_notice(settings: CaptureSettings, interfaces: list[str], lang: str) -> None:
    """Say what is recorded, before the first packet."""
    tell(
        _(
            "Recording visits to back offices on {interfaces}: names, addresses and times, no "
            "content and no other hosts. Only on your own machines, and tell the people at them. "
            "End it with Ctrl-C."
        ),
        lang,
        interfaces=", ".join(interfaces),
    )
    tell(
        _(
            "Seen are TLS and QUIC on port 443, DNS, STUN, and proxies on ports: {ports} "
            "(proxy_ports of [capture] in linkscan.toml). What goes by other ports is not seen."
        ),
        lang,
        ports=", ".join(map(str, settings.proxy_ports)) or "-",
    )
    if settings.echo:
        tell(_("Asked every minute for the public address: {url}."), lang, url=settings.echo)


def _tell_end(recorder: Recorder, lost: int | None, lang: str) -> None:
    from linkscan.capture.record import Session, Visit

    tell(
        _(
            "Recorded: sessions {sessions:,}, visits {visits:,}; packets {packets:,}, lost by the "
            "kernel: {lost}."
        ),
        lang,
        sessions=recorder.counts[Session],
        visits=recorder.counts[Visit],
        packets=recorder.packets,
        lost="?" if lost is None else f"{lost:,}",
    )
