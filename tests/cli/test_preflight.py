"""`linkscan preflight` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linkscan.cli import cli

LOGINS = (
    "time,account,platform,ip,device_id\n2026-01-18 09:00,Old,amazon,203.0.113.7,dev-x1-serial\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a log and two plans, which is the current one."""
    (tmp_path / "logins.csv").write_text(LOGINS, encoding="utf-8")
    (tmp_path / "more.csv").write_text(LOGINS.replace("Old", "Older"), encoding="utf-8")
    head = "account,platform,ip,device_id\n"
    (tmp_path / "free.csv").write_text(head + "New,amazon,198.51.100.1,\n", encoding="utf-8")
    (tmp_path / "tied.csv").write_text(head + "New,amazon,,DEV-X1-SERIAL\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    """The run of one command, without the exit of the process."""
    found = CliRunner().invoke(cli, ["preflight", *arguments], standalone_mode=False)
    if found.exception:
        raise found.exception
    return found


def test_all_go_is_0(folder: Path) -> None:
    """Exit 0 exactly if every planned store is GO."""
    assert run("free.csv", "--against", "logins.csv", "--lang", "en").return_value == 0
    found = run("tied.csv", "--against", "logins.csv", "--lang", "en")
    assert found.return_value == 1
    assert "[STOP] amazon/New" in found.stdout
    assert found.stderr == "Exit 1: planned stores that are not GO: 1.\n"


def test_json_on_stdout(folder: Path) -> None:
    """JSON alone stands on stdout; further logs may follow the first."""
    found = run("tied.csv", "--against", "logins.csv", "more.csv", "--format", "json")
    (store,) = json.loads(found.stdout)["stores"]
    assert store["verdict"] == "STOP"
    assert store["reasons"][0]["stores"] == ["amazon/Old", "amazon/Older"]


def test_a_config_for_reports_does_not_disturb(folder: Path) -> None:
    """`format` and `out` of a linkscan.toml are about the report of analyze."""
    (folder / "linkscan.toml").write_text('format = "html,json"\nout = "x"\n', encoding="utf-8")
    assert run("free.csv", "--against", "logins.csv").return_value == 0


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("amazon/Gone (closed): registration material is used once (R3).",
                "Asked for at review (sellers' articles): purchase receipts ready,")),
        ("zh", ("已被 amazon/Gone 使用过（已关闭）：注册资料只能用一次（R3）。",
                "审核时会要求（卖家文章）：进货凭证已备、")),
    ],
)  # fmt: skip
def test_burned_papers(folder: Path, lang: str, words: tuple[str, str]) -> None:
    """A paper of a store that closed stops a plan, and says so in either language."""
    (folder / "gone.csv").write_text(
        "account,platform,status,passport\nGone,amazon,关店,E00000099\n", encoding="utf-8"
    )
    (folder / "again.csv").write_text(
        "account,platform,passport,进货凭证\nNew,amazon,E00000099,是\n", encoding="utf-8"
    )
    found = run("again.csv", "--against", "logins.csv", "gone.csv", "--lang", lang)
    assert found.return_value == 1
    assert all(text in found.stdout for text in words)


def test_rows_of_the_plan_that_were_not_read_are_1(folder: Path) -> None:
    """A plan that was read in part is not all GO, and the last line says why."""
    text = "account,platform,ip\nNew,amazon,198.51.100.1\n,amazon,198.51.100.2\n"
    (folder / "part.csv").write_text(text, encoding="utf-8")
    found = run("part.csv", "--against", "logins.csv", "--lang", "en")
    assert found.return_value == 1
    assert "part.csv: rows that could not be read: no account. [part.csv:3]" in found.stdout
    assert found.stderr == "Exit 1: rows of the plan that could not be read: 1.\n"
