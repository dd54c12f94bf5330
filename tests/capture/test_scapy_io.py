"""Sockets that hear an interface: what cannot be heard is told in one sentence."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from linkscan.capture import scapy_io
from linkscan.capture.live import filter_text
from linkscan.errors import LinkscanError


def refusing(error: Exception) -> Any:
    """What stands for scapy's socket and cannot be opened."""

    def refuse(**_options: object) -> None:
        raise error

    return refuse


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who may capture."""
    monkeypatch.setattr(scapy_io, "check_permission", lambda _interface: None)


@pytest.mark.usefixtures("allowed")
@pytest.mark.parametrize(
    ("error", "why"),
    [
        (PermissionError(1, "Operation not permitted"), "permission denied; run it as root"),
        (ImportError("libpcap is not available"), "no library to filter packets with"),
        (OSError(19, "No such device"), "No such device; name another interface"),
        (ValueError("Interface 'x' not found !"), "Interface 'x' not found !; name another"),
    ],
)
def test_what_cannot_be_heard(monkeypatch: pytest.MonkeyPatch, error: Exception, why: str) -> None:
    """Permission, library and interface are each told with the way out."""
    import scapy.arch  # noqa: F401 - sets conf.L2listen when it is imported first
    from scapy.config import conf

    monkeypatch.setattr(conf, "L2listen", refusing(error))
    with pytest.raises(LinkscanError) as raised:
        scapy_io.listen("eth9", "tcp")
    assert str(raised.value).startswith("cannot capture on 'eth9': ")
    assert why in str(raised.value)
    assert "or read a file: linkscan capture read FILE." in str(raised.value)


@pytest.mark.skipif(not hasattr(socket, "AF_PACKET"), reason="only Linux has such sockets")
def test_permission_is_asked_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the rights nothing of scapy is needed to say so."""

    def refuse(*_arguments: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(socket, "socket", refuse)
    with pytest.raises(LinkscanError, match="permission denied"):
        scapy_io.listen("eth0", "tcp")


class FakePcap:
    """scapy's socket on a system with libpcap, and what has arrived on it."""

    def __init__(self, *frames: bytes) -> None:
        self.frames = list(frames)
        self.pcap_fd = self
        self.waits = True

    def datalink(self) -> int:
        return 12

    def setnonblock(self, wanted: bool) -> None:
        self.waits = not wanted

    def recv_raw(self, _size: int) -> tuple[None, bytes | None, float]:
        return None, self.frames.pop(0) if self.frames else None, 1.5


def test_a_system_with_libpcap() -> None:
    """The link type is what libpcap says; nobody counts what is lost; nothing waits."""
    listener = scapy_io.Listener("en0", FakePcap(b"a", b"b", b"c"))
    assert list(listener.frames(2)) == [(b"a", 12, 1_500_000_000, "en0"),
                                        (b"b", 12, 1_500_000_000, "en0")]  # fmt: skip
    assert [frame for frame, *_rest in listener.frames(9)] == [b"c"]
    assert listener.lost() is None


@pytest.mark.live
@pytest.mark.parametrize("ports", [(), (1080, 7890)])
def test_the_filter_compiles(ports: tuple[int, ...]) -> None:
    """libpcap takes the filter, for Ethernet and for tunnels."""
    from scapy.arch.common import compile_filter

    for linktype in (1, 12):
        assert compile_filter(filter_text(ports), linktype=linktype).bf_len > 0
