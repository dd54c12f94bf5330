"""The views over all inputs: `events`, what was seen, and `papers`, what was registered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fingerprints import KINDS
from linkscan.engine import Engine
from linkscan.engine.base import quoted
from linkscan.flaws import USED
from linkscan.loading import EVIDENCE, Loaded
from linkscan.sources import paper_of


def join_inputs(engine: Engine, inputs: Sequence[Loaded]) -> None:
    """Create the views `events` and `papers` over all inputs."""
    events = [select for one in inputs for select in _events_of(engine, one)]
    engine.view("events", " UNION ALL ".join(events) or _NO_EVENTS)
    papers = [select for one in inputs for select in _papers_of(engine, one)]
    engine.view("papers", " UNION ALL ".join(papers) or _NO_PAPERS)


def account_ref(engine: Engine, columns: Iterable[str]) -> str:
    """SQL of the digest of an account as one row writes it: name, platform, region."""
    parts = (name if name in columns else "CAST(NULL AS VARCHAR)"
             for name in ("account", "platform", "region"))  # fmt: skip
    return engine.digest(*parts)


def _events_of(engine: Engine, one: Loaded) -> Iterable[str]:
    """The rows of a log that may tie by what was seen."""
    if not one.is_log:
        return
    columns = {name: name if name in one.columns else "CAST(NULL AS VARCHAR)" for name in EVIDENCE}
    # Without a machine column the device stands for the machine (see machines.py).
    derived = f"coalesce({columns['device_id']}, {columns['mac']})"
    machine = "machine" if "machine" in one.columns else derived
    evidence = ", ".join(f"{expression} AS {name}" for name, expression in columns.items())
    yield f"""
        SELECT {one.number} AS input, record, observed_at,
               {account_ref(engine, one.columns)} AS account_ref, {machine} AS machine,
               {str("machine" in one.columns).lower()} AS machine_named, {evidence}
        FROM {one.name} WHERE flaw = {USED}
    """


_NO_EVENTS = """
    SELECT 0 AS input, CAST(0 AS BIGINT) AS record, CAST(NULL AS TIMESTAMP) AS observed_at,
           CAST(0 AS UBIGINT) AS account_ref, '' AS machine, true AS machine_named,
           '' AS ip, '' AS device_id, '' AS mac WHERE false
"""

_NO_PAPERS = """
    SELECT 0 AS input, CAST(0 AS BIGINT) AS record, CAST(0 AS UBIGINT) AS account_ref,
           '' AS kind, '' AS raw, '' AS role WHERE false
"""


def _papers_of(engine: Engine, one: Loaded) -> Iterable[str]:
    """One query per column of papers; of a long list, one per kind that it names."""
    head = f"""
        SELECT {one.number} AS input, record,
               {account_ref(engine, one.columns)} AS account_ref"""
    tail = f"FROM {one.name} WHERE flaw = {USED} AND"
    for n, paper in enumerate(one.table.mapping.papers):
        if tie_of(paper.kind) == "hard":
            yield f"""{head}, {quoted(paper.kind)} AS kind, paper_{n} AS raw,
               {quoted(paper.role)} AS role {tail} paper_{n} IS NOT NULL"""
    if "paper_kind" in one.columns and "paper_value" in one.columns:
        for (word,) in engine.rows(
            f"SELECT DISTINCT paper_kind FROM {one.name} WHERE paper_kind IS NOT NULL ORDER BY 1"
        ):
            named = paper_of(word)
            if named and tie_of(named.kind) == "hard":
                yield f"""{head}, {quoted(named.kind)} AS kind, paper_value AS raw,
                   {quoted(named.role)} AS role
                   {tail} paper_kind = {quoted(word)} AND paper_value IS NOT NULL"""


def tie_of(kind: str) -> str:
    """Whether a kind ties accounts: "hard", "soft" or "none"."""
    return KINDS[kind].tie
