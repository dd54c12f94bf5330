"""Blanks: an identifier as all the cells of the files that say it, whatever their spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fingerprints import KINDS, Identifier, identify
from linkscan.accounts.resolve import nearest
from linkscan.engine.base import quoted
from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.linking.links import PAPERS_JOINED
from linkscan.linking.ties import LEFT
from linkscan.machines.machines import machine_key
from linkscan.machines.operators import OPERATOR
from linkscan.rows.edits import MACHINE, Edits, Paper
from linkscan.rows.events import seen_kinds
from linkscan.rows.flaws import USED
from linkscan.rows.scans import FILE
from linkscan.scanned import Scanned
from linkscan.whatif.proposed import Found, Proposal

ORDINAL = re.compile(r"\w+#\d+")
"""The id of a masked value: its kind and a number."""
COMPARISONS = 50_000
"""Most names looked at for what may have been meant."""


def find_blank(scanned: Scanned, text: str) -> Found:
    """The identifier that a text names, as the cells to blank.

    Raises:
        LinkscanError: it is in none of the files, or the text names no identifier.
    """
    for kind, key in _meant(scanned, text):
        found = blank_of(scanned, kind, key)
        if found.proposal.cells:
            return found
    like = nearest(text, _ids_like(scanned, text))
    if not like:
        raise LinkscanError(_("--without: {text!r} is in none of the files."), text=text)
    raise LinkscanError(
        _("--without: {text!r} is in none of the files; nearest: {nearest}."),
        text=text,
        nearest=", ".join(like),
    )


def blank_of(scanned: Scanned, kind: str, key: str) -> Found:
    """The cells of an identifier, by its kind and canonical key; none where no row has it."""
    seen, papers = _cells(scanned, kind, key)
    count = _count(scanned, seen, papers)
    id_, label = _shown(scanned, kind, key) if count else (kind, "")
    keys = _keys_of(scanned, kind, key, seen) if count else ()
    return Found(Proposal(id_, kind, label, cells=count), Edits(seen, papers), frozenset(keys))


def _meant(scanned: Scanned, text: str) -> Iterator[tuple[str, str]]:
    """Kind and key of what the text may name: an id of the report, or a value as written."""
    yield from scanned.engine.rows(f"""
        SELECT kind, k.text FROM keys k JOIN key_names n USING (key, kind)
        WHERE n.id = {quoted(text)} AND kind <> '{MACHINE}'
    """)
    kind, colon, value = text.partition(":")
    kind = kind.strip()
    if ORDINAL.fullmatch(text.strip()) and text.partition("#")[0].strip() in KINDS:
        return
    if kind not in KINDS or not colon:
        raise LinkscanError(
            _("--without: {text!r} names no identifier; write kind:value as the report does, such "
              "as ip:203.0.113.7; kinds are {kinds}."),
            text=text,
            kinds=", ".join(KINDS),
        )  # fmt: skip
    # A phone number means what the region of its account makes of it.
    regions = {one.region or one.platform for one in scanned.joined} if kind == "phone" else ()
    for region in (None, *sorted(filter(None, regions))):
        found = identify(kind, value, region, prefix=scanned.settings.ipv6_prefix)
        if isinstance(found, Identifier):
            yield found.kind, found.key
    yield kind, value  # as a key: a browser is named by what a user agent was read as


def _cells(
    scanned: Scanned, kind: str, key: str
) -> tuple[frozenset[tuple[str, str]], frozenset[Paper]]:
    """All cells that say this identifier: in logs by column, and papers."""
    engine = scanned.engine
    if kind == MACHINE:
        return frozenset((MACHINE, raw) for raw in _labels(scanned, key)), frozenset()
    engine.create("blanked", _values(kind, key))
    seen = set(engine.rows("SELECT DISTINCT kind_read, raw FROM blanked"))
    # A value that was not looked at is in a plain form, and its own key.
    seen |= {(kind, key)}
    seen |= {(OPERATOR, raw) for raw in _of_failed(scanned) if _is(OPERATOR, raw, kind, key)}
    kinds = seen_kinds(scanned.inputs)
    seen = {(column, raw) for column, raw in seen if column in kinds}
    papers = engine.rows(f"""
        SELECT DISTINCT p.input, p.account_ref, p.kind, p.raw FROM {PAPERS_JOINED}
        SEMI JOIN blanked b ON b.value = i.value
    """)
    if kind == FILE and papers:
        # A scanned file is known by what it holds; a cell holds its path.
        papers = engine.rows(f"""
            SELECT DISTINCT p.input, p.account_ref, p.kind, p.raw
            FROM papers_written p JOIN scans s ON s.input = p.input AND s.written = p.raw
            WHERE p.kind = '{FILE}' AND s.raw IN (SELECT raw FROM blanked)
        """)
    return frozenset(seen), frozenset(Paper(*paper) for paper in papers)


def _of_failed(scanned: Scanned) -> set[str]:
    """Who is named by rows that tie nothing: the report names them beside the store."""
    logs = [one.name for one in scanned.inputs if one.is_log and OPERATOR in one.columns]
    return {raw for name in logs for (raw,) in scanned.engine.rows(
        f"SELECT DISTINCT {OPERATOR} FROM {name} WHERE flaw <> {USED} AND {OPERATOR} IS NOT NULL"
    )}  # fmt: skip


def _is(column: str, raw: str, kind: str, key: str) -> bool:
    found = identify(column, raw)
    return isinstance(found, Identifier) and (found.kind, found.key) == (kind, key)


def _values(kind: str, key: str) -> str:
    """SQL of the values that are this identifier."""
    is_it = f"kind = {quoted(kind)} AND key = {quoted(key)}"
    if kind == LEFT:
        is_it = f"kind_read = 'operator' AND key = {quoted(key)}"
    elif kind == "browser":
        is_it = (
            "kind = 'user_agent' AND key IN "
            f"(SELECT user_agent FROM browsers WHERE browser = {quoted(key)})"
        )
    return f"SELECT value, kind_read, raw FROM identifiers WHERE {is_it}"


def _labels(scanned: Scanned, text: str) -> list[str]:
    """Every way in which the logs write this name of a machine, or the one of this id."""
    key = machine_key(text)
    rows = scanned.engine.rows("""
        SELECT DISTINCT raw, id FROM machine_refs JOIN machines USING (machine) WHERE machine_named
    """)
    return sorted(
        raw for raw, id_ in rows if id_ == text or (key is not None and machine_key(raw) == key)
    )


def _count(scanned: Scanned, seen: Iterable[tuple[str, str]], papers: Iterable[Paper]) -> int:
    """How many cells of used rows these are."""
    counts = [
        f"SELECT count(*) AS n FROM events WHERE {column} = {quoted(raw)}"
        + (" AND machine_named" if column == MACHINE else "")
        for column, raw in sorted(seen)
    ]
    counts += [
        f"SELECT count(*) AS n FROM papers_written WHERE input = {one.input} AND "
        f"account_ref = {one.account_ref} AND kind = {quoted(one.kind)} "
        f"AND raw = {quoted(one.written)}"
        for one in sorted(papers, key=lambda one: (one.input, one.account_ref, one.written))
    ]
    if not counts:
        return 0
    rows = scanned.engine.rows(f"SELECT sum(n) FROM ({' UNION ALL '.join(counts)})")
    return int(rows[0][0])


def _shown(scanned: Scanned, kind: str, key: str) -> tuple[str, str]:
    """Id and label of an identifier; a masked one that no report names is its kind alone."""
    if kind == MACHINE:
        listed = ", ".join(map(quoted, _labels(scanned, key)))
        ((name,),) = scanned.engine.rows(f"""
            SELECT min(id) FROM machines JOIN machine_refs USING (machine)
            WHERE machine_named AND raw IN ({listed})
        """)
        return f"{MACHINE}:{name}", name
    rows = scanned.engine.rows(f"""
        SELECT n.id, n.label FROM keys k JOIN key_names n USING (key)
        WHERE k.kind = {quoted(kind)} AND k.text = {quoted(key)}
    """)
    if rows:
        return rows[0]
    mask = scanned.settings.mask
    label = "" if mask.hides(kind) else mask.label(kind, key, key)
    return (f"{kind}:{label}" if label else kind), label


def _keys_of(
    scanned: Scanned, kind: str, key: str, seen: Iterable[tuple[str, str]]
) -> Iterator[int]:
    """The keys that nobody has without these cells, or that fewer do."""
    if kind == MACHINE:
        labels = ", ".join(quoted(raw) for _column, raw in sorted(seen))
        sql = f"""
            SELECT key FROM keys JOIN machines ON id = text
            JOIN machine_refs USING (machine)
            WHERE kind = '{MACHINE}' AND machine_named AND raw IN ({labels})"""
    else:
        sql = f"""
            SELECT key FROM value_keys JOIN blanked USING (value)
            UNION SELECT key FROM keys WHERE text = {quoted(key)}
                  AND kind IN ({quoted(kind)}, '{LEFT if kind in ("operator", "login") else kind}')
        """
    yield from (number for (number,) in scanned.engine.rows(sql))


def _ids_like(scanned: Scanned, text: str) -> list[str]:
    """Ids of the kind that the text names."""
    kind = text.partition(":")[0].partition("#")[0].strip()
    if kind == MACHINE:
        rows = scanned.engine.rows(
            f"SELECT '{MACHINE}:' || id FROM machines WHERE source = 'log' ORDER BY 1 "
            f"LIMIT {COMPARISONS}"
        )
    else:
        rows = scanned.engine.rows(
            f"SELECT id FROM key_names WHERE kind = {quoted(kind)} ORDER BY key LIMIT {COMPARISONS}"
        )
    return [id_ for (id_,) in rows]
