"""The JSON report: complete, stable, valid by its schema, and readable again."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args, get_type_hints

import jsonschema
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from linkscan import model
from linkscan.model import Report
from linkscan.report.forms.json import FOUND_CHARS, Misfit, from_dict, to_dict, write_json
from linkscan.report.reading import read_json
from tests.golden.scenarios import SCENARIOS
from tests.report import factory

SCHEMA = json.loads(files("linkscan.report").joinpath("schema.json").read_text("utf-8"))
GOLDEN = Path(__file__).parents[2] / "golden"
RECORDS: list[Any] = [value for value in vars(model).values() if is_dataclass(value)]


def pairs(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[tuple[str, Any], ...]]:
    """Pairs with distinct names, as counts by reason are."""
    return st.dictionaries(st.text(), values, max_size=3).map(lambda found: tuple(found.items()))


TIMES = st.datetimes(timezones=st.just(UTC))
SPECIAL: dict[str, st.SearchStrategy[Any]] = {
    "ignored": pairs(st.integers(0)),
    "rejected": pairs(st.integers(0)),
    "totals": pairs(st.integers(0)),
    "settings": pairs(st.text()),
    "params": pairs(st.text()),
    "generated_at": TIMES,
    "opened_at": st.none() | TIMES,
    "closed_at": st.none() | TIMES,
    "first_seen": st.none() | TIMES,
    "last_seen": st.none() | TIMES,
    "times": st.floats(0, exclude_min=True, allow_infinity=False),
}


def records(record: Any) -> st.SearchStrategy[Any]:
    """Any value of a record of the model."""
    names = {field.name for field in fields(record)}
    return st.builds(record, **{name: SPECIAL[name] for name in names & set(SPECIAL)})


st.register_type_strategy(int, st.integers(0))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
for record in RECORDS:
    st.register_type_strategy(record, records(record))


@pytest.mark.parametrize(
    "name", ["inputs", "accounts", "findings", "machines", "not_checked", "warnings"]
)
@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(data=st.data())
def test_every_record_survives_being_written_and_read(name: str, data: st.DataObject) -> None:
    """What `write_json` writes, `read_json` reads back equal, whatever text the values hold."""
    record = get_args(get_type_hints(Report)[name])[0]
    values: dict[str, Any] = {name: (data.draw(records(record)),)}
    report = replace(factory.empty_report(), **values)
    assert read_json(write_json(report), "report.json") == report


def test_a_whole_report_survives_being_written_and_read(full_report: Report) -> None:
    """All records together, and the hostile text in them."""
    assert read_json(write_json(full_report), "report.json") == full_report


def test_a_lone_surrogate_survives(empty_report: Report) -> None:
    """JSONL can name half a character; the report stays UTF-8 and keeps it."""
    report = replace(empty_report, settings=(("x", "\ud800"),))
    data = write_json(report)
    assert data.decode("utf-8")
    assert read_json(data, "report.json") == report


def test_full_report_is_valid_by_the_schema(full_report: Report) -> None:
    """The published schema accepts a report with every kind of record in it."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(write_json(full_report)), SCHEMA)


def test_empty_report_is_valid_by_the_schema(empty_report: Report) -> None:
    """A report about nothing is still a report."""
    jsonschema.validate(to_dict(empty_report), SCHEMA)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_report_of_a_sample_is_valid_by_the_schema(scenario: str) -> None:
    """What is published describes what is written."""
    jsonschema.validate(json.loads((GOLDEN / scenario / "report.json").read_bytes()), SCHEMA)


def test_the_schema_describes_every_field() -> None:
    """Whoever reads it needs no source of linkscan: each record and each field says what it is."""
    told = {"report": SCHEMA, **SCHEMA["$defs"]}
    silent = [name for name, one in told.items() if not one.get("description")]
    silent += [
        f"{name}.{field}"
        for name, one in told.items()
        for field, said in one.get("properties", {}).items()
        if not said.get("description")
    ]
    assert silent == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_schema_names_every_field_of_the_model(record: Any) -> None:
    """The schema and the model cannot drift apart: same names, each required, none beside."""
    name = re.sub("(?<!^)(?=[A-Z])", "_", record.__name__).lower()
    described = SCHEMA if record is Report else SCHEMA["$defs"][name]
    expected = {"class" if field.name == "cls" else field.name for field in fields(record)}
    assert set(described["properties"]) == expected
    assert set(described["required"]) == expected
    assert described["additionalProperties"] is False


def test_json_names_and_times(full_report: Report) -> None:
    """`cls` is "class", counts are objects, repeated headers survive, times end in Z."""
    tree = to_dict(full_report)
    assert tree["generated_at"] == "2026-03-01T08:00:00Z"
    assert tree["identifiers"][2]["class"] == "vpn"
    assert tree["inputs"][0]["ignored"] == {"blank": 5, "total": 3}
    assert tree["inputs"][0]["columns"] == [
        {"header": "account", "field": "account"},
        {"header": "IP", "field": "ip"},
        {"header": "IP", "field": "ip"},
    ]
    assert tree["links"][0]["last_seen"] == "2026-02-03T04:05:06.000789Z"
    assert tree["links"][0]["evidence"] == [
        {"input": "logins.csv", "line": 30, "sheet": None, "member": None}
    ]


def test_times_are_written_in_utc(empty_report: Report) -> None:
    """A time in another zone is the same instant in UTC."""
    tree = to_dict(empty_report)
    tree["generated_at"] = "2026-03-01T16:00:00+08:00"
    east = timezone(timedelta(hours=8))
    assert from_dict(tree).generated_at == datetime(2026, 3, 1, 16, 0, tzinfo=east)
    assert to_dict(from_dict(tree))["generated_at"] == "2026-03-01T08:00:00Z"


def test_one_record_stands_on_one_line(full_report: Report) -> None:
    """Two reports can be compared line by line: every record of a list has its own."""
    text = write_json(full_report).decode()
    assert sum(line.startswith('{"id":"amazon/') for line in text.splitlines()) == 5


def test_chinese_is_readable_in_the_file(full_report: Report) -> None:
    """Text is written as UTF-8, not as escapes."""
    assert "笔记本".encode() in write_json(full_report)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("generated_at", "yesterday", 'generated_at: "yesterday"'),
        ("generated_at", "2026-01-01T00:00:00", 'generated_at: "2026-01-01T00:00:00"'),
        ("generated_at", "0001-01-01T00:00:00+14:00", "generated_at: .*"),
        ("settings", [], r"settings: \[\]"),
        ("inputs", {}, "inputs: {}"),
        ("accounts", [1], r"accounts\[0\]: 1"),
        ("accounts", [{}], r"accounts\[0\]\.id: missing"),
        ("totals", {"a": True}, "totals: true"),
        ("linkscan", None, "linkscan: null"),
        ("display_zone", "Nowhere/City", 'display_zone: "Nowhere/City"'),
        ("display_zone", "../../etc/passwd", 'display_zone: "../../etc/passwd"'),
        ("display_zone", "", 'display_zone: ""'),
        ("display_zone", None, "display_zone: null"),
    ],
)
def test_a_value_of_another_type_is_refused(name: str, value: object, said: str) -> None:
    """`render` never meets a value that the model does not allow; its place is named."""
    tree = to_dict(factory.full_report())
    tree[name] = value
    with pytest.raises(Misfit, match=f"^{said}$"):
        from_dict(tree)


@pytest.mark.parametrize("weight", ["NaN", "Infinity", '"1"', "null"])
def test_a_weight_is_a_number(full_report: Report, weight: str) -> None:
    """What JSON has no number for can neither be summed nor shown."""
    tree = to_dict(full_report)
    tree["findings"][0]["weights"][0]["bits"] = json.loads(weight)
    with pytest.raises(Misfit, match=r"^findings\[0\]\.weights\[0\]\.bits: "):
        from_dict(tree)


def test_a_level_that_does_not_exist_is_refused(full_report: Report) -> None:
    """Levels are a closed set."""
    tree = to_dict(full_report)
    tree["machines"][0]["level"] = "fine"
    with pytest.raises(Misfit, match=r'machines\[0\]\.level: "fine"'):
        from_dict(tree)


def test_what_is_quoted_is_cut(full_report: Report) -> None:
    """An error stays one sentence, whatever stands in the file."""
    tree = to_dict(full_report)
    tree["machines"][0]["level"] = "x\u202e" * 1000
    with pytest.raises(Misfit) as refused:
        from_dict(tree)
    assert len(refused.value.found) == FOUND_CHARS
    assert "\u202e" not in refused.value.found
