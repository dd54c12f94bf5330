"""`linkscan analyze`: what it writes, what it refuses, and how it ends."""

from __future__ import annotations

import gzip
import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.scanning import lines

NOW = ("--now", "2026-11-01T00:00:00Z")
LOG = "account,time,ip\na,2026-01-02 09:05:00,203.0.113.1\nb,2026-01-03 09:05:00,203.0.113.1\n"
DEFAULT = Path("linkscan-report")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log with one finding of level medium."""
    path = tmp_path / "logins.csv"
    path.write_text(LOG, encoding="utf-8")
    return path


def report(folder: Path = DEFAULT) -> Any:
    """The report in a folder."""
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))


def test_steps_unless_they_are_not_wanted(run: Run, log: Path) -> None:
    """Ranked first steps stand in every report of a small log; --no-steps says how to get them."""
    step = "instead of IP address 203.0.113.1 (2 stores). Separates 2 of 2 stores."
    assert step in run("analyze", log).out.replace("\n    ", " ")
    assert report()["steps"]["groups"][0]["steps"][0]["separated"] == 2
    assert step in (DEFAULT / "index.html").read_text("utf-8")
    ran = run("analyze", log, "--no-steps")
    assert "linkscan steps FOLDER" in ran.out
    assert report()["steps"] is None
    assert "linkscan steps FOLDER" in (DEFAULT / "index.html").read_text("utf-8")


def test_steps_of_a_large_log_where_wanted(
    run: Run, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unasked they are left out where they take long; --steps, or a linkscan.toml, asks."""
    monkeypatch.setattr("linkscan.whatif.first_steps.ROWS_UNASKED", 1)
    run("analyze", log)
    assert report()["steps"] is None
    run("analyze", log, "--steps")
    assert report()["steps"]
    log.with_name("linkscan.toml").write_text("steps = true\n", encoding="utf-8")
    run("analyze", log)
    assert report()["steps"]
    assert run("steps", log).code == 0


def test_no_option_is_needed(run: Run, log: Path, tmp_path: Path) -> None:
    """Without options the report stands in linkscan-report, and one screen says the verdict."""
    ran = run("analyze", log)
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.out.splitlines()) < 40
    assert "linkscan-report" in ran.out
    folder = tmp_path / DEFAULT
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    assert {"index.html", "accounts.html", "report.json", "csv/findings.csv"} <= names
    assert any(name.startswith("machines/") for name in names)
    assert any(name.startswith("tables/") for name in names)
    assert {path.name for path in tmp_path.iterdir()} == {"logins.csv", "linkscan-report"}


def test_an_old_report_is_replaced(run: Run, log: Path) -> None:
    """A second run replaces the first report."""
    run("analyze", log)
    log.write_text("account,ip\nc,203.0.113.1\n")
    assert run("analyze", log).code == 0
    assert [one["id"] for one in report()["accounts"]] == ["c"]


def test_a_foreign_folder_is_kept(run: Run, log: Path, tmp_path: Path) -> None:
    """A folder that linkscan did not write is refused, before any work, and stays as it is."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    ran = run("analyze", log, "--out", "mine")
    assert (ran.code, ran.out) == (2, "")
    assert ran.why.startswith("Error: mine: already there, and nothing that linkscan wrote")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def _refused(tmp_path: Path) -> dict[str, bytes]:
    packed = gzip.compress((LOG * 200).encode())
    return {
        "empty.csv": b"",
        "blank.csv": b"\n \n\n",
        "header.csv": b"account,ip\n",
        "columns.csv": b"colour,shape\nred,round\n",
        "nobody.csv": b"account,ip\n,203.0.113.1\n,203.0.113.2\n",
        "cut.csv.gz": packed[: len(packed) // 2],
        "bad.csv.gz": b"\x1f\x8b" + bytes(range(200)),
        "picture.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        "zeros.csv": bytes(4096),
        "broken.xlsx": b"PK\x03\x04" + bytes(500),
        "broken.parquet": b"PAR1" + bytes(500),
    }


@pytest.mark.parametrize("name", [*_refused(Path()), "missing.csv", "empty-folder", "*.none"])
def test_refused_input(name: str, run: Run, tmp_path: Path) -> None:
    """What cannot be read is one sentence and exit 2; nothing is written, nothing left over."""
    if content := _refused(tmp_path).get(name, b""):
        (tmp_path / name).write_bytes(content)
    elif name == "empty.csv":
        (tmp_path / name).touch()
    elif name == "empty-folder":
        (tmp_path / name).mkdir()
    (tmp_path / "spill").mkdir()
    before = sorted(tmp_path.rglob("*"))
    ran = run("analyze", name, "--temp-dir", "spill")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1, ran.err
    assert ran.err.startswith(f"Error: {name}")
    assert sorted(tmp_path.rglob("*")) == before


def test_nothing_is_left_behind(run: Run, log: Path, tmp_path: Path) -> None:
    """A run that ends well leaves no temporary file."""
    (tmp_path / "spill").mkdir()
    assert run("analyze", log, "--temp-dir", "spill").code == 0
    assert list((tmp_path / "spill").iterdir()) == []


@pytest.mark.parametrize(
    ("level", "code"), [("critical", 0), ("high", 0), ("medium", 1), ("low", 1)]
)
def test_fail_on(level: str, code: int, run: Run, log: Path) -> None:
    """`--fail-on` ends with 1 where a finding is that serious; the report is written."""
    ran = run("analyze", log, "--fail-on", level)
    assert ran.code == code
    assert len(report()["findings"]) == 1
    said = f"Exit 1: findings of level {level} or worse: 1 (--fail-on)."
    assert ran.why == (said if code else "")


@pytest.mark.parametrize(
    ("most", "rejected", "code"),
    [(None, 0, 0), (None, 1, 3), ("20", 1, 0), ("19.9", 1, 3), ("0", 0, 0), ("100", 4, 0)],
)
def test_max_rejected(most: str | None, rejected: int, code: int, run: Run, log: Path) -> None:
    """More than `--max-rejected` percent of rejected rows end with 3, which beats 1."""
    used = 5 - rejected
    rows = ["a,203.0.113.1"] + ["b,203.0.113.1"] * (used - 1) + [",203.0.113.1"] * rejected
    log.write_text("account,ip\n" + "\n".join(rows) + "\n")
    limit = [] if most is None else ["--max-rejected", most]
    ran = run("analyze", log, *limit)
    assert ran.code == code
    assert report()["inputs"][0]["rows_rejected"] == rejected
    if code:
        assert ran.why.startswith(f"Exit 3: {rejected} of 5 rows were rejected, more than ")
        assert run("analyze", log, *limit, "--fail-on", "low").code == 3


def test_min_level(run: Run, log: Path) -> None:
    """`--min-level` keeps lesser findings out of the terminal, not out of the report."""
    everything, little = run("analyze", log), run("analyze", log, "--min-level", "critical")
    assert "Machines to look at first:" in everything.out
    assert "Machines to look at first:" not in little.out
    assert len(report()["findings"]) == 1


def test_map(run: Run, log: Path) -> None:
    """`--map` names columns that linkscan does not know; a slip of the pen is told."""
    log.write_text("wer,woher\na,203.0.113.1\nb,203.0.113.1\n")
    assert run("analyze", log).code == 2
    assert run("analyze", log, "--map", "account=wer", "--map", "ip=woher").code == 0
    assert [one["kinds"] for one in report()["findings"]] == [["ip"]]
    for wrong in ("account", "account=", "=wer", "machine=nobody", "colour=wer"):
        ran = run("analyze", log, "--map", wrong, "--map", "account=wer", "--map", "ip=woher")
        assert ran.code == 2
        assert ran.why.startswith("Error: --map"), ran.why


def test_tz(run: Run, log: Path, tmp_path: Path) -> None:
    """`--tz` gives times a zone, for all files or for one; a zone that is none is told."""
    (tmp_path / "other.csv").write_text(LOG.replace("a,", "c,").replace("b,", "d,"))
    ran = run("analyze", log, "other.csv", "--tz", "Asia/Shanghai", "--tz", "other.csv=UTC")
    assert ran.code == 0
    first = {(one["account"], one["first_seen"]) for one in report()["links"]}
    assert {("a", "2026-01-02T01:05:00Z"), ("c", "2026-01-02T09:05:00Z")} <= first
    assert "naive-time" not in {one["code"] for one in report()["warnings"]}
    for wrong in ("Nowhere/City", "logins.csv=+25", "../../etc/passwd"):
        assert run("analyze", log, "--tz", wrong).why.startswith("Error: --tz: ")
    assert run("analyze", log).code == 0
    assert "naive-time" in {one["code"] for one in report()["warnings"]}


def test_environment(run: Run, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every option is also a variable; the command line counts before it."""
    monkeypatch.setenv("LINKSCAN_TZ", "Asia/Shanghai")
    monkeypatch.setenv("LINKSCAN_FAIL_ON", "low")
    monkeypatch.setenv("LINKSCAN_OUT", "elsewhere")
    assert run("analyze", log).code == 1
    assert report(Path("elsewhere"))["settings"]["tz"] == "Asia/Shanghai"
    assert run("analyze", log, "--tz", "UTC", "--fail-on", "critical").code == 0
    assert report(Path("elsewhere"))["settings"]["tz"] == "UTC"
    for lang in ("zh", "zh_CN.UTF-8"):  # as a locale is written
        monkeypatch.setenv("LINKSCAN_LANG", lang)
        assert run("analyze", "missing.csv").why.startswith("错误：missing.csv")


CONFIG = """
    fail_on = "low"
    out = "elsewhere"
    [map]
    account = "wer"
    ip = "woher"
    [tz]
    "logins.csv" = "Asia/Shanghai"
    [aliases]
    "b again" = "b"
"""


@pytest.mark.parametrize("option", [(), ("--config", "linkscan.toml")])
def test_config(option: tuple[str, ...], run: Run, log: Path, tmp_path: Path) -> None:
    """linkscan.toml of this folder, or the one named, gives options and aliases."""
    (tmp_path / "linkscan.toml").write_text(lines(CONFIG))
    log.write_text("wer,woher,time\na,203.0.113.1,2026-01-02 09:05\nb,203.0.113.2,\n"
                   "B again,203.0.113.1,\n")  # fmt: skip
    assert run("analyze", log, *option).code == 1
    said = report(Path("elsewhere"))
    assert [one["spellings"] for one in said["accounts"]] == [["B again", "b"], ["a"]]
    assert [one["accounts"] for one in said["findings"]] == [["B again", "a"]]
    assert said["findings"][0]["first_seen"] == "2026-01-02T01:05:00Z"
    assert run("analyze", log, *option, "--fail-on", "critical").code == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("colour = 'red'", "'colour' is no setting; allowed are out, "),
        ("fail_on = ", "cannot be read as TOML"),
        ("aliases = 3", "[aliases] takes lines like"),
        ("[aliases]\na = 3", "[aliases] takes lines like"),
    ],
)
def test_wrong_config(content: str, said: str, run: Run, log: Path, tmp_path: Path) -> None:
    """A wrong linkscan.toml stops the run and says what is wrong."""
    (tmp_path / "linkscan.toml").write_text(content)
    ran = run("analyze", log)
    assert (ran.code, ran.out) == (2, "")
    assert ran.why.startswith("Error: linkscan.toml: ")
    assert said in ran.why


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--now", "31/12/24"], "--now: '31/12/24' is not an ISO 8601 time"),
        (["--ipv6-prefix", "32"], "--ipv6-prefix: 32 is not a prefix length; allowed are 48 to"),
        (["--memory-limit", "much"], "--memory-limit: 'much' is not a size"),
        (["--format", "html,pdf"], "--format: 'pdf' is no form of report; allowed are html"),
        (["--encoding", "klingon"], ""),
        (["--max-rejected", "101"], "Invalid value for '--max-rejected'"),
        (["--fail-on", "worst"], "Invalid value for '--fail-on'"),
    ],
)
def test_wrong_settings(options: list[str], said: str, run: Run, log: Path) -> None:
    """A setting that does not parse is never a default in silence."""
    ran = run("analyze", log, *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.why.startswith(f"Error: {said}")
    assert not DEFAULT.exists()


def test_roles_by_option(run: Run, log: Path, tmp_path: Path) -> None:
    """The options name the role of a file whose columns do not say it."""
    (tmp_path / "stores.csv").write_text("account,email\na,x@stores.invalid\nb,y@stores.invalid\n")
    (tmp_path / "pcs.csv").write_text("machine,site\nPC-9,Hall 2\n")
    ran = run("analyze", log.name, "--registrations", "stores.csv", "--machines", "pcs.csv")
    assert ran.code == 0
    assert {one["name"]: one["role"] for one in report()["inputs"]} == {
        "logins.csv": "logins", "stores.csv": "registrations", "pcs.csv": "machines"
    }  # fmt: skip
    assert {"PC-9"} < {one["id"] for one in report()["machines"]}


def test_reveal(run: Run, tmp_path: Path) -> None:
    """Papers and contacts are masked everywhere, unless `--reveal` asks for them."""
    phone, licence = "13912340001", "91440300MA5DEM01X1"
    (tmp_path / "stores.csv").write_text(
        f"store,platform,status,phone,uscc\n{phone},amazon,active,{phone},{licence}\n"
        f"b,amazon,active,{phone},{licence}\n"
    )
    ran = run("analyze", "stores.csv")
    written = b"".join(path.read_bytes() for path in DEFAULT.rglob("*") if path.is_file())
    for text in (ran.out, ran.err, written.decode("utf-8", "replace")):
        assert phone not in text
        assert licence not in text
    assert run("analyze", "stores.csv", "--reveal").code == 0
    text = (DEFAULT / "report.json").read_text()
    assert phone in text
    assert licence in text


def test_no_network(run: Run, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An analysis opens no socket."""

    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert run("analyze", log).code == 0


def test_report_is_the_same_with_any_hash_seed(tmp_path: Path) -> None:
    """Two processes with different hash seeds write the same JSON, CSV and HTML."""
    (tmp_path / "logins.csv").write_text(
        "account,platform,ip,device id,machine\n"
        + "".join(f"s{n % 9},{'amazon' if n % 2 else 'douyin'},203.0.113.{n % 5},dev-x{n % 4}q,"
                  f"PC-{n % 3}\n" for n in range(60))
    )  # fmt: skip
    (tmp_path / "stores.csv").write_text(
        "store,platform,status,uscc\ns1,amazon,suspended,91440300MA5DEM01X1\n"
        "s3,亚马逊,active,91440300MA5DEM01X1\nghost,amazon,rejected,91440300MA5DEM01X1\n"
    )
    contents = []
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "linkscan", "analyze", "logins.csv", "stores.csv", *NOW]
        done = subprocess.run(
            [*command, "--out", seed], cwd=tmp_path, env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        folder = tmp_path / seed
        contents.append({
            str(path.relative_to(folder)): path.read_bytes()
            for path in folder.rglob("*") if path.is_file()
        })  # fmt: skip
    assert contents[0].keys() == contents[1].keys()
    assert [name for name in contents[0] if contents[0][name] != contents[1][name]] == []


# -- what evidence is worth ------------------------------------------------------------------


def level() -> str:
    """The level of the only finding."""
    (one,) = report()["findings"]
    return str(one["level"])


@pytest.mark.parametrize(("prior", "wanted"), [("1e-6", "low"), ("0.0001", "medium"),
                                               ("0.01", "high")])  # fmt: skip
def test_prior(prior: str, wanted: str, run: Run, log: Path) -> None:
    """`--prior` says how likely two stores are one operator's before any evidence."""
    assert run("analyze", log, "--prior", prior).code == 0
    assert level() == wanted
    assert report()["settings"]["prior"] == f"{float(prior):g}"


@pytest.mark.parametrize("prior", ["0", "1", "-0.5", "7", "nan"])
def test_wrong_prior(prior: str, run: Run, log: Path) -> None:
    """What is no probability is refused."""
    ran = run("analyze", log, f"--prior={prior}")
    assert (ran.code, ran.out) == (2, "")
    assert ran.why.startswith("Error: --prior: ")


def test_mode(run: Run, log: Path, tmp_path: Path) -> None:
    """`--mode sample` reads one address of many stores as that of strangers; several declared
    owners without a mode are told."""
    rows = "".join(f"s{n},2026-01-02,203.0.113.1\n" for n in range(200))
    log.write_text(f"account,time,ip\n{rows}")
    owners = "".join(f"s{n},active,Owner {n % 3}\n" for n in range(200))
    (tmp_path / "stores.csv").write_text(f"store,status,owner\n{owners}")
    for options, wanted in (((), "medium"), (("--mode", "own"), "medium"),
                            (("--mode", "sample"), "low")):  # fmt: skip
        assert run("analyze", log, "stores.csv", *options).code == 0
        assert level() == wanted
        codes = {one["code"] for one in report()["warnings"]}
        assert ("several-owners" in codes) is (not options)
    assert report()["settings"]["mode"] == "sample"


RANGES = "network,type\n203.0.113.0/24,vpn\n"


METRICS = "account,platform,date,order defect rate\na,amazon,2026-10-31,1.3%\n"
WEAK_LOG = LOG.replace("account", "platform,account").replace("\n", "\namazon,", 2)


def test_metrics(run: Run, tmp_path: Path) -> None:
    """A weak store raises its group, the headline says so, and --fail-on follows."""
    (tmp_path / "logins.csv").write_text(WEAK_LOG, encoding="utf-8")
    (tmp_path / "figures.csv").write_text(METRICS, encoding="utf-8")
    assert run("analyze", "logins.csv", "--fail-on", "high", *NOW).code == 0
    ran = run("analyze", "logins.csv", "--metrics", "figures.csv", "--fail-on", "high", *NOW)
    assert ran.out.startswith("[high] A store that breaks a limit of its platform is tied")
    assert "Stores that hang on amazon/a: 1." in ran.out
    assert ran.code == 1
    assert ran.why == (
        "Exit 1: groups that a weak store brings to level high or worse: 1 (--fail-on)."
    )
    assert [one["rule"] for one in report()["health"]] == ["R9"]


def test_an_accepted_finding_lets_a_weak_store_pass(run: Run, tmp_path: Path) -> None:
    """Where every finding of a group is accepted, its weak store does not fail the run."""
    (tmp_path / "logins.csv").write_text(WEAK_LOG, encoding="utf-8")
    (tmp_path / "figures.csv").write_text(METRICS, encoding="utf-8")
    command = ("analyze", "logins.csv", "--metrics", "figures.csv", "--fail-on", "high", *NOW)
    assert run(*command).code == 1
    (finding,) = report()["findings"]
    (tmp_path / "linkscan.toml").write_text(
        f'[[accepted]]\nfinding = "{finding["id"]}"\nreason = "known"\nowner = "op"\n'
        'expires = "2026-12-31"\n',
        encoding="utf-8",
    )
    assert run(*command).code == 0


def test_sales_swing(run: Run, log: Path, tmp_path: Path) -> None:
    """The factor of a swing stands in linkscan.toml or on the line; below 1 it is none."""
    (tmp_path / "sales.csv").write_text(
        "account,date,sales,opened at\na,2026-10-01,100,2026-09-20\na,2026-10-08,400,2026-09-20\n",
        encoding="utf-8",
    )
    command = ("analyze", log, "sales.csv", *NOW)
    assert run(*command).code == 0
    assert [one["value"] for one in report()["health"]] == [4.0]
    (tmp_path / "linkscan.toml").write_text("sales_swing = 5", encoding="utf-8")
    assert run(*command).code == 0
    assert report()["health"] == []
    ran = run(*command, "--sales-swing", "1")
    assert (ran.code, ran.why) == (
        2, "Error: --sales-swing: 1.0 is no factor; write a number above 1, like 3."
    )  # fmt: skip


def test_ranges(run: Run, log: Path, tmp_path: Path) -> None:
    """`--ranges` names where addresses come from; a file that is none is told."""
    (tmp_path / "ranges.csv").write_text(RANGES)
    assert run("analyze", log, "--ranges", "ranges.csv").code == 0
    assert level() == "low"
    assert [one["code"] for one in report()["warnings"] if one["code"] == "range-file"] == [
        "range-file"
    ]
    ran = run("analyze", log, "--ranges", "missing.csv")
    assert (ran.code, ran.out) == (2, "")
    assert "missing.csv" in ran.why


def declare(tmp_path: Path, text: str) -> None:
    """Write linkscan.toml."""
    (tmp_path / "linkscan.toml").write_text(lines(text))


def test_lines(run: Run, log: Path, tmp_path: Path) -> None:
    """[lines] of linkscan.toml name the user's own lines; a VPN exit among them weighs less."""
    declare(tmp_path, '[lines]\n"203.0.113.0/24" = "office line"')
    assert run("analyze", log).code == 0
    assert (level(), report()["identifiers"][0]["class"]) == ("medium", "office line")
    declare(tmp_path, '[lines]\n"203.0.113.0/24" = "VPN exit"')
    assert run("analyze", log).code == 0
    assert level() == "low"


def test_relations(run: Run, log: Path, tmp_path: Path) -> None:
    """[[relations]] of linkscan.toml say which stores belong together."""
    declare(
        tmp_path,
        """
        [[relations]]
        accounts = ["a", "b"]
        reason = "one company, approved"
        owner = "Chen"
        expires = 2026-12-31
        """,
    )
    assert run("analyze", log, *NOW, "--fail-on", "medium").code == 0
    assert level() == "low"
    assert report()["findings"][0]["relation"] == "one company, approved"
    later = ("--now", "2027-01-01T00:00:00Z")
    assert run("analyze", log, *later, "--fail-on", "medium").code == 1
    assert "expired-relation" in {one["code"] for one in report()["warnings"]}


@pytest.mark.parametrize(("expires", "code"), [("2026-11-01", 0), ("2026-10-31", 1), ("soon", 1)])
def test_accepted(expires: str, code: int, run: Run, log: Path, tmp_path: Path) -> None:
    """An accepted finding keeps its level and is not what `--fail-on` fails on, until the
    acceptance expires."""
    assert run("analyze", log, *NOW, "--fail-on", "medium").code == 1
    (finding,) = report()["findings"]
    declare(
        tmp_path,
        f"""
        [[accepted]]
        finding = "{finding["id"]}"
        reason = "the office line"
        owner = "Chen"
        expires = "{expires}"
        """,
    )
    ran = run("analyze", log, *NOW, "--fail-on", "medium")
    assert ran.code == code
    (again,) = report()["findings"]
    assert (again["id"], again["level"]) == (finding["id"], "medium")
    assert (again["accepted"] is not None) is (code == 0)
    assert ("expired-acceptance" in {one["code"] for one in report()["warnings"]}) is (code == 1)


def test_a_workbook_on_request(run: Run, log: Path, tmp_path: Path) -> None:
    """`--format xlsx` writes report.xlsx, which no run writes unasked."""
    assert run("analyze", log, "--format", "xlsx", "--out", "asked").code == 0
    assert {path.name for path in (tmp_path / "asked").iterdir()} == {
        "report.json",
        "report.xlsx",
        "tables",
    }
    assert run("analyze", log, "--out", "unasked").code == 0
    assert not (tmp_path / "unasked" / "report.xlsx").exists()


def test_people_read_times_in_their_zone_and_programs_in_utc(run: Run, tmp_path: Path) -> None:
    """What the log calls half past midnight is so on every page; tables and JSON stay UTC."""
    text = "account,time,ip,machine\na,2026-01-03 00:30,203.0.113.7,PC-1\n"
    (tmp_path / "log.csv").write_text(text + text.splitlines()[1].replace("a,", "b,") + "\n")
    (tmp_path / "linkscan.toml").write_text('tz = "Asia/Shanghai"\n')
    assert run("analyze", "log.csv", "--format", "html,json,csv,text,markdown").code == 0
    assert report()["display_zone"] == "Asia/Shanghai"
    out = tmp_path / "linkscan-report"
    for name in ("index.html", "machines/PC-1.html", "report.txt", "report.md"):
        said = (out / name).read_text("utf-8")
        assert "2026-01-03 00:30" in said, name
        assert "2026-01-02 16:30" not in said, name
        assert "Beijing time" in said, name
    assert "2026-01-02T16:30:00Z" in (out / "csv/links.csv").read_text("utf-8-sig")
    assert {one["first_seen"] for one in report()["links"]} == {"2026-01-02T16:30:00Z"}
    assert "2026-01-03 00:30" in run("explain", "a", "b", "log.csv").out
