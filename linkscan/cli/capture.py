"""`linkscan capture`: sessions from capture files, or from a network interface."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linkscan.cli import live, say
from linkscan.cli.capture_options import capture_options, capture_settings, declared
from linkscan.cli.options import language_of, tell
from linkscan.cli.progress import ReadingLine
from linkscan.i18n import _

if TYPE_CHECKING:
    from linkscan.capture.decode.reading import Sums
    from linkscan.capture.record import Session

FORMS = ("jsonl", "csv", "parquet")

UNREAD = {
    "hello": _(
        "{n:,} connections began whose first message is not whole in the capture; they are no "
        "sessions here."
    ),
    "fragments": _("{n:,} packets came in fragments of which some are missing."),
    "radio": _(
        "{n:,} radio frames are encrypted; capture on the machine itself or behind the access "
        "point."
    ),
    "tunnel": _("{n:,} packets are inside a tunnel that linkscan does not read."),
    "ipsec": _(
        "{n:,} packets are inside an IPsec tunnel; capture on the interface of the VPN to see what "
        "is in them."
    ),
    "quic": _("{n:,} QUIC packets are of a version that linkscan does not read."),
}
"""What may have held a session and could not be read, by the words of the decoder."""


@click.group(
    "capture",
    help=say(
        _(
            "Record when, from which address and with which machine a marketplace back office was "
            "visited: from capture files, or live on your own machine. Names, addresses and times "
            "are kept, no content."
        )
    ),
)
def command() -> None:
    """The commands of `linkscan capture`."""


command.add_command(live.command)


@command.command(
    "read",
    context_settings={"auto_envvar_prefix": "LINKSCAN"},
    short_help=say(_("List the sessions in capture files.")),
    help=say(
        _(
            "List the sessions in capture files: pcap or pcapng, gzipped or not; - is standard "
            "input. Back offices alone are listed, the public addresses that STUN servers saw, and "
            "at the end the visits that the sessions make. The lines go to standard output, and a "
            "file of them to analyze --sessions."
        )
    ),
)
@click.argument("files", nargs=-1, metavar="FILE...", required=True)
@click.option(
    "--all-hosts",
    is_flag=True,
    help=say(_("List every TLS and QUIC session, whatever host it is with.")),
)
@click.option(
    "--format",
    type=click.Choice(FORMS),
    default=None,
    help=say(_("Form of the records; by default as the name in --out says, else jsonl.")),
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    metavar="FILE",
    help=say(_("File for the records, instead of standard output.")),
)
@click.option(
    "--machine",
    default=None,
    metavar="M",
    help=say(_("The machine that was captured, where it is one: what your records call it.")),
)
@click.option(
    "--router-log",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    metavar="FILE",
    help=say(_("A CSV with the columns time and public_ip: which address the router's line had.")),
)
@capture_options
@click.pass_context
def read(ctx: click.Context, /, files: tuple[str, ...], **options: Any) -> None:
    lang = language_of(options)
    out: Path | None = options["out"]
    form = form_of(options["format"], out)

    from linkscan.capture.extra import require

    require("cryptography")

    from linkscan.capture.decode.reading import Sums, read_captures
    from linkscan.capture.keeper import Keeper
    from linkscan.capture.router_log import read_router_log
    from linkscan.report.forms.records import write_records

    settings = capture_settings(ctx)
    attribution = declared(settings, options["account"])
    leases = read_router_log(options["router_log"]) if options["router_log"] else ()
    identify = partial(_on_machine, options["machine"])
    keeper = Keeper(settings, attribution, identify, leases)
    sums = Sums()
    wanted = _any_host if options["all_hosts"] else keeper.is_back_office
    # Records that run over the terminal show by themselves how far it has come.
    line = ReadingLine(lambda: (sums.read_bytes, sums.all_bytes), lang)
    with nullcontext() if out is None and sys.stdout.isatty() else line:
        write_records(keeper.with_visits(read_captures(files, wanted, sums)), form, out)
    _tell_sums(sums, lang)
    if out is not None:
        tell(_("Written to {path}."), lang, path=out)


def _on_machine(machine: str | None, session: Session) -> Session:
    return session if machine is None else replace(session, machine=machine)


def _any_host(_session: Session) -> bool:
    return True


def form_of(said: str | None, out: Path | None) -> str:
    """The form that records are written in, by the option or by the name of the file."""
    suffix = out.suffix.lower().removeprefix(".") if out is not None else ""
    form = said or (suffix if suffix in FORMS else "jsonl")
    if form == "parquet" and out is None:
        from linkscan.errors import LinkscanError

        raise LinkscanError(_("--format parquet is no text; name a file for it with --out FILE."))
    return form


def _tell_sums(sums: Sums, lang: str) -> None:
    """Say on stderr what was read, and what could not be."""
    tell(
        _(
            "Read: {packets:,} packets, {invalid:,} of them invalid; sessions: {sessions:,}, with "
            "other hosts and not listed: {others:,}; public addresses seen: {mappings:,}."
        ),
        lang,
        packets=sums.packets,
        sessions=sums.sessions,
        mappings=sums.mappings,
        others=sums.other_hosts,
        invalid=sums.invalid.total(),
    )
    if invalid := +sums.invalid:
        reasons = ", ".join(f"{name} {n:,}" for name, n in sorted(invalid.items()))
        tell(_("Invalid, by what was read last: {reasons}."), lang, reasons=reasons)
    if sums.cut_hellos:
        tell(
            _(
                "{n:,} sessions have no fingerprint: the capture keeps only the beginning of "
                "each packet (tcpdump -s 0 keeps all of it)."
            ),
            lang,
            n=sums.cut_hellos,
        )
    for word, sentence in UNREAD.items():
        if n := sums.unread[word]:
            tell(sentence, lang, n=n)
    if sums.untimed:
        tell(
            _(
                "{n:,} packets have no time of their own and count with that of the packet before "
                "them; without one, with 1970."
            ),
            lang,
            n=sums.untimed,
        )
    for name, packets in sums.damaged:
        tell(
            _("{file}: cut off or damaged after packet {n:,}; what stands before it was read."),
            lang,
            file=name,
            n=packets,
        )
    for linktype, packets in sorted(sums.unread_linktypes.items()):
        tell(
            _("{n:,} packets are of link type {linktype}, which linkscan does not read."),
            lang,
            n=packets,
            linktype=linktype,
        )
