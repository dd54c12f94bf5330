"""Files that others wrote: each is a table or one sentence, soon and in little memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CORPUS

FOLDERS = ("bombs", "xmlbombs_defusedxml", "spreadsheets_calamine_mit", "csvkit")
READ = """
import sys, tempfile, time
from pathlib import Path
from linkscan.errors import LinkscanError
from linkscan.sources import Found, ReadOptions, read_tables

for name in sys.argv[1:]:
    path, begun = Path(name), time.process_time()
    with tempfile.TemporaryDirectory() as work:
        try:
            said = repr([t.mapping.role for t in
                         read_tables([Found(path, path.name)], ReadOptions(), Path(work)).tables])
        except LinkscanError as error:
            said = str(error)
    # Not ru_maxrss, in which a process starts with what its parent has.
    status = Path("/proc/self/status").read_text()
    mib = int(status.split("VmHWM:")[1].split()[0]) // 1024
    print(path.name, round(time.process_time() - begun, 2), mib, said, sep="\\t")
"""


@pytest.mark.corpus
@pytest.mark.parametrize("folder", FOLDERS)
def test_files_of_others(folder: str) -> None:
    """No traceback; below 5 s of processor time and 512 MiB, each."""
    files = sorted(
        str(path) for path in (CORPUS / "badinput" / folder).rglob("*") if path.is_file()
    )
    run = subprocess.run(
        [sys.executable, "-c", READ, *files], capture_output=True, text=True, check=True
    )
    lines = [line.split("\t") for line in run.stdout.splitlines()]
    assert len(lines) == len(files) > 5
    assert [line for line in lines if float(line[1]) > 5 or int(line[2]) > 512] == []
    assert all(len(line) == 4 and line[3] for line in lines)


@pytest.mark.corpus
def test_protected_and_foreign_files_are_named() -> None:
    """What cannot be read says how it could be."""
    folder = CORPUS / "badinput" / "spreadsheets_calamine_mit"
    files = ("pass_protected.xlsx", "pass_protected.ods", "any_sheets.xls", "any_sheets.xlsb")
    run = subprocess.run(
        [sys.executable, "-c", READ, *(str(Path(folder, name)) for name in files)],
        capture_output=True,
        text=True,
        check=True,
    )
    said = [line.split("\t")[3].split(": ", 1)[1].split(";")[0] for line in run.stdout.splitlines()]
    assert said == [
        "protected by a password",
        "protected by a password",
        "an old Excel file (.xls)",
        "an XLSB workbook",
    ]
