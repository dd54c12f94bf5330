"""`linkscan capture live`: what is told before anything is heard."""

from __future__ import annotations

import gc
import importlib.util
import socket
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from linkscan.capture import live
from tests.cli.conftest import Run


def test_help(run: Run) -> None:
    """The help says for whom it is."""
    assert "For your own machines only" in " ".join(run("capture", "live", "--help").out.split())


@pytest.mark.parametrize("missing", ["cryptography", "scapy"])
def test_missing_extra(run: Run, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    """Without a library of the extra one sentence says how to get it."""
    find = importlib.util.find_spec

    def without(name: str) -> ModuleSpec | None:
        return None if name == missing else find(name)

    monkeypatch.setattr(importlib.util, "find_spec", without)
    ran = run("capture", "live")
    assert (ran.code, ran.why) == (
        2,
        f"Error: capture needs the library {missing}, which is not installed; install it with: "
        "pip install 'linkscan[capture]'",
    )


def test_unknown_interface(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interface that is not there is told, and those that are."""
    monkeypatch.setattr(live, "check_permission", lambda *_wanted: None)
    monkeypatch.setattr(live, "working_interfaces", lambda: {"eth0": ""})
    ran = run("capture", "live", "--interface", "eth9")
    assert (ran.code, ran.err, ran.out) == (
        2, "Error: --interface: there is no 'eth9' that is up; found eth0.\n", "",
    )  # fmt: skip


def test_memory_of_a_long_capture(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cycles are collected, as they are not in commands that end soon."""
    monkeypatch.setattr(live, "check_permission", lambda *_wanted: None)
    monkeypatch.setattr(live, "working_interfaces", dict)
    gc.disable()
    try:
        assert run("capture", "live").code == 2
        assert gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.skipif(not hasattr(socket, "AF_PACKET"), reason="only Linux has such sockets")
def test_no_permission(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may not capture is told how to, in one line, and no file is begun."""

    def refuse(*_arguments: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(live, "working_interfaces", lambda: pytest.fail("scapy was asked"))
    monkeypatch.setattr(socket, "if_nameindex", lambda: [(1, "lo"), (2, "eth0")])
    monkeypatch.setattr(socket, "socket", refuse)
    ran = run("capture", "live", "--out", "a.jsonl")
    assert (ran.code, ran.err) == (
        2,
        "Error: cannot capture on 'eth0': permission denied; run it as root (sudo) or as "
        "administrator, or read a file: linkscan capture read FILE.\n",
    )
    assert not Path("a.jsonl").exists()


def test_parquet(run: Run) -> None:
    """A form that takes no further lines is refused."""
    ran = run("capture", "live", "--out", "a.parquet")
    assert (ran.code, ran.why) == (
        2,
        "Error: a.parquet: Parquet takes no lines that are appended; name a file .jsonl or .csv.",
    )
