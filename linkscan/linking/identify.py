"""Raw values become identifiers: Python looks at the distinct values that need it.

A log has millions of distinct addresses and devices, nearly all in a plain form and seen
with one account. Those can tie nothing and are their own key, which SQL can tell from their
form (`fingerprints.PLAIN`). Python sees the others: values that several accounts share, and
odd forms, of which each may be another way to write a value of somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fingerprints import Identifier, identify
from linkscan.engine import Engine
from linkscan.pseudonyms import Pseudonyms
from linkscan.rows.loading import EVIDENCE
from linkscan.rows.plain import is_plain
from linkscan.rows.scans import FILE, refusal

EVERYTHING = 60_000
"""Up to so many sightings every value is identified, so that a report can show all links.

Ours: three times the links that a report shows at most (DESIGN.md, section 8), because the
count is an estimate.
"""
SAMPLE = 200_000
"""Rows that mostly suffice to tell that a log is not small."""


def identify_values(
    engine: Engine,
    kinds: Sequence[str],
    prefix: int,
    wanted: Iterable[tuple[str, str]] = (),
    pseudonyms: Pseudonyms | None = None,
) -> bool:
    """Create `identifiers`; returns whether every value of the input is in it.

    `kinds` are those that the logs have a column for; `wanted` are values (kind, raw) to
    identify although a single account has them. With `pseudonyms` these are the labels, and
    values are numbered in no order of their own.
    """
    everything = _is_small(engine)
    rows: dict[tuple[str, str, str | None], _Row] = {}
    for kind in kinds:
        for raw, plain in _evidence(engine, kind, everything, prefix):
            found = (kind, raw, raw, None, None) if plain else _identified(kind, raw, None, prefix)
            rows[kind, raw, None] = found
    for kind, raw in wanted:
        rows[kind, raw, None] = _identified(kind, raw, None, prefix)
    for kind, raw, region in _papers(engine):
        rows[kind, raw, region] = _identified(kind, raw, region, prefix)
    # Of an odd form, or one from another column, the plain form may be somebody else's.
    for kind, key, *_rest in list(rows.values()):
        if kind in EVIDENCE and key is not None and (kind, key, None) not in rows:
            rows[kind, key, None] = _identified(kind, key, None, prefix)
    ordered = sorted(rows, key=lambda read: (read[0], read[1], read[2] or ""))
    if pseudonyms:
        ordered.sort(key=lambda read: pseudonyms.of(read[0], read[1]))
        rows = {read: _hidden(row, pseudonyms) for read, row in rows.items()}
    engine.put(
        "identifiers",
        {"value": "INTEGER", "kind_read": "VARCHAR", "raw": "VARCHAR", "region": "VARCHAR",
         "kind": "VARCHAR", "key": "VARCHAR", "label": "VARCHAR", "class": "VARCHAR",
         "reject": "VARCHAR"},
        [(number, *read, *rows[read]) for number, read in enumerate(ordered)],
    )  # fmt: skip
    return everything


_Row = tuple[str, str | None, str | None, str | None, str | None]
"""kind, key, label, class, reason why the value links nothing."""


def _hidden(row: _Row, pseudonyms: Pseudonyms) -> _Row:
    kind, key, _label, cls, reason = row
    return (kind, key, None if key is None else pseudonyms.of(kind, key), cls, reason)


def _is_small(engine: Engine) -> bool:
    """Whether there are so few sightings that a report can show them all; an estimate."""
    counts = " + ".join(f"count(DISTINCT {engine.digest('account_ref', k)})" for k in EVIDENCE)
    sample = f"(SELECT * FROM events LIMIT {SAMPLE})"
    if engine.rows(f"SELECT {counts} FROM {sample}")[0][0] > EVERYTHING:
        return False
    whole = counts.replace("count(DISTINCT ", "approx_count_distinct(")
    return int(engine.rows(f"SELECT {whole} FROM events")[0][0]) <= EVERYTHING


def _evidence(engine: Engine, kind: str, everything: bool, prefix: int) -> list[tuple[str, bool]]:
    """The distinct values of one column of the logs that may tie, and whether they are plain."""
    # An odd form may be another account's value in another writing. Of what only adds weight
    # there may be as many odd forms as rows: there the shared ones have to do.
    odd = "OR NOT plain" if kind in EVIDENCE else ""
    which = "" if everything else f"WHERE low <> high {odd}"
    return engine.rows(f"""
        SELECT raw, plain FROM (
            SELECT *, {is_plain(kind, "raw", prefix)} AS plain FROM (
                SELECT {kind} AS raw, min(account_ref) AS low, max(account_ref) AS high
                FROM events WHERE {kind} IS NOT NULL GROUP BY 1
            )
        ) {which}
    """)


def _papers(engine: Engine) -> list[tuple[str, str, str | None]]:
    return engine.rows("""
        SELECT DISTINCT kind, raw, CASE WHEN kind = 'phone' THEN coalesce(region, platform) END
        FROM papers JOIN account_refs USING (account_ref) JOIN accounts USING (account)
    """)


def _identified(kind: str, raw: str, region: str | None, prefix: int) -> _Row:
    if kind == FILE and (reason := refusal(raw)):
        return (kind, None, None, None, reason)
    found = identify(kind, raw, region, prefix=prefix)
    if isinstance(found, Identifier):
        return (found.kind, found.key, found.label, found.cls, None)
    return (found.kind, None, None, None, found.reason)
