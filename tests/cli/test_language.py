"""One language at a time: Chinese without an English sentence, English without Chinese."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from itertools import chain

import openpyxl
import pytest

import linkscan
from linkscan.cli import COMMANDS
from linkscan.report.forms.text import summary
from linkscan.report.forms.text_file import text_file
from linkscan.report.visible import width
from tests.golden.scenarios import SAMPLES, SCENARIOS, settings

CJK = re.compile("[\u2e80-\u9fff\uff00-\uffef]+")
ENGLISH = re.compile(
    r"[A-Za-z]+ (?:a|an|and|are|by|each|for|from|has|in|is|it|not|of|on|or|that|the|they|to|was"
    r"|which|with) [A-Za-z]+|\b(?:[Ee]rror|[Mm]issing|Usage|Options|Show|Try|[Ii]nvalid|default)\b"
)
"""Words that hold English sentences together, between others; and those of click."""

WRONG = (
    ("frob",),
    (),
    ("analyze",),
    ("analyze", "--frob", "x.csv"),
    ("analyze", "x.csv", "--prior", "much"),
    ("analyze", "x.csv", "--fail-on", "much"),
    ("analyze", "x.csv", "--max-rejected", "200"),
    ("analyze", "x.csv", "--temp-dir", "nowhere"),
    ("analyze", "x.csv", "--reveal=3"),
    ("analyze", "x.csv", "--out"),
    ("preflight", "plan.csv"),
    ("presets", "more", "than", "asked"),
    ("explain", "a", "b", "nowhere.csv"),
)

PROGRAM = """
import contextlib, io, json, sys
from linkscan.cli import main
said = []
for arguments in json.loads(sys.stdin.read()):
    sys.argv[1:] = arguments
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            said.append([end.code, out.getvalue(), err.getvalue()])
print(json.dumps(said))
"""


def in_language(lang: str, *runs: tuple[str, ...]) -> list[tuple[int, str, str]]:
    """Code, stdout and stderr of each run of the program, in one process of this language."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps(runs),
        env=os.environ | {"LINKSCAN_LANG": lang, "LANG": "C", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return [(code, out, err) for code, out, err in json.loads(done.stdout)]


def helps(lang: str) -> list[str]:
    """The help of linkscan and of every command."""
    runs = [("--help",), *((name, "--help") for name in COMMANDS)]
    return [out for _code, out, _err in in_language(lang, *runs)]


def test_help_in_chinese() -> None:
    """No sentence of a help page is English, click's own included; no line is too wide."""
    for page in helps("zh"):
        assert ENGLISH.findall(page) == []
        assert "用法" in page
        assert max(map(width, page.splitlines())) <= 80


def test_help_in_english() -> None:
    """No character of a help page is Chinese, but in an example of what to type."""
    for page in helps("en"):
        assert CJK.findall(page.replace("店铺", "")) == []
        assert page.startswith("Usage: ")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_wrong_use(lang: str) -> None:
    """Every wrong use ends with 2, and its last line says why, in the language of the user."""
    for code, out, err in in_language(lang, *WRONG):
        assert (code, out) == (2, "")
        why = err.splitlines()[-1]
        assert why.startswith({"zh": "错误：", "en": "Error: "}[lang])
        assert (ENGLISH if lang == "zh" else CJK).findall(err) == []


def test_the_option_counts_before_the_environment() -> None:
    """`--lang` before or after the command, in help and in errors."""
    runs = (("--lang", "zh", "--help"), ("analyze", "--lang", "zh", "--frob"))
    for _code, out, err in in_language("zh", *runs):
        assert "显示本帮助" in out or "没有选项" in err


@cache
def input_text(scenario: str) -> str:
    """The names and texts of the files of a sample: a report quotes them."""
    found = []
    for path in sorted((SAMPLES / scenario).iterdir()):
        found.append(path.name)
        if path.suffix == ".xlsx":
            for sheet in openpyxl.load_workbook(path):
                found += [sheet.title, *map(str, chain(*sheet.values))]
        else:
            raw = path.read_bytes()
            found += [raw.decode(encoding, "ignore") for encoding in ("utf-8", "gb18030")]
    return "\n".join(found)


@pytest.mark.scans
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_text_of_a_sample(scenario: str) -> None:
    """What is said of a sample is in one language, but for what its files say."""
    with linkscan.scan([SAMPLES / scenario], settings=settings(scenario)) as result:
        report = result.report
    known = input_text(scenario)
    for one in (summary, text_file):
        english, chinese = one(report, "en"), one(report, "zh")
        assert [found for found in CJK.findall(english) if found not in known] == []
        assert [found for found in ENGLISH.findall(chinese) if found not in known] == []
