"""The headline of each platform: how many stores are tied, to what, and through what."""

from __future__ import annotations

from dataclasses import replace

from linkscan.model import Account, Component, Exposure, Report
from linkscan.report.views.facts import Facts
from linkscan.report.views.platforms import counted, platform_lines
from tests.report import factory


def lines(report: Report, lang: str = "en") -> list[tuple[str, str]]:
    """Level and text of each headline."""
    return [(one.level.code, one.text) for one in platform_lines(Facts.of(report, lang))]


def exposed(name: str, value: str, to: str) -> Account:
    """A store that hangs on a suspended one through one value."""
    id = f"amazon/us/{name}"
    way = Exposure((to,), to, (id, value, to), "critical", 0.9, 20.0, "strong")
    return factory.account(name, level="critical", component="c-1", exposure=way)


def hanging(*accounts: Account) -> Report:
    """A report of stores, one of them suspended, and a group they are in."""
    oak = factory.account("Oak", "suspended", "critical", component="c-1")
    stores = tuple(one.id for one in (*accounts, oak))
    group = Component("c-1", "amazon", stores, len(stores), ("phone#1",), "critical", (), ())
    return replace(factory.empty_report(), accounts=(*accounts, oak), components=(group,))


def test_stores_that_hang_on_a_suspended_one() -> None:
    """How many of how many, on which store, by what: one sentence in either language."""
    report = hanging(
        exposed("Fir", "phone#1", "amazon/us/Oak"),
        exposed("Elm", "phone#1", "amazon/us/Oak"),
        factory.account("Ash"),
    )
    assert lines(report) == [
        (
            "critical",
            "Amazon: 2 of 4 stores hang on amazon/us/Oak, which is suspended, through 1 phone "
            "number.",
        )
    ]
    assert lines(report, "zh") == [
        ("critical", "亚马逊：4 家店铺中有 2 家与被封店铺 amazon/us/Oak 相关联，共用：电话号码。")
    ]
    assert lines(hanging(exposed("Fir", "phone#1", "amazon/us/Oak")))[0][1].startswith(
        "Amazon: 1 of 2 stores hangs on amazon/us/Oak"
    )


def test_several_suspended_stores_are_counted() -> None:
    """The one that most hang on is named."""
    report = hanging(
        exposed("Fir", "phone#1", "amazon/us/Oak"),
        exposed("Elm", "ip:203.0.113.7", "amazon/us/Oak"),
        exposed("Ash", "phone#2", "amazon/us/Yew"),
    )
    assert lines(report)[0][1] == (
        "Amazon: 3 of 4 stores hang on suspended ones (amazon/us/Oak and 1 more), through 2 phone "
        "numbers, 1 IP address."
    )


def test_stores_that_are_tied_to_one_another() -> None:
    """Groups without a suspended store are told apart from those with one."""
    tied = Component("c-2", "amazon", ("a", "b", "c"), 3, ("ip:x", "ip:y"), "medium", (), ())
    alone = replace(
        factory.empty_report(),
        accounts=tuple(factory.account(name, level="medium") for name in "abc"),
        components=(tied,),
    )
    assert lines(alone) == [
        ("medium", "Amazon: 3 of 3 stores are tied to one another through 2 IP addresses.")
    ]
    report = hanging(exposed("Fir", "phone#1", "amazon/us/Oak"))
    both = replace(report, components=(*report.components, tied))
    assert lines(both)[0][1].endswith(
        "1 phone number. Another 3 are tied to one another through 2 IP addresses."
    )


def test_no_tie_is_not_clear_where_nothing_was_checked() -> None:
    """Stores that could not be checked are never among those without a tie."""
    clear, blank = factory.account("Fir"), factory.account("Elm", level="not-checked")
    report = factory.empty_report()
    assert lines(replace(report, accounts=(clear,))) == [
        ("clear", "Amazon: no tie found between its stores (1).")
    ]
    assert lines(replace(report, accounts=(clear, blank))) == [
        ("clear", "Amazon: no tie found between its stores (2). Not checked: 1.")
    ]
    assert lines(replace(report, accounts=(blank,))) == [
        ("not-checked", "Amazon: none of its stores could be checked (1).")
    ]
    assert lines(report) == []


def test_a_finding_that_ties_nothing_is_told(full_report: Report) -> None:
    """Access after the day of leaving concerns one store and joins no group."""
    left = replace(full_report.findings[2], reason="access-after-leaving", accounts_total=1)
    report = replace(
        factory.empty_report(), accounts=(factory.account("Elm", level="medium"),), findings=(left,)
    )
    assert lines(report) == [
        ("medium", "Amazon: Stores used by somebody after the day of leaving: 1.")
    ]


def test_what_is_shared_with_others_is_told(full_report: Report) -> None:
    """In the report of one client its stores are counted, and nobody else's."""
    others = replace(full_report.findings[2], reason="shared-with-others", accounts=("a", "b"))
    report = replace(
        factory.empty_report(), accounts=(factory.account("Elm", level="medium"),),
        findings=(others, replace(others, accounts=("b",))),
    )  # fmt: skip
    assert lines(report) == [
        ("medium", "Amazon: Stores that share values with stores of others: 2.")
    ]


def test_platforms_stand_by_seriousness_and_a_store_without_one_with_the_only_one() -> None:
    """A store of which no file names the platform is counted where it was compared."""
    unnamed = factory.account("Ash", platform=None, region=None)
    report = hanging(exposed("Fir", "phone#1", "amazon/us/Oak"), unnamed)
    assert "1 of 3 stores" in lines(report)[0][1]
    shop = factory.account("Yew", platform="douyin", region=None)
    said = lines(replace(report, accounts=(shop, *report.accounts)))
    assert [text.split(":")[0] for _level, text in said] == [
        "Amazon", "Douyin", "Platform not named"]  # fmt: skip


def test_a_cut_report_counts_what_it_lists(full_report: Report) -> None:
    """Where not every store is in the report, the sentence says so."""
    report = replace(factory.clear_report(), totals=(("accounts", 9000),))
    assert lines(report)[0][1].endswith("Only stores that this report lists are counted.")


def test_values_are_counted_by_kind(full_report: Report) -> None:
    """What weighs most is named first, each value once, and no more than three kinds."""
    facts = Facts.of(full_report, "en")
    ids = ["ip:1", "ip:2", "uscc#1", "uscc#1", "mac:x", "device_id:y", "phone#2", "phone#3"]
    assert counted(facts, ids) == (
        "2 phone numbers, 1 company code (USCC), 1 device ID, and 3 more"
    )
