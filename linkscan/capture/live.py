"""Live capture: interfaces of this machine are heard until somebody ends it.

All happens in the main thread, so that what cannot work is told before the first packet; a second
one only reads what the operator types.
"""

from __future__ import annotations

import os
import queue
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime

from linkscan.capture.attribution import Attribution
from linkscan.capture.owners import Owners
from linkscan.capture.record import Mapping as PublicAddress
from linkscan.capture.record import Record, Session
from linkscan.capture.recorder import Recorder
from linkscan.capture.scapy_io import Listener, check_permission, listen, working_interfaces
from linkscan.errors import LinkscanError
from linkscan.i18n import _

STUN_PORTS = ("3478-3481", "19302-19309")
"""RFC 8489, and the servers that Chrome asks by itself."""

BATCH = 4096
"""Frames of one interface before the others get their turn."""
WAIT_S = 0.2
TICK_S = 5.0
LOOK_S = 0.5
LOOPBACK = ("lo", "lo0")
NO_MAC = "00:00:00:00:00:00"
"""What frames on loopback bear."""
ENDINGS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")

Write = Callable[[Sequence[Record]], None]
Tell = Callable[..., None]


def filter_text(proxy_ports: Sequence[int]) -> str:
    """The filter of packets: TLS and QUIC on 443, TLS by way of proxies, DNS answers, STUN."""
    tcp = " or ".join(f"port {port}" for port in (443, *proxy_ports))
    both = " or ".join(("src port 53", *(f"portrange {one}" for one in STUN_PORTS)))
    return f"(tcp and ({tcp})) or (udp port 443) or {both}"


def chosen(wanted: Sequence[str], with_loopback: bool) -> Sequence[str]:
    """The interfaces to hear: those that are named, else all that are up.

    Programs that hand a browser on to a proxy listen on this machine: then loopback is heard too.

    Raises:
        LinkscanError: We may hear none, one that is named does not exist, or none is up.
    """
    check_permission(*wanted[:1])
    there = working_interfaces()
    for name in wanted:
        if name not in there:
            raise LinkscanError(
                _("--interface: there is no {name!r} that is up; found {names}."),
                name=name,
                names=", ".join(sorted(there)) or "-",
            )
    found = wanted or [name for name in there if with_loopback or name not in LOOPBACK]
    if not found:
        raise LinkscanError(_("no network interface is up; connect one, or name it."))
    return found


def own_machine(name: str | None, owners: Owners) -> Callable[[Session], Session]:
    """Gives a session that is this machine's, as its MAC tells, the name of it and the user.

    Where a machine forwards for others, those have MACs of their own; a tunnel has none.
    """
    machine = name or socket.gethostname()
    macs = {mac.lower() for mac in working_interfaces().values()}

    def identify(session: Session) -> Session:
        mac = session.client_mac
        if mac is None or mac == NO_MAC or mac in macs:
            return replace(session, machine=machine, os_user=owners.of(session))
        return session

    return identify


class Live:
    """Interfaces that are heard, and what becomes of their packets."""

    def __init__(self, recorder: Recorder, attribution: Attribution, tell: Tell) -> None:
        self._recorder = recorder
        self._attribution = attribution
        self._tell = tell
        self._bpf = ""
        self._listeners: dict[str, Listener] = {}
        self._lost_before = 0
        self._ended = False

    @property
    def interfaces(self) -> list[str]:
        """The interfaces that are heard."""
        return sorted(self._listeners)

    def open(self, interfaces: Sequence[str], bpf: str) -> None:
        """Begin to hear interfaces, what passes the filter alone.

        Raises:
            LinkscanError: One cannot be heard.
        """
        self._bpf = bpf
        for name in interfaces:
            self._listeners[name] = listen(name, bpf)

    def lost(self) -> int | None:
        """Packets that the kernel lost on all interfaces; None: nobody says."""
        counts = [one.lost() for one in self._listeners.values()]
        said = [count for count in counts if count is not None]
        return self._lost_before + sum(said) if said or self._lost_before else None

    def run(
        self,
        write: Write,
        interfaces: Callable[[], Sequence[str]],
        owners: Owners,
        told: queue.SimpleQueue[PublicAddress] | None = None,
    ) -> None:
        """Hear until Ctrl-C or SIGTERM, then finish what is open.

        Args:
            write: Takes the records, as soon as they are complete.
            interfaces: Those to hear, asked every few seconds: a VPN comes and goes.
            owners: Looks who has which connection, every second.
            told: Public addresses that a service tells.
        """
        typed = _typed_lines()
        next_tick = time.monotonic() + TICK_S
        next_look = 0.0
        with _endings(self._end):
            while not self._ended:
                self._hear(write)
                self._declare(typed)
                while told is not None and not told.empty():
                    self._keep(self._recorder.hear(told.get()), write)
                if time.monotonic() >= next_look:
                    next_look = time.monotonic() + LOOK_S
                    owners.look(time.time_ns())
                if time.monotonic() >= next_tick:
                    next_tick = time.monotonic() + TICK_S
                    self._keep(self._recorder.tick(time.time_ns()), write)
                    self._open_new(interfaces)
            for one in list(self._listeners.values()):
                self._take(one, write)
            self._keep(self._recorder.finish(), write)
        self.lost()
        for one in self._listeners.values():
            one.close()

    def _open_new(self, interfaces: Callable[[], Sequence[str]]) -> None:
        """Hear interfaces that have come up; one that cannot be heard is tried again later."""
        with suppress(LinkscanError):
            for name in interfaces():
                if name not in self._listeners:
                    self._listeners[name] = listen(name, self._bpf)
                    self._tell(_("{interface}: is up, and heard from now on."), interface=name)

    def _end(self) -> None:
        self._ended = True

    def _hear(self, write: Write) -> None:
        """Wait a moment for packets, and take what there is."""
        listeners = list(self._listeners.values())
        if sys.platform == "win32" or not listeners:  # select takes network sockets alone there
            time.sleep(WAIT_S / 10)
            ready = listeners
        else:
            ready = select.select(listeners, [], [], WAIT_S)[0]
        for one in ready:
            self._take(one, write)

    def _take(self, listener: Listener, write: Write) -> None:
        feed = self._recorder.feed
        try:
            for frame in listener.frames(BATCH):
                if records := feed(*frame):
                    self._keep(records, write)
        except OSError:
            self._lost_before += listener.lost() or 0
            listener.close()
            del self._listeners[listener.interface]
            self._tell(_("{interface}: is gone or down; it is heard again when it is up."),
                       interface=listener.interface)  # fmt: skip

    def _keep(self, records: Sequence[Record], write: Write) -> None:
        if records:
            lost = self.lost()
            write([replace(record, drops=lost) for record in records])

    def _declare(self, typed: queue.SimpleQueue[str]) -> None:
        """Take the accounts that the operator has typed."""
        while not typed.empty():
            account = typed.get().strip()
            self._attribution.declare(account or None, datetime.now(UTC))
            if account:
                self._tell(_("From now on: {account}."), account=account)
            else:
                self._tell(_("From now on no store is declared."))


def _typed_lines() -> queue.SimpleQueue[str]:
    """Lines of standard input as they are typed; it may be closed."""
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    if hasattr(signal, "SIGTTIN"):  # in the background of a shell there is nobody to type
        signal.signal(signal.SIGTTIN, signal.SIG_IGN)
    # Not by sys.stdin: its lock, held by a thread that waits, would crash Python at its end.
    threading.Thread(target=_read_lines, args=(lines,), daemon=True).start()
    return lines


def _read_lines(lines: queue.SimpleQueue[str]) -> None:
    rest = b""
    try:
        while block := os.read(0, 4096):
            *whole, rest = (rest + block).split(b"\n")
            for line in whole:
                lines.put(line.decode("utf-8", "replace"))
    except OSError:
        return


@contextmanager
def _endings(end: Callable[[], None]) -> Iterator[None]:
    """Let signals that end a program end the capture in good order."""
    before = {}
    for name in ENDINGS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, lambda _number, _frame: end())
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
