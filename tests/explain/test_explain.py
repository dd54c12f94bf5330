"""Why two stores are tied: the way, what each step shares, and the same bits as the findings."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest

import linkscan
from linkscan.errors import LinkscanError
from linkscan.explain.explain import explain
from linkscan.explain.explanation import Explanation, Shared
from linkscan.report.forms.json import plain
from linkscan.weighing.bits import words_for
from tests.explaining import CHAIN, STATUSES, explained
from tests.scanning import SETTINGS

SAMPLES = Path(__file__).parents[2] / "sample_logs"


def shared(found: Explanation) -> dict[str, Shared]:
    """The values of an explanation by id."""
    return {value.identifier: value for value in found.evidence}


def test_direct() -> None:
    """Two stores that share an address: one step, with dates, rows, lines and the gap in days."""
    found = explained("a", "b")
    assert found.linked
    assert found.path == ("amazon/a", "ip:203.0.113.1", "amazon/b")
    (value,) = found.evidence
    assert (value.use, value.grade, value.gap_days, value.counts) == ("ties", "B", 1, True)
    assert value.bits == value.total == found.bits
    assert found.words == "positive"
    first, second = value.uses
    assert (first.account, first.n, [row.line for row in first.evidence]) == ("amazon/a", 1, [2])
    assert (second.account, [row.line for row in second.evidence]) == ("amazon/b", [3])
    assert first.first_seen
    assert first.first_seen.day == 2
    assert (found.not_tied, found.route, found.suspended, found.between) == ((), None, None, ())


def test_order_of_the_two() -> None:
    """Asked the other way round, the answer is the same, read backwards."""
    one, other = explained("a", "c"), explained("c", "a")
    assert one.path == tuple(reversed(other.path))
    assert (one.bits, one.words) == (other.bits, other.words)
    assert [store.id for store in other.accounts] == ["amazon/c", "amazon/a"]


def test_chain() -> None:
    """A way over a third store: a step for each pair, and the bits of the weakest of them."""
    found = explained("a", "c")
    assert found.linked
    assert found.path == (
        "amazon/a", "ip:203.0.113.1", "amazon/b", "device_id:dev-gamma-3", "amazon/c")  # fmt: skip
    assert [store.id for store in found.between] == ["amazon/b"]
    assert [step.accounts for step in found.steps] == list(pairwise(found.path[::2]))
    assert found.bits == min(step.bits for step in found.steps)
    assert {value.accounts for value in found.evidence} == {step.accounts for step in found.steps}


def test_a_weak_direct_tie_and_a_strong_chain() -> None:
    """Where two stores share an old address and a chain of papers says more, the chain is the
    way, and what they share themselves is still told."""
    log = """
        account,platform,time,ip
        a,amazon,2023-01-02 09:00,203.0.113.1
        c,amazon,2026-01-03 09:00,203.0.113.1
    """
    stores = """
        store,platform,business licence no,phone
        a,amazon,91999999MA0000009F,
        b,amazon,91999999MA0000009F,+12025550101
        c,amazon,,+12025550101
    """
    found = explained("a", "c", log, stores=stores)
    assert len(found.steps) == 2
    own = [value for value in found.evidence if value.accounts == ("amazon/a", "amazon/c")]
    assert [value.identifier for value in own] == ["ip:203.0.113.1"]
    assert found.bits is not None
    assert own[0].bits is not None
    assert own[0].bits < found.bits


def test_soft_only() -> None:
    """Stores that share a browser alone are not tied, and the reason says so."""
    log = """
        account,platform,time,ip,user_agent
        a,amazon,2026-01-02 09:00,203.0.113.1,Mozilla/5.0 (Windows NT 10.0) Firefox/128.0
        b,amazon,2026-01-03 09:00,203.0.113.2,Mozilla/5.0 (Windows NT 10.0) Firefox/128.0
    """
    found = explained("a", "b", log)
    assert (found.linked, found.path, found.words) == (False, (), "weak")
    assert found.bits
    assert found.bits > 0
    assert found.not_tied[0].code == "soft-only"
    assert {value.use for value in found.evidence} == {"adds"}
    assert all(value.without is None for value in found.evidence)


def test_other_platform() -> None:
    """One device on two platforms is context: shown, weighed by nobody."""
    log = """
        account,platform,time,device_id
        a,amazon,2026-01-02 09:00,dev-alpha-1
        a,shopee,2026-01-02 09:00,dev-alpha-1
    """
    found = explained("amazon/a", "shopee/a", log)
    assert (found.linked, found.bits, found.words) == (False, None, None)
    (value,) = found.evidence
    assert (value.use, value.bits, value.counts) == ("context", None, False)
    assert found.not_tied[0].code == "other-platform"
    assert found.not_tied[0].identifiers == ("device_id:dev-alpha-1",)


def test_suspended() -> None:
    """Beside a suspended store the official route comes with its source, and nothing says what
    would be left without a value, on a chain that leads to it neither."""
    for pair in (("b", "c"), ("a", "c")):
        found = explained(*pair, stores=STATUSES)
        assert found.accounts[1].suspended
        assert found.route is not None
        assert found.route.first_step == "official-route"
        assert found.route.en
        assert found.route.zh
        assert found.route.source
        assert all(value.without is None for value in found.evidence)


def test_suspended_in_the_group() -> None:
    """A suspended store that hangs on the same group, off the way, silences what would be left:
    it would say how to get away from it. Of a store in another group nothing is held back."""
    found = explained("a", "b", stores=STATUSES)
    assert not any(store.suspended for store in found.accounts)
    assert found.route is not None
    assert found.suspended == "amazon/c"
    assert [value.without for value in found.evidence] == [None]
    elsewhere = STATUSES.replace("c,amazon,suspended", "z,amazon,suspended")
    found = explained("a", "b", stores=elsewhere)
    assert found.route is None
    assert all(value.without is not None for value in found.evidence)


def test_suspended_on_the_way() -> None:
    """A suspended store between the two calls for the official route as well."""
    found = explained("a", "c", stores=STATUSES.replace("b,amazon,active", "b,amazon,suspended"))
    assert found.between[0].suspended
    assert found.route is not None


def test_without_a_value() -> None:
    """What stays without each value is what the files without it would say."""
    log = """
        account,platform,time,ip,device_id,mac
        a,amazon,2026-01-02 09:00,203.0.113.1,dev-alpha-1,00:1b:63:84:45:02
        b,amazon,2026-01-03 09:00,203.0.113.1,dev-alpha-1,00:1b:63:84:45:02
    """
    found = explained("a", "b", log)
    for text in ("203.0.113.1", "dev-alpha-1", "00:1b:63:84:45:02"):
        without = explained("a", "b", log.replace(text, ""))
        (value,) = (value for value in found.evidence if value.label == text)
        assert value.without is not None
        assert (value.without.bits, value.without.words) == (without.bits, without.words)
        assert value.without.tied == without.linked


def test_without_the_only_tie() -> None:
    """Without the one value that ties them, two stores are not tied by what they share."""
    (value,) = explained("a", "b").evidence
    assert value.without is not None
    assert (value.without.bits, value.without.tied) == (0.0, False)


def test_parts_of_a_browser_need_the_browser() -> None:
    """Without the browser, its parts are not compared: they fall with it."""
    log = """
        account,platform,time,ip,user_agent,screen
        a,amazon,2026-01-02 09:00,203.0.113.1,Mozilla/5.0 (Windows NT 10.0) Firefox/128.0,1920x1080
        b,amazon,2026-01-03 09:00,203.0.113.1,Mozilla/5.0 (Windows NT 10.0) Firefox/128.0,1920x1080
    """
    found = explained("a", "b", log)
    values = {value.kind: value for value in found.evidence}
    assert {"ip", "browser", "screen"} <= values.keys()
    rest = values["browser"].without
    agent = values["user_agent"]
    assert rest is not None
    assert agent.bits is not None
    assert rest.bits == pytest.approx((values["ip"].bits or 0) + agent.bits, abs=2e-3)


def test_the_sum_value_by_value() -> None:
    """The running sum ends at the bits; the others of a group come after and add nothing."""
    with linkscan.scan(SAMPLES / "one_laptop", settings=SETTINGS) as result:
        finding = result.report.findings[0]
        found = explain(result, *finding.accounts)
    summed = [value for value in found.evidence if value.counts]
    assert found.evidence[: len(summed)] == tuple(summed)
    total = 0.0
    for value in summed:
        assert value.bits is not None
        total += value.bits
        assert value.total == pytest.approx(total, abs=2e-3)
    assert total == pytest.approx(found.bits, abs=2e-3)
    assert all(value.total is None for value in found.evidence[len(summed) :])


def test_sensitivity() -> None:
    """Ten times as common weighs less, ten times as rare more, by the words of the same scale."""
    found = explained("a", "b")
    assert found.bits is not None
    common, rare = found.sensitivity
    assert (common.times, rare.times) == (10, 0.1)
    assert common.bits < found.bits < rare.bits
    assert [common.words, rare.words] == [words_for(one.bits, 1e-4) for one in (common, rare)]


@pytest.mark.parametrize(
    "name",
    ["gb18030_export", "ipv6_privacy", "no_machines", "one_laptop", "reused_licence",
     "shared_staff", "small_company", "two_time_zones", "weighed_lines", "workbook_names"],
)  # fmt: skip
def test_the_same_as_analyze(name: str) -> None:
    """A finding about two stores is explained with its own bits, word, values and sensitivity."""
    with linkscan.scan(SAMPLES / name, settings=SETTINGS) as result:
        findings = [finding for finding in result.report.findings
                    if finding.accounts_total == 2 and finding.bits is not None]  # fmt: skip
        assert findings
        for finding in findings:
            found = explain(result, *finding.accounts)
            own = [value for value in found.evidence if value.accounts == finding.accounts]
            assert sum(v.bits or 0 for v in own if v.counts) == pytest.approx(
                finding.bits, abs=2e-3
            )
            weighed = {(v.identifier, v.bits, v.gap_days, v.counts) for v in own}
            assert weighed == {
                (w.identifier, w.bits, w.gap_days, w.counts) for w in finding.weights
            }
            assert finding.id in found.findings
            assert (found.bits, found.words) == (finding.bits, finding.strength)
            assert [one.bits for one in found.sensitivity] == [one.bits for one in finding.variants]


@pytest.mark.parametrize("name", ["office_line", "several_platforms", "workbook_names"])
def test_linked_as_the_components_say(name: str) -> None:
    """Two stores are tied exactly if the report has them in one component; else there is a
    reason."""
    with linkscan.scan(SAMPLES / name, settings=SETTINGS) as result:
        for one, other in list(combinations(result.report.accounts, 2))[:40]:
            found = explain(result, one.id, other.id)
            together = one.component is not None and one.component == other.component
            assert found.linked == together
            assert bool(found.path) == together
            assert bool(found.not_tied) != together


def test_masked_and_revealed() -> None:
    """A paper has an ordinal and a mask; revealed it is shown whole, and nowhere else."""
    stores = "store,platform,phone\na,amazon,+12025550101\nb,amazon,+12025550101"
    log = "account,platform,ip\na,amazon,203.0.113.1\nb,amazon,203.0.113.2"
    found = explained("a", "b", log, stores=stores)
    assert found.path[1] == "phone#1"
    assert "2025550101" not in str(plain(found))
    revealed = explained("a", "b", log, replace(SETTINGS, reveal=True), stores=stores)
    assert revealed.path[1] == "phone:+12025550101"
    assert revealed.evidence[0].label == "+12025550101"


def test_one_store_twice() -> None:
    """A store is not compared with itself, however it is written."""
    with pytest.raises(LinkscanError, match="'amazon/a' and ' A ' are one store"):
        explained("amazon/a", " A ")


def test_rows_in_another_order() -> None:
    """Shuffled rows change nothing but line numbers."""
    head, *rows = CHAIN.strip().splitlines()
    log = "\n".join([head, *reversed(rows)])
    one, other = explained("a", "c"), explained("a", "c", log)
    assert (one.path, one.steps, one.not_checked) == (other.path, other.steps, other.not_checked)
