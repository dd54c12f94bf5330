"""What pages and the terminal say of shop health."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkscan.model import Citation, Component, Finding, Health, Level, Report
from linkscan.report.forms.csv import csv_tables
from linkscan.report.forms.html import html_pages
from linkscan.report.forms.text import summary
from linkscan.report.views.facts import Facts
from linkscan.report.views.health import health_lines, health_rows, health_summary, weak_lines
from linkscan.report.views.view import index_view
from linkscan.report.visible import console
from tests.report.factory import account, clear_report, finding, full_report, link

FIR, ELM, OAK = "amazon/us/Fir", "amazon/us/Elm", "ebay/us/Oak"


def health(store: str, rule: str, metric: str, value: float, weak: bool) -> Health:
    """A broken limit on line 3 of metrics.csv."""
    limits = {"R9": ("<", 1.0), "R7": ("<=", 72.0), "R5": ("<=", 3.0)}
    comparison, limit = limits[rule]
    return Health(
        account=store,
        rule=rule,
        metric=metric,
        value=value,
        comparison=comparison,  # type: ignore[arg-type]
        limit=limit,
        mark="official" if weak else "article",
        weak=weak,
        citation=Citation("metrics.csv", 3),
        date="2026-02-28",
    )


def shared(level: Level = "medium") -> Finding:
    """An address that Fir and Elm share."""
    ip = "ip:203.0.113.7"
    return finding(level, "shared-address", "separate-address", link(FIR, ip, 2),
                   link(ELM, ip, 3), bits=16.3, strength="positive")  # fmt: skip


@pytest.fixture
def weak_report() -> Report:
    """Two stores behind one address, one of them weak; a third on another platform."""
    return replace(
        clear_report(),
        accounts=(account("Elm", level="medium"), account("Fir", level="medium"),
                  account("Oak", platform="ebay")),
        components=(Component("c-1", "amazon", (ELM, FIR), 2, (), "high", (), (), (FIR,), 1),),
        findings=(shared(),),
        health=(health(FIR, "R9", "order_defect_rate", 1.3, True),
                health(OAK, "R7", "hours_to_ship", 80, False),
                health(OAK, "R9", "order_defect_rate", 1.0, False)),
        totals=(("findings", 1), ("findings.medium", 1), ("health", 3), ("health.broken", 2),
                ("health.checked", 3), ("health.weak", 1)),
    )  # fmt: skip


def test_rows(weak_report: Report) -> None:
    """Each row says the figure, the limit, who says so, and where it stands."""
    rows = health_rows(Facts.of(weak_report, "en"))
    assert [(one.store, one.figure, one.limit, one.said_by) for one in rows] == [
        (FIR, "order defect rate 1.3%", "below 1%", "the platform's own words"),
        (OAK, "hours to ship 80 h", "at most 72 h", "sellers' articles"),
        (OAK, "order defect rate 1%", "below 1%",
         "the limit of Amazon; that of this platform is not documented"),
    ]  # fmt: skip
    assert (rows[0].date, rows[0].where) == ("2026-02-28", "metrics.csv:3")
    assert "200370550" in rows[0].source


def test_a_weak_store_is_the_headline_of_its_group(weak_report: Report) -> None:
    """The level of a raised group is that of the report, and the verdict says why."""
    view = index_view(Facts.of(weak_report, "en"), {})
    assert (view.level.code, view.groups[0].level.code) == ("high", "high")
    assert view.verdict == "A store that breaks a limit of its platform is tied to others."
    assert view.names == f"weak: {FIR}; tied: {ELM}"
    assert view.groups[0].weak == (
        f"Stores that hang on {FIR}: 1. It breaks its platform's limit: order defect rate 1.3%",
    )


def test_a_finding_of_that_level_stays_the_headline(weak_report: Report) -> None:
    """Where a finding is as serious as the raised group, it is what the verdict says."""
    report = replace(weak_report, findings=(shared(level="high"),))
    assert index_view(Facts.of(report, "en"), {}).verdict == "2 stores share an IP address."


def test_lines_name_each_store_once(weak_report: Report) -> None:
    """A weak store of a group stands with what hangs on it; the others with their figures."""
    assert health_lines(Facts.of(weak_report, "en")) == [
        *weak_lines(Facts.of(weak_report, "en"), weak_report.components[0]),
        f"{OAK}: hours to ship 80 h (at most 72 h; sellers' articles); order defect rate 1% "
        "(below 1%; the limit of Amazon; that of this platform is not documented)",
    ]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_form_tells_it(weak_report: Report, lang: str) -> None:
    """Pages, terminal and table name the store, its figure and the limit, on any console."""
    pages = dict(html_pages(weak_report, lang))
    assert f'id="{lang}-health"' in pages["index.html"]
    assert "metrics.csv:3" in pages["index.html"]
    assert "1.3%" in pages["accounts.html"]
    text = summary(weak_report, lang)
    assert "1.3%" in text
    assert text == "".join(f"{console(line)}\n" for line in text.splitlines())
    text.encode("gbk")
    table = dict(csv_tables(weak_report))["csv/health.csv"].decode("utf-8-sig")
    assert table.splitlines()[1] == (
        f"{FIR},R9,order_defect_rate,1.3,<,1.0,official,yes,2026-02-28,metrics.csv:3"
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_still_fits_one_screen(weak_report: Report, lang: str) -> None:
    """Beside everything else that a report has to say it takes no line too many."""
    full = full_report()
    note, warning, file = full.not_checked[0], full.warnings[0], full.inputs[0]
    report = replace(
        full,
        health=weak_report.health * 3,
        components=(*full.components, *weak_report.components),
        not_checked=(note,) * 9,
        warnings=(warning,) * 9,
        inputs=(file,) * 9,
    )
    assert "1.3%" in summary(report, lang, "linkscan-report/index.html")
    assert len(summary(report, lang, "linkscan-report/index.html").splitlines()) <= 40


def test_without_figures_nothing_is_said() -> None:
    """Where no file has figures no page has a word of them."""
    report = clear_report()
    assert health_summary(Facts.of(report, "en")) == ""
    assert "-health" not in dict(html_pages(report, "en"))["index.html"]
    assert "Shop health" not in summary(report, "en")


def test_of_one_client_broken_limits_are_told() -> None:
    """Where nobody knows how many stores have figures, those that break a limit are told."""
    broken = health(FIR, "R9", "order_defect_rate", 1.3, True)
    report = replace(clear_report(), health=(broken, broken))
    assert health_summary(Facts.of(report, "en")) == "Stores that break a limit: 1."
