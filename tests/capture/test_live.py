"""Live capture, in network namespaces of its own."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from linkscan.capture import live
from linkscan.capture.attribution import Attribution
from linkscan.capture.keeper import Keeper
from linkscan.capture.live import Live, chosen, filter_text, own_machine
from linkscan.capture.owners import Owners
from linkscan.capture.record import Record, Session, Visit
from linkscan.capture.recorder import Recorder
from linkscan.capture.settings import CaptureSettings
from linkscan.errors import LinkscanError
from tests.capture.build import CLIENT, CLIENT6, START_NS, ethernet, hello, ip, records, tcp
from tests.capture.network import MAPPED, WORLD, WORLD6, Network, end, network, run_ip
from tests.capture.test_visits import session


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Network]:
    with network(tmp_path) as made:
        yield made


def lines(place: Network, name: str = "out.jsonl") -> list[dict[str, Any]]:
    path = place.folder / name
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [json.loads(line) for line in text.splitlines()]


def test_the_filter() -> None:
    """TLS on 443 and on the ports of proxies, QUIC, DNS answers and STUN, by UDP or TCP."""
    assert filter_text([1080]) == (
        "(tcp and (port 443 or port 1080)) or (udp port 443) or src port 53 or "
        "portrange 3478-3481 or portrange 19302-19309"
    )


def test_interfaces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Named ones must be up; else all that are, loopback only where proxies are looked for."""
    monkeypatch.setattr(live, "check_permission", lambda *_wanted: None)
    monkeypatch.setattr(live, "working_interfaces", lambda: {"lo": "", "eth0": "a", "wg0": ""})
    assert chosen([], False) == ["eth0", "wg0"]
    assert chosen([], True) == ["lo", "eth0", "wg0"]
    assert chosen(["wg0"], False) == ["wg0"]
    with pytest.raises(LinkscanError) as raised:
        chosen(["eth1"], False)
    assert str(raised.value) == ("--interface: there is no 'eth1' that is up; found eth0, lo, wg0.")
    monkeypatch.setattr(live, "working_interfaces", dict)
    with pytest.raises(LinkscanError, match="no network interface is up"):
        chosen([], False)


def test_own_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A session is this machine's if its MAC is, or if it went into a tunnel, which has none."""
    monkeypatch.setattr(live, "working_interfaces", lambda: {"eth0": "3C:52:82:00:00:01"})
    identify = own_machine("PC-1", Owners(tmp_path))
    macs = ("3c:52:82:00:00:01", None, "00:00:00:00:00:00", "3c:52:82:00:00:02")
    found = [identify(session(0, client_mac=mac)).machine for mac in macs]
    assert found == ["PC-1", "PC-1", "PC-1", None]


class Heard:
    """An interface on which these frames have arrived, and which then is gone."""

    def __init__(self, *frames: bytes) -> None:
        self.interface = "eth0"
        self.left = list(frames)
        self.ready, self.wake = os.pipe()
        os.write(self.wake, b"!")
        self.closed = False

    def fileno(self) -> int:
        return self.ready

    def frames(self, most: int) -> Iterator[tuple[bytes, int, int, str]]:
        if not self.left:
            raise OSError(100, "Network is down")
        while self.left and most:
            yield self.left.pop(0), 1, START_NS, "eth0"

    def lost(self) -> int:
        return 3

    def close(self) -> None:
        self.closed = True
        for number in (self.ready, self.wake):
            os.close(number)


def test_an_interface_that_goes_down(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its packets count, what it lost stays lost, it is told, and a signal ends the capture with
    all that was open."""
    heard = Heard(ethernet(ip(tcp(records(hello("sellercentral.amazon.com"))))))
    monkeypatch.setattr(live, "listen", lambda _name, _bpf: heard)
    told: list[str] = []

    def tell(message: str, **params: object) -> None:
        told.append(message.format(**params))
        signal.raise_signal(signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM)
    recorder = Recorder(Keeper(CaptureSettings(), Attribution(), lambda session: session))
    capture = Live(recorder, Attribution(), tell)
    capture.open(["eth0"], "tcp")
    written: list[Record] = []
    capture.run(written.extend, lambda: ["eth0"], Owners(tmp_path))
    assert told == ["eth0: is gone or down; it is heard again when it is up."]
    assert [type(one) for one in written] == [Session, Visit]
    assert [one.drops for one in written] == [3, 3]
    assert capture.lost() == 3
    assert heard.closed
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.live
def test_visits_of_both_families(place: Network) -> None:
    """Back offices by IPv4 and IPv6 are recorded with address, store and what STUN told; the
    store that the operator types counts from then on; other hosts leave no trace."""
    capture = place.capture("--account", "STORE-A", "--machine", "PC-1", "--out", "out.jsonl")
    number = len(place.running) - 1
    place.ask_stun()
    place.visit("sellercentral.amazon.com", WORLD)
    place.visit("www.example.com", WORLD)
    assert capture.stdin is not None
    capture.stdin.write("店铺-B\n".encode())
    capture.stdin.flush()
    place.wait_for(lambda: "From now on: 店铺-B." in place.said(number))
    place.visit("fxg.jinritemai.com", WORLD6)
    assert end(capture) == 0
    assert "example" not in (place.folder / "out.jsonl").read_text(encoding="utf-8")
    assert place.said(number).splitlines()[-1] == "Written to out.jsonl."
    found = lines(place)
    assert [one["record"] for one in found] == [
        "mapping", "session", "session", "visit", "visit",
    ]  # fmt: skip
    assert [one["name"] for one in found[1:3]] == [
        "sellercentral.amazon.com", "fxg.jinritemai.com",
    ]  # fmt: skip
    told = ("platform", "account", "attributed_by", "machine", "client_ip", "public_ips", "notes")
    assert [[one[name] for name in told] for one in found[3:]] == [
        ["amazon", "STORE-A", "declared", "PC-1", CLIENT, [MAPPED], []],
        ["douyin", "店铺-B", "declared", "PC-1", CLIENT6, [CLIENT6], []],
    ]
    assert all(one["drops"] == 0 for one in found)
    assert found[1]["ja4"].startswith("t13d")
    assert found[1]["interface"] == "veth0"


@pytest.mark.live
def test_a_capture_that_is_killed(place: Network) -> None:
    """Killed outright, a capture has lost no session that was over; a second one goes on."""
    capture = place.capture("--interface", "veth0", "--out", "out.jsonl")
    place.visit("sellercentral.amazon.com", WORLD)
    place.wait_for(lambda: bool(lines(place)))
    end(capture, signal.SIGKILL)
    capture = place.capture("--interface", "veth0", "--out", "out.jsonl")
    place.visit("sellercentral.amazon.com", WORLD)
    assert end(capture, signal.SIGINT) == 0
    assert [one["record"] for one in lines(place)] == ["session", "session", "visit"]


@pytest.mark.live
def test_an_interface_that_comes_up(place: Network) -> None:
    """Without --interface one that comes up later, as a VPN does, is heard too."""
    run = partial(run_ip, "-n", place.machine)
    run("link", "set", "veth0", "down")
    run("link", "add", "other0", "type", "veth", "peer", "name", "other1")
    run("link", "set", "other0", "up")
    run("link", "set", "other1", "up")
    capture = place.capture("--out", "out.jsonl")
    run("link", "set", "veth0", "up")

    place.wait_for(lambda: "veth0: is up, and heard" in place.said(len(place.running) - 1))
    place.visit("sellercentral.amazon.com", WORLD)
    assert end(capture) == 0
    assert [one["record"] for one in lines(place)] == ["session", "visit"]
