"""The service that tells the public address."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from linkscan.capture import echo
from linkscan.capture.echo import ask, ask_on


@contextmanager
def answering(text: bytes) -> Iterator[str]:
    """A service on this machine that answers so."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_arguments: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/ip"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (b"203.0.113.9\n", "203.0.113.9"),
        (b"2001:DB8:0::9", "2001:db8::9"),
        (b"192.168.1.1", None),  # told by somebody who is behind the same router
        (b"<html>203.0.113.9</html>", None),
        (b"", None),
        (b"\xff" * 9999, None),
    ],
)
def test_answers(text: bytes, address: str | None) -> None:
    """An answer that is one public address is told, with the address of this side."""
    with answering(text) as url:
        found = ask(url)
    told = found and (found.mapped_ip, found.local_ip, found.server_ip, found.told_by)
    assert told == (address and (address, "127.0.0.1", "127.0.0.1", "echo"))


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "https://127.0.0.1:1/"])
def test_no_answer(url: str) -> None:
    """A service that cannot be reached tells nothing."""
    assert ask(url) is None


def test_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The service is asked from the begin on, and again."""
    monkeypatch.setattr(echo, "INTERVAL_S", 0)
    with answering(b"203.0.113.9") as url:
        told = ask_on(url)
        first, second = told.get(timeout=60), told.get(timeout=60)
        monkeypatch.setattr(echo, "INTERVAL_S", 3600)
    assert first.mapped_ip == second.mapped_ip
    assert first.at <= second.at
