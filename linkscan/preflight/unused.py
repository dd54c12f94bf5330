"""What is still unused on a platform among the user's own machines, lines and papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linkscan import CONFIG_NAME
from linkscan.engine.base import quoted
from linkscan.masking import LINE
from linkscan.ranges import declared_lines
from linkscan.scanned import Scanned

LISTED = 20


@dataclass(frozen=True, slots=True)
class Unused:
    """What the user's own records name that no store of a platform has used yet, and no suspended
    store of any."""

    platform: str
    machines: tuple[str, ...]
    lines: tuple[str, ...]
    papers: tuple[str, ...]  # masked labels, with their kinds


def find_unused(scanned: Scanned, planned: Sequence[int]) -> tuple[Unused, ...]:
    """By platform of a planned store; nothing where a store of that platform is suspended."""
    scopes = sorted({scanned.scopes[n] for n in planned} - {""})
    barred = {one.platform for one in scanned.joined if one.barred}
    # A suspended store of no known platform may be of any.
    return tuple(_unused_on(scanned, one) for one in scopes if not barred & {one, None})


def _unused_on(scanned: Scanned, scope: str) -> Unused:
    # What a suspended store used, wherever it was, is never offered again; what one of no
    # known platform used may have been used here.
    here = (f"SELECT account FROM accounts WHERE scope = {quoted(scope)} OR barred "
            "OR platform IS NULL")  # fmt: skip
    engine = scanned.engine
    machines = engine.rows(f"""
        SELECT id FROM machines WHERE source IN ('log', 'list') AND machine NOT IN (
            SELECT machine FROM presence WHERE account IN ({here}))
        ORDER BY id LIMIT {LISTED}
    """)
    papers = engine.rows(f"""
        SELECT DISTINCT k.kind, n.label, k.key FROM links l JOIN keys k USING (key)
        JOIN key_names n USING (key)
        WHERE k.tie = 'hard' AND k.strength = 'document' AND l.key NOT IN (
            SELECT key FROM links WHERE account IN ({here} UNION SELECT account FROM spent))
        ORDER BY k.key LIMIT {LISTED}
    """)
    return Unused(
        platform=scope,
        machines=tuple(id_ for (id_,) in machines),
        lines=_unused_lines(scanned, here),
        papers=tuple(f"{kind} {label}" for kind, label, _key in papers),
    )


def _unused_lines(scanned: Scanned, here: str) -> tuple[str, ...]:
    """Declared lines on which no store of the platform was seen, and no suspended one."""
    if not scanned.settings.lines:
        return ()
    used = [key for (key,) in scanned.engine.rows(f"""
        SELECT DISTINCT k.text FROM links l JOIN keys k USING (key)
        WHERE k.kind = 'ip' AND l.account IN ({here})
    """)]  # fmt: skip
    free = []
    for network, label in scanned.settings.lines.items():
        line = declared_lines({network: label}, CONFIG_NAME, scanned.settings.ipv6_prefix)
        if not any(line.find(address) for address in used):
            free.append(scanned.settings.mask.label(LINE, network, f"{network} ({label})"))
    return tuple(free[:LISTED])
