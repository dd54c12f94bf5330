"""The CSV tables: read by Chinese Excel, and no cell computes."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.model import Check, Closing, Report
from linkscan.report.forms.csv import cell, csv_tables
from tests.report import factory


def rows(report: Report, name: str) -> list[dict[str, str]]:
    """A table as a spreadsheet reads it."""
    data = dict(csv_tables(report))[f"csv/{name}.csv"]
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_tables() -> None:
    """One table for each list of the report that a person may sort or filter."""
    assert [name for name, _data in csv_tables(factory.full_report())] == [
        "csv/matrix.csv",
        "csv/ledger.csv",
        "csv/accounts.csv",
        "csv/findings.csv",
        "csv/links.csv",
        "csv/identifiers.csv",
        "csv/machines.csv",
        "csv/health.csv",
        "csv/closing.csv",
        "csv/components.csv",
        "csv/not_checked.csv",
        "csv/warnings.csv",
        "csv/inputs.csv",
    ]


def test_every_table_has_a_mark_and_windows_line_ends(full_report: Report) -> None:
    """Without the byte order mark Excel reads Chinese as GBK."""
    for _name, data in csv_tables(full_report):
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\n") == data.count(b"\r\n")


def test_every_record_is_a_row(full_report: Report) -> None:
    """No table cuts a list."""
    for name in ("accounts", "findings", "links", "identifiers", "machines", "not_checked"):
        assert len(rows(full_report, name)) == len(getattr(full_report, name))
    assert rows(full_report, "inputs")[0]["columns"] == "account -> account; IP -> ip; IP -> ip"


def test_an_empty_report_has_headers(empty_report: Report) -> None:
    """A table without rows still says what its columns would be."""
    for _name, data in csv_tables(empty_report):
        assert data.count(b"\r\n") == 1
        assert b"," in data


def test_a_finding_cites_its_lines(full_report: Report) -> None:
    """Every finding can be retraced from its row."""
    assert rows(full_report, "findings")[1]["evidence"] == (
        "logins.csv:10; logins.csv:11; logins.csv:12; logins.csv:20"
    )


def test_a_finding_says_what_it_weighs(full_report: Report) -> None:
    """Words, bits and the sum value by value stand in columns of their own."""
    paper, laptop, office, other = rows(full_report, "findings")
    assert (laptop["strength"], laptop["bits"]) == ("strong", "19.9")
    assert laptop["weights"] == "device_id:DEV-7 19.9; mac:00:1b:63:84:45:02 16.6"
    assert (other["strength"], other["bits"], other["weights"]) == ("", "", "")
    assert paper["accepted_reason"] == f"known {factory.SCRIPT}"
    assert paper["accepted_owner"] == "shop⟨U+202E⟩txt.exe"
    assert paper["accepted_expires"] == "2026-12-31"
    assert (office["relation"], office["accepted_reason"]) == (f"one company {factory.FORMULA}", "")


def test_a_store_says_how_it_is_exposed(full_report: Report) -> None:
    """The bound, the bits of the weakest step and their word."""
    fir = rows(full_report, "accounts")[1]
    assert fir["exposure_strength"] == "very-strong"
    assert (fir["exposure_bits"], fir["exposure_probability"]) == ("23.253", "0.998983")
    assert rows(full_report, "accounts")[0]["exposure_strength"] == ""


def test_unmet_stores_are_in_their_tables(full_report: Report) -> None:
    """Met and not met stand in the table of files, the nearest names in that of the unchecked."""
    assert rows(full_report, "inputs")[0]["accounts_unmet"] == "2"
    assert rows(full_report, "not_checked")[0]["candidates"] == "Ghoost; Gost"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        (factory.FORMULA, f"'{factory.FORMULA}"),
        ("+1+1", "'+1+1"),
        ("-cmd", "'-cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("\t=1", "⟨U+0009⟩=1"),
        ("\r=1", "⟨U+000D⟩=1"),
        (factory.BIDI, "shop⟨U+202E⟩txt.exe"),
        ("-12.5", "-12.5"),
        ("+8613800000000", "+8613800000000"),
        ("a=b", "a=b"),
        ("", ""),
        (None, ""),
        (True, "yes"),
        (-3, "-3"),
        (factory.FIRST, "2026-01-02T03:04:05Z"),
        (("=a", "b"), "'=a; b"),
        (("a", "=b", "-1"), "a; '=b; -1"),
    ],
)
def test_a_cell_cannot_compute_or_hide(value: object, written: str) -> None:
    """A formula gets an apostrophe, a plain number does not; hidden characters are shown."""
    assert cell(value) == written


def test_names_of_columns_are_those_of_the_json(full_report: Report) -> None:
    """English in every language of the report, so that a program finds its column."""
    accounts = rows(full_report, "accounts")[0]
    assert [*accounts][:4] == ["id", "name", "platform", "region"]
    assert [*rows(full_report, "warnings")[0]] == ["code", "params", "where", "count"]
    for name, table in csv_tables(full_report):
        header = table.decode("utf-8-sig").partition("\r\n")[0]
        assert re.fullmatch(r"[a-z0-9_,]+", header), name


def test_a_store_that_is_being_left(full_report: Report) -> None:
    """Its certification beside it; how its checklist stands in a table of its own."""
    store = replace(full_report.accounts[0], certification="failed")
    items = (Check("data_saved", "done"), Check("deposit_returned", "open"))
    report = replace(
        full_report, accounts=(store,), closing=(Closing(store.id, True, (*items, items[0])),)
    )
    assert rows(report, "accounts")[0]["certification"] == "failed"
    assert rows(report, "closing") == [
        {
            "account": store.id,
            "left_badly": "yes",
            "done": "data_saved; data_saved",
            "open": "deposit_returned",
            "not_recorded": "",
        }
    ]


def test_groups_and_warnings_are_tables(full_report: Report) -> None:
    """What a group hangs on, and each warning with what it is about."""
    (group,) = rows(full_report, "components")
    assert group["articulation_points"] == "amazon/us/Fir; uscc#1"
    assert rows(full_report, "warnings")[0] == {
        "code": "cloned-device",
        "params": "device DEV-7; machines PC-01, PC-02",
        "where": "logins.csv:10",
        "count": "1",
    }


@given(st.text(st.characters()))
def test_no_text_becomes_a_formula(text: str) -> None:
    """Whatever a stranger calls a store, its cell starts no formula and reads back whole."""
    report = replace(
        factory.empty_report(),
        identifiers=(factory.identifier("user_agent", text),),
    )
    label = rows(report, "identifiers")[0]["label"]
    assert not label.lstrip().startswith(("=", "@", "＝"))
    assert label == cell(text)


def test_the_matrix_marks_what_ties(full_report: Report) -> None:
    """A star and a count beside what other stores have; a reason beside what links nothing."""
    fir = rows(full_report, "matrix")[0]
    assert fir["shared"] == "machine; line; licence"
    assert fir["line"] == "* 203.0.113.7 (1); 198.51.100.9 (1); 10.0.0.1 (private)"
    assert (fir["phone"], fir["phone_total"]) == ("phone (masked)", "1")
    assert (fir["email"], fir["email_total"]) == ("", "0")


def test_the_ledger_names_stores_and_lines(full_report: Report) -> None:
    """Each store with its status, and the row that says so, in the same order."""
    paper = rows(full_report, "ledger")[0]
    assert (paper["used_once"], paper["roles"]) == ("broken", "legal-person")
    assert paper["stores"] == "amazon/us/Fir (active); amazon/us/Oak (suspended)"
    assert paper["where"] == "papers.xlsx[店铺]:3; papers.xlsx[店铺]:4"
