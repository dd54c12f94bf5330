"""`linkscan inspect`: what it prints and writes, and how it ends."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Run

LOG = """店铺名称,登录时间,登录IP,邮箱密码
a,2026-01-02 09:05,203.0.113.7,hunter2
b,2026-01-02 09:05,203.0.113.7,hunter2
"""


@pytest.fixture(autouse=True)
def log(tmp_path: Path) -> None:
    """A log in the folder of the run."""
    tmp_path.joinpath("a.csv").write_text(LOG, encoding="utf-8")


def test_text(run: Run, tmp_path: Path) -> None:
    """The file, its columns with first values, its rows; nothing is written."""
    ran = run("inspect", "a.csv")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "a.csv: logins, csv, utf-8, fields parted by comma, header in line 1\n"
        "  Columns, with the first rows:\n"
        "    店铺名称 -> account (Store): a | b\n"
        "    登录时间 -> observed_at (time of the sign-in): 2026-01-02 09:05\n"
        "    登录IP -> ip (IP address): 203.0.113.7\n"
        "    邮箱密码: holds secrets; dropped while reading\n"
        "  times without a zone: UTC\n"
        "  2 rows = 2 used + 0 ignored + 0 rejected\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_json(run: Run) -> None:
    """--format json holds all of it, and no secret."""
    ran = run("inspect", "a.csv", "--format", "json")
    (table,) = json.loads(ran.out)["tables"]
    assert (table["role"], table["rows_used"], table["header_line"]) == ("logins", 2, 1)
    assert table["columns"][3] == {
        "header": "邮箱密码", "use": "secret", "meaning": None, "instead": None,
    }  # fmt: skip
    assert "hunter2" not in ran.out


def test_chinese(run: Run) -> None:
    """--lang zh answers in Chinese."""
    assert "采用 2" in run("inspect", "a.csv", "--lang", "zh").out


def test_write_and_use(run: Run, tmp_path: Path) -> None:
    """--write saves the mapping; the next run of analyze reads it, and a changed file is told."""
    ran = run("inspect", "a.csv", "--write", "--map", "operator=登录时间")
    assert (ran.code, ran.why) == (0, "Written to linkscan.toml: the columns of a.csv.")
    text = tmp_path.joinpath("linkscan.toml").read_text(encoding="utf-8")
    assert 'operator = "登录时间"' in text
    assert (
        json.loads(run("inspect", "a.csv", "--format", "json").out)["tables"][0]["columns"][1][
            "meaning"
        ]
        == "operator"
    )
    tmp_path.joinpath("a.csv").write_text(LOG.replace("登录时间", "时间"), encoding="utf-8")
    ran = run("analyze", "a.csv")
    assert ran.code == 2
    assert "operator = '登录时间': a.csv has no such column" in ran.why


def test_a_bad_file(run: Run, tmp_path: Path) -> None:
    """A file that is no table: its one sentence, exit 2."""
    tmp_path.joinpath("b.csv").write_text("foo,bar\n1,2\n3,4\n", encoding="utf-8")
    ran = run("inspect", "b.csv")
    assert (ran.code, ran.out) == (2, "")
    assert ran.why.startswith("Error: b.csv:1: no column that names the store")


def test_an_undecided_order(run: Run, tmp_path: Path) -> None:
    """What is known is shown, and the code is 2 with the reason."""
    tmp_path.joinpath("b.csv").write_text(
        "account,time,ip\na,3/4/2026 10:00,203.0.113.7\n", encoding="utf-8"
    )
    ran = run("inspect", "b.csv")
    assert ran.code == 2
    assert "account -> account" in ran.out
    assert "--date-order" in ran.why


@pytest.mark.parametrize(
    ("mapped", "sentence"),
    [
        ("account=店铺名", "no input has a column '店铺名'; the nearest is '店铺名称'."),
        ("account=zzz", "no input has a column 'zzz'; check the spelling."),
        ("email=邮箱密码", "a column of this name holds secrets and is never read; name another "
                        "one."),
        ("foo=店铺名称", "--map: 'foo' is no field"),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen(run: Run, mapped: str, sentence: str) -> None:
    """A misspelt header or field is named with what it may mean."""
    ran = run("inspect", "a.csv", "--map", mapped)
    assert ran.code == 2
    assert sentence in ran.why


def test_a_slip_in_a_file_that_is_not_recognised(run: Run, tmp_path: Path) -> None:
    """The misspelt header is named, not the store column that is missing because of it."""
    tmp_path.joinpath("b.csv").write_text("wer,ip\nx,203.0.113.7\n", encoding="utf-8")
    ran = run("analyze", "b.csv", "--map", "account=werr")
    assert ran.why == (
        "Error: --map account=werr: no input has a column 'werr'; the nearest is 'wer'."
    )


def test_write_saves_how_a_file_is_read(run: Run, tmp_path: Path) -> None:
    """Zone, order of dates and code page that are given hold for this file from then on."""
    rows = "店铺,登录时间,登录IP\na,3/4/2026 10:00,203.0.113.7\n"
    tmp_path.joinpath("gb.csv").write_bytes(rows.encode("gb18030"))
    tmp_path.joinpath("other.csv").write_text("account,ip\nb,203.0.113.7\n", encoding="utf-8")
    given = ("--tz", "Asia/Shanghai", "--date-order", "dmy", "--encoding", "gb18030")
    assert run("inspect", "gb.csv", *given, "--write").code == 0
    told = json.loads(run("inspect", "gb.csv", "--format", "json").out)["tables"][0]
    assert (told["zone"], told["date_order"]) == ("Asia/Shanghai", "dmy")
    assert run("analyze", "other.csv").code == 0  # it holds for its own file alone
    assert run("inspect", "gb.csv", "--tz", "Asia/Tokyo", "--write").code == 0
    saved = tomllib.loads(tmp_path.joinpath("linkscan.toml").read_text(encoding="utf-8"))
    reading = {name: saved["columns"]["gb.csv"][name] for name in ("tz", "date_order", "encoding")}
    assert reading == {"tz": "Asia/Tokyo", "date_order": "dmy", "encoding": "gb18030"}


def test_an_option_for_all_files_is_not_saved_for_one(run: Run, tmp_path: Path) -> None:
    """What linkscan.toml says of all files stays where it is."""
    config = tmp_path / "linkscan.toml"
    config.write_text('tz = "Asia/Shanghai"\n', encoding="utf-8")
    assert run("inspect", "a.csv", "--write").code == 0
    assert "tz" not in tomllib.loads(config.read_text(encoding="utf-8"))["columns"]["a.csv"]


def test_the_encoding_of_one_file(run: Run, tmp_path: Path) -> None:
    """`--encoding FILE=E` holds for that file; a file that is not there is a slip of the pen."""
    tmp_path.joinpath("b.csv").write_bytes("account,ip\n店,203.0.113.7\n".encode("big5"))
    ran = run("inspect", "a.csv", "b.csv", "--encoding", "b.csv=big5", "--format", "json")
    assert [one["encoding"] for one in json.loads(ran.out)["tables"]] == ["utf-8", "big5"]
    ran = run("inspect", "a.csv", "--encoding", "c.csv=big5")
    assert ran.why == "Error: --encoding c.csv=...: no input has this name; found a.csv."


def test_a_header_without_rows(run: Run, tmp_path: Path) -> None:
    """It is said that the header is there, and what is missing."""
    tmp_path.joinpath("h.csv").write_text("account,ip\n", encoding="utf-8")
    ran = run("inspect", "h.csv")
    assert ran.why == "Error: h.csv: only a header row, no rows below it; export it again."
