"""The script of the pages: what is committed is what the sources give, and its parts work."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "web"
BUILT = WEB.parent / "linkscan" / "report" / "assets" / "page.js"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources in a folder of their own, with the packages that the lock file names."""
    folder = tmp_path_factory.mktemp("web")
    shutil.copytree(WEB, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules"))
    npm(folder, "ci", "--ignore-scripts", "--prefer-offline")
    return folder


def npm(folder: Path, *arguments: str) -> str:
    """Run npm in `folder`; what it said is in the failure."""
    run = subprocess.run(
        ["npm", "--loglevel=error", *arguments],
        cwd=folder,
        env={**os.environ, "CI": "true", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


@pytest.mark.web
def test_the_built_script_is_what_the_sources_give(copy: Path, tmp_path: Path) -> None:
    """Byte for byte: nobody edits the built file, and nobody forgets `make web`."""
    out = tmp_path / "page.js"
    npm(copy, "run", "build", "--", str(out))
    assert out.read_bytes() == BUILT.read_bytes()


@pytest.mark.web
def test_the_parts_of_the_script_work(copy: Path) -> None:
    """The tests beside the sources pass, and there are some."""
    said = npm(copy, "test")
    assert "fail 0" in said
    assert "pass 0" not in said


def test_the_lock_file_names_no_address() -> None:
    """Packages are named by version and digest; where they come from is the reader's setting."""
    text = (WEB / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    assert '"resolved"' not in text
    assert "http" not in text
    assert all("integrity" in one for name, one in packages.items() if name)


def test_packages_are_pinned() -> None:
    """A version of its own for each package: the same sources give the same script tomorrow."""
    wanted = json.loads((WEB / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert {"d3-drag", "d3-force", "d3-selection", "d3-zoom", "esbuild"} == set(wanted)
    assert all(version[0].isdigit() for version in wanted.values())


def test_the_licence_of_what_is_bundled_goes_along() -> None:
    """Every page carries the notice that the ISC licence asks for, once."""
    text = BUILT.read_text(encoding="utf-8")
    assert text.isascii()
    assert text.count("Mike Bostock") == 1
    assert "this permission notice appear in all copies" in text.split("*/")[0]
    assert "d3-force" in text.split("*/")[0]
    assert "</script" not in text
    assert len(text) < 80_000
