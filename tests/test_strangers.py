"""Text of strangers: any string is a name like others, and does nothing to what shows it."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Sequence

import pytest

from fingerprints import REASONS, Identifier, identify
from linkscan.model import Report
from linkscan.sources.ditto import is_ditto
from tests.conftest import CORPUS
from tests.scanning import SETTINGS, scan_texts

STRANGE = (
    # words that programs take for nothing, for numbers, or for names of their own
    "undefined", "None", "NULL", "nil", "NaN", "Infinity", "true", "-", "N/A", "0", "-1", "1e309",
    "0x7f", "1,000", "1/0", "00001", "__proto__", "hasOwnProperty", "constructor", "CON", "aux.txt",
    # formulas and commands
    "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "%0A=1", "| ls", "$(id)",
    "`id`", "--version", "../../etc/passwd", "C:\\con\\con", "%s%n", "{0}", "${jndi:x}", "{{7*7}}",
    # markup and queries
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "]]><!--", "&lt;b&gt;", "&#0;",
    "javascript:alert(1)", "' OR 1=1 --", "1; DROP TABLE events", "\"; '", "a\"b", "a'b", "a,b",
    "a;b", "a|b", "a\\", "\\\"", "a\\n",
    # characters that hide, turn or break
    "shop\u202etxt", "\u2066shop\u2069", "zero\u200bwidth", "\ufeffmark", "soft\u00adhyphen",
    "a\u2028b", "a\u0085b", "bell\x07", "\x1b[31mred", "del\x7f", "sep\x1fshop", "nul\x00shop",
    "tag\U000e0041", "vs\ufe0f", "filler\u3164", "a\nb", "a\rb",
    # scripts
    "店铺一号", "店铺 二", "ﾃｽﾄ", "田中さん", "사회과학원", "Ω≈ç√", "تست", "ÅÍÎÏ", "👩‍👩‍👧", "🇨🇳",
    "Z̮̞̠͙͔", "﷽",
    "ﬁn", "İstanbul", "ⅷ", "①号店", "𝐒𝐡𝐨𝐩", "\U0001f6d2",
)  # fmt: skip
NAUGHTY = CORPUS / "badinput" / "blns" / "blns.json"
FORMULAS = CORPUS / "badinput" / "csv-injection" / "payloadbox_csv-payload.txt"


def names(texts: Sequence[str]) -> list[str]:
    """The strings that say something, and do not repeat the row above."""
    return [text for text in dict.fromkeys(texts) if text.strip() and not is_ditto([text])]


def bare(text: str) -> str:
    """What is left of a text if all is dropped that any spelling could differ in."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum()) or text.strip()[:1]


def apart(texts: Sequence[str], report: Report) -> None:
    """None are together but what may be spellings of one text."""
    for one in report.components:
        together = {texts[int(id_[-5:-1])] for id_ in one.accounts if PLAIN.fullmatch(id_)}
        assert len(set(map(bare, together))) == 1, together


PLAIN = re.compile(r"(plain|left|right)[0-9]{4}x")
"""Accounts beside those under test, by the place of the text that they go with."""


def as_csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """A log as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([header, *rows])
    return {"logins.csv": out.getvalue()}


def as_jsonl(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """A log as JSON, an object a line."""
    objects = (dict(zip(header, row, strict=True)) for row in rows)
    return {"logins.jsonl": "".join(f"{json.dumps(one)}\n" for one in objects)}


Written = Callable[[Sequence[str], Sequence[Sequence[str]]], dict[str, str]]


def check_accounts(texts: Sequence[str], write: Written) -> None:
    """Each string, named beside a plain account on one device, is in one component with it."""
    rows = [
        row
        for n, text in enumerate(texts)
        for row in ((text, f"device-{n:04}-a1b2c3"), (f"plain{n:04}x", f"device-{n:04}-a1b2c3"))
    ]
    report = scan_texts(write(("account", "device_id"), rows), SETTINGS)
    (read,) = report.inputs
    assert read.rows_read == read.rows_used + read.rows_ignored + read.rows_rejected
    tied = {one: len(c.accounts) for c in report.components for one in c.accounts}
    alone = [text for n, text in enumerate(texts) if tied.get(f"plain{n:04}x", 1) == 1]
    refused = read.rows_ignored + read.rows_rejected
    assert len(alone) == refused, (alone, read.rejected, read.ignored)
    apart(texts, report)


def check_values(kind: str, column: str, texts: Sequence[str], write: Written) -> None:
    """Two accounts with one string as device or machine are tied, or it is refused by rule."""
    rows = [(f"{side}{n:04}x", text) for n, text in enumerate(texts) for side in ("left", "right")]
    report = scan_texts(write(("account", column), rows), SETTINGS)
    place = {account: one.id for one in report.components for account in one.accounts}
    for n, text in enumerate(texts):
        found = identify(kind, " ".join(text.replace("\0", " ").splitlines()).strip())
        left, right = (place.get(f"{side}{n:04}x") for side in ("left", "right"))
        if isinstance(found, Identifier):
            assert left is not None, text
            assert left == right, text
        else:
            assert found.reason in REASONS
            assert left is None or left != right, text
    apart(texts, report)


@pytest.mark.parametrize("write", [as_csv, as_jsonl])
def test_a_strange_account_is_an_account(write: Written) -> None:
    """It is tied as a plain name would be, or its row is counted as refused."""
    check_accounts(names(STRANGE), write)


@pytest.mark.parametrize("write", [as_csv, as_jsonl])
@pytest.mark.parametrize("column", ["device_id", "machine"])
def test_a_strange_device_is_a_device(column: str, write: Written) -> None:
    """It ties as a plain name would, or is refused for a listed reason."""
    check_values(column, column, names(STRANGE), write)


@pytest.mark.corpus
def test_naughty_strings_are_names() -> None:
    """The same of the Big List of Naughty Strings."""
    texts = json.loads(NAUGHTY.read_text(encoding="utf-8"))
    assert len(texts) > 500
    check_accounts(names(texts), as_csv)
    check_values("device_id", "device_id", names(texts), as_csv)
    check_values("machine", "machine", names(texts), as_csv)
