"""`linkscan capture read`: options, outputs, errors."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from linkscan.capture.decode.decoder import FRAGMENTS, HELLO, IPSEC, QUIC
from linkscan.capture.decode.link import RADIO, TUNNEL
from linkscan.cli.capture import UNREAD
from tests.capture.build import ethernet, extension, hello, ip, pcap, records, tcp
from tests.cli.conftest import Run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A back office and another host."""
    path = tmp_path / "a.pcap"
    frames = [
        ethernet(ip(tcp(records(hello(name)), ports=(port, 443))))
        for port, name in ((1, "sellercentral.amazon.com"), (2, "shop.example.com"))
    ]
    path.write_bytes(pcap(*frames))
    return path


def names(lines: str) -> list[str]:
    """The names of the sessions among records."""
    records = [json.loads(line) for line in lines.splitlines()]
    return [one["sni"] for one in records if one["record"] == "session"]


def test_back_offices_alone(run: Run, file: Path) -> None:
    """Without an option only back offices are listed; the others are counted."""
    ran = run("capture", "read", file)
    assert (ran.code, names(ran.out)) == (0, ["sellercentral.amazon.com"])
    assert ran.why == (
        "Read: 2 packets, 0 of them invalid; sessions: 1, with other hosts and not listed: 1; "
        "public addresses seen: 0."
    )


def test_all_hosts(run: Run, file: Path) -> None:
    """With --all-hosts every session is listed."""
    ran = run("capture", "read", file, "--all-hosts")
    assert names(ran.out) == ["sellercentral.amazon.com", "shop.example.com"]


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (["--out", "a.csv"], b"record,transport,"),
        (["--out", "a.parquet"], b"PAR1"),
        (["--out", "a.txt"], b'{"record"'),
        (["--out", "a.txt", "--format", "csv"], b"record,transport,"),
    ],
)
def test_files(run: Run, file: Path, tmp_path: Path, arguments: list[str], start: bytes) -> None:
    """The form is that of the option, else of the name; standard output stays empty."""
    ran = run("capture", "read", file, "--all-hosts", *arguments)
    assert (ran.code, ran.out) == (0, "")
    assert ran.why == f"Written to {arguments[1]}."
    assert (tmp_path / arguments[1]).read_bytes().startswith(start)


def test_damage_is_told(run: Run, file: Path, tmp_path: Path) -> None:
    """What could not be read is said, in the reader's language, and what could be is given."""
    (tmp_path / "cut.pcap").write_bytes(file.read_bytes()[:-1])
    (tmp_path / "odd.pcap").write_bytes(pcap(b"zigbee", linktype=230))
    ran = run("capture", "read", "cut.pcap", "odd.pcap", "--all-hosts")
    assert ran.code == 0
    assert ran.err.splitlines()[1:] == [
        "cut.pcap: cut off or damaged after packet 1; what stands before it was read.",
        "1 packets are of link type 230, which linkscan does not read.",
    ]
    chinese = run("capture", "read", "odd.pcap", "--all-hosts", "--lang", "zh")
    assert "链路类型是 230" in chinese.why


def test_what_could_not_be_read_is_told(run: Run, file: Path, tmp_path: Path) -> None:
    """Each reason why packets gave no session is told, in the reader's language, and no other."""
    more = extension(0x0033, bytes(50))
    whole = ethernet(ip(tcp(records(hello("sellercentral.amazon.com", more)))))
    end = whole.index(b".com") + 4
    frames = [whole[:end], ethernet(ip(bytes(40), 50)), ethernet(ip(b"x")), ethernet(b"\x45")]
    (tmp_path / "odd.pcap").write_bytes(pcap(*frames))
    (tmp_path / "radio.pcap").write_bytes(pcap(b"\x08\x41" + bytes(60), linktype=105))
    ran = run("capture", "read", "odd.pcap", "radio.pcap")
    assert names(ran.out) == ["sellercentral.amazon.com"]
    assert ran.err.splitlines()[1:] == [
        "Invalid, by what was read last: ipv4 1, tcp 1.",
        "1 sessions have no fingerprint: the capture keeps only the beginning of each packet "
        "(tcpdump -s 0 keeps all of it).",
        "1 radio frames are encrypted; capture on the machine itself or behind the access point.",
        "1 packets are inside an IPsec tunnel; capture on the interface of the VPN to see what is "
        "in them.",
    ]
    chinese = run("capture", "read", "odd.pcap", "radio.pcap", "--lang", "zh")
    assert chinese.err.encode("gbk")
    assert "IPsec 隧道" in chinese.err


@pytest.mark.parametrize("word", [HELLO, FRAGMENTS, RADIO, TUNNEL, IPSEC, QUIC])
def test_every_reason_has_its_sentence(word: str) -> None:
    """No word of the decoder stays unsaid."""
    assert word in UNREAD


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["none.pcap"], "Error: none.pcap: no such file; check the path."),
        (["a.pcap", "--format", "parquet"],
         "Error: --format parquet is no text; name a file for it with --out FILE."),
        (["logins.csv"],
         "Error: logins.csv: found no capture in it; linkscan reads pcap and pcapng, gzipped or "
         "not: save it as one of these in the program that captured it."),
    ],
)  # fmt: skip
def test_errors(run: Run, file: Path, tmp_path: Path, arguments: list[str], why: str) -> None:
    """What cannot be read is told in one sentence, with exit code 2."""
    (tmp_path / "logins.csv").write_text("account,ip\n")
    ran = run("capture", "read", *arguments)
    assert (ran.code, ran.why, ran.out) == (2, why, "")


def test_missing_extra(run: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the libraries of the extra one sentence says how to get them."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    ran = run("capture", "read", file)
    assert ran.code == 2
    assert ran.why.endswith("install it with: pip install 'linkscan[capture]'")


def test_visits(run: Run, file: Path, tmp_path: Path) -> None:
    """Visits follow the sessions, with the machine and the store that the options or rules say."""
    (tmp_path / "linkscan.toml").write_text(
        '[capture.hosts]\n"shop.example.com" = "ozon"\n'
        '[[capture.rules]]\nvlan = 7\naccount = "B"\n',
        encoding="utf-8",
    )
    ran = run("capture", "read", file, "--account", "STORE-A", "--machine", "PC-1")
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert [one["record"] for one in found] == ["session", "session", "visit", "visit"]
    assert [(one["platform"], one["account"], one["machine"]) for one in found[2:]] == [
        ("amazon", "STORE-A", "PC-1"),
        ("ozon", "STORE-A", "PC-1"),
    ]


def test_settings_that_are_none(run: Run, file: Path, tmp_path: Path) -> None:
    """A slip of the pen in [capture] is told with its file."""
    (tmp_path / "linkscan.toml").write_text("[capture]\nport = 1\n", encoding="utf-8")
    ran = run("capture", "read", file)
    assert ran.code == 2
    assert ran.why.startswith("Error: linkscan.toml: [capture] takes proxy_ports")
