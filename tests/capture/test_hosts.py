"""Back offices: the hosts where sellers work."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from linkscan.capture.hosts import BackOffice, back_office
from linkscan.rules.vocabulary import words

ENTRIES = tomllib.loads(files("linkscan.capture").joinpath("hosts.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("host", "office"),
    [
        ("sellercentral.amazon.com", ("amazon", "US")),
        ("sellercentral.amazon.co.uk", ("amazon", "UK")),
        ("sellercentral-europe.amazon.com", ("amazon", "EU")),
        ("SellerCentral.Amazon.DE.", ("amazon", "DE")),  # case and a final dot say nothing
        ("cdn.sellercentral.amazon.com", ("amazon", "US")),  # a name below it
        ("csp.aliexpress.com", ("aliexpress", None)),
        ("fxg.jinritemai.com", ("douyin", None)),
        ("seller-us.tiktok.com", ("tiktok", "US")),
        ("seller.my.shopee.cn", ("shopee", "MY")),
        ("www.ebay.com", ("ebay", "US")),
        ("sellercenter.lazada.co.th", ("lazada", "TH")),
        ("agentseller-eu.temu.com", ("temu", "EU")),
        ("sso.geiwohuo.com", ("shein", None)),
    ],
)
def test_back_offices(host: str, office: tuple[str, str | None]) -> None:
    """A back office is told with its platform, and the region that the host names."""
    assert back_office(host) == office


@pytest.mark.parametrize(
    "host",
    [
        "",
        ".",
        "www.amazon.com",  # the shop, no back office
        "com",
        "notsellercentral.amazon.com",  # ends alike, but is another name
        "sellercentral.amazon.com.example.net",  # begins alike
        "a.www.ebay.com",  # only the host itself holds the Seller Hub
        "tiktok.com",
    ],
)
def test_other_hosts(host: str) -> None:
    """Any other host is nobody's business."""
    assert back_office(host) is None


def test_own_hosts_count_first() -> None:
    """A host that the user names is a back office, and says of which platform ours is."""
    own = {
        "erp.example.com": BackOffice("shopee", "SG"),
        "sellercentral.amazon.com": BackOffice("amazon", "NA"),
    }
    assert back_office("www.erp.example.com", own) == ("shopee", "SG")
    assert back_office("sellercentral.amazon.com", own) == ("amazon", "NA")
    assert back_office("example.com", own) is None


def test_entries_say_whence_they_are() -> None:
    """Every entry has a source, the date when it was read, and a platform that linkscan knows."""
    for entry in ENTRIES["back_office"]:
        assert entry["source"]
        assert entry["date"] >= "2026-11"
        assert words("platform", entry["platform"])
        assert entry.get("hosts") or entry["by_region"]
