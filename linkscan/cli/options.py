"""Options that every command with inputs has, and the settings they make."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from linkscan import CONFIG_NAME
from linkscan.cli import language, say
from linkscan.cli.progress import ProgressLine
from linkscan.i18n import LANGUAGES, _, translate

if TYPE_CHECKING:
    from linkscan.config import Settings
    from linkscan.pseudonyms import Pseudonyms

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

MULTIPLE = ("tz", "date_order", "encoding", "map", "registrations", "accounts", "machines",
            "metrics", "sessions", "ranges", "bounds")  # fmt: skip
REPORT_OPTIONS = ("out", "format", "min_level", "fail_on", "max_rejected", "steps")
"""Settings of a linkscan.toml that are about the report of `analyze`."""


def _read_config(ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
    """Let the config file give the defaults of all options that nothing else sets."""
    path = value or (Path(CONFIG_NAME) if Path(CONFIG_NAME).is_file() else None)
    if path is None:
        return

    from linkscan.config import TABLES, read_config

    content = read_config(path)
    ctx.meta["config"] = path
    ctx.meta["tables"] = {name: content.pop(name) for name in TABLES if name in content}
    for name, said in content.items():
        if isinstance(said, dict):  # [map] and [tz] tables are written NAME=VALUE on the line
            content[name] = [f"{key}={text}" for key, text in said.items()]
        elif isinstance(said, list) and name not in MULTIPLE:
            content[name] = ",".join(map(str, said))
        elif not isinstance(said, list) and name in MULTIPLE:
            content[name] = [str(said)]
    if ctx.command.name != "analyze":
        content = {name: said for name, said in content.items() if name not in REPORT_OPTIONS}
    ctx.default_map = {**content, **(ctx.default_map or {})}


def _paths(name: str, help_text: str) -> Callable[[Decorated], Decorated]:
    # As a path: a list of them in the environment is set apart as PATH is, not by spaces.
    return click.option(
        f"--{name}", multiple=True, metavar="FILE", type=click.Path(), help=help_text
    )


def lang_option(help_text: str) -> Callable[[Decorated], Decorated]:
    """--lang. What the environment says of it is a locale ("zh_CN.UTF-8"), which
    `i18n.preferred_language` reads."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default=None,
        allow_from_autoenv=False,
        help=help_text,
    )


config_option = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    default=None,
    is_eager=True,
    expose_value=False,
    callback=_read_config,
    help=say(_("A linkscan.toml; by default the one in this folder.")),
)

_SCAN_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    _paths("registrations", say(_("Registration records, where their columns do not say so."))),
    _paths("accounts", say(_("A list of stores with platform, status, owner."))),
    _paths("machines", say(_("A list of operator machines."))),
    _paths("metrics", say(_("Figures of the stores: order defect rate, late shipments, sales."))),
    _paths("sessions", say(_("Records of linkscan capture: visits to back offices."))),
    lang_option(
        say(_("Language of the terminal and of the pages; by default that of the system."))
    ),
    click.option(
        "--tz",
        multiple=True,
        metavar="[FILE=]ZONE",
        help=say(
            _(
                "Zone of times that name none, for all files or for one; in the one for all you "
                "are shown times.  [default: UTC]"
            )
        ),
    ),
    click.option(
        "--date-order",
        multiple=True,
        metavar="[FILE=]ORDER",
        help=say(
            _("Order of dates like 3/4/2026: dmy, mdy or ymd; by default each column says it.")
        ),
    ),
    click.option(
        "--map",
        multiple=True,
        metavar="FIELD=HEADER",
        help=say(_("Which column is what, such as --map account=店铺; may be repeated.")),
    ),
    click.option(
        "--encoding",
        multiple=True,
        metavar="[FILE=]E",
        help=say(_("Code page of the text files, or of one; by default found out.")),
    ),
    click.option(
        "--ipv6-prefix",
        type=int,
        default=64,
        show_default=True,
        metavar="BITS",
        help=say(_("Length of the IPv6 network that stands for one line.")),
    ),
    click.option(
        "--mode",
        type=click.Choice(("own", "sample")),
        default=None,
        help=say(
            _(
                "Whose stores these are: all one's own, or mostly strangers'.  [default: own; "
                "across clients sample]"
            )
        ),
    ),
    click.option(
        "--prior",
        type=float,
        default=1e-4,
        show_default=True,
        metavar="P",
        help=say(_("How likely two stores are one operator's before any evidence.")),
    ),
    click.option(
        "--sales-swing",
        type=float,
        default=3.0,
        show_default=True,
        metavar="FACTOR",
        help=say(_("From which factor on sales of two periods of a new store differ widely.")),
    ),
    _paths("ranges", say(_("An MMDB or CSV file that says where addresses come from."))),
    click.option(
        "--reveal",
        is_flag=True,
        help=say(_("Show papers, phone numbers and e-mail addresses unmasked.")),
    ),
    click.option(
        "--pseudonymize",
        is_flag=True,
        help=say(
            _(
                "Show no store, person, paper, machine or address by its name: each is called by a "
                "pseudonym, the same wherever the key is. Names of files and columns stay."
            )
        ),
    ),
    click.option(
        "--key-file",
        type=click.Path(path_type=Path, dir_okay=False),
        default=None,
        metavar="F",
        help=say(_("Key of the pseudonyms; a new one is written where there is no such file.")),
    ),
    click.option(
        "--memory-limit",
        default=None,
        metavar="S",
        help=say(_("Memory of the tables, such as 2GB; beyond it they spill to disk.")),
    ),
    click.option(
        "--bounds",
        multiple=True,
        metavar="NAME=NUMBER",
        help=say(_("A limit on input files, such as inflation=500 or line_bytes=4M.")),
    ),
    click.option(
        "--temp-dir",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        default=None,
        help=say(_("Folder for what spills to disk.")),
    ),
    click.option(
        "--now",
        default=None,
        metavar="T",
        help=say(_("Time of the report, ISO 8601; same files and same T, same bytes.")),
    ),
    config_option,
)


def scan_options(command: Decorated) -> Decorated:
    """Give a command the options that say what to read and how."""
    for option in reversed(_SCAN_OPTIONS):
        command = option(command)
    return command


def scan_arguments(ctx: click.Context, options: Mapping[str, Any]) -> dict[str, Any]:
    """What `linkscan.scan` is called with, beside its inputs."""
    return {
        "registrations": options["registrations"],
        "accounts": options["accounts"],
        "machines": options["machines"],
        "metrics": options["metrics"],
        "sessions": options["sessions"],
        "settings": _settings(options, _tables(ctx)),
        "progress": ProgressLine(language_of(options)),
    }


def given_options(ctx: click.Context, names: Iterable[str]) -> frozenset[str]:
    """Those of the options that this run was called with; a config file gives none."""
    given = (click.core.ParameterSource.COMMANDLINE, click.core.ParameterSource.ENVIRONMENT)
    return frozenset(name for name in names if ctx.get_parameter_source(name) in given)


def _tables(ctx: click.Context) -> Mapping[str, Any]:
    """The tables of the config file; what is said now counts before what is saved of a file."""
    from linkscan.sources.saved import READING

    tables: Mapping[str, Any] = ctx.meta.get("tables", {})
    given = given_options(ctx, READING)
    if not given or "columns" not in tables:
        return tables
    saved = {
        pattern: {name: text for name, text in said.items() if name not in given}
        for pattern, said in tables["columns"].items()
    }
    return {**tables, "columns": saved}


def language_of(options: Mapping[str, Any]) -> str:
    """The language that a command speaks."""
    return str(options["lang"] or language(sys.argv[1:]))


def _settings(options: Mapping[str, Any], tables: Mapping[str, Any]) -> Settings:
    from linkscan.config import (
        Settings,
        parse_columns,
        parse_encodings,
        parse_now,
        parse_orders,
        parse_zones,
    )
    from linkscan.sources import parse_bounds

    zone, zones = parse_zones(options["tz"])
    order, orders = parse_orders(options["date_order"])
    encoding, encodings = parse_encodings(options["encoding"])
    return Settings(
        now=parse_now(options["now"]) if options["now"] else None,
        zone=zone,
        zones=zones,
        order=order,
        orders=orders,
        columns=parse_columns(options["map"]),
        saved=tables.get("columns", {}),
        encoding=encoding,
        encodings=encodings,
        ipv6_prefix=options["ipv6_prefix"],
        reveal=options["reveal"],
        pseudonyms=_pseudonyms(options),
        memory_limit=options["memory_limit"],
        temp_dir=options["temp_dir"],
        mode=options["mode"],
        prior=options["prior"],
        ranges=tuple(map(Path, options["ranges"])),
        sales_swing=options["sales_swing"],
        bounds=parse_bounds(options["bounds"]),
        **{name: said for name, said in tables.items() if name != "columns"},
    )


def _pseudonyms(options: Mapping[str, Any]) -> Pseudonyms | None:
    """What values are called by, where the user wants it.

    Raises:
        LinkscanError: of the two options that belong together one is there.
    """
    wanted: bool = options["pseudonymize"]
    path: Path | None = options["key_file"]
    if not wanted and path is None:
        return None

    from linkscan.errors import LinkscanError
    from linkscan.pseudonyms import read_pseudonyms

    if path is None:
        raise LinkscanError(
            _("--pseudonymize needs --key-file FILE: the same file gives the same pseudonyms; one "
              "that does not exist is written.")
        )  # fmt: skip
    if not wanted or options["reveal"]:
        raise LinkscanError(
            _("--key-file goes with --pseudonymize and without --reveal; name both or neither.")
        )
    pseudonyms, new = read_pseudonyms(path)
    if new:
        tell(_("New key in {path}: whoever has it can tell whom a pseudonym means; keep it apart "
               "from the reports."), language_of(options), path=path)  # fmt: skip
    return pseudonyms


def tell(message: str, lang: str, **params: object) -> None:
    """A sentence on stderr."""
    click.echo(translate(message, lang).format(**params), err=True)
