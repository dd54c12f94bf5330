"""A plan written as TOML becomes rows: one table per planned store, a list of values each."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

from linkscan.errors import LinkscanError
from linkscan.i18n import _


def plan_rows(path: Path, folder: Path) -> Path:
    """The stores of a TOML plan as a file of JSON lines in `folder`, under the same name.

    `[[stores]]` holds the columns of a plan; a list of values makes further rows of its store.

    Raises:
        LinkscanError: it is no TOML, or holds no `[[stores]]`.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LinkscanError(
            _("{where}: cannot be read as TOML ({problem}); correct it, or write the plan as CSV."),
            where=str(path), problem=str(error),
        ) from error  # fmt: skip
    stores = content.get("stores")
    if not isinstance(stores, list) or not stores or not all(isinstance(s, dict) for s in stores):
        raise LinkscanError(
            _('{where}: holds no planned store; write [[stores]], then account = "name", '
              'platform = "amazon", ip = "203.0.113.7" and so on.'),
            where=str(path),
        )  # fmt: skip
    written = folder / f"{path.name}.jsonl"
    lines = (json.dumps(row, ensure_ascii=False) for store in stores for row in _rows(store))
    written.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return written


def _rows(store: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """The first row has every single value; lists go on in further rows, with the same store."""
    single = {key: str(value) for key, value in store.items() if not isinstance(value, list)}
    lists = {key: [str(one) for one in value] for key, value in store.items()
             if isinstance(value, list)}  # fmt: skip
    if not lists:
        yield single
        return
    for values in zip_longest(*lists.values(), fillvalue=""):
        yield {**single, **dict(zip(lists, values, strict=True))}
