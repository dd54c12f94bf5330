"""A file of records that grows."""

from __future__ import annotations

import csv
import json
import stat
import sys
from pathlib import Path

import pytest

from linkscan.capture.record import Record, record_of
from linkscan.errors import LinkscanError
from linkscan.report.forms.appended import Appender
from tests.capture.decode.test_talks import SESSION
from tests.capture.test_record import MAPPING
from tests.capture.test_visits import named

RECORDS: list[Record] = [SESSION, MAPPING, named(0, 5, "PC-1")]


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_two_captures_in_one_file(tmp_path: Path, form: str) -> None:
    """A second capture goes on where the first one ended; each record reads back as it was."""
    path = tmp_path / "a"
    for _capture in range(2):
        appender = Appender(path, form)
        for record in RECORDS:
            appender.write([record])
        appender.close()
    text = path.read_text(encoding="utf-8")
    rows = (
        [json.loads(line) for line in text.splitlines()]
        if form == "jsonl"
        else list(csv.DictReader(text.splitlines()))
    )
    assert [record_of(row) for row in rows] == RECORDS * 2


def test_what_is_written_is_there(tmp_path: Path) -> None:
    """Each record is in the file before the next one comes: a process that is killed loses none."""
    appender = Appender(tmp_path / "a", "jsonl")
    for count, record in enumerate(RECORDS, 1):
        appender.write([record])
        assert len((tmp_path / "a").read_text(encoding="utf-8").splitlines()) == count
    appender.close()


def test_a_line_that_was_cut(tmp_path: Path) -> None:
    """A line that was cut off spoils none of those that follow."""
    path = tmp_path / "a"
    path.write_text('{"record": "session", "transp', encoding="utf-8")
    appender = Appender(path, "jsonl")
    appender.write([MAPPING])
    appender.close()
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[1])["record"] == "mapping"


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_other_files_are_kept(tmp_path: Path, form: str) -> None:
    """A file that holds something else is not written to."""
    path = tmp_path / "logins.csv"
    path.write_text("account,ip\n", encoding="utf-8")
    with pytest.raises(LinkscanError, match="holds no such records"):
        Appender(path, form)
    assert path.read_text(encoding="utf-8") == "account,ip\n"


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A folder that does not exist is told in one sentence."""
    with pytest.raises(LinkscanError, match=r"cannot be written \(No such file or directory\)"):
        Appender(tmp_path / "none" / "a", "jsonl")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_for_the_owner_alone(tmp_path: Path) -> None:
    """Nobody else may read where people were."""
    Appender(tmp_path / "a", "jsonl").close()
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file the lines go to standard output."""
    appender = Appender(None, "csv")
    appender.write([MAPPING])
    appender.close()
    assert [line[:8] for line in capsys.readouterr().out.splitlines()] == ["record,t", "mapping,"]
