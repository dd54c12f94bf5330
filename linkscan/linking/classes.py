"""Classes of addresses: what is known of where an address comes from.

In this order a declared line of the user's own, a range file, the export's own location column
and what stands behind the address in its cell. Only VPN exits and carrier addresses change a
weight; every other class is a label.
"""

from __future__ import annotations

from collections.abc import Sequence

from fingerprints import address_class
from linkscan.engine import Engine
from linkscan.masking import LINE, Mask
from linkscan.ranges import Origins
from linkscan.rows.loading import Loaded


def classify_addresses(
    engine: Engine, inputs: Sequence[Loaded], origins: Origins, mask: Mask
) -> None:
    """Set `class` of the addresses in `identifiers`."""
    classes = {**_located(engine, inputs), **_known(engine, origins, mask)}
    if not classes:
        return
    engine.put("address_classes", {"key": "VARCHAR", "class": "VARCHAR"}, sorted(classes.items()))
    engine.create(
        "identifiers",
        """
        SELECT i.* REPLACE (coalesce(c.class, i.class) AS class)
        FROM identifiers i LEFT JOIN address_classes c ON i.kind = 'ip' AND c.key = i.key
        """,
    )


def _known(engine: Engine, origins: Origins, mask: Mask) -> dict[str, str]:
    """What lines and range files say, by key."""
    if origins.empty:
        return {}
    keys = engine.rows("SELECT DISTINCT key FROM identifiers WHERE kind = 'ip' "
                       "AND reject IS NULL ORDER BY key")  # fmt: skip
    return {key: known.cls or mask.label(LINE, known.label, known.label)
            for (key,) in keys if (known := origins.find(key))}  # fmt: skip


def _located(engine: Engine, inputs: Sequence[Loaded]) -> dict[str, str]:
    """What the location columns of the logs say, by key: the class that most rows name."""
    counts: dict[str, dict[str, int]] = {}
    for one in inputs:
        if not (one.is_log and {"ip", "ip_location"} <= {*one.columns}):
            continue
        for key, text, n in engine.rows(f"""
            SELECT i.key, l.ip_location, count(*) FROM {one.name} l
            JOIN identifiers i ON i.kind_read = 'ip' AND i.kind = 'ip' AND i.raw = l.ip
            WHERE l.ip_location IS NOT NULL AND i.reject IS NULL GROUP BY 1, 2 ORDER BY 1, 2
        """):
            if found := address_class(text):
                by_class = counts.setdefault(key, {})
                by_class[found] = by_class.get(found, 0) + n
    return {key: max(sorted(found), key=found.__getitem__) for key, found in counts.items()}
