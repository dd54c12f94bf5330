"""Settings: what is allowed, and the sentence for what is not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from linkscan.cli.analyze import command
from linkscan.config import (
    OPTIONS,
    Settings,
    parse_columns,
    parse_encodings,
    parse_now,
    parse_orders,
    parse_zones,
    read_config,
)
from linkscan.errors import LinkscanError


def test_every_option_may_stand_in_the_file() -> None:
    """The options of the command line and the names that linkscan.toml takes are the same."""
    assert set(OPTIONS) == {
        option.name for option in command.params if option.name not in ("inputs", "config")
    }


def test_parse_now() -> None:
    """`--now` is a time with or without a zone; UTC where it names none."""
    wanted = datetime(2026, 11, 1, 8, tzinfo=UTC)
    for text in ("2026-11-01T08:00:00Z", "2026-11-01 16:00:00+08:00", "2026-11-01 08:00"):
        assert parse_now(text) == wanted
    with pytest.raises(LinkscanError, match=r"--now: '1/11/26' is not an ISO 8601 time"):
        parse_now("1/11/26")


def test_parse_zones() -> None:
    """`--tz` names a zone for all files, or for one; the last word counts."""
    assert parse_zones(["UTC", "a=b.csv=Asia/Shanghai", "Asia/Tokyo"]) == (
        "Asia/Tokyo", {"a=b.csv": "Asia/Shanghai"},
    )  # fmt: skip
    assert parse_zones([]) == (None, {})


def test_parse_encodings() -> None:
    """`--encoding` names a code page for all text files, or for one."""
    assert parse_encodings(["gbk", "a=b.csv=big5"]) == ("gbk", {"a=b.csv": "big5"})
    assert parse_encodings([]) == (None, {})


def test_what_is_saved_of_a_file() -> None:
    """It counts before what holds for all files, and after what is said of the file now."""
    saved = {"a.csv": {"tz": "Asia/Shanghai", "date_order": "dmy", "encoding": "gbk"},
             "b.xlsx[1]": {"tz": "Asia/Tokyo"}}  # fmt: skip
    settings = Settings(
        zone="UTC", order="ymd", encoding="utf-8", saved=saved, encodings={"x/a.csv": "big5"}
    )
    found = [(settings.zone_of(name), settings.order_of(name), settings.encoding_of(name))
             for name in ("x/a.csv", "a.csv", "b.xlsx", "c.csv")]  # fmt: skip
    assert found == [
        ("Asia/Shanghai", "dmy", "big5"),
        ("Asia/Shanghai", "dmy", "gbk"),
        ("Asia/Tokyo", "ymd", "utf-8"),
        ("UTC", "ymd", "utf-8"),
    ]
    with pytest.raises(LinkscanError, match=r"--tz: 'Nowhere' is no time zone"):
        Settings(saved={"a.csv": {"tz": "Nowhere"}})


def test_zone_of_a_file() -> None:
    """The zone of a file by its name as given or its last part, else the one for all."""
    settings = Settings(zone="Asia/Tokyo", zones={"logins.csv": "Asia/Shanghai"})
    assert settings.zone_of("logs/logins.csv") == "Asia/Shanghai"
    assert settings.zone_of("other.csv") == "Asia/Tokyo"
    assert Settings().zone_of("other.csv") == "UTC"
    assert Settings().zone_told("other.csv") is None


@pytest.mark.parametrize("zone", ["Nowhere", "../UTC", "", "a" * 300, "UTC\0", "+8"])
def test_zones_that_are_none(zone: str) -> None:
    """What the time zone database does not hold is refused."""
    with pytest.raises(LinkscanError, match=r"--tz: .* is no time zone"):
        Settings(zones={"a.csv": zone}, zone="UTC")


@pytest.mark.parametrize("prefix", [-1, 0, 47, 129])
def test_prefixes_out_of_range(prefix: int) -> None:
    """An IPv6 prefix is 48 to 128."""
    with pytest.raises(LinkscanError, match=f"--ipv6-prefix: {prefix} is not a prefix length"):
        Settings(ipv6_prefix=prefix)


def test_parse_columns() -> None:
    """`--map` names field and header; a header may hold an equals sign."""
    assert parse_columns(["account=店铺", " ip = a=b "]) == {"account": "店铺", "ip": "a=b"}
    for wrong in ("account", "=x", "account=", " = "):
        with pytest.raises(LinkscanError, match=r"--map: .* names no column"):
            parse_columns([wrong])


def test_read_config(tmp_path: Path) -> None:
    """A file of an editor that writes a byte order mark is read as well."""
    path = tmp_path / "linkscan.toml"
    path.write_text('tz = "UTC"\n[aliases]\n"旧名" = "新名"\n', encoding="utf-8-sig")
    assert read_config(path) == {"tz": "UTC", "aliases": {"旧名": "新名"}}


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x = [", b"tz = 'UTC'\ntz = 'UTC'"])
def test_config_that_is_no_toml(content: bytes, tmp_path: Path) -> None:
    """A file that cannot be read says where and why."""
    path = tmp_path / "linkscan.toml"
    path.write_bytes(content)
    with pytest.raises(LinkscanError, match=r"linkscan\.toml: cannot be read as TOML"):
        read_config(path)


def test_what_is_said_of_a_file() -> None:
    """A zone and an order are of the file that is named: whole, by its last part, or by a glob;
    the nearer name counts."""
    zone, zones = parse_zones(
        ["*.csv=Asia/Tokyo", "us.csv=America/New_York", "logs/us.csv=Asia/Manila", "Asia/Shanghai"]
    )
    settings = Settings(zone=zone, zones=zones)
    names = ("logs/us.csv", "other/us.csv", "eu.csv", "eu.xlsx")
    assert [settings.zone_of(name) for name in names] == [
        "Asia/Manila", "America/New_York", "Asia/Tokyo", "Asia/Shanghai",
    ]  # fmt: skip
    order, orders = parse_orders(["us*=MDY", "dmy"])
    settings = Settings(order=order, orders=orders)
    assert [settings.order_of(name) for name in names] == ["mdy", "mdy", "dmy", "dmy"]
    assert Settings().order_of("us.csv") is None
    assert dict(settings.shown())["date_order.us*"] == "mdy"


@pytest.mark.parametrize("value", ["ydm", "us.csv=", "dmy=us.csv"])
def test_no_order(value: str) -> None:
    """What is no order of day, month and year is refused with those that are."""
    with pytest.raises(LinkscanError, match=r"--date-order: .* allowed are dmy, mdy and ymd"):
        parse_orders([value])


def test_saved_mappings(tmp_path: Path) -> None:
    """[columns] holds a table for each file; the report tells them."""
    path = tmp_path / "linkscan.toml"
    path.write_text('[columns."a*.csv"]\nrole = "logins"\naccount = "店铺"\n', encoding="utf-8")
    saved = read_config(path)["columns"]
    assert saved == {"a*.csv": {"role": "logins", "account": "店铺"}}
    told = dict(Settings(saved=saved).shown())
    assert told["columns.a*.csv.account"] == "店铺"
