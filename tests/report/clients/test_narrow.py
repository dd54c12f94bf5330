"""The report of one client: all of its own, and nothing of anybody else's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest

import linkscan
from linkscan.config import Settings
from linkscan.model import Account, Citation, Finding, Machine, Report, Warning
from linkscan.report.clients import clients_of
from linkscan.report.clients.narrow import report_of
from linkscan.report.folder import write_folder
from linkscan.report.forms import FORMS
from linkscan.report.forms.json import from_dict, to_dict
from linkscan.report.views.facts import Facts
from linkscan.report.views.view import machine_view
from tests.leaks import said_in
from tests.report.forms.test_json import SCHEMA
from tests.scanning import NOW, lines, scan_log, scan_texts

ACME, BLUE = "Acme Trading", "Bluebell Mills"
SHARED_LINE = "198.51.100.77"

FILES = {
    "agency.csv": """
        account,time,ip,device_id,machine,operator
        Alder,2026-02-01 08:00,203.0.113.5,dev-alder-01,PC-ALDER,Nora Blythe
        Aspen,2026-02-01 09:00,203.0.113.5,dev-aspen-02,PC-DESK,Nora Blythe
        Alder,2026-02-02 08:00,198.51.100.77,dev-alder-01,PC-ALDER,Nora Blythe
        Beech,2026-02-01 09:30,203.0.113.199,dev-desk-09,PC-DESK,Quentin Marsh
        Aspen,2026-02-03 09:30,203.0.113.98,dev-desk-09,PC-DESK,Nora Blythe
        Birch,2026-02-02 08:00,198.51.100.77,dev-birch-04,PC-BIRCH,Quentin Marsh
        Birch,2026-02-05 08:00,10.20.30.40,dev-birch-04,PC-BIRCH,Quentin Marsh
    """,
    "bluebell-logins.csv": """
        account,time,ip,device_id,machine
        Beech,2026-02-07 09:30,203.0.113.201,dev-beech-05,PC-BEECH
        Briar,2026-02-07 09:30,203.0.113.201,dev-beech-05,PC-BEECH
        Briar,2026-02-08 09:30,192.0.2.55,clone-0001,PC-BRIAR
    """,
    "stores.csv": """
        account,platform,region,client,status,ban_reason,uscc,phone,company
        Alder,amazon,US,Acme Trading,active,,91350100M000100Y43,+12025550101,Alder Goods
        Aspen,amazon,US,Acme Trading,active,,,+12025550102,Aspen Goods
        Beech,amazon,UK,Bluebell Mills,suspended,counterfeit,,+12025550103,Beech Goods
        Birch,amazon,DE,Bluebell Mills,halfway,,91350100M000100Y43,+12025550104,Birch Goods
        Briar,shopee,SG,Bluebell Mills,active,,,+12025550109,Briar Goods
        Lorimer,amazon,US,,active,,,+12025550108,Lorimer Goods
    """,
}
THEIRS = ("Bluebell", "Beech", "Birch", "Briar", "Lorimer", "Quentin", "203.0.113.199",
          "203.0.113.201", "192.0.2.55", "dev-birch-04", "dev-beech-05", "PC-BIRCH", "PC-BEECH",
          "PC-BRIAR", "clone-0001", "halfway", "counterfeit", "10.20.30.40", "shopee", "****103",
          "****104", "****108", "****109", "bluebell-logins")  # fmt: skip


@pytest.fixture(scope="module")
def whole() -> Report:
    """What the agency reads."""
    settings = Settings(now=NOW, lines={"198.51.100.77": "Bluebell office line"})
    return scan_texts({name: lines(text) for name, text in FILES.items()}, settings)


@pytest.fixture(scope="module")
def part(whole: Report) -> Report:
    """What Acme reads."""
    return report_of(whole, ACME, clients_of(whole)[ACME])


def account(report: Report, name: str) -> Account:
    """The store of a name."""
    return next(one for one in report.accounts if one.name == name)


def machine(report: Report, name: str) -> Machine:
    """The machine of a name."""
    return next(one for one in report.machines if one.id == name)


def findings(report: Report, reason: str) -> Iterator[Finding]:
    """The findings that a rule gave."""
    return (one for one in report.findings if one.reason == reason)


def test_nothing_of_another_client_is_in_any_form(part: Report, tmp_path: Path) -> None:
    """No store, value, machine, person, file or word of theirs: in no file, under no name."""
    write_folder(part, tmp_path / "out", "en", FORMS)
    said = said_in(tmp_path / "out")
    assert [one for one in THEIRS if one.casefold() in said] == []
    assert "alder" in said
    assert "dev-aspen-02" in said


def test_no_count_has_part_of_others(part: Report) -> None:
    """Sums are those of the client's own records; ordinals start at one."""
    assert dict(part.totals)["accounts"] == 2
    assert dict(part.totals)["machines"] == 2
    assert part.inputs == ()
    assert {one.id for one in part.identifiers if one.kind == "phone"} == {"phone#1", "phone#2"}
    assert all(one.accounts_total == len(one.accounts) for one in part.identifiers)
    assert machine(part, "PC-DESK").accounts == (account(part, "Aspen").id,)
    # Aspen signed in here and nowhere else, so its own sign-ins are all of this machine.
    assert machine(part, "PC-DESK").logins == 2
    assert machine(part, "PC-ALDER").logins == 2


def test_every_id_leads_somewhere(part: Report) -> None:
    """What a record names is in the report: nothing dangles after the cut."""
    stores = {one.id for one in part.accounts}
    values = {one.id for one in part.identifiers}
    for finding in part.findings:
        assert set(finding.accounts) <= stores
        assert set(finding.identifiers) <= values
        assert {one.account for one in finding.evidence} == set(finding.accounts)
    assert {one.account for one in part.links} <= stores
    assert {one.identifier for one in part.links} <= values
    ids = {one.id for one in part.findings}
    assert {id for one in part.machines for id in one.findings} <= ids
    assert {one.component for one in part.accounts} - {None} <= {one.id for one in part.components}


def test_a_value_of_others_is_told_without_them(whole: Report, part: Report) -> None:
    """That stores of others have it is said, and neither how many nor how they stand."""
    said = list(findings(part, "shared-with-others"))
    assert {one.first_step for one in said} == {"ask-the-agency"}
    assert {one.accounts_total for one in said} == {1}
    assert all(one.suspended == () and one.bits is None for one in said)
    # To the agency it is a tie to a suspended store.
    assert account(whole, "Aspen").level == "critical"
    assert account(whole, "Aspen").exposure is not None
    assert account(part, "Alder").level == account(part, "Aspen").level == "high"
    assert all(one.exposure is None for one in part.accounts)


def test_what_ties_its_own_stores_stays_as_it_is(whole: Report, part: Report) -> None:
    """A finding that is about nobody else keeps its weight, its level and its name."""
    (before,) = findings(whole, "shared-address")
    (after,) = findings(part, "shared-address")
    assert (after.id, after.bits, after.level) == (before.id, before.bits, before.level)
    assert part.components[0].accounts == before.accounts


def test_a_report_of_one_client_fits_the_schema(part: Report) -> None:
    """It is a report like any other, and can be read again."""
    jsonschema.validate(to_dict(part), SCHEMA)
    assert from_dict(to_dict(part)) == part


def test_sign_ins_that_cannot_be_told_apart_are_left_out() -> None:
    """Of a store on several machines nobody counts its sign-ins on the one that others used."""
    report = scan_log(
        """
        account,time,ip,machine,client
        Fir,2026-02-01,203.0.113.5,PC-1,Acme
        Fir,2026-02-02,203.0.113.6,PC-2,Acme
        Oak,2026-02-03,203.0.113.7,PC-2,Zeta
        """
    )
    part = report_of(report, "Acme", clients_of(report)["Acme"])
    assert {one.id: one.logins for one in part.machines} == {"PC-1": 1, "PC-2": None}
    assert machine(part, "PC-2").last_seen == datetime(2026, 2, 2, tzinfo=UTC)
    assert from_dict(to_dict(part)) == part
    about = machine_view(Facts.of(part, "en"), machine(part, "PC-2"), {}).about
    assert "sign-ins" not in dict(about)


def test_every_client_has_a_folder_below_the_report(whole: Report, tmp_path: Path) -> None:
    """The agency's own set tells everything; each client's stands below it."""
    write_folder(whole, tmp_path / "out", "en", FORMS)
    # The folder is known again, with all that stands below it, and replaced.
    written = write_folder(whole, tmp_path / "out", "en", ("html", "json"))
    indexes = {path.parent.relative_to(tmp_path).as_posix().split("-")[0]
               for path in written if path.name == "index.html"}  # fmt: skip
    assert indexes == {"out", "out/clients/Acme", "out/clients/Bluebell"}
    index = (tmp_path / "out/index.html").read_text("utf-8")
    for name in (ACME, BLUE):
        assert name in index
    links = re.findall('href="(clients/[^"#]*)', index)
    assert len(links) == 4
    assert all((tmp_path / "out" / unquote(link)).is_file() for link in links)


def test_files_without_clients_have_no_such_folder(tmp_path: Path) -> None:
    """One's own stores are one report."""
    (tmp_path / "logins.csv").write_text(lines("account,ip,time\nA,203.0.113.5,2026-02-01"))
    with linkscan.scan(tmp_path, settings=Settings(now=NOW)) as result:
        result.write(tmp_path / "out", "en", ("html", "json"))
    assert not (tmp_path / "out/clients").exists()


@pytest.mark.parametrize(
    ("file", "told"),
    [("stores", True), ("Bluebell_Mills_list", False), ("bluebell", False), ("2026蓝铃", False)],
)
def test_a_file_called_by_another_client_is_not_named(file: str, told: bool) -> None:
    """A file of several clients is named, unless by the name of another one, be it a short form."""
    stores = """
        account,client,phone
        Alder,Acme Trading,+12025550101
        Beech,Bluebell Mills,+12025550102
        Cedar,蓝铃贸易,+12025550103
    """
    report = scan_texts(
        {"logins.csv": "account,ip\nAlder,203.0.113.5", f"{file}.csv": lines(stores)}
    )
    part = report_of(report, ACME, clients_of(report)[ACME])
    assert {one.uses[0].where.input for one in part.ledger} == {f"{file}.csv" if told else "…"}
    assert (file in json.dumps(to_dict(part), ensure_ascii=False)) is told


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("counterfeit", True),
        ("tied to BEECH", False),
        ("与beech关联", False),
        ("与蓝铃一店关联", False),
        ("tied to beeches", True),
        ("Acme Trading asked for it", True),
    ],
)
def test_a_reason_that_names_others_is_not_told(reason: str, told: bool) -> None:
    """Why a store was banned is told, unless that names a store or a client of somebody else."""
    report = scan_log(
        "account,ip\nAlder,203.0.113.5",
        stores=f"""
            account,client,status,ban_reason
            Alder,Acme Trading,suspended,{reason}
            Beech,Bluebell Mills,active,
            蓝铃一店,Bluebell Mills,active,
        """,
    )
    part = report_of(report, ACME, clients_of(report)[ACME])
    assert account(part, "Alder").ban_reason == (reason if told else "…")


def test_a_client_is_told_of_its_captured_visits(whole: Report) -> None:
    """What was noted of a visit to one of its stores; a machine of others is not named."""
    alder, beech = account(whole, "Alder").id, account(whole, "Beech").id
    told = [
        Warning(code, (("account", store), ("host", "sellercentral.amazon.com"),
                       ("at", "2026-02-01 08:00"), ("machine", machine), ("ways", "wg0 > eth0")),
                (Citation("visits.jsonl", 3),))
        for code, store, machine in (
            ("visit-vpn-drop", alder, "PC-ALDER"),
            ("visit-two-machines", alder, "Beech laptop"),
            ("visit-egress-change", beech, "PC-BEECH"),
            ("visit-two-machines", "?", "PC-ALDER"),
        )
    ]  # fmt: skip
    report = replace(whole, warnings=tuple(told))
    part = report_of(report, ACME, clients_of(report)[ACME])
    visits = [one for one in part.warnings if one.code.startswith("visit-")]
    assert visits[0] == told[0]
    assert [(one.code, dict(one.params)["machine"]) for one in visits[1:]] == [
        ("visit-two-machines", "…")
    ]


def test_people_at_a_machine_are_told_where_nobody_else_used_it(whole: Report) -> None:
    """A count in which people of others may be is left out."""
    told = tuple(Warning("several-operators", (("operators", "2"), ("machine", name)))
                 for name in ("PC-ALDER", "PC-DESK", "PC-BIRCH"))  # fmt: skip
    report = replace(whole, warnings=told)
    part = report_of(report, ACME, clients_of(report)[ACME])
    assert [one for one in part.warnings if one.code == "several-operators"] == [told[0]]
