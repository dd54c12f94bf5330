"""No output of any command says what it must not: masked, or under pseudonyms."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given

import linkscan
from linkscan.config import Settings
from linkscan.pseudonyms import Pseudonyms
from linkscan.report.forms import FORMS
from tests.cli.conftest import Run
from tests.golden.scenarios import NOW, SAMPLES
from tests.leaks import all_values, leaks, personal_values, plain, said_in
from tests.scanning import SETTINGS, scanned
from tests.strategies import World, examples, many_logs

FORMATS = ",".join(FORMS)
WITHOUT_INPUT = (
    ("template", "forms"),
    ("presets",),
    ("render", "linkscan-report", "--format", FORMATS),
)
"""Commands that scan nothing: what values are called is settled."""

MODES = {"masked": (), "pseudonyms": ("--pseudonymize", "--key-file", "key.txt")}
FOLDERS = tuple(sorted(path.name for path in SAMPLES.iterdir() if path.is_dir()))


OPTIONS = ("--now", NOW, "--tz", "Asia/Shanghai", "--lang", "en")


LOG = """account,time,ip,machine
shop-1,2026-01-02T09:05:00Z,203.0.113.1,PC-1
shop-2,2026-01-02T09:30:00Z,203.0.113.1,PC-1
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of two stores on one line."""
    path = tmp_path / "logins.csv"
    path.write_text(LOG, encoding="utf-8")
    return path


def scan(scenario: str) -> linkscan.ScanResult:
    """What there is to hide in a sample: its scan, with nothing under pseudonyms."""
    return linkscan.scan(
        SAMPLES / scenario, settings=Settings(now=SETTINGS.now, zone="Asia/Shanghai")
    )


def hidden_in(result: linkscan.ScanResult, mode: str) -> set[str]:
    """What must not be said of the files of a scan."""
    return all_values(result) if mode == "pseudonyms" else personal_values(result)


@cache
def hidden_in_sample(scenario: str) -> dict[str, set[str]]:
    """The same of a sample, by mode."""
    with scan(scenario) as result:
        return {mode: hidden_in(result, mode) for mode in MODES}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("scenario", FOLDERS)
def test_no_report_of_a_sample_says_a_hidden_value(
    run: Run, tmp_path: Path, scenario: str, mode: str
) -> None:
    """By default papers and contacts are hidden, under pseudonyms names and values of all kinds:
    in every form of the report, on stdout and stderr."""
    hidden = hidden_in_sample(scenario)[mode]
    ran = run("analyze", SAMPLES / scenario, "--out", "out", "--format", FORMATS, *OPTIONS,
              *MODES[mode])  # fmt: skip
    assert ran.code == 0, ran.err
    said = "\n".join((plain(ran.out), plain(ran.err), said_in(tmp_path / "out")))
    assert leaks(hidden, said) == []
    assert ("acct-" in said) == (mode == "pseudonyms")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("scenario", ["as_people_have_it", "reused_licence", "shared_staff"])
def test_no_other_command_says_a_hidden_value(
    run: Run, tmp_path: Path, scenario: str, mode: str
) -> None:
    """The same of every other command, of packs, and of errors. What was typed is not hidden, but
    no answer says it under pseudonyms."""
    source = SAMPLES / scenario
    with scan(scenario) as result:
        hidden = hidden_in(result, mode)
        one, other = [one.written_id for one in result.scanned.joined][:2]
        ((ip,), *_more) = result.scanned.engine.rows(
            "SELECT raw FROM identifiers WHERE kind = 'ip' AND reject IS NULL"
        )
        machine = result.scanned.engine.rows("SELECT name FROM machines ORDER BY machine")[-1][0]
    plan = "account,platform,machine,ip,phone\nBrand New Plan,amazon,{},{},13912349999\n"
    (tmp_path / "plan.csv").write_text(plan.format(machine, ip), encoding="utf-8")
    hidden |= {"13912349999"} | ({"Brand New Plan"} if mode == "pseudonyms" else set())
    said = []
    for arguments in (
        ("explain", one, other, source, "--pack", "pack"),
        ("explain", one, other, source, "--format", "json"),
        ("steps", source),
        ("steps", source, "--format", "json"),
        ("whatif", source, "--without", f"ip:{ip}"),
        ("whatif", source, "--move", f"{one}=Some Other PC", "--format", "json"),
        ("whatif", source, "--move", f"{one}={machine}"),
        ("preflight", "plan.csv", "--against", source),
        ("preflight", "plan.csv", "--against", source, "--format", "json"),
        ("inspect", source),
        ("inspect", source, "--format", "json"),
        ("explain", "no such store", one, source),
        ("whatif", source, "--without", "ip:192.0.2.99"),
    ):
        ran = run(*arguments, *OPTIONS, *MODES[mode])
        assert ran.code in (0, 1, 2), ran.err
        said += [plain(ran.out), plain(ran.err)]
    said.append(said_in(tmp_path / "pack"))
    assert leaks(hidden, "\n".join(said)) == []


@given(many_logs(8))
@examples(5)
def test_no_report_says_a_hidden_value(world: World) -> None:
    """The same of reports on logs and lists as hypothesis makes them."""
    with scanned(world) as plainly:
        wanted = {None: personal_values(plainly), Pseudonyms(b"k" * 32): all_values(plainly)}
    for pseudonyms, hidden in wanted.items():
        shown = Settings(now=SETTINGS.now, zone="UTC", pseudonyms=pseudonyms)
        with scanned(world, shown) as result, tempfile.TemporaryDirectory() as folder:
            result.write(Path(folder) / "out", "en", FORMATS.split(","))
            assert leaks(hidden, said_in(Path(folder))) == []


def test_a_leak_would_be_found(run: Run, tmp_path: Path) -> None:
    """The search finds what is revealed, in every form."""
    hidden = hidden_in_sample("reused_licence")["masked"]
    run("analyze", SAMPLES / "reused_licence", "--out", "out", "--format", "json", "--reveal",
        *OPTIONS)  # fmt: skip
    for form in FORMATS.split(","):
        run("render", "out", "--out", form, "--format", form)
        assert leaks(hidden, said_in(tmp_path / form))


def test_pseudonyms_are_joined_by_the_key(run: Run, log: Path, tmp_path: Path) -> None:
    """One key file gives the same report each time, another key another one; the key is written
    for its owner alone, told of once, and stands in no output."""
    (log.parent / "k").mkdir()
    for out, key in (("a", "k/1"), ("b", "k/1"), ("c", "k/2")):
        ran = run("analyze", log, "--out", out, "--now", NOW, "--pseudonymize", "--key-file", key)
        assert ran.code == 0
        assert ("New key in" in ran.err) == (out != "b")
    a, b, c = ((tmp_path / name / "report.json").read_bytes() for name in "abc")
    assert a == b != c
    key_text = (tmp_path / "k/1").read_text(encoding="ascii").strip()
    assert (tmp_path / "k/1").stat().st_mode & 0o777 == 0o600
    assert key_text not in said_in(tmp_path / "a")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--pseudonymize",), "--pseudonymize needs --key-file FILE"),
        (("--key-file", "new.txt"), "--key-file goes with --pseudonymize"),
        (("--pseudonymize", "--key-file", "new.txt", "--reveal"), "without --reveal"),
        (("--pseudonymize", "--key-file", "empty.txt"), "empty.txt: 0 bytes are no key"),
        (("--pseudonymize", "--key-file", "short.txt"), "short.txt: 31 bytes are no key"),
        (("--pseudonymize", "--key-file", "no/such/new.txt"), "cannot be read or written"),
    ],
)
def test_no_key(run: Run, log: Path, tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    """Without a sound key nothing is written, and nothing is shown as it is."""
    (tmp_path / "empty.txt").touch()
    (tmp_path / "short.txt").write_text("x" * 31 + "\n", encoding="ascii")
    ran = run("analyze", log, "--out", "out", *options)
    assert ran.code == 2
    assert said in ran.why
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "new.txt").exists()


def test_a_config_names_the_key(run: Run, log: Path, tmp_path: Path) -> None:
    """linkscan.toml may ask for pseudonyms, too."""
    (tmp_path / "linkscan.toml").write_text(
        'pseudonymize = true\nkey_file = "key.txt"\n', encoding="utf-8"
    )
    ran = run("analyze", log)
    assert ran.code == 0
    assert (tmp_path / "key.txt").exists()


@pytest.mark.parametrize("pseudonyms", MODES)
def test_no_command_opens_a_socket(
    run: Run, log: Path, monkeypatch: pytest.MonkeyPatch, pseudonyms: str
) -> None:
    """Nothing that is analysed leaves the computer: every command runs without a network."""

    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    (log.parent / "plan.csv").write_text("account,ip\nnew,203.0.113.1\n", encoding="utf-8")
    for arguments in (
        ("analyze", log, "--format", FORMATS),
        ("explain", "shop-1", "shop-2", log, "--pack", "pack"),
        ("steps", log),
        ("whatif", log, "--move", "shop-1=PC-99"),
        ("preflight", "plan.csv", "--against", log),
        ("inspect", log),
        *(WITHOUT_INPUT if pseudonyms == "masked" else ()),
    ):
        ran = run(*arguments, *MODES[pseudonyms])
        assert ran.code in (0, 1), ran.err


SLOW = """
import time
import linkscan.pipeline as pipeline
from linkscan.cli import main
load = pipeline.load
def slow(*arguments):
    load(*arguments)
    print("loaded", flush=True)
    time.sleep(60)
pipeline.load = slow
main()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows ends a process at once")
@pytest.mark.parametrize("ending", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_no_copy_outlives_the_process(log: Path, tmp_path: Path, ending: str) -> None:
    """Copies of the rows are for their owner alone, and are gone however the process is ended."""
    work = tmp_path / "work"
    work.mkdir()
    log.write_text(LOG + "x\n", encoding="utf-8")  # a ragged row: read from a copy
    command = [sys.executable, "-c", SLOW, "analyze", str(log), "--temp-dir", str(work)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"loaded\n"
        kept = list(work.iterdir())
        assert kept
        assert all(path.stat().st_mode & 0o777 == 0o700 for path in kept)
        process.send_signal(getattr(signal, ending))
        process.wait(20)
    assert list(work.iterdir()) == []
