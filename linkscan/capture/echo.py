"""An echo service that the user has chosen: it says from which public address it sees us.

Behind a router no capture shows the address that a platform sees. The service is asked by the
way that the system takes, not by that of a browser with a proxy of its own.
"""

from __future__ import annotations

import queue
import threading
import time
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from urllib.parse import urlsplit

from fingerprints.scopes import scope_of
from linkscan.capture.decode.mappings import PUBLIC
from linkscan.capture.record import Mapping

ECHO = "echo"
INTERVAL_S = 60.0
TIMEOUT_S = 5.0
LONGEST_ANSWER = 256


def ask(url: str) -> Mapping | None:
    """The public address that the service at `url` answers with, as text; None without one."""
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT_S)
    try:
        connection.connect()
        local_ip = connection.sock.getsockname()[0]
        server_ip, server_port = connection.sock.getpeername()[:2]
        connection.request("GET", parts.path or "/", headers={"User-Agent": "linkscan"})
        said = ip_address(connection.getresponse().read(LONGEST_ANSWER).decode("ascii").strip())
    except (OSError, HTTPException, ValueError):
        return None
    finally:
        connection.close()
    if scope_of(said.packed) not in PUBLIC:
        return None
    return Mapping(
        server_ip=server_ip,
        server_port=server_port,
        mapped_ip=str(said),
        local_ip=local_ip,
        at=datetime.now(UTC),
        interface=None,
        told_by=ECHO,
    )


def ask_on(url: str) -> queue.SimpleQueue[Mapping]:
    """What the service answers, asked every minute as long as the program runs."""
    told: queue.SimpleQueue[Mapping] = queue.SimpleQueue()

    def ask_again_and_again() -> None:
        while True:
            if mapping := ask(url):
                told.put(mapping)
            time.sleep(INTERVAL_S)

    threading.Thread(target=ask_again_and_again, daemon=True).start()
    return told
