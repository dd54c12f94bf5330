"""A live capture, told by its frames."""

from __future__ import annotations

from dataclasses import replace

from linkscan.capture.attribution import Attribution
from linkscan.capture.keeper import Keeper
from linkscan.capture.record import Mapping, Record, Session, Visit, moment
from linkscan.capture.recorder import Recorder
from linkscan.capture.settings import CaptureSettings
from tests.capture.build import (
    CLIENT,
    SECOND,
    SERVER,
    START_NS,
    UDP,
    ethernet,
    hello,
    ip,
    records,
    stun,
    tcp,
    udp,
)

MINUTE = 60 * SECOND


def recorder() -> Recorder:
    return Recorder(
        Keeper(CaptureSettings(), Attribution(), lambda session: replace(session, machine="PC-1"))
    )


def feed(capture: Recorder, host: str, port: int, at_ns: int) -> list[Record]:
    frame = ethernet(ip(tcp(records(hello(host)), ports=(port, 443))))
    return list(capture.feed(frame, 1, at_ns, "eth0"))


def kinds(found: list[Record]) -> list[type[Record]]:
    return [type(one) for one in found]


def test_sessions_and_visits_as_time_passes() -> None:
    """A session is told when it is over, a visit when nothing can join it any more."""
    capture = recorder()
    assert feed(capture, "sellercentral.amazon.com", 1, START_NS) == []
    assert list(capture.tick(START_NS + 4 * MINUTE)) == []
    assert kinds(list(capture.tick(START_NS + 6 * MINUTE))) == [Session]
    assert list(capture.tick(START_NS + 29 * MINUTE)) == []
    assert kinds(list(capture.tick(START_NS + 30 * MINUTE))) == [Visit]
    assert list(capture.finish()) == []
    assert capture.counts == {Session: 1, Visit: 1}
    assert capture.packets == 1


def test_a_connection_that_stays_open() -> None:
    """While a connection is open that began in a visit, the visit is not over."""
    capture = recorder()
    feed(capture, "sellercentral.amazon.com", 1, START_NS)
    for minute in range(0, 60, 4):
        feed(capture, "sellercentral.amazon.com", 2, START_NS + minute * MINUTE)
        assert Visit not in kinds(list(capture.tick(START_NS + minute * MINUTE)))
    found = list(capture.finish())
    (visit,) = [one for one in found if isinstance(one, Visit)]
    assert visit.sessions == 2
    assert (visit.end_at - visit.start_at).total_seconds() == 56 * 60


def test_other_hosts() -> None:
    """Of any other host nothing is told."""
    capture = recorder()
    feed(capture, "www.example.com", 1, START_NS)
    assert list(capture.finish()) == []
    assert not capture.counts


def test_an_echo_service() -> None:
    """What a service tells is recorded, and is the public address of the visit."""
    capture = recorder()
    told = Mapping("198.51.100.1", 443, "203.0.113.8", CLIENT, moment(START_NS), None)
    assert list(capture.hear(replace(told, told_by="echo"))) == [replace(told, told_by="echo")]
    feed(capture, "fxg.jinritemai.com", 1, START_NS)
    visit = list(capture.finish())[-1]
    assert isinstance(visit, Visit)
    assert (visit.public_ip, visit.public_by) == ("203.0.113.8", "echo")


def test_public_addresses() -> None:
    """A public address that a server tells is told at once, and becomes that of the visit."""
    capture = recorder()
    ask = ethernet(ip(udp(stun(0x0001), (5000, 3478)), UDP))
    answer = udp(stun(0x0101, mapped="203.0.113.9"), (3478, 5000))
    capture.feed(ask, 1, START_NS, "eth0")
    told = capture.feed(ethernet(ip(answer, UDP, (SERVER, CLIENT))), 1, START_NS, "eth0")
    assert kinds(list(told)) == [Mapping]
    feed(capture, "fxg.jinritemai.com", 1, START_NS)
    visit = list(capture.finish())[-1]
    assert isinstance(visit, Visit)
    assert (visit.public_ips, visit.public_by) == (("203.0.113.9",), "stun")
