"""The house: what stands around the program works from a bare clone and says what is true."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
PACKAGES = ("linkscan", "fingerprints")


def read(name: str) -> str:
    """A text file of the project."""
    return (PROJECT / name).read_text(encoding="utf-8")


# -- make ------------------------------------------------------------------------------------


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with what `make` reads, and a `bin` with nothing but the shell and `make`."""
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(PROJECT / name, tmp_path)
    (tmp_path / "bin").mkdir()
    for tool in ("sh", "make", "touch"):
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool) or tool)
    return tmp_path


def program(folder: Path, name: str, script: str) -> None:
    """Put a program into `bin` that logs its arguments and then does `script`."""
    file = folder / "bin" / name
    file.write_text(f'#!/bin/sh\necho "$0 $*" >> {folder}/log\n{script}\n', encoding="utf-8")
    file.chmod(0o755)


def make(folder: Path, target: str) -> subprocess.CompletedProcess[str]:
    """Run `make TARGET` with nothing else on the path."""
    environment = {"PATH": str(folder / "bin")}
    command = ["make", "SHELL=sh", target]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def test_make_without_python(clone: Path) -> None:
    """Without Python 3.11, `make demo` says in one sentence how to get it."""
    program(clone, "python3", "exit 1")
    run = make(clone, "demo")
    assert run.returncode != 0
    assert run.stderr.splitlines()[0] == (
        "Python 3.11 or newer is missing; install it with: "
        "sudo apt-get install python3 python3-venv"
    )


def test_make_without_venv(clone: Path) -> None:
    """Where Debian's python3 lacks venv, `make demo` names the package."""
    program(clone, "python3", 'case "$*" in *ensurepip*) exit 1;; esac')
    run = make(clone, "demo")
    assert run.returncode != 0
    assert run.stderr.splitlines()[0] == (
        "python3-venv is missing; install it with: sudo apt-get install python3-venv"
    )


def test_make_sets_up_once(clone: Path) -> None:
    """The set-up runs the first time, and again when pyproject.toml is newer; else never."""
    new_environment = f"""
        case "$*" in "-m venv"*) mkdir -p .venv/bin; cp {clone}/bin/inner .venv/bin/python;; esac"""
    for tool in ("mkdir", "cp"):
        (clone / "bin" / tool).symlink_to(shutil.which(tool) or tool)
    program(clone, "inner", "")
    program(clone, "python3", new_environment)

    def installs() -> int:
        return (clone / "log").read_text(encoding="utf-8").count("pip install")

    assert make(clone, "demo").returncode == 0
    assert installs() == 1
    assert make(clone, "demo").returncode == 0
    assert installs() == 1
    ready = (clone / ".venv" / "ready").stat().st_mtime
    os.utime(clone / "pyproject.toml", (ready + 10, ready + 10))
    assert make(clone, "demo").returncode == 0
    assert installs() == 2


def test_make_lists_its_targets() -> None:
    """`make` alone names every target that one may call."""
    phony = re.search(r"^\.PHONY: (.*)$", read("Makefile"), re.MULTILINE)
    assert phony
    listed = subprocess.run(["make"], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert set(re.findall(r"make ([a-z]+)", listed.stdout)) == set(phony[1].split())


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_targets_named_in_the_docs_exist(name: str) -> None:
    """Every `make …` that a page tells the reader to type is a target."""
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", read(name))) <= targets


# -- CI --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("complete", "code"), [("", 0), ("1", 1)])
def test_left_out_tests_are_named(tmp_path: Path, complete: str, code: int) -> None:
    """Without Chromium the browser tests are named; where all must run, the run fails."""
    tests = tmp_path / "tests"
    tests.mkdir()
    shutil.copy(PROJECT / "tests" / "conftest.py", tests)
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    (tests / "test_page.py").write_text(
        "import pytest\n\n@pytest.mark.browser\ndef test_page():\n    assert False\n"
    )
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env={"PATH": "", "LINKSCAN_COMPLETE": complete},
        capture_output=True,
        text=True,
    )
    assert (
        "left out: browser tests (1): no Chromium; sudo apt-get install chromium fonts-noto-cjk"
        in run.stdout.splitlines()
    )
    assert run.returncode == code, run.stdout


def test_ci_script_is_sound() -> None:
    """`.ci/run` may be executed, and bash can parse it."""
    assert os.access(PROJECT / ".ci" / "run", os.X_OK)
    subprocess.run(["bash", "-n", ".ci/run"], cwd=PROJECT, check=True)


# -- Windows ---------------------------------------------------------------------------------


def test_batch_file_is_sound() -> None:
    """cmd can read linkscan.bat: CRLF, every label defined, Chinese only after chcp, in echo."""
    content = (PROJECT / "linkscan.bat").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    lines = content.decode("utf-8").split("\r\n")
    assert set(re.findall(r"goto (\w+)", "\n".join(lines))) <= {
        line[1:] for line in lines if line.startswith(":")
    }
    chinese = [n for n, line in enumerate(lines) if not line.isascii()]
    assert all(lines[n].startswith("echo ") for n in chinese)
    assert lines.index("chcp 65001 >nul") < min(chinese)


# -- pages -----------------------------------------------------------------------------------


def test_readmes_have_one_shape() -> None:
    """The Chinese README has every section and every command of the English one."""
    english, chinese = (read(name) for name in READMES)
    assert _headings(english) == _headings(chinese)
    assert _commands(english) == _commands(chinese)


def _headings(text: str) -> list[str]:
    return re.findall(r"^(#+) ", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S), re.M)


def _commands(text: str) -> list[str]:
    """Fenced commands and code; comments may be in the reader's language."""
    blocks = re.findall(r"^```(?:sh|python)\n(.*?)^```", text, re.M | re.S)
    return [re.sub(r" *# .*", "", block) for block in blocks]


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_links_of_the_docs_lead_somewhere(name: str) -> None:
    """Relative links of a page name files of the project."""
    targets = re.findall(r"\]\(((?!https?://|#)[^)#]+)", read(name))
    assert [target for target in targets if not (PROJECT / target).exists()] == []


def test_no_machine_path_is_committed() -> None:
    """No file of the project names a folder of the machine that it was made on."""
    path = re.compile(rb"(?<![\w.])/(?:work|root|home/\w+)/")
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    files = [PROJECT / name for name in listed.stdout.split("\0") if name]
    assert PROJECT / "pyproject.toml" in files
    assert [file for file in files if file.is_file() and path.search(file.read_bytes())] == []


# -- structure -------------------------------------------------------------------------------


def test_packages_import_down_the_flow() -> None:
    """No two packages of linkscan import each other, straight or by way of others."""
    root = PROJECT / "linkscan"
    packages = {folder.name for folder in root.iterdir() if (folder / "__init__.py").exists()}
    flow = TopologicalSorter({name: _imports(root / name) & packages - {name} for name in packages})
    assert len(list(flow.static_order())) == len(packages)


def _imports(package: Path) -> set[str]:
    """The parts of linkscan that a package names in its imports."""
    texts = [file.read_text(encoding="utf-8") for file in package.rglob("*.py")]
    return set(re.findall(r"^ *from linkscan\.(\w+)", "\n".join(texts), re.MULTILINE))


# -- wheel -----------------------------------------------------------------------------------


@pytest.mark.slow
def test_wheel_holds_both_packages_whole(tmp_path: Path) -> None:
    """The wheel installs both packages with all their data, and nothing else."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path],
        cwd=PROJECT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    ours = {
        file.relative_to(PROJECT).as_posix()
        for package in PACKAGES
        for file in (PROJECT / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert packed == ours
