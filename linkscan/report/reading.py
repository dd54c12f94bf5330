"""A report read back from its `report.json`, or the one sentence that says why it is none."""

from __future__ import annotations

import json
from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.model import FORMAT, Report
from linkscan.report.forms.json import Misfit, from_dict, quoted

BROKEN = _(
    "{where}:{line}: not a whole report.json, its JSON breaks off in column {column}; run linkscan "
    "analyze again."
)
FOREIGN = _("{where}: not a report of linkscan; name the report.json of a report folder.")
OTHER_FORMAT = _(
    "{where}: a report of format {found}, and this linkscan reads format {format}; take the "
    "linkscan that wrote it, or run linkscan analyze again."
)
CHANGED = _(
    "{where}: {place} is {found}, which no report holds there: the file was changed, or another "
    "version of linkscan wrote it. Run linkscan analyze again."
)
INCOMPLETE = _(
    "{where}: {place} is missing: the file was changed, or another version of linkscan wrote it. "
    "Run linkscan analyze again."
)


UNREADABLE = _("{where}: cannot be read ({problem}).")
NO_FILE = _("{where}: no such file or folder; check the path.")
IN_PLACE = _(
    "{where}: the report itself stands there, with its tables; name another folder for the new "
    "forms with --out."
)


def report_path(path: Path) -> Path:
    """The `report.json` that a path names, itself or by its folder."""
    return path / "report.json" if path.is_dir() else path


def check_apart(path: Path, out: Path) -> None:
    """Refuse to put a folder in place of the one that the `report.json` of `path` stands in.

    Raises:
        LinkscanError: `out` is that folder.
    """
    if path.resolve().parent == out.resolve():
        raise LinkscanError(IN_PLACE, where=str(out))


def read_report(path: Path) -> Report:
    """The report in the file `path`.

    Raises:
        LinkscanError: it cannot be read, or holds no report (see `read_json`).
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise LinkscanError(NO_FILE, where=str(path)) from error
    except OSError as error:
        problem = error.strerror or str(error)
        raise LinkscanError(UNREADABLE, where=str(path), problem=problem) from error
    return read_json(data, str(path))


def read_json(data: bytes, where: str) -> Report:
    """The report in `data`, the content of the `report.json` that `where` names.

    Raises:
        LinkscanError: `data` is no report, not a whole one, one of another format, or one that
            somebody changed so that no report is like it.
    """
    try:
        tree = json.loads(data)
    except json.JSONDecodeError as error:
        line, column = error.lineno, error.colno
        raise LinkscanError(BROKEN, where=where, line=line, column=column) from error
    except (ValueError, RecursionError) as error:  # no text, or nested without end
        raise LinkscanError(FOREIGN, where=where) from error
    if not isinstance(tree, dict) or not {"format", "linkscan"} <= tree.keys():
        raise LinkscanError(FOREIGN, where=where)
    if tree["format"] != FORMAT:
        found = quoted(tree["format"])
        raise LinkscanError(OTHER_FORMAT, where=where, found=found, format=FORMAT)
    try:
        return from_dict(tree)
    except Misfit as error:
        message = CHANGED if error.found else INCOMPLETE
        raise LinkscanError(message, where=where, place=error.place, found=error.found) from error
