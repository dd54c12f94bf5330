"""What reading a capture costs: linkscan beside tshark and scapy's own dissection.

    python -m benchmarks.capture [--packets N] [--runs N] [--long]

The file is generated: pages of shops are loaded over TLS and QUIC, IPv4 and IPv6, some 45 packets
a connection, and in between go a call and the copying of a file, a third of all packets.
"Prefiltered" is what a filter on ports, as live capture has it, leaves of the file. Scapy reads a
twentieth of it. With --long memory is measured on ten times as many packets, with less content.

Where ../shared/corpus is, captures of others are read, too, and compared with what their own
programs find.

Goals (issue 7): of a million packets linkscan takes at most a third of tshark's CPU, prefiltered
at most an eighth; it finds every session that tshark finds, which takes QUIC from a few ports for
a game; memory is flat, and below 150 MB; of the captures of others 554 of 556 names and 70 of 73
public addresses are right, and no session is false.
"""

from __future__ import annotations

import argparse
import re
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.measure import Cost, measure, medians
from tests.capture import test_corpus as corpus
from tests.capture.build import (
    ACK,
    CLIENT,
    CLIENT6,
    FIN,
    START_NS,
    SYN,
    TCP,
    UDP,
    crypto,
    ethernet,
    hello,
    initial,
    ip,
    pcap,
    records,
    tcp,
    udp,
)

MICROSECONDS = 500
"""Between two packets: 2,000 a second, as a busy machine sends them."""
ROUNDS = 20
SCAPY_SHARE = 20
CPU_GOAL, PREFILTERED_GOAL = 1 / 3, 1 / 8
MEMORY_GOAL = 150e6
FLAT = 1.2
"""Ten times as many packets may take so many times the memory: the tables fill up first."""

DISSECT = """
import sys
from scapy.layers.tls.all import TLSClientHello
from scapy.utils import PcapReader
from scapy.config import conf
conf.debug_dissector = False
print(sum(TLSClientHello in packet for packet in PcapReader(sys.argv[1])))
"""


def connection(number: int, content: int) -> Iterator[bytes]:
    """The frames of one connection to a shop; each third is over IPv6, each fifth is QUIC."""
    host, port = f"shop{number % 1000}.example.com", 20_000 + number % 40_000
    server = f"2001:db8:1::{number % 60_000:x}" if number % 3 == 1 else f"198.51.100.{number % 250}"
    out = (CLIENT6 if number % 3 == 1 else CLIENT, server)
    back, ports, back_ports = out[::-1], (port, 443), (443, port)
    if number % 5 == 2:
        said = initial(crypto(0, hello(host)), number.to_bytes(8, "big"))
        yield ethernet(ip(udp(said, ports), UDP, out))
        for _ in range(ROUNDS):
            yield ethernet(ip(udp(b"\x40" + bytes(80), ports), UDP, out))
            yield ethernet(ip(udp(b"\x40" + bytes(content), back_ports), UDP, back))
        return
    said = records(hello(host))
    data = b"\x17\x03\x03" + content.to_bytes(2, "big") + bytes(content)
    end = 1000 + len(said)
    yield ethernet(ip(tcp(b"", 999, SYN, ports), TCP, out))
    yield ethernet(ip(tcp(b"", 4999, SYN | ACK, back_ports), TCP, back))
    yield ethernet(ip(tcp(said, 1000, ports=ports), TCP, out))
    for place in range(ROUNDS):
        yield ethernet(ip(tcp(b"", end, ACK, ports), TCP, out))
        yield ethernet(ip(tcp(data, 5000 + len(data) * place, ACK, back_ports), TCP, back))
    yield ethernet(ip(tcp(b"", end, ACK | FIN, ports), TCP, out))
    yield ethernet(ip(tcp(b"", 5000 + len(data) * ROUNDS, ACK | FIN, back_ports), TCP, back))


def other_traffic(content: int) -> list[bytes]:
    """A call and a file that is copied within the office."""
    call = ethernet(ip(udp(b"\x80\x60" + bytes(content), (40_000, 50_000)), UDP))
    copy = ethernet(ip(tcp(bytes(content), 1, ACK, (50_001, 445)), TCP, (CLIENT, "192.0.2.9")))
    return [call, copy] * (ROUNDS // 2)


def frames(content: int, filtered: bool) -> Iterator[bytes]:
    """Frames without end."""
    others = [] if filtered else other_traffic(content)
    number = 0
    while True:
        yield from connection(number, content)
        yield from others
        number += 1


def write(path: Path, packets: int, content: int = 1300, filtered: bool = False) -> None:
    """Write a capture of so many packets; of those a filter leaves the ones on port 443."""
    with path.open("wb") as file:
        file.write(pcap())
        at = START_NS // 1000
        for frame in islice(frames(content, filtered), packets):
            at += MICROSECONDS
            head = struct.pack("<IIII", *divmod(at, 1_000_000), len(frame), len(frame))
            file.write(head + frame)


def linkscan(path: Path) -> list[str]:
    """The command that lists all sessions of a file."""
    return [sys.executable, "-m", "linkscan", "capture", "read", "--all-hosts", str(path)]


def tshark(path: Path) -> list[str]:
    """The same with tshark."""
    fields = ("ip.src", "ipv6.src", "tcp.srcport", "udp.srcport",
              "tls.handshake.extensions_server_name")  # fmt: skip
    chosen = [part for field in fields for part in ("-e", field)]
    return ["tshark", "-r", str(path), "-Y", "tls.handshake.type == 1", "-T", "fields", *chosen]


def sessions(log: Path) -> set[tuple[str, str]]:
    """Port and host of each session that a program listed."""
    said = log.read_text("utf-8", "replace")
    ours = re.findall(r'"client_port": (\d+),.*"sni": "([^"]+)"', said)
    theirs = re.findall(r"^[^{].*?\t(\d+)\t+(shop[^\t\n]+)$", said, re.M)
    return {*ours, *theirs}


def main() -> int:
    """Write the files, run the programs in turn, compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--packets", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--long", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="linkscan-bench-") as name:
        return compare(Path(name), options.packets, options.runs, options.long)


def compare(folder: Path, packets: int, runs: int, long: bool) -> int:
    """Print what the programs take; 1 if a goal is missed."""
    if shutil.which("tshark") is None:
        print("no tshark; sudo apt-get install tshark")
        return 1
    whole, filtered, part = (folder / name for name in ("whole", "filtered", "part"))
    write(whole, packets)
    write(filtered, packets * 2 // 3, filtered=True)
    write(part, packets // SCAPY_SHARE)
    commands = {
        "linkscan": linkscan(whole),
        "linkscan, prefiltered": linkscan(filtered),
        "tshark": tshark(whole),
        "scapy, a twentieth": [sys.executable, "-c", DISSECT, str(part)],
    }
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            costs[name].append(measure(command, folder / f"{name}.log"))
    cost = {name: medians(each) for name, each in costs.items()}
    version = subprocess.run(["tshark", "--version"], capture_output=True, text=True, check=True)
    print(f"{packets:,} packets; {version.stdout.splitlines()[0]}")
    print(f"{'program':<24}{'CPU s':>10}{'peak MB':>10}{'sessions':>10}")
    for name, one in cost.items():
        found = len(sessions(folder / f"{name}.log")) or ""
        print(f"{name:<24}{one.cpu_s:10.2f}{one.peak_bytes / 1e6:10.0f}{found:>10}")
    ratio = cost["linkscan"].cpu_s / cost["tshark"].cpu_s
    filtered_ratio = cost["linkscan, prefiltered"].cpu_s / cost["tshark"].cpu_s
    scapy_ratio = cost["linkscan"].cpu_s / cost["scapy, a twentieth"].cpu_s / SCAPY_SHARE
    ours, theirs = sessions(folder / "linkscan.log"), sessions(folder / "tshark.log")
    missed, more = len(theirs - ours), len(ours - theirs)
    met = [
        goal("CPU / tshark", ratio, CPU_GOAL),
        goal("CPU prefiltered / tshark", filtered_ratio, PREFILTERED_GOAL),
        goal("peak memory, MB", cost["linkscan"].peak_bytes / 1e6, MEMORY_GOAL / 1e6),
        missed == 0 < len(theirs),
    ]
    print(f"CPU / scapy: {scapy_ratio:.4f}")
    print(f"sessions of tshark alone: {missed}; of linkscan alone: {more}")
    if long:
        met.append(memory_is_flat(folder, packets))
    if corpus.FOLDER.is_dir():
        met.append(others_are_right())
    return 0 if all(met) else 1


def memory_is_flat(folder: Path, packets: int) -> bool:
    """Whether ten times as many packets take hardly more memory."""
    peaks = []
    for factor in (1, 10):
        path = folder / "long"
        write(path, packets * factor, content=60)
        peaks.append(measure(linkscan(path), folder / "long.log").peak_bytes)
        path.unlink()
    print(f"peak MB of {packets:,} and of ten times as many packets: "
          f"{peaks[0] / 1e6:.0f}, {peaks[1] / 1e6:.0f}")  # fmt: skip
    return goal("memory of ten times as many", peaks[1] / peaks[0], FLAT) and goal(
        "peak memory, MB", peaks[1] / 1e6, MEMORY_GOAL / 1e6
    )


def others_are_right() -> bool:
    """Whether captures of others are read as their own programs read them."""
    names, addresses, false = corpus.scored("sni"), corpus.scored_addresses(), corpus.false()
    scores = {
        "names": names,
        "JA4": corpus.scored("ja4"),
        "JA3": corpus.scored("ja3"),
        "public addresses": addresses,
    }
    for text, right in scores.items():
        print(f"captures of others: {text} right: {sum(right)} of {len(right)}")
    print(f"captures of others: false sessions in {len(corpus.empty())} files: {len(false)}")
    return sum(names) >= 554 and sum(addresses) >= 70 and not false


def goal(text: str, figure: float, limit: float) -> bool:
    """Print a figure beside its goal; whether it is met."""
    met = figure <= limit
    print(f"{text}: {figure:.3f}, goal {limit:.3f}: {'met' if met else 'MISSED'}")
    return met


if __name__ == "__main__":
    sys.exit(main())
