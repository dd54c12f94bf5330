"""A large input keeps a readable report; the whole is in the tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import duckdb
import pytest

import linkscan
from linkscan.findings import findings
from linkscan.linking import identify
from linkscan.model import LEVELS
from linkscan.result import ScanResult
from tests.scanning import SETTINGS, scan_texts

ACCOUNTS = 9_000
GROUP = 3
"""Every three stores of the big log share a device."""


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> tuple[ScanResult, Path]:
    """A log of 72,000 distinct sightings, and its report folder."""
    folder = tmp_path_factory.mktemp("big")
    rows = []
    for n in range(ACCOUNTS):
        device = f"dev-x{n // GROUP:06}" if n % GROUP < 2 else f"dev-y{n:06}"
        line = f"203.0.{113 + n % 2}.{n // 60 % 200}" if n % GROUP == 2 or n % 60 == 0 else ""
        for k in range(7):
            address = line if k == 0 and line else f"3fff:1000:{n:x}:{k + 1:x}::{k}"
            rows.append(f"s{n:05},amazon,{device},{address},PC-{n % 300}\n")
    (folder / "logins.csv").write_text("account,platform,device id,ip,machine\n" + "".join(rows))
    (folder / "stores.csv").write_text(
        "account,platform,status\n"
        + "".join(f"s{n:05},amazon,{'suspended' if n % 900 == 0 else 'active'}\n"
                  for n in range(ACCOUNTS))
    )  # fmt: skip
    result = linkscan.scan(folder, settings=SETTINGS)
    result.write(folder / "report", "en", ("html", "csv", "text"))
    return result, folder


def merged(folder: Path) -> set[frozenset[str]]:
    """The components of the big log by a naive merge loop."""
    holders: dict[str, set[str]] = defaultdict(set)
    for row in (folder / "logins.csv").read_text().splitlines()[1:]:
        account, platform, device, address, _machine = row.split(",")
        holders[device].add(f"{platform}/{account}")
        network = address if "." in address else address.rpartition("::")[0]
        holders[network].add(f"{platform}/{account}")
    component: dict[str, set[str]] = {}
    for together in holders.values():
        whole = set().union(*(component.get(one, {one}) for one in together))
        component.update(dict.fromkeys(whole, whole))
    return {frozenset(one) for one in component.values() if len(one) > 1}


def table(folder: Path, name: str, sql: str) -> list[tuple[object, ...]]:
    """Rows of a table beside the report."""
    path = folder / "report" / "tables" / f"{name}.parquet"
    return duckdb.execute(sql.format(f"read_parquet('{path}')")).fetchall()


@pytest.mark.slow
def test_a_big_report_is_bounded(big: tuple[ScanResult, Path]) -> None:
    """Beyond the bounds the report shows the most serious part, and says how much there is."""
    report = big[0].report
    totals = dict(report.totals)
    assert totals["accounts"] == ACCOUNTS
    assert totals["findings"] > len(report.findings) == findings.FINDINGS_SHOWN
    assert len(report.links) < totals["links"]
    assert len(report.links) <= findings.LINKS_SHOWN
    assert totals["components"] >= len(report.components)
    ranks = [LEVELS.index(one.level) for one in report.findings]
    assert ranks == sorted(ranks)
    assert Counter(one.level for one in report.findings)["critical"] == totals["findings.critical"]
    shown = {one.id for one in report.identifiers}
    assert {id_ for one in report.findings for id_ in one.identifiers} <= shown
    assert {link.account for link in report.links} <= {one.id for one in report.accounts}


@pytest.mark.slow
def test_tables_hold_the_rest(big: tuple[ScanResult, Path]) -> None:
    """Accounts, findings and links that the report leaves out are in the tables."""
    result, folder = big
    totals = dict(result.report.totals)
    for name in ("accounts", "findings", "machines", "identifiers"):
        assert table(folder, name, "SELECT count(*) FROM {}") == [(totals[name],)]
    pairs = "SELECT count(DISTINCT (account, identifier)) FROM {}"
    assert table(folder, "links", pairs) == [(totals["links"],)]
    by_level = table(folder, "findings", "SELECT level, count(*) FROM {} GROUP BY level")
    assert {*by_level} == {
        (level, totals[f"findings.{level}"]) for level in LEVELS[:4] if totals[f"findings.{level}"]
    }


@pytest.mark.slow
def test_components_of_the_tables(big: tuple[ScanResult, Path]) -> None:
    """The components in the tables are those of a naive merge loop."""
    _result, folder = big
    rows = table(
        folder, "accounts", "SELECT list(id) FROM {} WHERE component IS NOT NULL GROUP BY component"
    )
    wanted = merged(folder)
    assert {frozenset(ids) for (ids,) in rows if isinstance(ids, list)} == wanted
    assert dict(big[0].report.totals)["components"] == len(wanted)


def test_findings_are_cut_but_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cut finding shows its barred accounts first, and says how many accounts there are."""
    monkeypatch.setattr(identify, "EVERYTHING", 0)
    monkeypatch.setattr(findings, "LINKS_SHOWN", 3)
    monkeypatch.setattr(findings, "ACCOUNTS_OF_CUT", 2)
    log = "account,ip\n" + "".join(f"s{n},203.0.113.1\n" for n in range(6))
    stores = "account,platform,status\n" + "".join(
        f"s{n},amazon,{'suspended' if n == 4 else 'active'}\n" for n in range(6)
    )
    report = scan_texts({"logins.csv": log, "stores.csv": stores})
    (finding,) = report.findings
    assert finding.accounts == ("amazon/s0", "amazon/s4")
    assert finding.suspended == ("amazon/s4",)
    assert finding.accounts_total == 6
    assert dict(report.totals)["links"] == 6
