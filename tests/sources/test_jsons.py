"""JSON lines and arrays."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.errors import LinkscanError
from linkscan.sources import Bounds, ReadOptions
from tests.sources.reading import copied_rows, read_one


def test_lines_are_rows(tmp_path: Path) -> None:
    """A column per name in order of appearance, nested ones dotted; other lines are rejected."""
    table = read_one(
        tmp_path,
        "a.jsonl",
        '{"account": "a", "ip": "203.0.113.1", "actor": {"id": 7, "tags": ["x", true, null]}}\n'
        "\n"
        "[1]\n"
        "{broken\n"
        '{"ip": "203.0.113.2", "account": "b", "ok": false, "n": 622202000000000001, "f": 1.50}\n',
    )
    assert table.format == "jsonl"
    assert table.scan.columns == ("account", "ip", "actor.id", "actor.tags", "ok", "n", "f")
    assert copied_rows(table) == [
        ["a", "203.0.113.1", "7", "x,true,", "", "", "", "1"],
        ["b", "203.0.113.2", "", "", "false", "622202000000000001", "1.50", "5"],
    ]
    assert table.rejected == (("bad-json", 1), ("not-an-object", 1))
    assert [(reject.line, reject.reason) for reject in table.rejects] == [
        (3, "not-an-object"),
        (4, "bad-json"),
    ]


def test_an_array_is_rows_too(tmp_path: Path) -> None:
    """Each object stands on the line on which it starts."""
    text = '\ufeff\n[\n {"account": "a",\n  "ip": "203.0.113.1"},\n {"account": "b"}, 5\n]\n'
    table = read_one(tmp_path, "a.json", text)
    assert table.format == "json"
    assert copied_rows(table) == [["a", "203.0.113.1", "3"], ["b", "", "5"]]
    assert table.rejected == (("not-an-object", 1),)


def test_secret_names_are_not_copied(tmp_path: Path) -> None:
    """A password is not read however deep it stands."""
    table = read_one(
        tmp_path, "a.jsonl", '{"account": "a", "ip": "203.0.113.1", "x": {"password": "hunter2"}}'
    )
    assert (table.mapping.secret, table.scan.columns) == (("x.password",), ("account", "ip"))
    assert "hunter2" not in table.scan.path.read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "bounds", "sentence"),
    [
        ("{}", Bounds(), "a.json: neither one JSON object a line nor"),
        ("[]", Bounds(), "a.json: neither one JSON object a line nor"),
        ('["a", "b"]', Bounds(), "a.json: neither one JSON object a line nor"),
        ('{\n "foo": 1\n}', Bounds(), "a.json:1: no column that names the store; found foo"),
        ("[]\n{", Bounds(), "a.json: not valid JSON"),
        ('[{"account": "a"}', Bounds(), "a.json: not valid JSON"),
        ('[{"account": ', Bounds(), "a.json: not valid JSON"),
        ("[" * 10**5, Bounds(), "a.json: not valid JSON"),
        ('[{"account": "a"}]', Bounds(document_bytes=9), "a.json: a JSON array of more than 9"),
        ('{"account": "a"}', Bounds(line_bytes=9), "a.json:1: a line is longer than 9"),
        ('{"account": "a", "ip": "x"}', Bounds(columns=1), "a.json:1: 2 columns, at most 1"),
        ('{"foo": 1}', Bounds(), "a.json:1: no column that names the store; found foo"),
    ],
)
def test_refusals(tmp_path: Path, text: str, bounds: Bounds, sentence: str) -> None:
    """What is no list of objects, or too large, is refused in one sentence."""
    with pytest.raises(LinkscanError) as caught:
        read_one(tmp_path, "a.json", text, ReadOptions(bounds=bounds))
    assert str(caught.value).startswith(sentence)


def test_a_log_line_in_brackets_is_text(tmp_path: Path) -> None:
    """A file is JSON if it begins like JSON, not if it begins with a bracket."""
    with pytest.raises(LinkscanError, match=r"a\.log:1: [a-z ]+; found"):
        read_one(tmp_path, "a.log", "[2026-01-02 09:05] login ok\n[2026-01-02 09:06] login ok\n")


_ITEM = st.fixed_dictionaries({"account": st.text('ab,"店 \\'), "ip": st.integers()})


@given(st.lists(_ITEM, min_size=1))
def test_lines_and_array_say_the_same(items: list[dict[str, object]]) -> None:
    """The form of the file changes no row."""
    with tempfile.TemporaryDirectory() as folder:
        lines = read_one(Path(folder), "a.jsonl", "\n".join(map(json.dumps, items)))
        array = read_one(Path(folder), "b.json", json.dumps(items, indent=1))
        assert [r[:2] for r in copied_rows(lines)] == [r[:2] for r in copied_rows(array)]
        assert len(copied_rows(lines)) == len(items)


ROWS = [["a", "203.0.113.1"], ["b", "203.0.113.2"]]
RECORDS = '{"account": "a", "ip": "203.0.113.1"}%s{"account": "b", "ip": "203.0.113.2"}'


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (RECORDS % "\n", "jsonl"),
        (RECORDS % "\n\n \r\n", "jsonl"),
        ("\x1e" + RECORDS % "\n\x1e", "jsonl"),
        (f"[{RECORDS % ','}]", "json"),
        (f'{{"Records": [{RECORDS % ","}]}}', "jsonl"),
        (
            f'{{"code": 0, "msg": "ok", "data": {{"total": 2, "list": [\n{RECORDS % ","}]}}}}',
            "json",
        ),
        (f'{{"@odata.context": "x", "value": [\n{RECORDS % ","}\n]}}', "json"),
        (RECORDS.replace(",", ",\n") % "\n", "json"),
        (f"[{RECORDS[:37]}]\n[{RECORDS[39:]}]", "json"),
    ],
    ids=range(9),
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_every_form_holds_the_same_rows(
    tmp_path: Path, text: str, form: str, encoding: str
) -> None:
    """Lines, arrays, one document after the other, and answers that wrap their records."""
    table = read_one(tmp_path, "a.json", text.encode(encoding))
    assert [row[:2] for row in copied_rows(table)] == ROWS
    assert (table.format, table.rejected) == (form, ())


@pytest.mark.parametrize(
    "record",
    [
        '{"account": "a", "ip": "x", "events": [{"name": "x"}]}',
        '{"ip": "x", "actor": {"user": "a"}, "events": [{"name": "login"}]}',
    ],
)
def test_a_record_with_a_list_is_a_record(tmp_path: Path, record: str) -> None:
    """What names an account is no wrapper, nor what has other parts beside the list."""
    table = read_one(tmp_path, "a.json", record, ReadOptions(columns={"account": "actor.user"})
                     if "actor" in record else None)  # fmt: skip
    assert len(copied_rows(table)) == 1
    assert any("events" in name for name in table.scan.columns)


def test_a_line_that_is_not_valid_text_is_rejected(tmp_path: Path) -> None:
    """It alone: the others are read."""
    good = '{"account": "青禾", "ip": "x"}\n'.encode()
    data = good * 3 + b'{"account": "\xff", "ip": "x"}\n' + good
    table = read_one(tmp_path, "a.jsonl", data)
    assert (len(copied_rows(table)), table.rejected) == (4, (("bad-json", 1),))


def test_an_object_in_a_document_is_bounded(tmp_path: Path) -> None:
    """As objects in memory it takes many times its length."""
    text = f'{{"value": [\n{RECORDS % ","}\n]}}'
    with pytest.raises(LinkscanError, match="a JSON array of more than 25 bytes"):
        read_one(tmp_path, "a.json", text, ReadOptions(bounds=Bounds(document_bytes=100)))
