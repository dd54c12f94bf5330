"""The full tables: every id of the report, and no value that the report masks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import linkscan
from tests.scanning import SETTINGS

FILES = {
    "logins.csv": "account,platform,ip,device id,machine\na,amazon,203.0.113.1,dev-x1,PC-1\n"
    "b,amazon,203.0.113.1,dev-y2,PC-1\nc,douyin,,dev-x1,\n",
    "stores.csv": "account,platform,status,email,phone\na,amazon,active,ann@stores.example,\n"
    "b,amazon,closed,Ann@Stores.example,13912340001\n",
}


@pytest.mark.parametrize("reveal", [False, True])
def test_tables_and_report_agree(tmp_path: Path, reveal: bool) -> None:
    """Accounts, identifiers, links, findings and machines are those of a report not cut."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    with linkscan.scan(tmp_path, settings=replace(SETTINGS, reveal=reveal)) as result:
        report, frames = result.report, result.frames()
    accounts = frames["accounts"].astype(object).where(frames["accounts"].notna(), None)
    assert accounts.to_dict("records") == [
        {"id": one.id, "name": one.name, "platform": one.platform, "region": one.region,
         "status": one.status, "component": one.component, "level": one.level}
        for one in report.accounts
    ]  # fmt: skip
    assert dict(zip(frames["identifiers"]["id"], frames["identifiers"]["label"], strict=True)) == {
        one.id: one.label for one in report.identifiers if not one.reason
    }
    assert {*zip(frames["links"]["account"], frames["links"]["identifier"], strict=True)} == {
        (one.account, one.identifier) for one in report.links
    }
    assert frames["findings"]["level"].tolist() == [one.level for one in report.findings]
    assert [
        {*group["identifier"]} for _n, group in frames["finding_identifiers"].groupby("finding")
    ] == [{*one.identifiers} for one in report.findings]
    assert {*zip(frames["machines"]["id"], frames["machines"]["level"], strict=True)} == {
        (one.id, one.level) for one in report.machines
    }
    written = "".join(frame.to_csv() for frame in frames.values())
    assert ("ann@stores.example" in written) is reveal
    assert ("13912340001" in written) is reveal
