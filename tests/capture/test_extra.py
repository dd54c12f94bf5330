"""Libraries that only a capture needs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import linkscan
from linkscan.capture.extra import require
from linkscan.errors import LinkscanError


def test_what_is_there() -> None:
    """A library that is installed is no matter."""
    require("cryptography")


def test_what_is_missing() -> None:
    """A missing one is told in one sentence, with the way to get it."""
    with pytest.raises(LinkscanError) as raised:
        require("no_such_library")
    assert str(raised.value) == (
        "capture needs the library no_such_library, which is not installed; install it with: "
        "pip install 'linkscan[capture]'"
    )


def test_one_file_imports_scapy() -> None:
    """Scapy is under the GPL: one file knows of it, and nothing else needs it."""
    importing = [
        path.name
        for path in Path(linkscan.__file__).parent.rglob("*.py")
        if re.search(r"^\s*(from|import) scapy", path.read_text(encoding="utf-8"), re.M)
    ]
    assert set(importing) <= {"scapy_io.py"}
