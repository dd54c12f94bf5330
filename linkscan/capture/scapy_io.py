"""Sockets that hear a network interface: the one file that imports scapy.

scapy opens the socket, sets the filter and gives back what it hears as bytes; it dissects nothing.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import struct
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from linkscan.errors import LinkscanError
from linkscan.i18n import _

BUFFER_BYTES = 16 << 20
"""What the kernel keeps for us while we are busy: a second of a fast line."""

SO_RCVBUFFORCE = 33
SOL_PACKET, PACKET_STATISTICS = 263, 6
"""Linux: socket(7), packet(7); scapy has no names for them."""

ETHERNET, RAW_IP = 1, 101
_WITHOUT_ETHERNET = frozenset({512, 519, 768, 769, 776, 778, 823, 65534})
"""Kinds of Linux interfaces (ARPHRD_...) whose packets begin with IP: PPP and tunnels."""

LONGEST_FRAME = 1 << 16


class Listener:
    """One interface that is heard. `frames` gives what has arrived, and never waits."""

    def __init__(self, interface: str, sock: Any) -> None:
        self.interface = interface
        self._socket = sock
        self._lost = 0
        self._is_pcap = hasattr(sock, "pcap_fd")
        if self._is_pcap:
            self.linktype = int(sock.pcap_fd.datalink())
            sock.pcap_fd.setnonblock(True)
        else:
            kind = sock.ins.getsockname()[3]
            self.linktype = RAW_IP if kind in _WITHOUT_ETHERNET else ETHERNET
            sock.ins.setblocking(False)
            with contextlib.suppress(OSError):  # beyond what the system allows root alone may go
                sock.ins.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, BUFFER_BYTES)

    def fileno(self) -> int:
        """What `select` waits for."""
        return int(self._socket.fileno())

    def frames(self, most: int) -> Iterator[tuple[bytes, int, int, str]]:
        """Up to `most` frames that have arrived, as `Decoder.feed` takes them.

        Raises:
            OSError: The interface is gone, or down.
        """
        for _count in range(most):
            try:
                _kind, frame, at = self._socket.recv_raw(LONGEST_FRAME)
            except BlockingIOError:
                return
            if frame is None:
                return
            yield frame, self.linktype, int(at * 1e9), self.interface

    def lost(self) -> int | None:
        """How many packets the kernel had no room for since the begin; None: nobody says."""
        if self._is_pcap:
            return None
        with contextlib.suppress(OSError):
            counts = self._socket.ins.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8)
            self._lost += struct.unpack("II", counts)[1]  # reading them sets them to zero
        return self._lost

    def close(self) -> None:
        """Hear no more."""
        self._socket.close()


def working_interfaces() -> Mapping[str, str]:
    """The interfaces that are up, and their MAC ("" without one)."""
    _quiet()
    import scapy.arch  # noqa: F401 - tells conf what this system has
    from scapy.config import conf
    from scapy.interfaces import get_working_ifaces

    conf.ifaces.reload()
    found = {one.network_name: one.mac or "" for one in get_working_ifaces()}
    if sys.platform == "win32":  # people know the name that the system shows them
        found = {one.name: one.mac or "" for one in get_working_ifaces()}
    return found


def listen(interface: str, bpf: str) -> Listener:
    """Hear an interface, what passes the filter alone, and without asking for others' packets.

    Raises:
        LinkscanError: It cannot be heard: no permission, no libpcap or Npcap, no such interface.
    """
    check_permission(interface)
    _quiet()
    import scapy.arch  # noqa: F401 - tells conf what this system has
    from scapy.config import conf
    from scapy.error import Scapy_Exception

    conf.bufsize = BUFFER_BYTES
    try:
        return Listener(interface, conf.L2listen(iface=interface, promisc=False, filter=bpf))
    except PermissionError as error:
        raise _no_permission(interface) from error
    except (ImportError, Scapy_Exception, RuntimeError) as error:
        raise LinkscanError(
            _(
                "cannot capture on {interface!r}: no library to filter packets with; install "
                "libpcap (Debian: sudo apt-get install libpcap0.8) or, on Windows, Npcap from "
                "npcap.com, or read a file: linkscan capture read FILE."
            ),
            interface=interface,
        ) from error
    except (OSError, ValueError) as error:
        raise LinkscanError(
            _(
                "cannot capture on {interface!r}: {reason}; name another interface, or read a "
                "file: linkscan capture read FILE."
            ),
            interface=interface,
            reason=getattr(error, "strerror", None) or str(error),
        ) from error


def check_permission(interface: str | None = None) -> None:
    """Ask Linux before scapy is imported, which takes a while and says the same in many lines.

    Raises:
        LinkscanError: We may hear neither this interface nor any other.
    """
    if not hasattr(socket, "AF_PACKET"):
        return
    try:
        socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0).close()
    except PermissionError as error:
        raise _no_permission(interface or socket.if_nameindex()[-1][1]) from error


def _no_permission(interface: str) -> LinkscanError:
    return LinkscanError(
        _(
            "cannot capture on {interface!r}: permission denied; run it as root (sudo) or as "
            "administrator, or read a file: linkscan capture read FILE."
        ),
        interface=interface,
    )


def _quiet() -> None:
    """Let scapy print no warnings of its own."""
    logging.getLogger("scapy").setLevel(logging.CRITICAL)
