"""Raw values become identifiers: Python looks at the distinct values that need it.

A log has millions of distinct addresses and devices, nearly all in a plain form and seen
with one account. Those can tie nothing and are their own key, which SQL can tell from their
form (`fingerprints.PLAIN`). Python sees the others: values that several accounts share, and
odd forms, of which each may be another way to write a value of somebody else.
"""

from __future__ import annotations

from fingerprints import PLAIN, Identifier, Plain, identify
from linkscan.engine import Engine
from linkscan.engine.local import quoted
from linkscan.events import EVIDENCE

EVERYTHING = 60_000
"""Up to so many sightings every value is identified, so that a report can show all links.

Ours: three times the links that a report shows at most (DESIGN.md, section 8), because the
count is an estimate.
"""


def ref(kind: str) -> str:
    """SQL of the form under which a raw value is compared before Python has seen it.

    It is the raw text itself, or the key where the form says the key is a part of the text
    (the /64 of a full IPv6 address: privacy addresses are all different, their /64 is not).
    """
    parts = [p for p in PLAIN.get(kind, ()) if p.suffix]
    whens = " ".join(
        f"WHEN {_holds(kind, p)} THEN regexp_extract({kind}, {quoted(_anchored(p))}, 1) "
        f"|| {quoted(p.suffix)}"
        for p in parts
    )
    return f"CASE {whens} ELSE {kind} END" if parts else kind


def _holds(kind: str, plain: Plain) -> str:
    # The suffix begins with a character that every such text holds: a cheap test first.
    first = f"contains({kind}, {quoted(plain.suffix[0])}) AND " if plain.suffix else ""
    excluded = ", ".join(quoted(text) for text in sorted(plain.exclude))
    but = f" AND {kind} NOT IN ({excluded})" if excluded else ""
    return f"{first}regexp_matches({kind}, {quoted(_anchored(plain))}){but}"


def _anchored(plain: Plain) -> str:
    return f"^(?:{plain.pattern})$"


def _is_plain(kind: str) -> str:
    """SQL: the text `raw` names its own key."""
    tests = [
        f"right(raw, {len(p.suffix)}) = {quoted(p.suffix)}" if p.suffix else _holds("raw", p)
        for p in PLAIN.get(kind, ())
    ]
    return " OR ".join(tests) or "false"


def identify_values(engine: Engine, prefix: int) -> bool:
    """Create `identifiers`; returns whether every value of the input is in it."""
    everything = _sightings_estimate(engine) <= EVERYTHING
    rows: dict[tuple[str, str, str | None], _Row] = {}
    for kind in EVIDENCE:
        for raw in _evidence(engine, kind, everything):
            rows[kind, raw, None] = _identified(kind, raw, None, prefix)
        # Of an odd form the plain one may be somebody else's, and then ties the two.
        keys = {row[1] for (read, _raw, _region), row in rows.items() if read == kind and row[1]}
        for key in keys:
            if (kind, key, None) not in rows:
                rows[kind, key, None] = _identified(kind, key, None, prefix)
    for kind, raw, region in _papers(engine):
        rows[kind, raw, region] = _identified(kind, raw, region, prefix)
    ordered = sorted(rows, key=lambda read: (read[0], read[1], read[2] or ""))
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


def _sightings_estimate(engine: Engine) -> int:
    counts = " + ".join(
        f"approx_count_distinct({engine.digest('account_ref', k)})" for k in EVIDENCE
    )
    return int(engine.rows(f"SELECT {counts} FROM events")[0][0])


def _evidence(engine: Engine, kind: str, everything: bool) -> list[str]:
    """The distinct values of one column of the logs that Python must see."""
    which = "" if everything else f"WHERE low <> high OR NOT ({_is_plain(kind)})"
    return [raw for (raw,) in engine.rows(f"""
        SELECT raw FROM (
            SELECT {ref(kind)} AS raw, min(account_ref) AS low, max(account_ref) AS high
            FROM events WHERE {kind} IS NOT NULL GROUP BY 1
        ) {which}
    """)]  # fmt: skip


def _papers(engine: Engine) -> list[tuple[str, str, str | None]]:
    return engine.rows("""
        SELECT DISTINCT kind, raw, CASE WHEN kind = 'phone' THEN coalesce(region, platform) END
        FROM papers JOIN account_refs USING (account_ref) JOIN accounts USING (account)
    """)


def _identified(kind: str, raw: str, region: str | None, prefix: int) -> _Row:
    found = identify(kind, raw, region, prefix=prefix)
    if isinstance(found, Identifier):
        return (found.kind, found.key, found.label, found.cls, None)
    return (found.kind, None, None, None, found.reason)
