"""`linkscan explain`: what it prints, what it refuses, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.explaining import CHAIN
from tests.scanning import lines

NOW = ("--now", "2026-11-01T00:00:00Z")
STORES = "store,platform,phone\na,amazon,+12025550101\nd,amazon,+12025550101\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log with a chain of three stores, and one beside it."""
    path = tmp_path / "logins.csv"
    path.write_text(lines(CHAIN), encoding="utf-8")
    return path


def test_text(run: Run, log: Path, tmp_path: Path) -> None:
    """By default the answer is text on stdout, nothing is written, and the code is 0."""
    ran = run("explain", "a", "b", log)
    assert (ran.code, ran.err) == (0, "")
    assert "Tied: noticeable evidence" in ran.out
    assert [path.name for path in tmp_path.iterdir()] == ["logins.csv"]


def test_not_tied_is_an_answer(run: Run, log: Path) -> None:
    """That two stores are not tied is no failure."""
    ran = run("explain", "a", "d", log)
    assert ran.code == 0
    assert "Nothing that was checked ties amazon/a and amazon/d." in ran.out


def test_chinese(run: Run, log: Path) -> None:
    """--lang zh answers in Chinese."""
    ran = run("explain", "a", "b", log, "--lang", "zh")
    assert ran.code == 0
    assert "有关联" in ran.out
    assert "Tied" not in ran.out


def test_json_equals_analyze(run: Run, log: Path) -> None:
    """--format json: the bits and the word of the finding that analyze has about the two."""
    run("analyze", log, *NOW)
    report = json.loads(Path("linkscan-report/report.json").read_text(encoding="utf-8"))
    finding = next(one for one in report["findings"] if one["kinds"] == ["device_id"])
    ran = run("explain", *finding["accounts"], log, "--format", "json", *NOW)
    assert (ran.code, ran.err) == (0, "")
    tree = json.loads(ran.out)
    assert tree["linked"] is True
    assert (tree["bits"], tree["words"]) == (finding["bits"], finding["strength"])
    assert tree["findings"] == [finding["id"]]


def test_same_bytes(run: Run, log: Path) -> None:
    """Two runs give the same bytes."""
    assert run("explain", "a", "c", log).out == run("explain", "a", "c", log).out


def test_reveal(run: Run, log: Path, tmp_path: Path) -> None:
    """A phone number is masked unless --reveal asks for it."""
    (tmp_path / "stores.csv").write_text(STORES, encoding="utf-8")
    arguments = ("explain", "a", "d", log, "stores.csv")
    assert "+12025550101" not in run(*arguments).out
    assert "+12025550101" in run(*arguments, "--reveal").out


def test_pack(run: Run, log: Path, tmp_path: Path) -> None:
    """--pack: the same answer on stdout, one line on stderr, and the folder in one's language."""
    answer = run("explain", "a", "b", log).out
    ran = run("explain", "a", "b", log, "--pack", "for counsel", *NOW)
    assert (ran.code, ran.out, ran.err) == (0, answer, "Evidence pack: for counsel\n")
    names = sorted(path.name for path in (tmp_path / "for counsel").iterdir())
    assert names == ["README.txt", "appeal.txt", "pack.json", "rows.csv", "sources.txt",
                     "timeline.csv", "timeline.txt"]  # fmt: skip
    before = (tmp_path / "for counsel/pack.json").read_bytes()
    assert run("explain", "a", "b", log, "--pack", "for counsel", *NOW).code == 0
    assert (tmp_path / "for counsel/pack.json").read_bytes() == before
    run("explain", "a", "b", log, "--pack", "for counsel", "--lang", "zh", *NOW)
    assert "证据包" in (tmp_path / "for counsel/README.txt").read_text("utf-8")


def test_pack_masks(run: Run, log: Path, tmp_path: Path) -> None:
    """A pack is masked unless --reveal asks for it."""
    (tmp_path / "stores.csv").write_text(STORES, encoding="utf-8")
    arguments = ("explain", "a", "d", log, "stores.csv", "--pack", "pack")
    for more, shown in ((), False), (("--reveal",), True):
        run(*arguments, *more)
        files = (tmp_path / "pack").iterdir()
        assert any(b"+12025550101" in path.read_bytes() for path in files) is shown


def test_pack_in_the_way(run: Run, log: Path, tmp_path: Path) -> None:
    """A folder of somebody's is refused before anything is read, and stays as it is."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.txt").write_text("mine")
    ran = run("explain", "a", "b", "no-such-file.csv", "--pack", "mine")
    assert (ran.code, ran.out) == (2, "")
    assert ran.why.startswith("Error: mine: already there")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_options_of_a_config_for_reports(run: Run, log: Path, tmp_path: Path) -> None:
    """A linkscan.toml with the report's forms does not stop the answer; its aliases hold."""
    text = 'format = "html,json"\n[aliases]\n"first" = "a"\n'
    (tmp_path / "linkscan.toml").write_text(text, encoding="utf-8")
    ran = run("explain", "first", "b", log)
    assert ran.code == 0
    assert ran.out.startswith("amazon/a ")


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (("a", "amazon/A"), "Error: 'a' and 'amazon/A' are one store: name two different ones."),
        (("zzz", "a"), "Error: no store 'zzz' in this input."),
        (("a", "amazon/e"), "Error: no store 'amazon/e' in this input; nearest: "),
    ],
)
def test_refused(run: Run, log: Path, names: tuple[str, str], sentence: str) -> None:
    """Names that no answer fits: one sentence, nothing on stdout, code 2."""
    ran = run("explain", *names, log)
    assert (ran.code, ran.out) == (2, "")
    assert ran.why.startswith(sentence)


def test_no_input(run: Run) -> None:
    """Without files there is nothing to explain."""
    ran = run("explain", "a", "b")
    assert ran.code == 2
    assert "INPUT" in ran.err


def test_help(run: Run) -> None:
    """The help names both stores and the form of the answer."""
    ran = run("explain", "--help")
    assert ran.code == 0
    assert "A B INPUT..." in ran.out
    assert "--format" in ran.out
