"""Columns of times that the engine cannot read by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

import linkscan
from linkscan.errors import LinkscanError
from linkscan.model import Report
from tests.scanning import SETTINGS, account, scan_log

NOW_2026 = replace(SETTINGS, now=datetime(2026, 3, 1, tzinfo=UTC))


def log(*times: str) -> str:
    """A log with these times, of the accounts a, b, c, ..."""
    rows = (f'"{time}",{chr(97 + n)},203.0.113.{n + 1}' for n, time in enumerate(times))
    return "\n".join(("time,account,ip", *rows))


def seen(report: Report) -> list[str]:
    """When the accounts were seen, in their order."""
    return [f"{one.first_seen:%Y-%m-%d %H:%M}" for one in report.links if one.first_seen]


@pytest.mark.parametrize(
    ("times", "order", "days"),
    [
        (("3/4/2026 9:05", "25/12/2025 9:05"), "dmy", ["2026-04-03 09:05", "2025-12-25 09:05"]),
        (("3/4/2026 9:05", "12/25/2025 9:05"), "mdy", ["2026-03-04 09:05", "2025-12-25 09:05"]),
        (("3/3/2026", "Jan 2, 2026, 9:05:01 AM"), None, ["2026-03-03 00:00", "2026-01-02 09:05"]),
        (("26-03-04", "26-03-31", "99-12-31"), "ymd",
         ["2026-03-04 00:00", "2026-03-31 00:00", "1999-12-31 00:00"]),
    ],
)  # fmt: skip
def test_the_column_says_the_order(
    times: tuple[str, ...], order: str | None, days: list[str]
) -> None:
    """One date that fits one order alone decides for all rows; the input line says it."""
    report = scan_log(log(*times))
    assert seen(report) == days
    assert report.inputs[0].date_order == order
    assert report.inputs[0].zone == "UTC"


@pytest.mark.parametrize(
    ("times", "message"),
    [
        (("3/3/2026", "3/4/2026"), r"logins.csv:3: '3/4/2026' .* --date-order dmy\|mdy"),
        (("1/2/2026", "13/2/2026", "2/14/2026"),
         r"logins.csv:3: '13/2/2026' and '2/14/2026' \(line 4\) .* --date-order"),
    ],
)  # fmt: skip
def test_an_open_order_is_asked_for(times: tuple[str, ...], message: str) -> None:
    """Where no date tells the order, or two tell different ones, the scan stops and asks."""
    with pytest.raises(LinkscanError) as raised:
        scan_log(log(*times))
    assert raised.match(message)


def test_an_order_that_is_told_holds() -> None:
    """With an order the rows are read in it, and those of another order rejected."""
    settings = replace(SETTINGS, orders={"log*.csv": "dmy"})
    report = scan_log(log("1/2/2026", "13/2/2026", "2/14/2026"), settings)
    assert seen(report) == ["2026-02-01 00:00", "2026-02-13 00:00"]
    assert [(one.line, one.reason) for one in report.inputs[0].rejects] == [(4, "bad-time")]
    assert report.inputs[0].date_order == "dmy"


def test_an_order_that_the_column_denies_is_refused() -> None:
    """An order that no deciding date of the file has would make the others wrong dates."""
    with pytest.raises(LinkscanError, match=r"logins.csv:3: '25/12/2025'.* FILE=dmy"):
        scan_log(log("3/4/2026", "25/12/2025"), replace(SETTINGS, order="mdy"))


def test_serials_of_a_spreadsheet() -> None:
    """A column of nothing but days as spreadsheets count them is read so, and told."""
    report = scan_log(log("46024.378472222222", "46025") + "\n合计,,")
    assert seen(report) == ["2026-01-02 09:05", "2026-01-03 00:00"]
    assert "serial-times" in {one.code for one in report.warnings}


def test_a_number_among_dates_is_no_serial() -> None:
    """In a column that holds anything else a number of five digits is no day."""
    report = scan_log(log("46024", "2026-01-02"))
    assert seen(report) == ["2026-01-02 00:00"]
    assert dict(report.inputs[0].rejected) == {"bad-time": 1}


def test_zones_with_several_meanings() -> None:
    """CST is China's or America's: rejected unless the zone of the file is named."""
    text = log("2026-01-02 09:05 CST", "2026-01-02 09:05:00")
    report = scan_log(text)
    assert dict(report.inputs[0].rejected) == {"ambiguous-zone": 1}
    told = scan_log(text, replace(SETTINGS, zones={"logins.csv": "Asia/Shanghai"}))
    assert seen(told) == ["2026-01-02 01:05", "2026-01-02 01:05"]
    assert told.inputs[0].zone == "Asia/Shanghai"
    with pytest.raises(LinkscanError, match="name it with --tz"):
        scan_log(log("2026-01-02 09:05 CST"))


@pytest.mark.parametrize(
    ("times", "days"),
    [
        (("Feb 27 10:00:00", "Feb 28 10:00:00"), ["2026-02-27 10:00", "2026-02-28 10:00"]),
        (("Nov 23 10:09:02", "Dec 31 23:59:00", "Jan  1 00:01:00"),
         ["2025-11-23 10:09", "2025-12-31 23:59", "2026-01-01 00:01"]),
        (("Jan 1 00:01:00", "Dec 31 23:59:00", "Nov 23 10:09:02"),  # newest first
         ["2026-01-01 00:01", "2025-12-31 23:59", "2025-11-23 10:09"]),
        (("Nov 1 10:00:00", "Feb 1 10:00:00", "Jun 1 10:00:00", "Nov 1 10:00:00"),
         ["2024-11-01 10:00", "2025-02-01 10:00", "2025-06-01 10:00", "2025-11-01 10:00"]),
        (("Jan 1 00:00:01", "Dec 31 23:59:59", "Jan 1 00:00:02"),  # not quite in order
         ["2026-01-01 00:00", "2025-12-31 23:59", "2026-01-01 00:00"]),
        (("Feb 29 10:00:00",), ["2024-02-29 10:00"]),
        (("Fri Feb 28 10:00:00",), ["2025-02-28 10:00"]),
        (("Mar 1 12:00:00",), ["2026-03-01 12:00"]),  # clocks differ by up to a day
        (("Mar 3 12:00:00",), ["2025-03-03 12:00"]),
    ],
)  # fmt: skip
def test_dates_without_year(times: tuple[str, ...], days: list[str]) -> None:
    """The latest years that leave no row in the future and follow the rows; they are told."""
    report = scan_log(log(*times), NOW_2026)
    assert seen(report) == days
    (told,) = (dict(one.params) for one in report.warnings if one.code == "supplied-years")
    assert (told["first"], told["last"]) == (min(days)[:4], max(days)[:4])


def test_rows_in_no_order_have_no_year() -> None:
    """Where the rows jump back and forth no year is supplied."""
    times = ("Jun 1 10:00:00", "Feb 1 10:00:00", "Apr 1 10:00:00", "2026-01-02")
    report = scan_log(log(*times), NOW_2026)
    assert dict(report.inputs[0].rejected) == {"ambiguous-date": 3}


def test_the_dates_of_stores() -> None:
    """Other columns of dates are read by their own order, as the report shows."""
    stores = """account,opened_at,closed_at,status
        a,3/4/2025,4/5/2025,closed
        b,25/12/2024,5/13/2025,closed"""
    store = account(scan_log(log("2026-01-02"), stores=stores), "a")
    assert store.opened_at == datetime(2025, 4, 3, tzinfo=UTC)
    assert store.closed_at == datetime(2025, 4, 5, tzinfo=UTC)
    with pytest.raises(LinkscanError, match=r"stores.csv:2: '3/4/2025' .* --date-order"):
        scan_log(log("2026-01-02"), stores="account,opened_at,status\na,3/4/2025,ok")


@pytest.mark.parametrize(
    ("system", "number"), [(1900, 46024.378472222222), (1904, 44562.378472222222)]
)
def test_serials_of_a_workbook(tmp_path: Path, system: int, number: float) -> None:
    """A number that lost its date format counts from where the workbook counts."""
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904 if system == 1904 else CALENDAR_WINDOWS_1900
    for row in (("time", "account", "ip"), (number, "a", "203.0.113.1")):
        book.worksheets[0].append(row)
    book.save(tmp_path / "log.xlsx")
    with linkscan.scan(tmp_path / "log.xlsx", settings=SETTINGS) as result:
        assert seen(result.report) == ["2026-01-02 09:05"]
        (told,) = (one for one in result.report.warnings if one.code == "serial-times")
        assert dict(told.params)["system"] == str(system)
