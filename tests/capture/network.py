"""A network of two namespaces, a seller's machine and the world, with servers of our own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.capture.build import CLIENT, CLIENT6

WORLD, WORLD6 = "192.0.2.9", "2001:db8::9"
MAPPED = "203.0.113.77"
"""What the STUN server says: with NAT it would be the address of the router."""

STUN_SERVER = f"""
import socket, sys
mapped = bytes(part ^ key for part, key in zip(
    socket.inet_aton({MAPPED!r}), bytes.fromhex("2112a442")))
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("", 3478))
while True:
    asked, who = server.recvfrom(2048)
    port = (who[1] ^ 0x2112).to_bytes(2, "big")
    attribute = bytes.fromhex("0020 0008 0001") + port + mapped
    server.sendto(bytes.fromhex("0101 000c") + asked[4:20] + attribute, who)
"""
STUN_CLIENT = f"""
import os, socket
client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.settimeout(10)
client.sendto(bytes.fromhex("0001 0000 2112a442") + os.urandom(12), ({WORLD!r}, 3478))
client.recv(2048)
"""


@dataclass(slots=True)
class Network:
    """Programs that run in the two namespaces."""

    folder: Path
    machine: str
    world: str
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, place: str, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        """A program that goes on; what it says is in a file."""
        with (self.folder / f"said-{len(self.running)}").open("wb") as said:
            process = subprocess.Popen(
                ["ip", "netns", "exec", place, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=said,
                cwd=self.folder,
                env={**os.environ, "LINKSCAN_LANG": "en"},
            )
        self.running.append(process)
        return process

    def capture(self, *arguments: str) -> subprocess.Popen[bytes]:
        """`linkscan capture live` on the machine, as soon as it hears."""
        number = len(self.running)
        program = [sys.executable, "-m", "linkscan", "capture", "live", *arguments]
        process = self.start(self.machine, program)
        self.wait_for(lambda: "Recording visits" in self.said(number))
        return process

    def said(self, number: int) -> str:
        """What the program of this number has said on stderr."""
        return (self.folder / f"said-{number}").read_text(encoding="utf-8")

    def visit(self, host: str, address: str) -> None:
        """Open a TLS connection from the machine, and close it."""
        target = f"[{address}]:443" if ":" in address else f"{address}:443"
        subprocess.run(
            ["ip", "netns", "exec", self.machine, "openssl", "s_client", "-connect", target,
             "-servername", host],
            input=b"", capture_output=True, check=True,
        )  # fmt: skip

    def ask_stun(self) -> None:
        """Ask the STUN server from the machine."""
        command = ["ip", "netns", "exec", self.machine, sys.executable, "-c", STUN_CLIENT]
        subprocess.run(command, check=True)

    def wait_for(self, done: Callable[[], bool]) -> None:
        """Wait until something is so."""
        for _try in range(600):
            if done():
                return
            time.sleep(0.05)
        raise AssertionError([self.said(number) for number in range(len(self.running))])


def end(process: subprocess.Popen[bytes], number: int = signal.SIGTERM) -> int:
    """End a program by a signal; its exit code."""
    process.send_signal(number)
    return process.wait(timeout=60)


@contextmanager
def network(folder: Path) -> Iterator[Network]:
    """The two namespaces with TLS on both families and a STUN server."""
    machine, world = f"lsm{os.getpid()}", f"lsw{os.getpid()}"
    made = Network(folder, machine, world)
    try:
        for name in (machine, world):
            run_ip("netns", "add", name)
        run_ip("link", "add", "veth0", "netns", machine, "type", "veth",
            "peer", "name", "veth0", "netns", world)  # fmt: skip
        for name, four, six in ((machine, CLIENT, CLIENT6), (world, WORLD, WORLD6)):
            run_ip("-n", name, "addr", "add", f"{four}/24", "dev", "veth0")
            run_ip("-n", name, "addr", "add", f"{six}/64", "dev", "veth0", "nodad")
            run_ip("-n", name, "link", "set", "veth0", "up")
        _serve(made)
        yield made
    finally:
        for process in made.running:
            process.kill()
            process.wait()
            if process.stdin is not None:
                process.stdin.close()
        for name in (machine, world):
            subprocess.run(["ip", "netns", "del", name], capture_output=True)


def run_ip(*arguments: str) -> None:
    """Run `ip`."""
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


def _serve(made: Network) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-subj", "/CN=test"],
        cwd=made.folder, check=True, capture_output=True,
    )  # fmt: skip
    for family in ("-4", "-6"):
        made.start(
            made.world,
            ["openssl", "s_server", family, "-accept", "443", "-key", "key.pem",
             "-cert", "cert.pem", "-quiet"],
        )  # fmt: skip
    made.start(made.world, [sys.executable, "-c", STUN_SERVER])

    tables = [f"/proc/net/{name}" for name in ("tcp", "tcp6", "udp")]

    def listening() -> bool:
        show = ["ip", "netns", "exec", made.world, "cat", *tables]
        found = subprocess.run(show, capture_output=True, text=True).stdout
        return found.count(":01BB") == 2 and ":0D96" in found

    made.wait_for(listening)
