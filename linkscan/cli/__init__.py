"""The command line: options become settings, one library call, then a reporter.

Only click is imported here; a command imports what it needs when it runs. Exit codes:
0 report written, 1 --fail-on reached, 2 wrong usage or input, 3 too many rejected rows,
70 a bug. The last line on stderr says why the code is not 0.
"""

from __future__ import annotations

import gc
import importlib
import io
import os
import signal
import sys
from typing import NamedTuple

import click

from linkscan import __version__
from linkscan.errors import LinkscanError
from linkscan.i18n import LANGUAGES, _, preferred_language, speak, translate
from linkscan.startup import check_fingerprints

BUG = 70


def language(arguments: list[str]) -> str:
    """The language that the arguments or the environment ask for."""
    for place, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--lang":
            value = value if equals else "".join(arguments[place + 1 : place + 2])
            return "zh" if value == "zh" else "en"
    return preferred_language()


def say(message: str) -> str:
    """`message` in the language of this process: for help, which is shown before any option
    is read."""
    return translate(message, language(sys.argv[1:]))


class _Entry(NamedTuple):
    """Where a command is, and its line in the help: shown without importing the command."""

    module: str
    line: str


COMMANDS = {
    "analyze": _Entry(
        "linkscan.cli.analyze", _("Analyse logs and records; write a report for each machine.")
    ),
    "preflight": _Entry(
        "linkscan.cli.preflight", _("Before opening: would a planned store be tied to others?")
    ),
    "render": _Entry(
        "linkscan.cli.render", _("Write a report that was made in further forms: XLSX, Markdown …")
    ),
    "explain": _Entry("linkscan.cli.explain", _("Why are two stores tied, or why are they not?")),
    "whatif": _Entry(
        "linkscan.cli.whatif", _("What would be found without a value, or on another machine?")
    ),
    "inspect": _Entry(
        "linkscan.cli.inspect", _("What is this file, and what would be read from it?")
    ),
    "capture": _Entry(
        "linkscan.cli.capture", _("Sessions with back offices, from capture files or live.")
    ),
    "template": _Entry("linkscan.cli.template", _("Write tables to fill in: XLSX and CSV.")),
    "steps": _Entry("linkscan.cli.steps", _("What to do first, and what each step would change.")),
    "presets": _Entry("linkscan.cli.presets", _("The products whose logs are known by sight.")),
}


class _Context(click.Context):
    """Shows help in lines that wide characters do not overrun."""

    def make_formatter(self) -> click.HelpFormatter:
        from linkscan.cli.helping import WideFormatter

        return WideFormatter(width=self.terminal_width, max_width=self.max_content_width)


class _Commands(click.Group):
    """Loads the module of a command when the command is used or its help is shown."""

    context_class = _Context

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help() + "\n", err=True)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name].module).command
        command.context_class = _Context
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(say(_("Commands"))):
            formatter.write_dl([(name, say(entry.line)) for name, entry in COMMANDS.items()])


@click.group(
    cls=_Commands,
    no_args_is_help=False,  # the last line says what is missing
    context_settings={"auto_envvar_prefix": "LINKSCAN"},
    help=say(
        _(
            "Tell which of your own stores a platform would judge associated, and by what "
            "evidence: a self-audit of your own login logs and registration records. Start "
            "with: linkscan analyze logins.csv"
        )
    ),
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,  # `language` has seen it; help asks before any option is read
    allow_from_autoenv=False,
    help=say(_("Language of the terminal and of the pages; by default that of the system.")),
)
@click.version_option(
    __version__,
    prog_name="linkscan",
    message=say(_("%(prog)s, version %(version)s")),
    help=say(_("Show the version and exit.")),
)
def cli() -> None:
    """The commands of linkscan."""


def main() -> None:
    """Run the command line of this process, and end it with its exit code."""
    # A scan makes millions of small values and hardly a cycle: collecting costs 5 % of it.
    gc.disable()
    # Nothing here multiplies matrices: threads that numpy would start for it only use time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Ended from outside, or by a terminal that is closed, temporary files go as they do after
    # Ctrl-C. `nohup` has asked for the second to be ignored.
    for name in ("SIGTERM", "SIGHUP"):
        ending = getattr(signal, name, None)  # Windows knows the first alone
        if ending is not None and signal.getsignal(ending) is not signal.SIG_IGN:
            signal.signal(ending, lambda number, _frame: sys.exit(128 + number))
    # A Windows console may be unable to print a character of a file name: never crash on it.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    speak(language(sys.argv[1:]))
    try:
        check_fingerprints()
        code = cli.main(prog_name="linkscan", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        from linkscan.report.visible import visible

        said = io.StringIO()
        error.show(said)  # it may quote what was given
        for line in said.getvalue().rstrip("\n").split("\n"):
            click.echo(visible(line, "<>"), err=True)
        sys.exit(error.exit_code)
    except LinkscanError as error:
        from linkscan.report.visible import console

        text = console(error.text(language(sys.argv[1:])))
        click.echo(say(_("Error: {text}")).format(text=text), err=True)
        sys.exit(2)
    except (KeyboardInterrupt, click.Abort):
        click.echo(say(_("Stopped: nothing was written.")), err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception:
        import traceback

        traceback.print_exc()
        message = _("Error: this is a bug in linkscan {version}; please report the lines above.")
        click.echo(say(message).format(version=__version__), err=True)
        sys.exit(BUG)
