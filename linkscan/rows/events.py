"""The views over all inputs: `events`, what was seen, and `papers`, what was registered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linkscan.engine import Engine
from linkscan.engine.base import quoted
from linkscan.rows.flaws import TIMELESS, USED
from linkscan.rows.loading import EVIDENCE, SOFT, Loaded
from linkscan.rows.several import split_papers
from linkscan.sources import PERMISSION, paper_of

SEVERAL = r"[;；、,，|\r\n]+"
"""What stands between the people in one cell of permissions. An operator's cell names one."""


def join_inputs(engine: Engine, inputs: Sequence[Loaded]) -> None:
    """Create the views `events`, `paper_cells`, `papers_written` and `papers` over all inputs.

    Papers are as written until `scans.read_scans` has looked at the files that they name; of a
    cell that holds several, each is one.
    """
    kinds = seen_kinds(inputs)
    events = [select for one in inputs for select in _events_of(engine, one, kinds)]
    engine.view("events", " UNION ALL ".join(events) or _NO_EVENTS)
    papers = [select for one in inputs for select in _papers_of(engine, one)]
    engine.view("paper_cells", " UNION ALL ".join(papers) or _NO_PAPERS)
    engine.view("papers_written", split_papers(engine, "paper_cells"))
    engine.view("papers", "SELECT * FROM papers_written")


def seen_kinds(inputs: Iterable[Loaded]) -> tuple[str, ...]:
    """The kinds of value that a log among the inputs may name: the columns of `events`."""
    met = {column for one in inputs if one.is_log for column in one.columns}
    return (*EVIDENCE, *(kind for kind in SOFT if kind in met))


def account_ref(engine: Engine, one: Loaded) -> str:
    """SQL of the digest of an account as one row writes it: name, platform, region, and the
    site, which may say the other two.

    A planned store is another one than a store that exists, though it bears its name.
    """
    parts = [name if name in one.columns else "CAST(NULL AS VARCHAR)"
             for name in ("account", "platform", "region")]  # fmt: skip
    parts += ["site"] if "site" in one.columns else []
    return engine.digest(*parts, *(["'planned'"] if one.is_plan else []))


def _events_of(engine: Engine, one: Loaded, kinds: Sequence[str]) -> Iterable[str]:
    """The rows of a log that may tie by what was seen."""
    if not one.is_log:
        return
    columns = {name: name if name in one.columns else "CAST(NULL AS VARCHAR)" for name in kinds}
    # Without a machine column the device stands for the machine (see machines.py).
    derived = f"coalesce({columns['device_id']}, {columns['mac']})"
    machine = "machine" if "machine" in one.columns else derived
    evidence = ", ".join(f"{expression} AS {name}" for name, expression in columns.items())
    yield f"""
        SELECT {one.number} AS input, record, observed_at,
               {account_ref(engine, one)} AS account_ref, {machine} AS machine,
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
               {account_ref(engine, one)} AS account_ref"""
    tail = f"FROM {one.name} WHERE flaw IN {TIMELESS} AND"
    for n, paper in enumerate(one.table.mapping.papers):
        yield f"""{head}, {quoted(paper.kind)} AS kind, paper_{n} AS raw,
               {quoted(paper.role)} AS role {tail} paper_{n} IS NOT NULL"""
    if "paper_kind" in one.columns and "paper_value" in one.columns:
        for (word,) in engine.rows(
            f"SELECT DISTINCT paper_kind FROM {one.name} WHERE paper_kind IS NOT NULL ORDER BY 1"
        ):
            named = paper_of(word)
            if named:
                yield f"""{head}, {quoted(named.kind)} AS kind, paper_value AS raw,
                   {quoted(named.role)} AS role
                   {tail} paper_kind = {quoted(word)} AND paper_value IS NOT NULL"""
    # Who is said to run a store, or may sign in to it, without having been seen at it.
    if one.is_log or "account" not in one.columns:
        return
    if "operator" in one.columns:
        yield f"""{head}, 'operator' AS kind, operator AS raw, '' AS role
               {tail} operator IS NOT NULL"""
    if PERMISSION in one.columns:
        yield f"""{head}, 'operator' AS kind, trim(person) AS raw, {quoted(PERMISSION)} AS role
            FROM (SELECT *, unnest(regexp_split_to_array({PERMISSION}, '{SEVERAL}')) AS person
                  {tail} {PERMISSION} IS NOT NULL)
            WHERE trim(person) <> ''"""
