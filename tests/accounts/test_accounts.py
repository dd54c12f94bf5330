"""Which written names are one account: joined by rule and by alias, never by guess."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from linkscan.accounts.accounts import Joined, Mention, find_scopes, join_accounts
from linkscan.masking import Mask
from tests.scanning import SETTINGS, account, found, levels, scan_log


def mention(name: str, number: int = 0, **details: str) -> Mention:
    """A written name with what stands beside it."""
    return Mention(number, hash((name, number, *details.items())), name, details, 1, 0, None)


def joined(*mentions: Mention, aliases: Mapping[str, str] | None = None) -> list[Joined]:
    """The accounts that mentions mean."""
    return join_accounts(mentions, aliases or {}, Mask())


@pytest.mark.parametrize(
    "other",
    ["shop one", " Shop One ", "SHOP  ONE", "ｓｈｏｐ　ｏｎｅ", "shop\u00a0one", "Shop One\t"],
)
def test_written_variants_are_one_account(other: str) -> None:
    """NFKC, trim, white space and case do not tell two accounts apart; all spellings are kept."""
    (one,) = joined(mention("Shop One"), mention(other, 1))
    assert {*one.spellings} == {"Shop One", other}


@pytest.mark.parametrize("other", ["shop-one", "shop one 2", "shop 0ne", "shopone", "店铺一"])
def test_near_names_are_two_accounts(other: str) -> None:
    """A name that is merely alike is another account."""
    assert len(joined(mention("shop one"), mention(other, 1))) == 2


def test_aliases_join() -> None:
    """A declared alias joins, in every written form of it."""
    (one,) = joined(
        mention("store a"), mention(" STORE  A (old)", 1), aliases={"Store A (Old)": "ＳＴＯＲＥ A"}
    )
    assert one.key == "store a"


@pytest.mark.parametrize(
    ("details", "ids"),
    [
        # Nothing said differs: one account.
        ([{}, {}], ["x"]),
        ([{"platform": "amazon"}, {}], ["amazon/x"]),
        ([{"platform": "amazon"}, {"platform": "亚马逊"}], ["amazon/x"]),
        ([{"platform": "amazon", "region": "US"}, {"platform": "Amazon"}], ["amazon/US/x"]),
        ([{"platform": "amazon", "region": "us"}, {"region": "美国"}], ["amazon/US/x"]),
        # Something differs: two.
        ([{"platform": "amazon"}, {"platform": "douyin"}], ["amazon/x", "douyin/x"]),
        ([{"platform": "amazon", "region": "US"}, {"platform": "amazon", "region": "DE"}],
         ["amazon/DE/x", "amazon/US/x"]),
        # Too little is said to choose: apart.
        ([{"platform": "amazon"}, {"platform": "douyin"}, {}], ["amazon/x", "douyin/x", "x"]),
        ([{"platform": "amazon", "region": "US"}, {"platform": "amazon", "region": "DE"},
          {"platform": "amazon"}], ["amazon/DE/x", "amazon/US/x", "amazon/x"]),
    ],
)  # fmt: skip
def test_platform_and_region_tell_apart(details: list[dict[str, str]], ids: list[str]) -> None:
    """One name is one account unless platform or region differ, in any order of the files."""
    mentions = [mention("x", number, **said) for number, said in enumerate(details)]
    for order in (mentions, mentions[::-1]):
        accounts = joined(*order)
        assert [one.id for one in accounts] == ids
        assert [one.id for one in accounts if one.ambiguous] == (ids[-1:] if len(ids) > 2 else
                                                                 [])  # fmt: skip


@pytest.mark.parametrize(
    ("statuses", "status", "barred"),
    [
        (["active", "suspended"], "suspended", True),
        (["active", "封号"], "suspended", True),
        (["rejected", "closed"], "rejected", True),
        (["active", "planned"], "active", False),
        (["active", "关店中"], "closing", False),
        (["closing", "closed"], "closed", False),
        (["active", "no such word"], "unknown", False),
        (["no such word"], "unknown", False),
        ([], "unknown", False),
    ],
)
def test_the_worse_status_counts(statuses: list[str], status: str, barred: bool) -> None:
    """Where files disagree, a store that one of them calls suspended is."""
    (one,) = joined(mention("x"), *(mention("x", n, status=s) for n, s in enumerate(statuses, 1)))
    assert (one.status, one.barred) == (status, barred)


def test_ids_are_distinct() -> None:
    """Accounts whose names a mask makes equal still have ids of their own."""
    accounts = joined(mention("ann@stores.invalid"), mention("amy@stores.invalid"))
    assert len({one.id for one in accounts}) == 2
    assert not any("ann" in one.id or "amy" in one.id for one in accounts)


@pytest.mark.parametrize(
    ("platforms", "scopes"),
    [
        ([None, None], ["", ""]),
        (["amazon", None], ["amazon", "amazon"]),
        (["amazon", "douyin", None], ["amazon", "douyin", ""]),
    ],
)
def test_scopes(platforms: list[str | None], scopes: list[str]) -> None:
    """An account without a platform is taken to be on the only one that is named, and told."""
    accounts = [
        one
        for number, platform in enumerate(platforms)
        for one in joined(
            mention(f"s{number}", number, **({"platform": platform} if platform else {})),
        )
    ]
    found_scopes, warnings = find_scopes(accounts)
    assert found_scopes == scopes
    assert bool(warnings) is (None in platforms and any(platforms))


def test_suspended_papers_reach_the_store_of_the_log() -> None:
    """A list that writes the store otherwise than the log still says that it is suspended."""
    report = scan_log(
        "account,ip\nMy Shop,203.0.113.1\nother,203.0.113.1",
        stores="店铺,状态,平台\nｍｙ　ｓｈｏｐ,封号,亚马逊\nother,正常,亚马逊",
    )
    assert account(report, "amazon/My Shop").status == "suspended"
    assert found(report) == {
        ("high", frozenset({"amazon/My Shop", "amazon/other"}), frozenset({"ip"}))
    }
    assert [one.code for one in report.warnings if one.code == "spellings"] == ["spellings"]


def test_alias_of_the_settings() -> None:
    """An alias of linkscan.toml joins what the files write in two ways."""
    from dataclasses import replace

    texts = {"stores": "store,platform,status\nold name,amazon,suspended\nb,amazon,active"}
    log = "account,ip\na,203.0.113.1\nb,203.0.113.1"
    assert levels(scan_log(log, SETTINGS, **texts))["amazon/b"] == "medium"
    report = scan_log(log, replace(SETTINGS, aliases={"Old  Name": "A"}), **texts)
    assert levels(report) == {"amazon/a": "high", "amazon/b": "high"}
    assert {*account(report, "amazon/a").spellings} == {"a", "old name"}


@pytest.mark.parametrize(
    ("sites", "ids"),
    [
        (["Amazon UK"], {"amazon/UK/a"}),
        (["Amazon UK", "Amazon DE"], {"amazon/a"}),
        (["Shopee SG", "Amazon UK"], {"amazon/UK/a", "shopee/SG/a"}),
        (["UK", "DE"], {"a"}),
    ],
)
def test_sites_say_platform_and_region(sites: list[str], ids: set[str]) -> None:
    """Without a column of platforms the name of a marketplace says platform, and region where
    all sites of the store agree; several sites of one platform stay one store."""
    rows = "".join(f"a,{site},203.0.113.1\n" for site in sites)
    report = scan_log(f"account,marketplace,ip\n{rows}")
    assert {one.id for one in report.accounts} == ids


@pytest.mark.parametrize("nothing", ["-", "N/A", "无", "unknown", " / "])
def test_a_dash_is_no_platform_and_no_client(nothing: str) -> None:
    """A cell that says nothing parts a store from none, and makes nobody of its own."""
    report = scan_log(f"""
        time,account,platform,client,device_id
        2026-01-18,A,amazon,Amber,dev-x1-serial
        2026-01-18,B,{nothing},{nothing},dev-x1-serial
    """)
    one = account(report, "B")
    assert (one.platform, one.client, one.level) == (None, None, "high")


@pytest.mark.parametrize(
    ("details", "status", "barred"),
    [
        ({"ban_reason": "关联"}, "suspended", True),
        ({"was_suspended": "是"}, "suspended", True),
        ({"was_suspended": "否"}, "unknown", False),
        ({"was_suspended": "2025年被封，已解封"}, "unknown", False),
        ({"was_suspended": "至今未被封", "status": "正常"}, "active", False),
        ({"was_suspended": "2025-03-01", "status": "正常"}, "active", True),
        ({"ban_reason": "主动关店"}, "unknown", False),
        ({"ban_reason": "关联", "status": "已解封"}, "active", False),
        ({"ban_reason": "关联", "status": "关店"}, "closed", True),
    ],
)
def test_a_reason_for_a_ban_is_one(details: dict[str, str], status: str, barred: bool) -> None:
    """Where no status stands, a reason for a ban says that the store is suspended."""
    (one,) = joined(mention("x", 0, **details))
    assert (one.status, one.barred) == (status, barred)
