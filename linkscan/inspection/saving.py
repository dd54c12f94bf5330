"""Writing saved mappings into a linkscan.toml, whose other content stays as it is."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from linkscan.errors import LinkscanError
from linkscan.i18n import _

_SECTION = re.compile(r"\s*\[")

Saved = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""Table -> what its columns mean: `role`, and target -> header."""


def save_mappings(path: Path, saved: Saved) -> None:
    """Write the mappings into the file at `path`, which need not exist yet.

    A mapping of the same table is replaced; nothing else changes, comments included. The file
    appears whole or not at all.

    Raises:
        LinkscanError: It is no TOML, or holds a mapping in a form that cannot be replaced.
    """
    written = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    before = _parsed(written, path)
    text = written
    for name, columns in saved:
        text = _without(text, name)
        text = f"{text.rstrip()}\n\n" if text.strip() else ""
        text += "".join(f"{line}\n" for line in _section(name, columns))
    expected = {**before, "columns": {**before.get("columns", {}), **_tree(saved)}}
    if _try(text) != expected:
        raise LinkscanError(
            _("{where}: its [columns] are written in a form that linkscan does not change; write "
              "the mapping there yourself, or delete it."),
            where=str(path),
        )  # fmt: skip
    draft = path.with_name(f"{path.name}.new")
    draft.write_text(text, encoding="utf-8", newline="\n")
    os.replace(draft, path)  # noqa: PTH105 - the one call that replaces on every system


def _section(name: str, columns: Sequence[tuple[str, str]]) -> list[str]:
    lines = [f"[columns.{_quoted(name)}]"]
    return [*lines, *(f"{_key(target)} = {_quoted(header)}" for target, header in columns)]


def _key(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z0-9_-]+", text) else _quoted(text)


def _quoted(text: str) -> str:
    # A basic string of TOML takes the escapes of JSON; DEL has to be one.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _without(text: str, name: str) -> str:
    """The text without the section of this table."""
    kept: list[str] = []
    inside = False
    for line in text.splitlines(keepends=True):
        if _SECTION.match(line):
            inside = _try(line) == {"columns": {name: {}}}
        if not inside or not line.strip() or line.lstrip().startswith("#"):
            kept.append(line)
    return "".join(kept)


def _tree(saved: Saved) -> dict[str, dict[str, str]]:
    return {name: dict(columns) for name, columns in saved}


def _try(text: str) -> Mapping[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LinkscanError(
            _("{where}: cannot be read as TOML ({problem}); correct it or name another "
              "file with --config."),
            where=str(path), problem=str(error),
        ) from error  # fmt: skip
