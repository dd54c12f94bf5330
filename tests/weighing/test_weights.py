"""What shared values weigh in a scan: own stores, strangers, clients, classes, soft values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fingerprints import AGREEMENTS, KINDS, platform_of
from linkscan.config import Settings
from linkscan.model import Finding, Mode, Report
from linkscan.weighing.bits import weigh
from tests.scanning import SETTINGS, found, levels, only_finding, scan_log

OFFICE = "203.0.113.1"


def alone(kind: str, gap_days: float = 0, cls: str = "", rho: float = 1.0) -> float:
    """What a value of a kind weighs between one's own stores, rounded as a report does it."""
    one = KINDS[kind]
    u = one.classes.get(cls, one.u)
    return round(weigh(AGREEMENTS[one.agreement].rate(gap_days), u, rho), 3)


def with_mode(mode: Mode | None) -> Settings:
    """Settings of a mode."""
    return replace(SETTINGS, mode=mode)


# -- time ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("times", "gap"),
    [
        (("2026-01-02 00:00", "2026-01-02 23:59"), 0),
        (("2026-01-02 23:59", "2026-01-03 00:00"), 1),
        (("2026-01-02", "2026-01-08"), 6),
        (("2026-01-02", "2026-01-09"), 7),
        (("2026-01-02", "2026-02-01"), 30),
        (("2026-01-02", "2026-07-01"), 180),
        (("2026-01-02", "2027-01-02"), 365),
        (("2026-01-02", ""), 0),  # may have been any day
    ],
)
@pytest.mark.parametrize("kind", ["ip", "device id"])
def test_time_between_uses(times: tuple[str, str], gap: int, kind: str) -> None:
    """The weight follows the days between the two nearest uses, by the table of its kind."""
    value = OFFICE if kind == "ip" else "dev-x1"
    report = scan_log(f"account,time,{kind}\na,{times[0]},{value}\nb,{times[1]},{value}")
    assert only_finding(report).bits == alone(kind.replace(" ", "_"), gap)
    (weight,) = only_finding(report).weights
    assert (weight.gap_days, weight.counts) == (gap if times[1] else None, True)


def test_nearest_uses_count() -> None:
    """Two stores that took turns are as near as their nearest days, whatever lies between their
    first and their last."""
    report = scan_log(f"""
        account,time,ip
        a,2026-01-02,{OFFICE}
        b,2026-05-02,{OFFICE}
        a,2026-05-03,{OFFICE}
        b,2026-09-02,{OFFICE}
    """)
    assert only_finding(report).bits == alone("ip", 1)


def test_papers_never_fade() -> None:
    """A paper weighs the same whenever its stores were registered."""
    report = scan_log(
        "account,ip\na,203.0.113.1\nb,203.0.113.2",
        stores="store,opened at,phone\na,2010-01-01,13912340001\nb,2026-01-01,13912340001",
    )
    assert only_finding(report).bits == alone("phone")
    assert only_finding(report).weights[0].gap_days is None


# -- sums ------------------------------------------------------------------------------------


def test_best_of_each_group() -> None:
    """Of one group only the best value counts; groups add up."""
    report = scan_log(
        "account,time,device id,mac,ip\na,2026-01-02,dev-x1,00:1b:63:84:45:e6,203.0.113.1\n"
        "b,2026-01-02,dev-x1,00:1b:63:84:45:e6,203.0.113.1"
    )
    finding = only_finding(report)
    assert finding.bits == pytest.approx(alone("device_id") + alone("ip"), abs=0.001)
    assert [(one.group, one.counts) for one in finding.weights] == [
        ("hardware", True), ("hardware", False), ("network", True)
    ]  # fmt: skip


def finding_of(report: Report, *accounts: str) -> Finding:
    """The finding about exactly these accounts."""
    (one,) = (one for one in report.findings if {*one.accounts} == {*accounts})
    return one


AGENTS = {
    "chrome 120": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like "
                  "Gecko) Chrome/120.0.0.0 Safari/537.36",
    "chrome 121": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like "
                  "Gecko) Chrome/121.0.0.0 Safari/537.36",
    "firefox": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:122.0) Gecko/20100101 Firefox/122.0",
}  # fmt: skip


@pytest.mark.parametrize("agents", [("chrome 120", "chrome 120"), ("firefox", "firefox")])
def test_browsers_tie_nobody(agents: tuple[str, str]) -> None:
    """A user agent, a screen and a canvas in common are no finding at all."""
    rows = [f"{name},\"{AGENTS[agent]}\",1920x1080,c1f00a77,203.0.113.{n}"
            for n, (name, agent) in enumerate(zip("ab", agents, strict=True), 1)]  # fmt: skip
    report = scan_log("account,user agent,screen,canvas,ip\n" + "\n".join(rows))
    assert report.findings == ()
    assert {*levels(report).values()} == {"clear"}


@pytest.mark.parametrize(
    ("agents", "opens"),
    [(("chrome 120", "chrome 120"), True), (("chrome 120", "chrome 121"), True),
     (("chrome 120", "firefox"), False), (("", ""), False)],
)  # fmt: skip
def test_browser_and_system_gate_the_parts(agents: tuple[str, str], opens: bool) -> None:
    """Canvas and screen add to a tie only where browser family and system agree, too."""
    rows = [f"{name},\"{AGENTS.get(agent, '')}\",1920x1080,c1f00a77,dev-x1"
            for name, agent in zip("ab", agents, strict=True)]  # fmt: skip
    report = scan_log("account,user agent,screen,canvas,device id\n" + "\n".join(rows))
    kinds = {one.identifier.partition(":")[0] for one in only_finding(report).weights}
    assert ({"canvas", "screen"} <= kinds) is opens
    assert kinds & {"canvas", "screen", "device_id"} == kinds - {"user_agent", "browser"}
    assert only_finding(report).kinds == ("device_id",)


def test_soft_value_of_a_part() -> None:
    """Two of the stores behind an office line that also bear one company name are a finding of
    their own, since they are more seriously tied than the others; the line stays one."""
    report = scan_log(
        f"account,time,ip\na,2026-01-02,{OFFICE}\nb,2026-01-02,{OFFICE}\nc,2026-01-02,{OFFICE}",
        stores="store,platform,status,company name\na,,active,Example Trading Ltd\n"
        "b,,active,EXAMPLE TRADING LIMITED\nc,,active,Sample Goods GmbH",
    )
    assert found(report) == {
        ("high", frozenset("ab"), frozenset({"ip"})),
        ("medium", frozenset("abc"), frozenset({"ip"})),
    }
    part = finding_of(report, "a", "b")
    assert part.bits == pytest.approx(alone("ip") + alone("company"), abs=0.001)
    assert levels(report) == {"a": "high", "b": "high", "c": "medium"}


@pytest.mark.parametrize(
    ("platform", "rho"), [("amazon", 1.0), ("aliexpress", None), ("douyin", 1.0), ("", 1.0)]
)
def test_platforms_that_look_less(platform: str, rho: float | None) -> None:
    """What a platform is said to count only in part weighs less there."""
    rho = platform_of(platform).share("ip") if rho is None else rho
    report = scan_log(f"""
        account,platform,time,ip
        a,{platform},2026-01-02,{OFFICE}
        b,{platform},2026-01-02,{OFFICE}
    """)
    assert only_finding(report).bits == alone("ip", rho=rho)


@pytest.mark.parametrize(
    ("platform", "status", "level"),
    [
        ("amazon", "suspended", "critical"),  # grade A
        ("douyin", "suspended", "high"),  # lore
        ("amazon", "active", "high"),
        ("douyin", "active", "high"),
        ("", "suspended", "critical"),  # the general grade
    ],
)
def test_only_attested_evidence_is_critical(platform: str, status: str, level: str) -> None:
    """A device shared with a suspended store is critical only where the platform's own words,
    or those who see its notices, say that it looks at devices."""
    report = scan_log(
        f"account,platform,device id\na,{platform},dev-x1\nb,{platform},dev-x1",
        stores=f"store,platform,status\na,{platform},active\nb,{platform},{status}",
    )
    assert only_finding(report).level == level
    assert only_finding(report).grade == ("C" if platform == "douyin" else "A")


def test_the_pair_beside_a_barred_store_counts() -> None:
    """Beside a suspended store the finding weighs what the nearest healthy one shares with it,
    not what healthy ones share with each other."""
    report = scan_log(
        f"""
        account,time,ip
        a,2026-09-01,{OFFICE}
        b,2026-09-01,{OFFICE}
        c,2026-01-01,{OFFICE}
        """,
        stores="store,platform,status\na,,active\nb,,active\nc,,suspended",
    )
    assert only_finding(report).bits == alone("ip", 243)
    assert only_finding(report).level == "medium"


# -- sensitivity -----------------------------------------------------------------------------


def test_variants_follow_the_priors() -> None:
    """A report shows bits and level were every value ten times as common, or as rare."""
    report = scan_log(f"account,time,ip\na,2026-01-02,{OFFICE}\nb,2026-01-02,{OFFICE}")
    (finding,) = report.findings
    assert finding.level == "medium"
    assert [(one.times, round(one.bits - (finding.bits or 0), 1), one.level)
            for one in finding.variants] == [(10.0, -3.3, "low"), (0.1, 3.3, "high")]  # fmt: skip


@pytest.mark.parametrize(("prior", "level"), [(1e-6, "low"), (1e-4, "medium"), (1e-2, "high")])
def test_levels_follow_the_prior(prior: float, level: str) -> None:
    """Levels are read after the prior."""
    log = f"account,time,ip\na,2026-01-02,{OFFICE}\nb,2026-01-02,{OFFICE}"
    report = scan_log(log, replace(SETTINGS, prior=prior))
    assert only_finding(report).level == level
    assert only_finding(report).bits == alone("ip")


# -- whose stores ----------------------------------------------------------------------------


def sharing(count: int, beside: int = 0, client: str = "") -> str:
    """A log of `count` stores behind one address, and others with addresses of their own."""
    rows = [f"s{n:03},2026-01-02,{OFFICE},{client}" for n in range(count)]
    rows += [f"t{n:03},2026-01-02,198.51.100.{n % 250},{client}" for n in range(beside)]
    return "\n".join(["account,time,ip,client", *rows])


def test_office_line_of_own_stores() -> None:
    """Twenty own stores on one line are one finding as serious as two of them would be: how many
    there are in the file never lowers it."""
    for count in (2, 20):
        for mode in (None, "own"):
            report = scan_log(sharing(count), with_mode(mode))
            assert (only_finding(report).level, only_finding(report).bits) == (
                "medium", alone("ip")
            )  # fmt: skip


def test_strangers_behind_one_carrier_address() -> None:
    """In mode sample two hundred strangers behind one address say little of each other; two of
    two hundred that share one say as much as ever."""
    (crowd,) = scan_log(sharing(200), with_mode("sample")).findings
    assert crowd.level == "low"
    assert crowd.bits is not None
    assert crowd.bits < alone("ip") - 5
    report = scan_log(sharing(2, beside=200), with_mode("sample"))
    pair = finding_of(report, "s000", "s001")
    assert pair.bits == pytest.approx(alone("ip"), abs=0.1)
    assert pair.level == "medium"


@pytest.mark.parametrize("mode", [None, "sample"])
def test_one_clients_stores_are_its_own(mode: Mode | None) -> None:
    """Stores of one client weigh as one's own, however many they are, whether mode sample is
    chosen or follows from the clients; the file says nothing against it."""
    log = sharing(40, client="Client A") + "\nz,2026-01-02,198.51.100.9,Client B"
    assert scan_log(log, with_mode(mode)).findings[0].bits == alone("ip")


def test_across_clients_the_file_counts() -> None:
    """An address that forty clients share is infrastructure; in mode own it stays a finding."""
    rows = [f"s{n:03},2026-01-02,{OFFICE},Client {n}" for n in range(40)]
    log = "\n".join(["account,time,ip,client", *rows])
    assert only_finding(scan_log(log)).level == "low"
    assert only_finding(scan_log(log, with_mode("own"))).level == "medium"


def test_several_owners_are_told() -> None:
    """Several declared owners, and no word on whose stores these are: one warning, not with
    `--mode`, not with clients, not for one owner written in two ways."""
    log = "account,ip\na,203.0.113.1\nb,203.0.113.2"
    two = {"stores": "store,platform,status,entity\na,,active,Owner One\nb,,active,Owner Two"}
    one = {"stores": two["stores"].replace("Owner Two", "owner  ONE")}
    clients = {"stores": "store,platform,status,entity,client\na,,,Owner One,A\nb,,,Owner Two,B"}

    def told(settings: Settings, texts: dict[str, str]) -> list[tuple[tuple[str, str], ...]]:
        report = scan_log(log, settings, **texts)
        return [each.params for each in report.warnings if each.code == "several-owners"]

    assert told(SETTINGS, two) == [(("owners", "2"),)]
    assert [told(with_mode("own"), two), told(SETTINGS, one), told(SETTINGS, clients)] == [[]] * 3
