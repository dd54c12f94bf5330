"""What the package may load, and when."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import fingerprints

SOURCES = sorted(Path(fingerprints.__file__).parent.rglob("*.py"))
FOREIGN = {"linkscan", "pandas", "numpy", "networkx", "scipy", "scapy", "click", "duckdb"}
LAZY = {"phonenumbers", "stdnum", "email_validator", "tomllib", "ua_parser", "pypinyin", "opencc"}


def imported(path: Path) -> set[str]:
    """Top-level names of everything that a source file imports anywhere."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for n in nodes if isinstance(n, ast.Import) for alias in n.names}
    named = {n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.module}
    return {name.partition(".")[0] for name in plain | named}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_the_package_is_pure(path: Path) -> None:
    """No file imports linkscan, an engine, a frame or a command line."""
    assert not imported(path) & FOREIGN


def test_importing_loads_nothing_heavy() -> None:
    """The libraries of the field and the data files wait for a value that needs them."""
    program = "import sys, fingerprints; print(*sys.modules)"
    root = Path(fingerprints.__file__).parents[1]
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert not set(run.stdout.split()) & (LAZY | FOREIGN)
