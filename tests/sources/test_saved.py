"""Saved mappings."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkscan.errors import LinkscanError
from linkscan.sources import ReadOptions, map_columns
from linkscan.sources.columns import wanted_of
from linkscan.sources.saved import names_file, read_saved, reading_of
from tests.sources.reading import read_all, read_one
from tests.sources.test_columns import HEADERS

LOG = "who,where,when\na,203.0.113.7,2026-01-02 09:05\n"
SAVED = {"*.csv": {"account": "who"}, "a.csv": {"ip": "where", "observed_at": "when"}}


@pytest.mark.parametrize(
    ("pattern", "name", "named"),
    [
        ("a.csv", "a.csv", True),
        ("a.csv", "logs/a.csv", True),
        ("logs*.csv", "logs-1.csv", True),
        ("a.csv", "b.csv", False),
        ("b.xlsx[登录]", "logs/b.xlsx[登录]", True),
        ("b.xlsx[登录]", "b.xlsx[店铺]", False),
        ("c.zip[x/a.csv]", "logs/c.zip[x/a.csv]", True),
    ],
)
def test_patterns(pattern: str, name: str, named: bool) -> None:
    """A pattern is a name, its last part, or a glob; a sheet stands in brackets."""
    assert names_file(pattern, name) is named


def test_a_saved_mapping_is_used(tmp_path: Path) -> None:
    """Several patterns of one file add up; the option counts before them."""
    table = read_one(tmp_path, "a.csv", LOG, ReadOptions(saved=SAVED))
    assert table.mapping.fields == {"account": 0, "ip": 1, "observed_at": 2}
    options = ReadOptions(columns={"account": "where"}, saved={"a.csv": {"account": "who"}})
    with pytest.raises(LinkscanError, match="nothing but the account"):
        read_one(tmp_path, "a.csv", LOG.splitlines()[0] + "\nx,y,z\n", options)


def test_a_saved_role(tmp_path: Path) -> None:
    """The role of a table can be saved as well."""
    options = ReadOptions(saved={"a.csv": {"role": "accounts"}})
    table = read_one(tmp_path, "a.csv", "店铺,状态,登录时间\na,正常,2026-01-02\n", options)
    assert (table.mapping.role, table.forced) == ("accounts", "accounts")


def test_a_saved_code_page(tmp_path: Path) -> None:
    """It counts before the one for all files, and after the one that is said of the file."""
    data = LOG.replace("a,", "店,").encode("gb18030")
    saved = {"a.csv": {"account": "who", "ip": "where", "encoding": "gb18030"}}
    table = read_one(tmp_path, "a.csv", data, ReadOptions("utf-8", saved=saved))
    assert table.encoding == "gb18030"
    assert set(table.mapping.fields) == {"account", "ip"}
    options = ReadOptions(encodings={"a.csv": "gbk"}, saved=saved)
    assert read_one(tmp_path, "a.csv", data, options).encoding == "gbk"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("logs/a.csv", "Asia/Tokyo"),
        ("b.xlsx", "Asia/Shanghai"),
        ("l1.csv", "UTC"),
        ("c.csv", None),
    ],
)
def test_how_a_file_is_read(name: str, wanted: str | None) -> None:
    """What is saved of a sheet holds for its workbook."""
    saved = {
        "a.csv": {"tz": "Asia/Tokyo"},
        "b.xlsx[登录]": {"tz": "Asia/Shanghai"},
        "l[0-9].csv": {"tz": "UTC"},
        "c.csv": {"ip": "IP"},
    }
    assert reading_of(saved, name, "tz") == wanted


def test_a_saved_order_that_is_none() -> None:
    """It is refused with what is allowed."""
    with pytest.raises(LinkscanError) as caught:
        read_saved({"a.csv": {"date_order": "dym"}}, "linkscan.toml")
    assert str(caught.value) == (
        "linkscan.toml: [columns.'a.csv']: 'dym' is no order; allowed are dmy, mdy and ymd."
    )


def test_a_saved_column_that_is_gone(tmp_path: Path) -> None:
    """An export that changed its headers is told; files of other names do not matter."""
    saved = {"a.csv": {"ip": "IP address"}, "other.csv": {"ip": "gone"}}
    with pytest.raises(LinkscanError) as caught:
        read_all(tmp_path, "a.csv", "account,ip\na,203.0.113.7\n", ReadOptions(saved=saved))
    assert str(caught.value) == (
        "linkscan.toml, [columns.'a.csv']: ip = 'IP address': a.csv has no such column; correct "
        "the line, or delete it."
    )


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"a.csv": "x"}, "takes a table for each file"),
        ({"a.csv": {"ip": 1}}, "takes a table for each file"),
        ({"a.csv": {"role": "foo"}}, "'foo' is no role"),
        ({"a.csv": {"foo": "x"}}, "'foo' is no field"),
    ],
)
def test_what_is_no_saved_mapping(said: object, sentence: str) -> None:
    """A wrong setting stops with its place."""
    with pytest.raises(LinkscanError, match=rf"linkscan\.toml: .*{sentence}"):
        read_saved(said, "linkscan.toml")


@pytest.mark.parametrize("header", HEADERS)
def test_saving_and_reading_again(header: str) -> None:
    """Whatever a table is taken for, its saved mapping says the same of it."""
    columns = header.split(",")
    mapping = map_columns(columns, "a.csv:1")
    wanted = wanted_of(mapping, columns)
    again = map_columns(columns, "a.csv:1", wanted, mapping.role)
    assert (again.role, dict(again.fields)) == (mapping.role, dict(mapping.fields))
    assert again.papers == mapping.papers
