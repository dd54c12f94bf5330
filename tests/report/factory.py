"""Reports made by hand: a small one with everything in it, and one with nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

from linkscan.model import (
    FORMAT,
    MACHINE_NOT_RECORDED,
    Accepted,
    Account,
    Citation,
    Component,
    DaysOfUse,
    Exposure,
    Finding,
    FirstSteps,
    Identifier,
    Input,
    Level,
    Link,
    Machine,
    MatrixCell,
    MatrixColumn,
    MatrixRow,
    MatrixValue,
    NotChecked,
    Paper,
    PaperUse,
    Reject,
    Report,
    Split,
    Status,
    Step,
    StepGroup,
    Variant,
    Warning,
    Weight,
)

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
FIRST = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LAST = datetime(2026, 2, 3, 4, 5, 6, 789, tzinfo=UTC)

SCRIPT = "<script>alert(1)</script>"
BIDI = "shop\u202etxt.exe"
FORMULA = "=cmd|' /C calc'!A0"


def account(
    name: str,
    status: Status = "active",
    level: Level = "clear",
    platform: str | None = "amazon",
    region: str | None = "us",
    **changes: object,
) -> Account:
    """A store that signed in ten times on PC-01."""
    made = Account(
        id="/".join(part for part in (platform, region, name) if part),
        name=name,
        spellings=(name,),
        platform=platform,
        region=region,
        sites=(),
        client=None,
        entity=None,
        status=status,
        status_word=status,
        ban_reason=None,
        certification=None,
        opened_at=None,
        closed_at=None,
        component=None,
        level=level,
        machines=("PC-01",),
        operators=(),
        logins=10,
        failures=0,
        exposure=None,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def identifier(kind: str, label: str, *accounts: str, **changes: object) -> Identifier:
    """A value that ties the accounts it was seen with."""
    made = Identifier(
        id=f"{kind}:{label}",
        kind=kind,
        label=label,
        cls=None,
        roles=(),
        accounts=accounts,
        accounts_total=len(accounts),
        ties=True,
        reason=None,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def link(account: str, identifier: str, *lines: int, machine: str | None = "PC-01") -> Link:
    """An account and a value, cited from `logins.csv`."""
    return Link(
        account=account,
        identifier=identifier,
        machines=(machine,) if machine else (),
        first_seen=FIRST,
        last_seen=LAST,
        n=len(lines),
        evidence=tuple(Citation("logins.csv", line) for line in lines),
    )


def matrix_row(
    account: str, level: Level, status: Status, **cells: tuple[MatrixValue, ...]
) -> MatrixRow:
    """A store in the matrix; a cell that is not named is empty, `_` stands for `-`."""
    return MatrixRow(
        account,
        level,
        status,
        tuple(
            MatrixCell(column, found, len(found))
            for column in get_args(MatrixColumn)
            for found in [cells.get(column.replace("-", "_"), ())]
        ),
    )


def held(kind: str, label: str, others: int = 0, **changes: object) -> MatrixValue:
    """A value in a cell: shared with `others` stores of the platform, if there are any."""
    made = MatrixValue(f"{kind}:{label}", kind, label, others, others, others > 0, None)
    return replace(made, **changes)  # type: ignore[arg-type]


def finding(
    level: Level, reason: str, first_step: str, *evidence: Link, **changes: object
) -> Finding:
    """A finding about the accounts and values of its evidence."""
    accounts = tuple(sorted({link.account for link in evidence}))
    identifiers = tuple(sorted({link.identifier for link in evidence}))
    made = Finding(
        id=f"f-{level}-{reason}",
        level=level,
        scope="platform",
        platform="amazon",
        accounts=accounts,
        accounts_total=len(accounts),
        suspended=(),
        identifiers=identifiers,
        identifiers_total=len(identifiers),
        kinds=tuple(sorted({id.split(":")[0].split("#")[0] for id in identifiers})),
        roles=(),
        machines=("PC-01",),
        evidence=evidence,
        first_seen=FIRST,
        last_seen=LAST,
        grade="A",
        bits=None,
        strength=None,
        weights=(),
        variants=(),
        relation=None,
        accepted=None,
        reason=reason,
        first_step=first_step,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def machine(id: str, level: Level, *findings: str, **changes: object) -> Machine:
    """A machine named by the log."""
    made = Machine(
        id=id,
        source="log",
        kind=None,
        site=None,
        user=None,
        accounts=(),
        accounts_total=0,
        operators=(),
        logins=0,
        first_seen=None,
        last_seen=None,
        level=level,
        findings=findings,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def table(name: str, role: str, **changes: object) -> Input:
    """A file of 100 rows, of which 90 were used."""
    made = Input(
        name=name,
        role=role,
        sheet=None,
        member=None,
        sha256="0" * 64,
        format="csv",
        encoding="utf-8",
        rows_read=100,
        rows_used=90,
        rows_ignored=8,
        rows_rejected=2,
        columns=(("account", "account"), ("IP", "ip"), ("IP", "ip")),
        unmapped=("note",),
        dropped=("password",),
        ignored=(("blank", 5), ("total", 3)),
        rejected=(("bad-time", 2),),
        rejects=(Reject(17, "bad-time"), Reject(40, "bad-time")),
        accounts=5,
        accounts_met=3,
        accounts_unmet=2,
        failures=4,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def empty_report() -> Report:
    """A report about nothing at all."""
    return Report(
        format=FORMAT,
        linkscan="0.1.0",
        generated_at=NOW,
        settings=(),
        inputs=(),
        accounts=(),
        identifiers=(),
        links=(),
        components=(),
        findings=(),
        machines=(),
        matrix=(),
        ledger=(),
        closing=(),
        not_checked=(),
        warnings=(),
        totals=(),
    )


def clear_report() -> Report:
    """One store on one machine, tied to nothing, everything checked."""
    store = account("Lone Pine")
    return replace(
        empty_report(),
        inputs=(table("logins.csv", "logins", accounts=1, accounts_met=None, accounts_unmet=None),),
        accounts=(store,),
        machines=(machine("PC-01", "clear", accounts=(store.id,), accounts_total=1, logins=10),),
        totals=(("accounts", 1), ("machines", 1), ("findings", 0)),
    )


def full_report() -> Report:
    """Six stores on four machines: every level, every kind of note, and hostile names."""
    fir, oak, elm = "amazon/us/Fir", "amazon/us/Oak", "amazon/de/Elm"
    script, bidi, ghost = f"amazon/us/{SCRIPT}", f"douyin/{BIDI}", "amazon/us/Ghost"
    paper, device, ip, both = "uscc#1", "device_id:DEV-7", "ip:203.0.113.7", "ip:198.51.100.9"
    suspended = finding(
        "critical",
        "shared-document-suspended",
        "official-route",
        link(fir, paper, 3, machine=None),
        link(oak, paper, 4, machine=None),
        suspended=(oak,),
        bits=23.253,
        strength="very-strong",
        weights=(Weight(paper, "legal-entity", 23.253, None, True),),
        variants=(Variant(10.0, 19.932, "critical"), Variant(0.1, 26.575, "critical")),
        accepted=Accepted(f"known {SCRIPT}", BIDI, "2026-12-31"),
        roles=("legal-person",),
        machines=(),
        first_seen=None,
        last_seen=None,
    )
    laptop = finding(
        "high",
        "shared-device",
        "separate-device",
        link(fir, device, 10, 11, 12),
        link(script, device, 20),
        bits=19.9,
        strength="strong",
        weights=(
            Weight(device, "hardware", 19.9, 40, True),
            Weight("mac:00:1b:63:84:45:02", "hardware", 16.6, 40, False),
        ),
        variants=(Variant(10.0, 16.578, "medium"), Variant(0.1, 23.222, "high")),
    )
    office = finding(
        "medium",
        "shared-address",
        "separate-address",
        link(elm, ip, 30),
        link(fir, ip, 31),
        grade="B",
        machines=("PC-01", "笔记本"),
        bits=16.329,
        strength="positive",
        weights=(Weight(ip, "network", 16.329, 0, True),),
        relation=f"one company {FORMULA}",
    )
    other = finding(
        "low",
        "other-platform",
        "no-action",
        link(fir, both, 40),
        link(bidi, both, 41),
        scope="context",
        platform=None,
        grade="C",
    )
    accounts = (
        account("Elm", region="de", level="medium", machines=("PC-01", "笔记本")),
        account(
            "Fir",
            level="critical",
            component="c-1",
            exposure=Exposure(
                (oak,), oak, (fir, paper, oak), "critical", 0.998983, 23.253, "very-strong"
            ),
            spellings=("Fir", "fir "),
            operators=("Operator 1",),
        ),
        account("Ghost", status="unknown", level="not-checked", status_word="冻结?", machines=()),
        account("Oak", status="suspended", ban_reason="association", machines=(), logins=0),
        account(SCRIPT, level="high", failures=2),
        account(BIDI, platform="douyin", region=None, machines=("con",), level="clear"),
    )
    return replace(
        empty_report(),
        settings=(("tz", "UTC"), ("mode", "own"), ("prior", "0.0001")),
        inputs=(
            table("logins.csv", "logins"),
            table(
                "papers.xlsx",
                "registrations+accounts",
                sheet="店铺",
                format="xlsx",
                encoding=None,
                accounts_met=None,
                accounts_unmet=None,
            ),
        ),
        accounts=accounts,
        identifiers=(
            identifier("device_id", "DEV-7", fir, script),
            identifier("ip", "10.0.0.1", fir, ties=False, reason="private"),
            identifier("ip", "198.51.100.9", fir, bidi, cls="vpn"),
            identifier("ip", "203.0.113.7", elm, fir),
            identifier("uscc", "9135****40", fir, oak, id=paper, roles=("legal-person",)),
            identifier("user_agent", FORMULA, fir),
        ),
        links=(link(elm, ip, 30), link(fir, device, 10, 11, 12), link(fir, ip, 31)),
        components=(
            Component(
                "c-1",
                "amazon",
                (elm, fir, oak),
                3,
                (device, ip, paper),
                "critical",
                (fir, paper),
                (
                    Split("PC-01", "machine", ((elm,), (fir,), (oak,)), 3),
                    Split(paper, "uscc", ((elm, fir), (oak,)), 2),
                ),
            ),
        ),
        findings=(suspended, laptop, office, other),
        machines=(
            machine(
                "PC-01",
                "critical",
                suspended.id,
                laptop.id,
                office.id,
                other.id,
                accounts=(elm, fir, script),
                accounts_total=3,
                logins=30,
                first_seen=FIRST,
                last_seen=LAST,
                kind="pc",
                site="Office 2",
                user="Operator 1",
                operators=("Operator 1",),
            ),
            machine("con", "clear", accounts=(bidi,), accounts_total=1, logins=10, source="device"),
            machine("笔记本", "medium", office.id, accounts=(elm,), accounts_total=1, logins=10),
            machine(MACHINE_NOT_RECORDED, "not-checked", source="none"),
        ),
        matrix=(
            matrix_row(
                fir,
                "critical",
                "active",
                machine=(held("machine", "PC-01", 2, identifier="PC-01"),),
                line=(
                    held("ip", "203.0.113.7", 1),
                    held("ip", "198.51.100.9", others_anywhere=1),
                    held("ip", "10.0.0.1", reason="private"),
                ),
                licence=(held("uscc", "9135****40", 1, identifier=paper),),
                phone=(held("phone", "", identifier="phone#refused-3", reason="masked"),),
            ),
            matrix_row(oak, "critical", "suspended", licence=(held("uscc", "9135****40", 1),)),
            matrix_row(script, "high", "active", machine=(held("machine", FORMULA),)),
            matrix_row(bidi, "clear", "active", machine=(held("machine", BIDI),)),
        ),
        days=(
            DaysOfUse(elm, ip, "PC-01", ("2026-01-02",)),
            DaysOfUse(fir, device, "PC-01", ("2026-01-02/2026-01-09", "2026-02-03")),
            DaysOfUse(fir, ip, "PC-01", ("2026-01-02/2026-01-09",)),
            DaysOfUse(script, device, "PC-01", ("2026-01-05",)),
        ),
        ledger=(
            Paper(
                paper,
                "uscc",
                "9135****40",
                "broken",
                (
                    PaperUse(fir, "active", ("legal-person",), Citation("papers.xlsx", 3, "店铺")),
                    PaperUse(oak, "suspended", (), Citation("papers.xlsx", 4, "店铺")),
                ),
                2,
            ),
            Paper(
                "phone#1",
                "phone",
                "+12****101",
                "kept",
                (PaperUse(script, "active", ("contact",), Citation("papers.xlsx", 5, "店铺")),),
                1,
            ),
        ),
        not_checked=(
            NotChecked("account", ghost, "unmet", 1, ("logins.csv",), ("Ghoost", "Gost")),
            NotChecked("column", "device_id", "no-column", 1, ("logins.csv",)),
            NotChecked("identifier", "ip", "private", 12),
        ),
        steps=FirstSteps(
            (
                StepGroup((fir, oak), 2, "amazon", "critical", (oak,)),
                StepGroup(
                    (elm, script),
                    2,
                    "amazon",
                    "high",
                    (),
                    (
                        Step("own-machine", script, "", SCRIPT, (script,), 1, ("PC-01",), 0),
                        Step("own-device", device, "device_id", "DEV-7", (elm, script), 2, (), 2),
                    ),
                ),
            ),
            groups_total=3,
            scanned_again=True,
        ),
        warnings=(
            Warning(
                "cloned-device",
                (("device", "DEV-7"), ("machines", "PC-01, PC-02")),
                (Citation("logins.csv", 10),),
            ),
            Warning("naive-time", (("input", "logins.csv"), ("zone", "Asia/Shanghai")), (), 90),
            Warning("a-code-of-tomorrow", (("x", "1"),)),
        ),
        totals=(
            ("accounts", 6),
            ("components", 1),
            ("findings", 4),
            ("findings.critical", 1),
            ("findings.high", 1),
            ("findings.low", 1),
            ("findings.medium", 1),
            ("identifiers", 6),
            ("ledger", 2),
            ("ledger.broken", 1),
            ("links", 3),
            ("machines", 4),
            ("matrix", 6),
        ),
    )
