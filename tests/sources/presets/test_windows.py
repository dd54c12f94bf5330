"""Windows Security log."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from linkscan.sources import Found, ReadOptions, read_tables
from tests.conftest import CORPUS
from tests.sources.presets.reading import lines, taken

XML = """<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System>
<Provider Name="Microsoft-Windows-Security-Auditing" /><EventID>{number}</EventID>
<TimeCreated SystemTime="2026-01-02T09:05:00.1234567Z" /><Computer>VPS-1.corp.example</Computer>
</System><EventData><Data Name="SubjectUserName">VPS-1$</Data>
<Data Name="TargetUserName">{user}</Data><Data Name='TargetDomainName'>corp.example</Data>
<Data Name="LogonType">{kind}</Data><Data Name="WorkstationName">{station}</Data>
<Data Name="IpAddress">203.0.113.7</Data></EventData></Event>
"""
CASES = (
    (4624, "ana", 10, "PC-1"),
    (4625, "ana", 3, "-"),
    (4624, "ana", 2, "-"),
    (4624, "VPS-1$", 3, "-"),
    (4624, "ana", 5, "-"),
    (4634, "ana", 3, "-"),
)
EVENTS = tuple(
    {
        "EventID": number,
        "Channel": "Security",
        "@timestamp": "2026-01-02T09:05:00.1234567Z",
        "Hostname": "VPS-1.corp.example",
        "TargetUserName": user,
        "TargetDomainName": "CORP",
        "LogonType": str(kind),
        "WorkstationName": station,
        "IpAddress": "203.0.113.7",
    }
    for number, user, kind, station in CASES
)
_XML = "".join(XML.format(number=n, user=u, kind=k, station=s) for n, u, k, s in CASES)
SAMPLES = {
    "XML": f'<?xml version="1.0" encoding="utf-8"?>\n<Events>{_XML}</Events>\n',
    "XML, a line each": "".join(
        "- " + XML.format(number=n, user=u, kind=k, station=s).replace("\n", " ") + "\n"
        for n, u, k, s in CASES
    ),
    "NXLog": lines(*EVENTS),
    "Winlogbeat": lines(
        *(
            {
                "@timestamp": "2026-01-02T09:05:00.1234567Z",
                "message": "An account ...",
                "winlog": {
                    "channel": "Security",
                    "event_id": str(event["EventID"]),
                    "computer_name": "VPS-1.corp.example",
                    "event_data": {k: v for k, v in event.items() if k[0] in "TLWI"},
                },
            }
            for event in EVENTS
        )
    ),
    "evtx_dump": lines(
        *(
            {
                "Event": {
                    "System": {
                        "EventID": event["EventID"],
                        "Computer": "VPS-1.corp.example",
                        "TimeCreated": {
                            "#attributes": {"SystemTime": "2026-01-02T09:05:00.1234567Z"}
                        },
                    },
                    "EventData": {k: v for k, v in event.items() if k[0] in "TLWI"},
                }
            }
            for event in EVENTS
        )
    ),
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_takes_sign_ins_of_people(tmp_path: Path, sample: str) -> None:
    """Computers and services sign in all day long: they are set aside.

    The machine is the workstation that is named, or for a sign-in on the spot the computer.
    """
    found, aside = taken(tmp_path, sample, "windows-security")
    assert [(row["event"], row["outcome"], row.get("machine")) for row in found] == [
        ("4624", "success", "PC-1"),
        ("4625", "failure", None),
        ("4624", "success", "VPS-1.corp.example"),
    ]
    assert {row["account"] for row in found} == {"CORP\\ana"}
    assert {row["ip"] for row in found} == {"203.0.113.7"}
    assert {row["observed_at"] for row in found} == {"2026-01-02T09:05:00.1234567Z"}
    assert aside == {"service-account": 2, "not-a-sign-in": 1}


ENGLISH = """An account was successfully logged on.

Subject:
\tSecurity ID:\t\tSYSTEM
\tAccount Name:\t\tVPS-1$
\tAccount Domain:\t\tCORP

Logon Information:
\tLogon Type:\t\t10

New Logon:
\tSecurity ID:\t\tCORP\\ana
\tAccount Name:\t\tana
\tAccount Domain:\t\tCORP

Network Information:
\tWorkstation Name:\tPC-1
\tSource Network Address:\t203.0.113.7
"""
CHINESE = """已成功登录帐户。

使用者:
\t安全 ID:\t\tSYSTEM
\t帐户名称:\t\tVPS-1$
\t帐户域:\t\tCORP

登录信息:
\t登录类型:\t\t10

新登录:
\t帐户名称:\t\tana
\t帐户域:\t\tCORP

网络信息:
\t工作站名称:\tPC-1
\t源网络地址:\t203.0.113.7
"""


@pytest.mark.parametrize(
    ("header", "source", "message"),
    [
        ("Keywords,Date and Time,Source,Event ID,Task Category", "Audit Success", ENGLISH),
        ("关键字,日期和时间,来源,事件 ID,任务类别", "审核成功", CHINESE),
    ],
)
def test_reads_an_export_of_the_event_viewer(
    tmp_path: Path, header: str, source: str, message: str
) -> None:
    """Its message is one cell over many lines, under no header; the second account is meant."""
    text = io.StringIO()
    text.write(f"{header}\n")
    csv.writer(text, lineterminator="\n").writerow(
        [source, "2026/1/2 9:05:00", "Microsoft-Windows-Security-Auditing", 4624, "Logon", message]
    )
    found, _aside = taken(tmp_path, text.getvalue(), "windows-security")
    assert found == [
        {
            "account": "CORP\\ana",
            "observed_at": "2026/1/2 9:05:00",
            "ip": "203.0.113.7",
            "outcome": "success",
            "event": "4624",
            "machine": "PC-1",
        }
    ]


def test_reads_what_powershell_writes(tmp_path: Path) -> None:
    """Get-WinEvent through Export-Csv, and through ConvertTo-Json with its own form of times."""
    text = io.StringIO()
    text.write("#TYPE System.Diagnostics.Eventing.Reader.EventLogRecord\n")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(["Message", "Id", "ProviderName", "LogName", "MachineName", "TimeCreated"])
    source = "Microsoft-Windows-Security-Auditing"
    writer.writerow([ENGLISH, 4624, source, "Security", "VPS-1", "2026/1/2 9:05:00"])
    found, _aside = taken(tmp_path, text.getvalue(), "windows-security")
    assert [(row["account"], row["observed_at"]) for row in found] == [
        ("CORP\\ana", "2026/1/2 9:05:00")
    ]
    record = {"Id": 4624, "ProviderName": source, "Message": ENGLISH,
              "TimeCreated": "/Date(1767344700000)/"}  # fmt: skip
    found, _aside = taken(tmp_path, json.dumps([record]), "windows-security")
    assert [(row["account"], row["observed_at"]) for row in found] == [
        ("CORP\\ana", "1767344700000")
    ]


def test_cut_off_events_are_rejected(tmp_path: Path) -> None:
    """An export that broke off says so."""
    path = tmp_path / "sample.xml"
    path.write_text(_XML + "<Event><System><EventID>4624", encoding="utf-16")
    work = tmp_path / "work"
    work.mkdir()
    (table,) = read_tables([Found(path, "sample.xml")], ReadOptions(), work).tables
    assert (table.preset, table.rejected) == ("windows-security", (("bad-json", 1),))


@pytest.mark.corpus
def test_corpus(tmp_path: Path) -> None:
    """Of 20 real events 5 are of a person."""
    path = CORPUS / "formats" / "windows_security" / "otrf_4624_4625.jsonl"
    (table,) = read_tables([Found(path, path.name)], ReadOptions(), tmp_path).tables
    assert (len(table.sample), dict(table.ignored)) == (5, {"service-account": 15})
