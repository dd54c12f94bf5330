"""Whether two programs found the same components in the same log.

    python -m benchmarks.components AFTERNOON_FOLDER LINKSCAN_FOLDER

A fast program that finds something else is no faster program.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

Components = set[frozenset[str]]


def afternoon_components(folder: Path) -> Components:
    """What `benchmarks.afternoon` wrote to `folder`."""
    report = json.loads((folder / "report.json").read_bytes())
    return set(map(frozenset, report["components"]))


def linkscan_components(folder: Path) -> Components:
    """What `linkscan analyze` wrote to `folder`, of accounts without platform.

    Taken from `report.json` where it holds every account, else from the full table
    beside it.
    """
    report = json.loads((folder / "report.json").read_bytes())
    accounts = report["accounts"]
    if len(accounts) == report["totals"]["accounts"]:
        return _gather((account["name"], account["component"]) for account in accounts)
    return _gather(_account_table(folder / "tables" / "accounts.parquet"))


def _account_table(path: Path) -> Iterable[tuple[str, str | None]]:
    import duckdb  # the report alone needs no engine

    with duckdb.connect() as engine:
        return engine.execute("SELECT name, component FROM read_parquet(?)", [str(path)]).fetchall()


def _gather(members: Iterable[tuple[str, str | None]]) -> Components:
    accounts: defaultdict[str, set[str]] = defaultdict(set)
    for account, component in members:
        if component is not None:
            accounts[component].add(account)
    return set(map(frozenset, accounts.values()))


def difference(ours: Components, theirs: Components) -> str:
    """How the components differ, with the smallest example of each side; empty if equal."""
    sides = (("only linkscan", ours - theirs), ("only afternoon", theirs - ours))
    return "; ".join(
        f"{who} finds {len(extra)}, such as {min(map(_first_accounts, extra))}"
        for who, extra in sides
        if extra
    )


def _first_accounts(component: frozenset[str]) -> tuple[int, list[str]]:
    return len(component), sorted(component)[:5]


def main() -> None:
    """Compare the folders named on the command line; exit code 1 if they differ."""
    afternoon, linkscan = map(Path, sys.argv[1:3])
    theirs, ours = afternoon_components(afternoon), linkscan_components(linkscan)
    if problem := difference(ours, theirs):
        sys.exit(f"components differ: {problem}")
    print(f"components are equal: {len(ours):,} of {sum(map(len, ours)):,} accounts")


if __name__ == "__main__":
    main()
