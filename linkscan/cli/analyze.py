"""`linkscan analyze`: from login logs and records to a report for each operator machine."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from linkscan.cli import language, say
from linkscan.i18n import LANGUAGES, _, translate

if TYPE_CHECKING:
    from linkscan.config import Settings
    from linkscan.model import Report

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

FORMATS = ("html", "json", "csv", "text")
LEVELS = ("critical", "high", "medium", "low")
OUT = "linkscan-report"
MAX_REJECTED = 5.0

MULTIPLE = ("tz", "map", "registrations", "accounts", "machines", "ranges")

FAILED_ON, TOO_MANY_REJECTED = 1, 3
QUIET_S = 2.0
"""Work that takes less time needs no progress lines."""


def _read_config(ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
    """Let the config file give the defaults of all options that nothing else sets."""
    from linkscan.config import CONFIG_NAME, TABLES, read_config

    path = value or (Path(CONFIG_NAME) if Path(CONFIG_NAME).is_file() else None)
    if path is None:
        return
    content = read_config(path)
    ctx.meta["tables"] = {name: content.pop(name) for name in TABLES if name in content}
    for name, said in content.items():
        if isinstance(said, dict):  # [map] and [tz] tables are written NAME=VALUE on the line
            content[name] = [f"{key}={text}" for key, text in said.items()]
        elif isinstance(said, list) and name not in MULTIPLE:
            content[name] = ",".join(map(str, said))
        elif not isinstance(said, list) and name in MULTIPLE:
            content[name] = [str(said)]
    ctx.default_map = {**content, **(ctx.default_map or {})}


def _paths(name: str, help_text: str) -> Callable[[Decorated], Decorated]:
    # As a path: a list of them in the environment is set apart as PATH is, not by spaces.
    return click.option(
        f"--{name}", multiple=True, metavar="FILE", type=click.Path(), help=help_text
    )


@click.command(
    "analyze",
    context_settings={"auto_envvar_prefix": "LINKSCAN"},
    help=say(
        _(
            "Analyse login logs and registration records; write a report for each operator "
            "machine. INPUT is a file, a glob, a workbook or a folder: CSV, TSV, JSONL, Parquet "
            "or XLSX, also as .gz. What each table is follows from its columns."
        )
    ),
)
@click.argument("inputs", nargs=-1, metavar="INPUT...", required=True)
@_paths("registrations", say(_("Registration records, where their columns do not say so.")))
@_paths("accounts", say(_("A list of stores with platform, status, owner.")))
@_paths("machines", say(_("A list of operator machines.")))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=OUT,
    show_default=True,
    help=say(_("Folder for the report; an older report of linkscan there is replaced.")),
)
@click.option(
    "--format",
    default=",".join(FORMATS),
    show_default=True,
    help=say(_("Forms to write, separated by commas; report.json is always written.")),
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=None,
    help=say(_("Language of the terminal and of the pages; by default that of the system.")),
)
@click.option(
    "--tz",
    multiple=True,
    metavar="[FILE=]ZONE",
    help=say(_("Zone of times that name none, for all files or for one.  [default: UTC]")),
)
@click.option(
    "--map",
    multiple=True,
    metavar="FIELD=HEADER",
    help=say(_("Which column is what, such as --map account=店铺; may be repeated.")),
)
@click.option(
    "--encoding",
    default=None,
    metavar="E",
    help=say(_("Code page of the text files; by default found out.")),
)
@click.option(
    "--ipv6-prefix",
    type=int,
    default=64,
    show_default=True,
    metavar="BITS",
    help=say(_("Length of the IPv6 network that stands for one line.")),
)
@click.option(
    "--mode",
    type=click.Choice(("own", "sample")),
    default=None,
    help=say(
        _(
            "Whose stores these are: all one's own, or mostly strangers'.  [default: own; across "
            "clients sample]"
        )
    ),
)
@click.option(
    "--prior",
    type=float,
    default=1e-4,
    show_default=True,
    metavar="P",
    help=say(_("How likely two stores are one operator's before any evidence.")),
)
@_paths("ranges", say(_("An MMDB or CSV file that says where addresses come from.")))
@click.option(
    "--min-level",
    type=click.Choice(LEVELS),
    default="low",
    show_default=True,
    help=say(_("Least serious findings in the terminal summary.")),
)
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    default=None,
    help=say(_("Exit with 1 if there is a finding of this level or a worse one.")),
)
@click.option(
    "--max-rejected",
    type=click.FloatRange(0, 100),
    default=MAX_REJECTED,
    show_default=True,
    metavar="PCT",
    help=say(_("Exit with 3 if more than this share of the rows was rejected.")),
)
@click.option(
    "--reveal",
    is_flag=True,
    help=say(_("Show papers, phone numbers and e-mail addresses unmasked.")),
)
@click.option(
    "--memory-limit",
    default=None,
    metavar="S",
    help=say(_("Memory of the tables, such as 2GB; beyond it they spill to disk.")),
)
@click.option(
    "--temp-dir",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=None,
    help=say(_("Folder for what spills to disk.")),
)
@click.option(
    "--now",
    default=None,
    metavar="T",
    help=say(_("Time of the report, ISO 8601; same files and same T, same bytes.")),
)
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    default=None,
    is_eager=True,
    expose_value=False,
    callback=_read_config,
    help=say(_("A linkscan.toml; by default the one in this folder.")),
)
@click.pass_context
def command(ctx: click.Context, /, inputs: tuple[str, ...], **options: Any) -> int:
    lang = options["lang"] or language(sys.argv[1:])
    out: Path = options["out"]
    formats = _formats(options["format"])
    settings = _settings(options, ctx.meta.get("tables", {}))

    from linkscan.pipeline import scan
    from linkscan.report.folder import check_folder
    from linkscan.report.text import summary

    check_folder(out)  # before the long work, not after it
    progress = _Progress(lang)
    with scan(
        inputs,
        registrations=options["registrations"],
        accounts=options["accounts"],
        machines=options["machines"],
        settings=settings,
        progress=progress,
    ) as result:
        progress("write")
        result.write(out, lang, formats)
    place = out / "index.html" if "html" in formats else out
    click.echo(summary(result.report, lang, str(place), options["min_level"]), nl=False)
    return _exit_code(result.report, options["fail_on"], options["max_rejected"], lang)


def _formats(text: str) -> tuple[str, ...]:
    from linkscan.errors import LinkscanError

    formats = tuple(part.strip() for part in text.split(",") if part.strip())
    for name in formats:
        if name not in FORMATS:
            raise LinkscanError(
                _("--format: {name!r} is no form of report; allowed are {names}."),
                name=name,
                names=", ".join(FORMATS),
            )
    return formats


def _settings(options: Mapping[str, Any], tables: Mapping[str, Any]) -> Settings:
    from linkscan.config import Settings, parse_columns, parse_now, parse_zones

    zone, zones = parse_zones(options["tz"])
    return Settings(
        now=parse_now(options["now"]) if options["now"] else None,
        zone=zone,
        zones=zones,
        columns=parse_columns(options["map"]),
        encoding=options["encoding"],
        ipv6_prefix=options["ipv6_prefix"],
        reveal=options["reveal"],
        memory_limit=options["memory_limit"],
        temp_dir=options["temp_dir"],
        mode=options["mode"],
        prior=options["prior"],
        ranges=tuple(map(Path, options["ranges"])),
        **tables,
    )


def _exit_code(report: Report, fail_on: str | None, max_rejected: float, lang: str) -> int:
    """The exit code, and on stderr one line that says why it is not 0."""
    read = sum(one.rows_read for one in report.inputs)
    rejected = sum(one.rows_rejected for one in report.inputs)
    if read and 100 * rejected > max_rejected * read:
        message = _("Exit 3: {rejected} of {read} rows were rejected, more than {limit:g} %; the "
                    "report names them.")  # fmt: skip
        _tell(message, lang, rejected=rejected, read=read, limit=max_rejected)
        return TOO_MANY_REJECTED
    if fail_on:
        worse = LEVELS[: LEVELS.index(fail_on) + 1]
        findings, stores = _counted(report, worse)
        if findings:
            message = _("Exit 1: findings of level {level} or worse: {count} (--fail-on).")
            _tell(message, lang, count=findings, level=fail_on)
            return FAILED_ON
        if stores:
            message = _("Exit 1: stores that hang on a suspended one by way of others, with level "
                        "{level} or worse: {count} (--fail-on).")  # fmt: skip
            _tell(message, lang, count=stores, level=fail_on)
            return FAILED_ON
    return 0


def _counted(report: Report, levels: Sequence[str]) -> tuple[int, int]:
    """Findings of these levels that count, and stores that reach one by a chain alone."""
    found = [one for one in report.findings if one.level in levels]
    known = sum(one.accepted is not None or one.relation is not None or one.scope == "context"
                for one in found)  # fmt: skip
    totals = dict(report.totals)
    count = sum(totals[f"findings.{level}"] for level in levels) - known
    named = {account for one in found for account in one.accounts}
    chained = [one.id for one in report.accounts if one.exposure and one.exposure.level in levels]
    return count, len({*chained} - named)


def _tell(message: str, lang: str, **params: object) -> None:
    click.echo(translate(message, lang).format(**params), err=True)


STAGES = {
    "read": _("reading the files"),
    "join": _("joining accounts across files"),
    "identify": _("recognising addresses, devices, papers"),
    "link": _("linking accounts"),
    "weigh": _("weighing what they share"),
    "report": _("collecting the evidence"),
    "write": _("writing the report"),
}


class _Progress:
    """A line on stderr for each stage, once the work has taken a while."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._began = time.monotonic()

    def __call__(self, stage: str) -> None:
        passed = time.monotonic() - self._began
        if passed >= QUIET_S:
            _tell(_("{passed:.0f} s: {stage}"), self._lang, passed=passed,
                  stage=translate(STAGES[stage], self._lang))  # fmt: skip
