"""What a live capture takes in: packets of a veth pair, in network namespaces of its own.

    python -m benchmarks.capture_live [--rate N] [--seconds N]

Pages are loaded over TLS and QUIC, IPv4 and IPv6, some 45 packets a connection, and a third of
all packets is other traffic, which the filter keeps away. All hosts count as back offices here.

Goal (issue 7): at 10,000 packets a second 99.9 % of those that pass the filter are taken in, and
each session is recorded. It wants root; where that is missing it says so and measures nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import struct
import sys
import tempfile
from pathlib import Path

from benchmarks.capture import connection, other_traffic
from tests.capture.network import Network, end, network
from tests.conftest import NEEDS

GOAL = 0.999
CONTENT = 1300

SENDER = """
import socket, struct, sys, time
frames, rate = open(sys.argv[1], "rb").read(), int(sys.argv[2])
line = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 22)
line.bind(("veth0", 0))
at = sent = 0
begin = time.monotonic()
while at < len(frames):
    (size,) = struct.unpack_from(">H", frames, at)
    line.send(frames[at + 2 : at + 2 + size])
    at, sent = at + 2 + size, sent + 1
    if sent % 50 == 0:
        time.sleep(max(0, begin + sent / rate - time.monotonic()))
print(f"{sent / (time.monotonic() - begin):.0f}", file=sys.stderr)
"""


def write(path: Path, packets: int) -> tuple[int, int]:
    """Write so many frames; how many pass the filter, and how many connections they are."""
    passing = connections = 0
    with path.open("wb") as file:
        others = other_traffic(CONTENT)
        written = 0
        while written < packets:
            opened = list(connection(connections, CONTENT))
            passing, connections = passing + len(opened), connections + 1
            for frame in (*opened, *others):
                file.write(struct.pack(">H", len(frame)) + frame)
            written += len(opened) + len(others)
    return passing, connections


def main() -> int:
    """Send, capture, compare; 1 if the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rate", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=20)
    options = parser.parse_args()
    if not NEEDS["live"].present():
        print(f"live capture not measured: {NEEDS['live'].sentence}")
        return 0
    with tempfile.TemporaryDirectory(prefix="linkscan-bench-") as name, network(Path(name)) as made:
        return measure(made, options.rate, options.rate * options.seconds)


def measure(made: Network, rate: int, packets: int) -> int:
    """Print what was sent and what was taken in; 1 if the goal is missed."""
    passing, connections = write(made.folder / "frames", packets)
    config = "\n".join(f'"shop{n}.example.com" = "amazon"' for n in range(1000))
    (made.folder / "linkscan.toml").write_text(f"[capture.hosts]\n{config}\n", encoding="utf-8")
    number = len(made.running)
    capture = made.capture("--interface", "veth0", "--out", "out.jsonl")
    sender = made.start(made.world, [sys.executable, "-c", SENDER, "frames", str(rate)])
    sender.wait()
    ticks = Path(f"/proc/{capture.pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    end(capture)
    cpu_s = (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")
    told = re.search(r"packets ([\d,]+), lost by the kernel: ([\d,]+)", made.said(number))
    assert told is not None, made.said(number)
    taken, lost = (int(text.replace(",", "")) for text in told.groups())
    lines = (made.folder / "out.jsonl").read_text(encoding="utf-8").splitlines()
    sessions = sum(json.loads(line)["record"] == "session" for line in lines)
    share = taken / passing
    print(f"sent: {packets:,} packets, {made.said(number + 1).strip()} a second; {passing:,} of "
          f"them pass the filter")  # fmt: skip
    print(f"taken in: {taken:,} ({share:.4%}), lost by the kernel as recorded: {lost:,}; "
          f"sessions: {sessions:,} of {connections:,}; CPU {cpu_s:.1f} s")  # fmt: skip
    met = share >= GOAL and sessions == connections
    print(f"goal {'met' if met else 'MISSED'}: {GOAL:.1%}, every session")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
