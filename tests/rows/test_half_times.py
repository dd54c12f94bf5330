"""Times that are read by halves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkscan.engine import Engine, LocalEngine
from linkscan.rows.flaws import AMBIGUOUS_DATE, AMBIGUOUS_ZONE, BAD_TIME, USED
from linkscan.rows.half_times import read_clock, read_day, read_halves
from linkscan.rows.odd_times import Column, mend_times
from linkscan.sources.date_order import date_order_of
from linkscan.sources.times import TimeSense, read_time
from linkscan.sources.written import ORDERS, Order
from tests.strategies import examples

ZONES = ("UTC", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca")
FLAWS = {"bad-time": BAD_TIME, "ambiguous-date": AMBIGUOUS_DATE, "ambiguous-zone": AMBIGUOUS_ZONE}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalEngine]:
    """An engine for all tests."""
    one = LocalEngine(None, tmp_path_factory.mktemp("spill"))
    yield one
    one.close()


def put(engine: Engine, texts: list[str]) -> None:
    """A table of rows that wait for the moments of these texts."""
    kinds = {"record": "BIGINT", "flaw": "UTINYINT", "odd_time": "VARCHAR"}
    engine.put("waiting", kinds, [(n, USED, text) for n, text in enumerate(texts)])
    engine.create("waiting", "SELECT *, CAST(NULL AS TIMESTAMP) AS observed_at FROM waiting")


def column(zone: str, order: Order | None) -> Column:
    """The column of those rows."""
    return Column("waiting", "record", "log.csv", lambda record: record + 2, ZoneInfo(zone),
                  order, 1900, datetime(2026, 11, 1, tzinfo=UTC))  # fmt: skip


days = st.one_of(
    st.builds(
        lambda at, form: at.strftime(form),
        st.dates(date(1989, 12, 20), date(2100, 1, 20))
        # Days on which clocks changed, and those around.
        | st.sampled_from([date(2026, 3, 8), date(2026, 3, 29), date(2026, 4, 5),
                           date(2026, 10, 4), date(2026, 10, 25), date(2026, 11, 1)]),
        st.sampled_from([
            "%d/%m/%Y", "%m/%d/%Y", "%-d/%-m/%Y", "%-m/%-d/%y", "%d.%m.%Y", "%d-%m-%y",
            "%Y/%-m/%-d", "%Y年%-m月%-d日", "%b %d, %Y,", "%d %b %Y", "%a %d/%m/%Y",
            "%d-%b-%Y", "%y-%m-%d",
        ]),
    ),
    st.from_regex(r"[0-3]?[0-9][-/. ][0-3]?[0-9][-/. ]([12][0-9])?[0-9]{2}", fullmatch=True),
)  # fmt: skip
gaps = st.sampled_from(
    [" ", " ", " ", "  ", "", ", ", "T", " at ", ":", " PM ", " 下午 ", " 1", "[", "'"]
)
clocks = st.one_of(
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["", "", "上午", "下午", "下午 ", "晚上", "中午"]),
        st.from_regex(r"[0-2]?[0-9]:[0-6][0-9](:[0-6][0-9])?", fullmatch=True),
        st.sampled_from(["", "", ".5", ".123", ".1234567", ","]),
        st.sampled_from(["", "", " AM", "pm", "\u202fPM", " p.m.", "Z", " +0800", " CST", " x"]),
    ),
    st.sampled_from(["24:00", "24:00:00", "24:00:00.5", "00:00", "12:00 AM", "12:00 PM",
                     "13:00 PM", "1:30:00", "02:30:00", "2:15", "10:05 2026", "9:05:06:07"]),
)  # fmt: skip
wholes = st.builds("{}{}{}".format, days, gaps, clocks) | st.text(
    alphabet="0123456789/.-: 年月日上午PM'[]", max_size=24
)


WITNESS: dict[Order, str] = {"dmy": "25/12/2025", "mdy": "12/25/2025", "ymd": "99-12-31"}
"""A date that allows no other order than the one that is told."""


@examples(80)
@given(
    st.lists(wholes, min_size=1, max_size=25),
    st.sampled_from(ZONES),
    st.sampled_from(ORDERS),
)
@example(["29/3/2026 01:30:00", "29/03/2026 1:30 AM", "25.10.2026 01:30"], "Europe/London", "dmy")
@example(["2026-01-02 PM 9:05", "2026-01-02 PM 12:34:56", "2/1/2026 上午 9:05"], "UTC", "dmy")
@example(["30/2/2026 9:05", "31/12/2099 23:59", "1/1/1990 00:00"], "America/New_York", "dmy")
@example(["2/3/2026 9:05:00.5 PM", "2/3/2026 9:05:00.5"], "UTC", "mdy")
@example(["2/3/2026 24:00:00", "2/3/2026 24:00:00.5", "2/3/2026 9:05:00.1234567"], "UTC", "mdy")
def test_halves_say_what_the_whole_says(
    engine: Engine, texts: list[str], zone: str, order: Order
) -> None:
    """Each row has the moment or the flaw that its text has when it is read as a whole."""
    texts = [WITNESS[order], *(text for text in texts if text.strip())]
    put(engine, texts)
    mend_times(engine, column(zone, order))
    rows = engine.rows("SELECT record, observed_at, flaw FROM waiting ORDER BY record")
    sense = TimeSense(ZoneInfo(zone), order)
    for text, (_record, at, flaw) in zip(texts, rows, strict=True):
        whole = read_time(text, sense)
        if isinstance(whole, datetime):
            assert (at, flaw) == (whole.replace(tzinfo=None), USED), text
        else:
            assert (at, flaw) == (None, FLAWS[whole]), text


@examples(50)
@given(st.lists(wholes, min_size=1, max_size=25))
@example(["3/4/2026 25:00", "3/4/2026 9:05", "13/4/2026 9:05", "3/4/2026 9:06"])
@example(["29/2/2025 9:05", "29/2/2024 9:05", "2/29/2024 9:05"])
def test_the_texts_left_say_the_same_of_the_order(engine: Engine, texts: list[str]) -> None:
    """One text for each day shows the order, and is named, as all of them would."""
    put(engine, texts)
    halves = read_halves(engine, "waiting")
    assert date_order_of(halves.texts) == date_order_of(dict.fromkeys(texts))
    assert halves.known <= {*halves.texts} <= {*texts}


def test_few_texts_are_left(engine: Engine) -> None:
    """Of a regular column one text a day is read as a whole."""
    first = datetime(2026, 1, 30, 21, 30)
    times = [first + timedelta(seconds=97 * n) for n in range(1000)]
    put(engine, [f"{at:%d/%m/%Y %H:%M:%S}.{n:03}" for n, at in enumerate(times)])
    halves = read_halves(engine, "waiting")
    assert [text[:5] for text in halves.texts] == ["30/01", "31/01", "01/02"]
    assert halves.known == {*halves.texts}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3/4/2026 ", {"dmy": date(2026, 4, 3), "mdy": date(2026, 3, 4)}),
        ("2026年1月2日", {"": date(2026, 1, 2)}),
        ("2026年1月2日 星期五 ", {"": date(2026, 1, 2)}),
        ("Jan 2, 2026, ", {"": date(2026, 1, 2)}),
        ("3/4/2026", None),  # the hour would be part of the year
        ("3/4/2026 PM ", None),
        ("2026年1月2日 下午", None),
        ("2026年1月2日 中午", None),
        ("Jan 2 ", None),  # no year
        ("1/1/1990 ", None),  # of 1989 in some zones
        ("yesterday ", None),
    ],
)
def test_a_day_before_any_clock(text: str, days: dict[str, date] | None) -> None:
    """A day counts as known only if no time of day behind it changes what it is."""
    day = read_day(text)
    assert (day and day.days) == days


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("9:05", timedelta(hours=9, minutes=5)),
        ("09:05:07 PM", timedelta(hours=21, minutes=5, seconds=7)),
        ("9:05:07\u202fPM", timedelta(hours=21, minutes=5, seconds=7)),
        ("下午9:05", timedelta(hours=21, minutes=5)),
        ("上午 12:05", timedelta(minutes=5)),
        ("24:00", None),  # with a day behind it
        ("9:05 +0800", None),
        ("9:05 CST", None),
        ("9:05 2026", None),
        ("25:00", None),
    ],
)
def test_a_clock_behind_any_day(text: str, at: timedelta | None) -> None:
    """A time of day counts as known only if the day alone says when it was."""
    assert read_clock(text) == at
