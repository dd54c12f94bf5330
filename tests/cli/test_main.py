"""The program around the commands: help, errors, languages, exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import click
import pytest

from linkscan import __version__, pipeline
from linkscan.cli import COMMANDS, cli, language
from tests.cli.conftest import Run

HEAVY = {"duckdb", "jinja2", "networkx", "numpy", "openpyxl", "pandas", "phonenumbers",
         "rapidfuzz", "rich", "scapy", "scipy", "stdnum"}  # fmt: skip


def python(
    *arguments: str, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run this Python with these arguments."""
    environment = os.environ | {"LINKSCAN_LANG": "en", **(env or {})}
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_imports_click_alone(arguments: list[str]) -> None:
    """`linkscan --help` loads no library but click."""
    program = f"""
import sys
sys.argv[1:] = {arguments!r}
from linkscan.cli import main
try:
    main()
except SystemExit as end:
    print("code", end.code)
print(*sorted({{name.partition(".")[0] for name in sys.modules}}))
"""
    done = python("-c", program)
    *_text, code, loaded = done.stdout.splitlines()
    assert code == "code 0"
    assert "click" in loaded.split()
    assert not HEAVY & {*loaded.split()}


def test_help_of_a_command_loads_no_heavy_library() -> None:
    """Nor does the help of analyze."""
    program = """
import sys
sys.argv[1:] = ["analyze", "--help"]
from linkscan.cli import main
try:
    main()
except SystemExit:
    print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
    assert not HEAVY & {*python("-c", program).stdout.splitlines()[-1].split()}


def test_a_small_scan_loads_no_library_in_vain(tmp_path: Path) -> None:
    """A CSV without papers takes the engine and numpy, and no library for graphs, pages,
    workbooks or frames: importing one takes a tenth of the scan."""
    (tmp_path / "logins.csv").write_text(
        "time,account,ip\n2026-01-02 09:05,Fir,203.0.113.7\n2026-01-03 09:05,Oak,203.0.113.7\n"
    )
    program = """
import sys
sys.argv[1:] = ["analyze", "logins.csv", "--out", "out", "--format", "json,csv"]
from linkscan.cli import main
try:
    main()
except SystemExit:
    print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
    loaded = {*python("-c", program, cwd=tmp_path).stdout.splitlines()[-1].split()}
    assert {"duckdb", "numpy"} <= loaded
    assert not (HEAVY - {"duckdb", "numpy"}) & loaded


def test_module_runs() -> None:
    """`python -m linkscan` is the command line."""
    done = python("-m", "linkscan", "--version")
    assert done.stdout == f"linkscan, version {__version__}\n"


def commands() -> list[click.Command]:
    """Every command with its options."""
    found = [cli.get_command(click.Context(cli), name) for name in COMMANDS]
    return [one for one in found if one is not None]


def test_everything_has_help() -> None:
    """Every command says what it does, and every option what it is for."""
    assert len(commands()) == len(COMMANDS) > 0
    for command in commands():
        assert command.help
        for option in command.params:
            assert isinstance(option, click.Argument) or getattr(option, "help", None), option.name


@pytest.mark.parametrize(
    ("arguments", "environ", "lang"),
    [
        (["analyze", "--lang", "zh"], "en", "zh"),
        (["analyze", "--lang=zh"], "en", "zh"),
        (["--lang", "en"], "zh", "en"),
        (["analyze"], "zh", "zh"),
        (["analyze"], "en", "en"),
        (["--lang"], "zh", "en"),
        (["--lang", "zh", "analyze"], "en", "zh"),
    ],
)
def test_language(
    arguments: list[str], environ: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The option counts before the environment."""
    monkeypatch.setenv("LINKSCAN_LANG", environ)
    assert language(arguments) == lang


def test_unknown_option(run: Run) -> None:
    """A wrong option is wrong usage: exit 2, named in the last line."""
    ran = run("analyze", "--no-such-option", "x.csv")
    assert ran.code == 2
    assert ran.why.startswith("Error: No such option")
    assert ran.out == ""


def test_errors_in_chinese(run: Run) -> None:
    """`--lang zh` says what is wrong in Chinese."""
    ran = run("analyze", "missing.csv", "--lang", "zh")
    assert ran.code == 2
    assert ran.why.startswith("错误")
    assert "missing.csv" in ran.why
    assert "no such file" not in ran.err


def test_a_bug_keeps_its_traceback(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug ends with 70, its traceback and a line that says what to do."""

    def fail(*_arguments: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(pipeline, "discover", fail)
    (tmp_path / "logins.csv").write_text("account,ip\na,203.0.113.1\n")
    ran = run("analyze", "logins.csv")
    assert ran.code == 70
    assert "ZeroDivisionError: a bug" in ran.err
    assert ran.why == (
        f"Error: this is a bug in linkscan {__version__}; please report the lines above."
    )
    assert not (tmp_path / "linkscan-report").exists()


def test_interrupted_run_writes_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C ends with 130, says so, and leaves neither report nor temporary files."""

    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "logins.csv").write_text("account,ip\na,203.0.113.1\n")
    (tmp_path / "spill").mkdir()
    monkeypatch.setattr(pipeline, "find_ties", interrupt)
    ran = run("analyze", "logins.csv", "--temp-dir", "spill")
    assert (ran.code, ran.why) == (130, "Stopped: nothing was written.")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["logins.csv", "spill"]


@pytest.mark.parametrize("program", ["analyze", "library"])
def test_foreign_fingerprints(program: str, tmp_path: Path) -> None:
    """Another package named fingerprints before ours: one sentence, exit 2."""
    foreign = tmp_path / "site" / "fingerprints"
    foreign.mkdir(parents=True)
    (foreign / "__init__.py").write_text("raise SystemExit('imported the wrong package')\n")
    (tmp_path / "logins.csv").write_text("account,ip\na,203.0.113.1\n")
    path = {"PYTHONPATH": str(tmp_path / "site")}
    sentence = "another package named 'fingerprints' stands in the place of linkscan's own"
    if program == "analyze":
        done = python("-m", "linkscan", "analyze", "logins.csv", cwd=tmp_path, env=path)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert done.stderr.startswith(f"Error: {sentence}; install linkscan in an environment")
    else:
        done = python("-c", "import linkscan; linkscan.scan('x.csv')", cwd=tmp_path, env=path)
        assert done.stderr.splitlines()[-1].startswith(f"linkscan.errors.LinkscanError: {sentence}")


def test_reader_that_goes_away(tmp_path: Path) -> None:
    """`linkscan ... | head` ends without a traceback."""
    (tmp_path / "logins.csv").write_text("account,ip\na,203.0.113.1\n")
    command = f"{sys.executable} -m linkscan analyze logins.csv | true"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True)
    assert "Traceback" not in done.stderr


def test_without_a_command(run: Run) -> None:
    """The help, and in the last line what is missing: exit 2."""
    ran = run()
    assert (ran.code, ran.out, ran.why) == (2, "", "Error: Missing command.")
    assert "preflight" in ran.err
