"""Edits: cells of the inputs that a scan takes for blank, or for those of another machine.

They are made in the loaded rows before anything is compared, so that a scan with edits finds
what a scan of files edited by hand would find. What to edit is said in the values of the files:
`linkscan.whatif.proposals` looks it up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linkscan.engine import Engine
from linkscan.engine.base import WIDE, quoted
from linkscan.rows.events import SEVERAL, account_ref
from linkscan.rows.loading import EVIDENCE, SOFT, Loaded
from linkscan.rows.several import KINDS, may_hold_several, split_cell
from linkscan.sources import PERMISSION, paper_of

MACHINE = "machine"
MOVED = (MACHINE, *EVIDENCE)
"""Columns of a log that say on which machine a row was written, and from where."""

LOCATION = "ip_location"
"""Says where the address of the row is: with another address it is not known."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as the rows of one account write it in one input."""

    input: int
    account_ref: int
    kind: str
    written: str


@dataclass(frozen=True, slots=True)
class Move:
    """The rows of the logs under these account refs get the cells of another machine.

    `cells` are in the order of `MOVED`; None is a blank one.
    """

    account_refs: frozenset[int]
    cells: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Edits:
    """What to blank, in all rows of all logs (column, cell as loaded) and among the papers; and
    what to move. A moved row has the cells of its machine, blanked ones or not."""

    seen: frozenset[tuple[str, str]] = frozenset()
    papers: frozenset[Paper] = frozenset()
    moves: tuple[Move, ...] = ()


def apply_edits(engine: Engine, inputs: Sequence[Loaded], edits: Edits) -> None:
    """Make the edits in every `input_N` that has something to edit."""
    _put(engine, inputs, edits)
    for one in inputs:
        cells = dict(_log_cells(one) if one.is_log else ())
        cells |= _paper_cells(engine, one)
        if not cells:
            continue
        changed = ", ".join(f"{cell} AS {column}" for column, cell in cells.items())
        rows = f"{WIDE}.edited_{one.number}"
        engine.create(
            rows,
            f"""
            SELECT i.* EXCLUDE (ref) REPLACE ({changed})
            FROM (SELECT *, {account_ref(engine, one)} AS ref FROM {one.name}) i
            LEFT JOIN moved ON moved.account_ref = i.ref
            LEFT JOIN (SELECT account_ref, list(written) AS people FROM blank_papers
                       WHERE input = {one.number} AND kind = 'operator' GROUP BY 1) gone
                   ON gone.account_ref = i.ref
            """,
        )
        engine.view(one.name, f"SELECT * FROM {rows}")


def _put(engine: Engine, inputs: Sequence[Loaded], edits: Edits) -> None:
    """Create `blank_seen`, `blank_papers` and `moved`.

    A cell of which one value of several is blanked has the `rest` of them.
    """
    engine.put("blank_seen", {"kind": "VARCHAR", "raw": "VARCHAR"}, sorted(edits.seen))
    engine.put(
        "blank_papers",
        {"input": "INTEGER", "account_ref": "UBIGINT", "kind": "VARCHAR", "written": "VARCHAR",
         "rest": "VARCHAR"},
        [*sorted((one.input, one.account_ref, one.kind, one.written, None)
                 for one in edits.papers),
         *(row for one in inputs for row in sorted(_parted(engine, one, edits)))],
    )  # fmt: skip
    engine.put(
        "moved",
        {"account_ref": "UBIGINT", **dict.fromkeys(MOVED, "VARCHAR")},
        [(ref, *move.cells) for move in edits.moves for ref in sorted(move.account_refs)],
    )


def _parted(
    engine: Engine, one: Loaded, edits: Edits
) -> Iterator[tuple[int, int, str, str, str | None]]:
    """The cells with several papers of which some are blanked, and what they say then."""
    gone: dict[tuple[int, str], set[str]] = defaultdict(set)
    for paper in edits.papers:
        if paper.input == one.number:
            gone[paper.account_ref, paper.kind].add(paper.written)
    columns = [(f"paper_{n}", paper.kind) for n, paper in enumerate(one.table.mapping.papers)]
    if "paper_value" in one.columns:
        columns += [("paper_value", kind) for kind in KINDS]
    blanked = {kind for _ref, kind in gone}
    for column, kind in {pair for pair in columns if pair[1] in blanked}:
        for ref, cell in engine.rows(f"""
            SELECT DISTINCT {account_ref(engine, one)}, {column} FROM {one.name}
            WHERE {may_hold_several(column)}
        """):
            parts = split_cell(kind, cell)
            left = [part for part in parts if part not in gone[ref, kind]]
            if parts != (cell,) and len(left) < len(parts):
                yield one.number, ref, kind, cell, "；".join(left) or None


def _log_cells(one: Loaded) -> Iterator[tuple[str, str]]:
    """SQL of the cells of a log, by column."""
    for column in (*MOVED, LOCATION, *SOFT):
        if column not in one.columns:
            continue
        cell = f"i.{column}"
        if column != LOCATION:
            blank = f"SELECT raw FROM blank_seen WHERE kind = '{column}'"
            cell = f"CASE WHEN {cell} IN ({blank}) THEN NULL ELSE {cell} END"
        if column in (*MOVED, LOCATION):
            there = f"moved.{column}" if column in MOVED else "NULL"
            cell = f"CASE WHEN moved.account_ref IS NOT NULL THEN {there} ELSE {cell} END"
        yield column, cell


def _paper_cells(engine: Engine, one: Loaded) -> dict[str, str]:
    """The same of the papers of an input, as `events` finds them."""
    cells = {
        f"paper_{n}": _without(one, f"paper_{n}", paper.kind)
        for n, paper in enumerate(one.table.mapping.papers)
    }
    if "paper_kind" in one.columns and "paper_value" in one.columns:
        words = [word for (word,) in engine.rows(
            f"SELECT DISTINCT paper_kind FROM {one.name} WHERE paper_kind IS NOT NULL ORDER BY 1"
        )]  # fmt: skip
        cases = [
            f"WHEN {quoted(word)} THEN {_without(one, 'paper_value', named.kind)}"
            for word in words
            if (named := paper_of(word))
        ]
        if cases:
            cells["paper_value"] = f"CASE i.paper_kind {' '.join(cases)} ELSE i.paper_value END"
    if not one.is_log and "account" in one.columns:
        if "operator" in one.columns:
            cells["operator"] = _without(one, "operator", "operator")
        if PERMISSION in one.columns:
            cells[PERMISSION] = _without_people(one)
    return cells


def _without(one: Loaded, column: str, kind: str) -> str:
    blank = _blank_papers(one, kind)
    return f"""CASE WHEN (i.ref, i.{column}) IN (SELECT account_ref, written {blank})
               THEN (SELECT max(rest) {blank} AND account_ref = i.ref AND written = i.{column})
               ELSE i.{column} END"""


def _without_people(one: Loaded) -> str:
    """A cell of permissions without the people who are blanked: it may name several."""
    people = f"regexp_split_to_array(i.{PERMISSION}, '{SEVERAL}')"
    kept = f"[person FOR person IN {people} IF NOT list_contains(gone.people, trim(person))]"
    return f"""CASE WHEN gone.people IS NULL THEN i.{PERMISSION}
               ELSE nullif(array_to_string({kept}, ';'), '') END"""


def _blank_papers(one: Loaded, kind: str) -> str:
    return f"FROM blank_papers WHERE input = {one.number} AND kind = {quoted(kind)}"
