"""Planned stores: every collision is found, nothing clean is stopped, no ban is got round."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import linkscan
from linkscan.config import Settings
from linkscan.preflight.preflight import Planned, Preflight, preflight
from tests.scanning import lines

NOW = datetime(2026, 1, 20, tzinfo=UTC)
SETTINGS = Settings(now=NOW, zone="UTC")

LOGINS = """
    time,account,platform,ip,device_id,mac,machine,operator
    2026-01-18 09:00,Old One,amazon,203.0.113.7,dev-x1-serial,00:1b:63:84:45:01,PC-01,Mei
    2026-01-18 10:00,Old Two,amazon,203.0.113.8,,,PC-02,Jun
    2025-01-18 10:00,Old Two,amazon,203.0.113.99,,,PC-02,Jun
"""
STORES = """
    account,platform,region,status,owner,uscc,legal person id,phone,email,bank card,iban,vat,passport,business licence,company
    Old One,amazon,US,active,Amber,91440300MA5DEM01X1,11010519491231002X,13912340001,mei@example.com,4242420000000018,DE89370400440532013000,DE136695976,E00000099,440301100012345,深圳市华远科技有限公司
    Old Two,amazon,US,active,Amber,,,,,,,,,,
"""  # noqa: E501


def judged(
    plan: str, settings: Settings = SETTINGS, suffix: str = "csv", **files: str
) -> Preflight:
    """The verdicts on a plan against the records above, or against others."""
    records = {"logins": LOGINS, "stores": STORES, **files}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "records").mkdir()
        for stem, text in records.items():
            path = folder / "records" / f"{stem}.csv"
            path.write_text(lines(text), encoding="utf-8")
        path = folder / f"plan.{suffix}"
        path.write_text(lines(plan), encoding="utf-8")
        with linkscan.scan(folder / "records", plan=path, settings=settings) as result:
            return preflight(result)


def only(found: Preflight) -> Planned:
    """The one planned store."""
    (one,) = found.stores
    return one


def codes(store: Planned) -> set[str]:
    """Why a store has its verdict."""
    return {reason.code for reason in store.reasons if reason.verdict == store.verdict}


@pytest.mark.parametrize("word", ["amazn", "待定", "Amazon?"])
def test_a_platform_that_nobody_knows_may_be_the_same(word: str) -> None:
    """A misspelt platform, in the plan or the records, hides neither a ban nor what is shared."""
    plan = "account,platform,uscc,phone\nNew,{},{},+1 202 555 0101"
    stores = "account,platform,status,uscc\nOld One,{},suspended,91440300MA5DEM01X1"
    for here, there in (("amazon", word), (word, "amazon")):
        one = only(judged(plan.format(here, "91440300MA5DEM01X1"), stores=stores.format(there)))
        assert one.verdict == "REVIEW"
        assert codes(one) >= {"unknown-platform"}
        free = only(judged(plan.format(here, ""), stores=stores.format(there)))
        assert codes(free) == {"owner-suspended"}


@pytest.mark.parametrize("nothing", ["-", "n/a", "未知", "/"])
def test_a_platform_cell_that_says_nothing_names_no_platform(nothing: str) -> None:
    """A dash is no platform of its own: the plan is compared with the stores there are."""
    plan = f"account,platform,uscc\nNew,{nothing},91440300MA5DEM01X1"
    assert only(judged(plan)).verdict == "STOP"


FREE = {"account": "New", "platform": "amazon", "region": "DE", "ip": "198.51.100.1"}


def plan_of(row: Mapping[str, str]) -> str:
    """A plan of one store as CSV."""
    return ",".join(row) + "\n" + ",".join(row.values())


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("ip", "203.0.113.7", "ip"),
        ("ip", "::ffff:203.0.113.7", "ip"),
        ("ip", "２０３.0.113.7", "ip"),
        ("device_id", "DEV-X1-SERIAL", "device_id"),
        ("mac", "00-1B-63-84-45-01", "mac"),
        ("machine", "pc-01 ", "device_id"),
        ("machine", "PC-02", "machine"),
        ("uscc", "91440300 MA5DEM01X1", "uscc"),
        ("uscc", "９１４４０３００ma5dem01x1", "uscc"),
        ("legal person id", "11010519491231002x", "resident_id"),
        ("phone", "+86 139-1234-0001", "phone"),
        ("phone", "008613912340001", "phone"),
        ("email", "MEI@example.com", "email"),
        ("bank card", "4242 4200 0000 0018", "card"),
        ("iban", "de89 3704 0044 0532 0130 00", "iban"),
        ("vat", "DE 136 695 976", "vat"),
        ("passport", "e00000099", "passport"),
        ("business licence", "440301100012345", "licence"),
    ],
)
def test_every_collision_is_found(column: str, value: str, kind: str) -> None:
    """Whatever a planned store shares, however written, it is not GO, and the value is named."""
    store = only(judged(plan_of({**FREE, column: value})))
    attested = kind not in ("mac", "machine")  # lore: grade C alone is REVIEW
    assert store.verdict == ("STOP" if attested else "REVIEW")
    named = {one.kind for reason in store.reasons for one in reason.shared}
    assert kind in named


@pytest.mark.parametrize(("machine", "kinds"), [("PC-01", {"device_id", "mac", "machine"}),
                                                ("PC-02", {"machine"})])  # fmt: skip
@pytest.mark.parametrize("device", ["", "dev-new-77"])
def test_a_machine_of_another_store(machine: str, kinds: set[str], device: str) -> None:
    """A machine that is in use is named whether or not the plan names a device, and whether or
    not the logs know one of it: the plan may run on a computer that another store used."""
    store = only(judged(plan_of({**FREE, "machine": machine, "device_id": device})))
    assert store.verdict != "GO"
    assert {one.kind for reason in store.reasons for one in reason.shared} == kinds


@pytest.mark.parametrize(("planned", "theirs"), [("amazon", ""), ("", "amazon"), ("", "")])
def test_papers_of_a_store_without_platform(planned: str, theirs: str) -> None:
    """Papers of a suspended store stop a plan where either names no platform, though the files
    name several: it may be the same one."""
    stores = f"""
        account,platform,status,uscc
        Old One,{theirs},suspended,91440300MA5DEM01X1
        Old Two,amazon,active,
        Old Three,douyin,active,
    """
    plan = plan_of({"account": "New", "platform": planned, "uscc": "91440300MA5DEM01X1"})
    store = only(judged(plan, logins="account,platform,ip\nOld Two,amazon,203.0.113.8",
                        stores=stores))  # fmt: skip
    assert store.verdict == "STOP"
    assert "burned" in codes(store)


def test_a_clean_plan_is_go() -> None:
    """A store that shares nothing is GO; how many stores are allowed is a note."""
    store = only(judged(plan_of(FREE)))
    assert store.verdict == "GO"
    assert {reason.code for reason in store.reasons} == {"stores-allowed"}


def test_hundred_clean_plans_give_no_stop() -> None:
    """What is drawn at random collides with nothing."""
    rng = random.Random(7)  # noqa: S311 - seeded invented data
    rows = [
        f"New {n},amazon,198.51.100.{n},dev-{rng.getrandbits(64):016x},"
        f"139{rng.randrange(10**8):08},new{n}@example.net"
        for n in range(1, 101)
    ]
    found = judged("account,platform,ip,device_id,phone,email\n" + "\n".join(rows))
    assert [store.verdict for store in found.stores] == ["GO"] * 100


def test_nothing_to_compare_is_not_checked() -> None:
    """A plan without comparable values is NOT CHECKED, and so is one of private ones."""
    for row in ({}, {"ip": "10.0.0.1"}, {"phone": "138****0001"}):
        plan = {"account": "New", "platform": "amazon", **row}
        assert only(judged(plan_of(plan))).verdict == "NOT CHECKED"


def test_planned_stores_are_checked_against_each_other() -> None:
    """Two planned stores on one new line are stopped both."""
    found = judged("""
        account,platform,ip
        New A,amazon,198.51.100.5
        New B,amazon,198.51.100.5
    """)
    assert [(store.id, store.verdict) for store in found.stores] == [
        ("amazon/New A", "STOP"),
        ("amazon/New B", "STOP"),
    ]
    assert found.stores[0].reasons[0].stores == ("amazon/New B",)


def test_an_address_long_given_up_is_weak() -> None:
    """An address that was last used a year ago is a reason to look, not to stop."""
    store = only(judged(plan_of({**FREE, "ip": "203.0.113.99"})))
    assert (store.verdict, codes(store)) == ("REVIEW", {"weak"})


def test_names_alone_are_for_review() -> None:
    """The same company in another writing proves nothing by itself, and is told."""
    plan = {**FREE, "company": "Shenzhen Huayuan Technology Co. Ltd."}
    store = only(judged(plan_of(plan)))
    assert (store.verdict, codes(store)) == ("REVIEW", {"soft"})


def test_other_platforms_are_a_note() -> None:
    """No platform sees another's stores."""
    plan = {**FREE, "platform": "ebay", "device_id": "dev-x1-serial"}
    store = only(judged(plan_of(plan)))
    assert store.verdict == "GO"
    assert "other-platform" in {reason.code for reason in store.reasons}


def test_a_name_that_exists_is_for_review() -> None:
    """A planned store is never taken for the store of that name."""
    store = only(judged(plan_of({**FREE, "account": "old one"})))
    assert (store.verdict, codes(store)) == ("REVIEW", {"exists"})


SUSPENDED = STORES.replace("Old Two,amazon,US,active", "Old Two,amazon,US,suspended")


def test_no_plan_is_go_while_a_store_is_suspended() -> None:
    """However separate a plan is: REVIEW, with the platform's own route, and nothing unused."""
    found = judged(plan_of(FREE), stores=SUSPENDED)
    store = only(found)
    assert (store.verdict, codes(store)) == ("REVIEW", {"owner-suspended"})
    assert store.reasons[0].rule
    assert found.unused == ()


def test_another_owner_is_not_held() -> None:
    """A declared other owner answers for its own stores."""
    found = judged(plan_of({**FREE, "owner": "Birch"}), stores=SUSPENDED)
    assert only(found).verdict == "GO"


@pytest.mark.parametrize("time", ["2026-01-18 09:00", "18号上午"])
def test_a_ban_that_only_the_log_tells_is_heard(time: str) -> None:
    """状态 of a log may say 正常 and 封号 of the stores: no plan is GO beside a banned one."""
    log = f"""
        店铺,平台,登录时间,登录IP,状态
        Barred,amazon,{time},203.0.113.7,封号
        Healthy,amazon,2026-01-18 09:05,203.0.113.8,正常
    """
    found = judged(
        "account,platform,ip\nNew,amazon,203.0.113.99", logins=log, stores="店铺\nHealthy"
    )
    assert codes(only(found)) == {"owner-suspended"}


def test_a_plan_that_hangs_on_a_suspended_store_by_others_is_stopped() -> None:
    """A chain of evidence counts as the evidence does."""
    logins = LOGINS.replace("203.0.113.8,,,PC-02", "203.0.113.8,dev-x1-serial,,PC-02")
    plan = plan_of({**FREE, "phone": "13912340001"})
    store = only(judged(plan, stores=SUSPENDED, logins=logins))
    assert store.verdict == "STOP"
    assert {"shared", "hangs-on"} <= codes(store)


def test_unused_resources_are_named() -> None:
    """What no store of the platform uses yet is told at the end."""
    settings = replace(SETTINGS, lines={"198.51.100.0/24": "new line", "203.0.113.0/24": "office"})
    plan = plan_of({**FREE, "ip": "192.0.2.1"})
    found = judged(plan, settings, machines="machine,site,mac\nPC-09,Hall 2,\nPC-01,Hall 1,")
    (unused,) = found.unused
    assert unused.machines == ("PC-09",)
    assert unused.lines == ("198.51.100.0/24 (new line)",)


def test_a_toml_plan() -> None:
    """A list of values stands for several rows of one store."""
    found = judged(
        """
        [[stores]]
        account = "New"
        platform = "amazon"
        ip = ["198.51.100.9", "203.0.113.7"]
        """,
        suffix="toml",
    )
    assert only(found).verdict == "STOP"


def test_platforms_of_which_only_sellers_tell() -> None:
    """By grade C alone nothing is stopped."""
    logins = LOGINS.replace("amazon", "douyin")
    stores = STORES.replace("amazon", "douyin")
    plan = plan_of({**FREE, "platform": "douyin", "device_id": "dev-x1-serial"})
    store = only(judged(plan, logins=logins, stores=stores))
    assert (store.verdict, codes(store)) == ("REVIEW", {"weak"})


# -- papers that were used up ------------------------------------------------------------------

GONE = "Gone,amazon,US,{status},Amber,91440300MA5DEM02X2,13912340009,{more}"
PAPER_COLUMNS = "account,platform,region,status,owner,uscc,legal person phone"


def papers(
    status: str, columns: str = "certification", more: str = "", platform: str = "amazon"
) -> str:
    """Records of a store that had a licence and its legal person's phone, and how it stands."""
    row = GONE.format(status=status, more=more).replace("amazon", platform)
    return f"{PAPER_COLUMNS},{columns}\n{row}"


AGAIN = {**FREE, "uscc": "91440300MA5DEM02X2"}


@pytest.mark.parametrize(
    ("status", "columns", "more", "state"),
    [
        ("closed", "ban_reason", "voluntary", "closed"),
        ("closed", "closed_at", "2009-03-01", "closed"),  # papers never expire
        ("注销", "closed_at", "", "closed"),
        ("closed", "deposit returned", "no", "left-badly"),
        ("rejected", "certification", "", "rejected"),
        ("suspended", "certification", "", "suspended"),
        ("active", "认证", "未通过", "certification-failed"),
        ("planned", "认证", "认证失败", "certification-failed"),
        ("", "认证", "未通过", "rejected"),
    ],
)
def test_papers_that_were_used_up(status: str, columns: str, more: str, state: str) -> None:
    """Registration material is used once, whatever became of the store and however long ago."""
    store = only(judged(plan_of(AGAIN), gone=papers(status, columns, more)))
    assert store.verdict == "STOP"
    (reason,) = (one for one in store.reasons if one.code == "burned")
    assert (reason.verdict, reason.state, reason.stores) == ("STOP", state, ("amazon/US/Gone",))
    assert [one.kind for one in reason.shared] == ["uscc"]
    # Told once, not as a shared value again.
    assert not {"shared", "shared-suspended"} & codes(store)


def test_the_role_of_a_burned_paper_is_named() -> None:
    """What the store that is gone had it for."""
    plan = plan_of({**FREE, "phone": "13912340009"})
    reasons = only(judged(plan, gone=papers("closed"))).reasons
    (reason,) = (one for one in reasons if one.code == "burned")
    assert [one.roles for one in reason.shared] == [("legal-person",)]


def test_what_was_left_open_is_named() -> None:
    """A store that was left badly blocks its papers, and the answer says with what."""
    store = only(judged(plan_of(AGAIN), gone=papers("closed", "退款完成,保证金已退", "是,否")))
    assert [one.left_open for one in store.reasons if one.code == "burned"] == [
        ("deposit_returned",)
    ]


@pytest.mark.parametrize("status", ["active", "closing", "关店中", "planned"])
def test_papers_in_use_are_shared_not_burned(status: str) -> None:
    """A store that is there, or still closing, uses its papers: the tie is told as any other."""
    store = only(judged(plan_of(AGAIN), gone=papers(status)))
    assert (store.verdict, codes(store)) == ("STOP", {"shared"})


def test_a_store_that_closed_cleanly_blocks_only_its_papers() -> None:
    """With papers of its own a plan beside a closed store is GO."""
    plan = plan_of({**FREE, "uscc": "91440300MA5DEM03X3"})
    assert only(judged(plan, gone=papers("closed", "退款完成", "是"))).verdict == "GO"


def test_other_ties_to_a_closed_store_are_told_as_ties() -> None:
    """A paper and a device: the paper is burned, and both together are a tie."""
    logins = LOGINS + "2026-01-18 11:00,Gone,amazon,203.0.113.9,dev-gone-serial,,PC-05,Mei\n"
    plan = plan_of({**AGAIN, "device_id": "dev-gone-serial"})
    store = only(judged(plan, logins=logins, gone=papers("closed")))
    assert codes(store) == {"burned", "shared"}
    (shared,) = (one for one in store.reasons if one.code == "shared")
    assert {one.kind for one in shared.shared} == {"uscc", "device_id"}


def test_burned_by_lore_is_for_review() -> None:
    """Where only sellers tell that a platform looks at papers, nothing is stopped."""
    plan = plan_of({**AGAIN, "platform": "douyin"})
    store = only(judged(plan, gone=papers("closed", "保证金已退", "否", platform="douyin")))
    assert (store.verdict, codes(store)) == ("REVIEW", {"burned"})


def test_papers_of_another_platform_are_not_burned() -> None:
    """No platform sees another's stores."""
    plan = plan_of({**AGAIN, "platform": "ebay"})
    store = only(judged(plan, gone=papers("closed")))
    assert store.verdict == "GO"
    assert "other-platform" in {reason.code for reason in store.reasons}


def test_readiness_has_no_part_in_the_verdict() -> None:
    """What a review will ask for is told beside; what the plan does not say is not recorded."""
    plan = {**FREE, "purchase receipts": "yes", "品牌授权": "缺少"}
    store = only(judged(plan_of(plan)))
    assert store.verdict == "GO"
    assert {one.item: one.state for one in store.readiness} == {
        "purchase_receipts": "ready",
        "brand_authorisation": "missing",
        "stock_proof": "not-recorded",
        "company_papers": "not-recorded",
    }


def test_two_plans_on_one_new_machine() -> None:
    """A machine that nobody knows yet is shared by those that are to be run on it."""
    found = judged("""
        account,platform,machine,ip
        New A,shopee,PC-99,198.51.100.1
        New B,shopee,pc-99 ,198.51.100.2
        New C,ebay,PC-99,198.51.100.3
    """)
    assert [one.verdict for one in found.stores] == ["GO", "REVIEW", "REVIEW"]
    assert codes(found.stores[1]) == codes(found.stores[2]) == {"weak"}


@pytest.mark.parametrize("owner", ["-", "N/A", "未知", "Co A Ltd."])
def test_an_owner_that_says_nothing_may_be_the_same(owner: str) -> None:
    """While a store is suspended, only a plan of somebody else is GO."""
    stores = "account,platform,status,owner\nOld One,amazon,suspended,Co A\n"
    plan = plan_of({**FREE, "owner": owner})
    assert only(judged(plan, stores=stores)).verdict == "REVIEW"
    other = plan_of({**FREE, "owner": "Somebody Else"})
    assert only(judged(other, stores=stores)).verdict == "GO"


def test_a_suspended_store_of_no_platform_may_be_of_any() -> None:
    """What a file does not say is not the harmless reading; nothing is offered as unused."""
    stores = "account,status\nGone,suspended\n"
    plan = "account,platform,ip\nNew A,amazon,198.51.100.1\nNew B,ebay,198.51.100.2\n"
    found = judged(plan, stores=stores)
    assert [one.verdict for one in found.stores] == ["REVIEW", "REVIEW"]
    assert found.unused == ()


# -- nothing is lost ---------------------------------------------------------------------------

BARRED = "account,platform,status,ban reason"


@pytest.mark.parametrize(
    "row",
    ["Gone,amazon,closing,association", "Gone,amazon,关店中,关联", "Gone,amazon,planned,关联",
     "Gone,amazon,active,关联", "Gone,amazon,,linked to another store"],
)  # fmt: skip
def test_a_ban_reason_bars_whatever_the_status(row: str) -> None:
    """A reason that is written down says that there was a ban."""
    store = only(judged(plan_of(FREE), gone=f"{BARRED}\n{row}"))
    assert (store.verdict, codes(store)) == ("REVIEW", {"owner-suspended"})


@pytest.mark.parametrize(
    "row",
    ["Gone,amazon,closing,无", "Gone,amazon,active,/", "Gone,amazon,active,正常",
     "Gone,amazon,已解封,关联", "Gone,amazon,reinstated,association", "Gone,amazon,closing,"],
)  # fmt: skip
def test_no_reason_and_a_lifted_ban_bar_nothing(row: str) -> None:
    """Nor does a reason beside a status that says that the ban is over."""
    assert only(judged(plan_of(FREE), gone=f"{BARRED}\n{row}")).verdict == "GO"


@pytest.mark.parametrize(
    "gone",
    [
        "account,platform,status,period end,order defect rate\nGone,amazon,suspended,someday,1%",
        "account,platform,status,period end,order defect rate\nGone,amazon,suspended,2026-01-01,x",
    ],
)
def test_a_status_is_not_lost_to_a_bad_cell_beside_it(gone: str) -> None:
    """What a row says of its store's status is heard, whatever else in it cannot be read."""
    found = judged(plan_of(FREE), gone=gone)
    assert codes(only(found)) == {"owner-suspended"}


def test_a_paper_is_not_lost_to_a_bad_time() -> None:
    """A log row whose time cannot be read is rejected, and its paper is known all the same."""
    logins = LOGINS.replace("operator", "operator,uscc")
    logins = logins.replace(",Mei", ",Mei,").replace(",Jun", ",Jun,")
    logins += "someday,Old Two,amazon,203.0.113.8,,,PC-02,Jun,91440300MA5DEM02X2\n"
    found = judged(plan_of(AGAIN), logins=logins)
    assert only(found).verdict == "STOP"
    (told,) = (one for one in found.warnings if one.code == "rejected-rows")
    assert (told.count, [place.line for place in told.where]) == (1, [5])


@pytest.mark.parametrize("between", ["；", "/", "、", " "])
@pytest.mark.parametrize("in_plan", [True, False])
def test_two_papers_in_one_cell_are_both_compared(between: str, in_plan: bool) -> None:
    """In the plan or on record: the burned one of the two is found."""
    both = f"91440300MA5DEM03X3{between}91440300MA5DEM02X2"
    gone = papers("suspended")
    if in_plan:
        store = only(judged(plan_of({**FREE, "uscc": both}), gone=gone))
    else:
        store = only(judged(plan_of(AGAIN), gone=gone.replace("91440300MA5DEM02X2", both)))
    assert store.verdict == "STOP"
    assert "burned" in codes(store)


def test_two_addresses_in_one_cell_are_both_compared() -> None:
    """In a plan they are two lines, not the way of one sign-in over a proxy."""
    store = only(judged(plan_of({**FREE, "ip": "198.51.100.1；203.0.113.7"})))
    assert (store.verdict, codes(store)) == ("STOP", {"shared"})


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("phone", "138****0001", "masked"),
        ("uscc", "91440300MA5DEM02X3", "bad-check-digit"),
        ("bank card", "4.2E+15", "rounded"),
        ("ip", "203.0.113.0/24", "range"),
        ("ip", "192.168.1.5", "private"),
    ],
)
def test_a_cell_that_could_not_be_compared_is_no_go(column: str, value: str, reason: str) -> None:
    """However much of the plan was compared; which cell it was, and why, is said."""
    plan = {**FREE, "email": "new@example.com", column: value}
    store = only(judged(plan_of(plan)))
    assert (store.verdict, codes(store)) == ("NOT CHECKED", {"refused"})
    (cell,) = next(one.refused for one in store.reasons if one.code == "refused")
    assert (cell.reason, [place.line for place in cell.where]) == (reason, [2])


def test_a_cell_that_says_nothing_holds_nobody_up() -> None:
    """A dash or "n/a" is as good as blank."""
    assert only(judged(plan_of({**FREE, "phone": "n/a", "uscc": "-"}))).verdict == "GO"


def test_what_may_hide_a_suspended_store_is_told() -> None:
    """Rows that were not read, words nobody knows, stores met nowhere else, papers of a suspended
    store that cannot be compared."""
    stores = STORES.replace("Old Two,amazon,US,active", "Old Two,amazon,US,二审中")
    gone = "account,platform,status,phone\nGone,amazon,suspended,138****0001\n,amazon,active,"
    found = judged(plan_of(FREE), stores=stores, gone=gone)
    told = {one.code: dict(one.params) for one in found.warnings}
    assert told["rejected-rows"] == {"input": "gone.csv", "reason": "no-account"}
    assert told["unknown-status"] == {"word": "二审中"}
    assert told["unmet-stores"] == {"accounts": "amazon/Gone"}
    assert told["barred-not-compared"]["accounts"] == "amazon/Gone"
    assert judged(plan_of(FREE)).warnings == ()


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("是否封号", "是"),
        ("是否封号", "2025年关联"),
        ("封号时间", "2025-06-01"),
        ("suspended on", "2025-06-01"),
        ("banned", "yes"),
        ("账号现状", "二审死"),
    ],
)
def test_a_ban_is_heard_in_whatever_column_tells_it(header: str, cell: str) -> None:
    """A list without a column of statuses may say it by an answer or by a date."""
    for said, verdict in ((cell, "REVIEW"), ("", "GO")):
        stores = f"店铺,平台,{header}\nOld One,amazon,{said}\nOld Two,amazon,"
        assert only(judged(plan_of(FREE), stores=stores)).verdict == verdict


@pytest.mark.parametrize("cell", ["否", "没有", "未封", "-", "no", "×"])
def test_an_answer_that_there_was_no_ban(cell: str) -> None:
    """A store that was never banned holds nobody up."""
    stores = f"店铺,平台,是否封号\nOld One,amazon,{cell}\nOld Two,amazon,否"
    assert only(judged(plan_of(FREE), stores=stores)).verdict == "GO"


def test_a_name_may_say_that_its_store_was_banned() -> None:
    """Where no column does; and a file may say it of all stores in it."""
    stores = "店铺,平台,站点\nOld One（已封）,amazon,US\nOld Two,amazon,US"
    found = only(judged(plan_of(FREE), stores=stores))
    assert codes(found) == {"owner-suspended"}
    gone = "店铺,平台,站点\nOld Three,amazon,US"
    found = only(judged(plan_of(FREE), 封号店铺=gone))
    assert codes(found) == {"owner-suspended"}
    told = "店铺,平台,状态\nOld One（已封）,amazon,正常\nOld Two,amazon,正常"
    assert only(judged(plan_of(FREE), stores=told)).verdict == "GO"


@pytest.mark.parametrize(
    ("owner", "verdict"),
    [("示例科技", "REVIEW"), ("示例科技有限公司", "REVIEW"), ("Shili Technology", "REVIEW"),
     ("另一家科技", "GO")],
)  # fmt: skip
def test_a_short_name_of_an_owner_is_no_other_owner(owner: str, verdict: str) -> None:
    """公司 by its name in short, and in full in another file."""
    stores = f"店铺,平台,状态,主体\nOld One,amazon,封号,{owner}\nOld Two,amazon,正常,{owner}"
    plan = plan_of({**FREE, "主体": "深圳市示例科技有限公司"})
    assert only(judged(plan, stores=stores)).verdict == verdict


@pytest.mark.parametrize(
    ("header", "cell", "in_doubt"),
    [
        ("备注", "5月被封号了", True),
        ("美国", "封号", True),
        ("备注", "老板的店", False),
        ("备注", "老板自己关店", False),
        ("状态", "冻结资金", True),
        ("状态", "", False),
        ("是否正常", "否", True),
        ("是否正常", "是", False),
        ("账户健康", "有风险", True),
        ("账户健康", "850", False),
        ("关店时间", "2025-06-01", False),
    ],
)
def test_a_store_that_may_be_suspended_is_no_go(header: str, cell: str, in_doubt: bool) -> None:
    """A word that nobody knows, or a remark on a ban where no status says how the store stands."""
    stores = f"店铺,平台,站点,{header}\nOld One,amazon,US,{cell}\nOld Two,amazon,US,"
    found = only(judged(plan_of(FREE), stores=stores))
    assert codes(found) >= ({"in-doubt"} if in_doubt else set())
    assert found.verdict == ("NOT CHECKED" if in_doubt else "GO")


def test_a_remark_beside_a_known_status_raises_no_doubt() -> None:
    """What is told in the column for it counts."""
    stores = "店铺,平台,状态,备注\nOld One,amazon,正常,去年封号，申诉回来了\nOld Two,amazon,正常,"
    assert only(judged(plan_of(FREE), stores=stores)).verdict == "GO"


def test_columns_that_nobody_understands_are_told() -> None:
    """In a plan, values in such a column that could be compared are no GO; other words are."""
    plan = plan_of({**FREE, "那个号": "11010519491231002X", "类目": "服装"})
    found = judged(plan)
    assert codes(only(found)) == {"unread"}
    (why,) = [one for one in only(found).reasons if one.code == "unread"]
    assert why.columns == ("那个号",)
    (told,) = found.warnings
    assert (told.code, dict(told.params)["headers"]) == ("unread-columns", "那个号, 类目")
    assert only(judged(plan_of({**FREE, "类目": "服装"}))).verdict == "GO"


def test_every_address_of_a_plan_is_compared() -> None:
    """That of the proxy and of the way out beside that of the sign-in."""
    row = {"account": "New", "platform": "amazon", "登录IP": "198.51.100.1"}
    for header in ("代理IP", "出口IP"):
        assert only(judged(plan_of({**row, header: "203.0.113.7"}))).verdict == "STOP"


def test_the_way_out_counts_where_the_log_names_an_office() -> None:
    """An address of the office in 登录IP, and the public one in a column beside it."""
    logins = "登录时间,店铺,平台,登录IP,出口IP\n2026-01-18 09:00,Old One,amazon,{},203.0.113.7"
    for office in ("192.168.1.5", ""):
        plan = plan_of({**FREE, "ip": "203.0.113.7"})
        assert only(judged(plan, logins=logins.format(office))).verdict == "STOP"


def test_a_value_shared_with_a_store_of_unknown_status_is_never_go() -> None:
    """Unknown may be suspended."""
    stores = STORES.replace("Old Two,amazon,US,active", "Old Two,amazon,US,冻结资金")
    assert only(judged(plan_of({**FREE, "ip": "203.0.113.99"}), stores=stores)).verdict == "REVIEW"
    assert only(judged(plan_of({**FREE, "ip": "203.0.113.8"}), stores=stores)).verdict == "STOP"


def test_a_plan_that_was_not_read_whole_is_not_all_go() -> None:
    """Of a row without a name nothing is said, which is no GO."""
    found = judged("account,platform,ip\nNew,amazon,198.51.100.1\n,amazon,203.0.113.7")
    assert (only(found).verdict, found.unread, found.all_go) == ("GO", 1, False)


def test_what_may_stop_is_weighed_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it shares something with very many stores, a burned paper is not among what is cut,
    and that something was cut is said."""
    monkeypatch.setattr("linkscan.preflight.preflight.PARTNERS", 3)
    many = "account,platform,status,operator\n" + "\n".join(
        f"Barred {n},amazon,suspended,Kay" for n in range(8)
    )
    logins = LOGINS + "".join(
        f"2026-01-1{n} 10:00,Barred {n},amazon,203.0.113.50,,,PC-5{n},Kay\n" for n in range(8)
    )
    plan = plan_of({**AGAIN, "ip": "203.0.113.50", "operator": "Kay"})
    store = only(judged(plan, logins=logins, many=many, gone=papers("closed")))
    assert "burned" in codes(store)
    assert [one.count for one in store.reasons if one.code == "more"] == [6]


def test_nothing_of_a_suspended_store_is_offered() -> None:
    """Whatever platform it was on, what it used stays with it."""
    logins = (
        LOGINS
        + """
        2026-01-18 09:00,Far,ebay,192.0.2.7,,00:1b:63:84:45:07,PC-07,Mei
        2026-01-18 09:00,Near,ebay,192.0.2.8,,00:1b:63:84:45:08,PC-08,Mei
    """
    )
    far = ("account,platform,status,uscc\nFar,ebay,{},91440300MA5DEM02X2\n"
           "Near,ebay,active,91440300MA5DEM03X3")  # fmt: skip
    settings = replace(SETTINGS, lines={"192.0.2.7/32": "far", "192.0.2.8/32": "near"})
    plan = plan_of(FREE)
    (free,) = judged(plan, settings, logins=logins, far=far.format("active")).unused
    assert free.machines == ("PC-07", "PC-08")
    assert len(free.papers) == 2
    (free,) = judged(plan, settings, logins=logins, far=far.format("suspended")).unused
    assert (free.machines, free.lines, len(free.papers)) == (
        ("PC-08",), ("192.0.2.8/32 (near)",), 1)  # fmt: skip
    (free,) = judged(plan, settings, logins=logins, far=far.format("closed")).unused
    assert len(free.papers) == 1
